//! A server that works on a few requests at a time, and refuses the others at once.

use std::cell::Cell;
use std::time::Duration;

use tokio::time::sleep;

use super::Server;
use crate::refused::Refused;

/// Some slots; each request holds one for its time.
#[derive(Debug)]
pub struct Slots {
    free: Cell<u32>,
    time: Duration,
    requests: Cell<u64>,
}

impl Slots {
    /// `slots` requests at a time, each of which takes `time`.
    #[must_use]
    pub fn new(slots: u32, time: Duration) -> Self {
        Self { free: Cell::new(slots), time, requests: Cell::new(0) }
    }

    /// How many requests there were, refused ones too.
    #[must_use]
    pub fn requests(&self) -> u64 {
        self.requests.get()
    }
}

impl Server for Slots {
    async fn serve(&self) -> Result<(), Refused> {
        self.requests.set(self.requests.get() + 1);
        let left = self.free.get().checked_sub(1).ok_or(Refused::Busy)?;
        self.free.set(left);
        sleep(self.time).await;
        self.free.set(self.free.get() + 1);
        Ok(())
    }
}
