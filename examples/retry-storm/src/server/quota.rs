//! A server that serves so many requests a second, and tells the others when to come back.

use std::cell::Cell;
use std::time::Duration;

use super::Server;
use crate::clock::Clock;
use crate::refused::Refused;

/// What `Retry-After` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hints {
    /// The start of the next second, to everybody: when the quota is full again.
    NextSecond,
    /// To each caller a second in which there is a place left for it.
    OwnTurn,
}

/// A quota for each second. What it refuses costs nothing of it.
#[derive(Debug)]
pub struct Quota {
    clock: Clock,
    per_second: u32,
    hints: Hints,
    second: Cell<u64>,
    used: Cell<u32>,
    /// How many callers were told to come at a time of their own.
    in_line: Cell<u64>,
    requests: Cell<u64>,
}

impl Quota {
    /// Serves `per_second` requests in each second.
    #[must_use]
    pub fn new(clock: Clock, per_second: u32, hints: Hints) -> Self {
        Self {
            clock,
            per_second,
            hints,
            second: Cell::new(0),
            used: Cell::new(0),
            in_line: Cell::new(0),
            requests: Cell::new(0),
        }
    }

    /// How many requests there were, refused ones too.
    #[must_use]
    pub fn requests(&self) -> u64 {
        self.requests.get()
    }

    fn hint(&self, now: Duration) -> Duration {
        let second = match self.hints {
            Hints::NextSecond => now.as_secs() + 1,
            Hints::OwnTurn => {
                let before = self.in_line.replace(self.in_line.get() + 1);
                1 + before / u64::from(self.per_second)
            }
        };
        // The header has whole seconds.
        let left = Duration::from_secs(second).saturating_sub(now);
        Duration::from_millis(left.as_millis().div_ceil(1000).try_into().unwrap_or(u64::MAX)) * 1000
    }
}

impl Server for Quota {
    async fn serve(&self) -> Result<(), Refused> {
        self.requests.set(self.requests.get() + 1);
        let now = self.clock.now();
        if self.second.replace(now.as_secs()) != now.as_secs() {
            self.used.set(0);
        }
        if self.used.get() == self.per_second {
            return Err(Refused::Throttled { retry_after: self.hint(now) });
        }
        self.used.set(self.used.get() + 1);
        Ok(())
    }
}
