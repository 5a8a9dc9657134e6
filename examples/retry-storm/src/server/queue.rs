//! A server that works off one queue, and never learns that a caller has left it.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use super::Server;
use crate::clock::Clock;
use crate::refused::Refused;
use crate::series::Series;

/// When the server stands still. Requests queue meanwhile.
#[derive(Clone, Copy, Debug)]
pub struct Outage {
    /// When it stops.
    pub from: Duration,
    /// When it goes on.
    pub to: Duration,
}

/// First come, first served, each request for the same time. The queue has no end.
///
/// It is kept as one number, the time at which its last request will be done: no request overtakes another.
#[derive(Debug)]
pub struct Queue {
    clock: Clock,
    time: Duration,
    outage: Outage,
    done_at: Cell<Duration>,
    arrivals: RefCell<Series>,
    answered: Cell<u64>,
}

impl Queue {
    /// A request takes `time` of the server.
    #[must_use]
    pub fn new(clock: Clock, time: Duration, outage: Outage) -> Self {
        Self {
            clock,
            time,
            outage,
            done_at: Cell::default(),
            arrivals: RefCell::default(),
            answered: Cell::new(0),
        }
    }

    /// The requests that came, second by second.
    #[must_use]
    pub fn arrivals(&self) -> Series {
        self.arrivals.borrow().clone()
    }

    /// How many requests were answered while their caller still waited.
    #[must_use]
    pub fn answered(&self) -> u64 {
        self.answered.get()
    }
}

impl Server for Queue {
    async fn serve(&self) -> Result<(), Refused> {
        let now = self.clock.now();
        self.arrivals.borrow_mut().count(now);
        let mut start = now.max(self.done_at.get());
        if (self.outage.from..self.outage.to).contains(&start) {
            start = self.outage.to;
        }
        let done = start + self.time;
        self.done_at.set(done);
        self.clock.until(done).await;
        self.answered.set(self.answered.get() + 1);
        Ok(())
    }
}
