//! A server in a total outage.

use std::cell::Cell;

use super::Server;
use crate::refused::Refused;

/// Refuses every request at once, and counts them.
#[derive(Debug, Default)]
pub struct Down {
    requests: Cell<u64>,
}

impl Down {
    /// How many requests there were.
    #[must_use]
    pub fn requests(&self) -> u64 {
        self.requests.get()
    }
}

impl Server for Down {
    async fn serve(&self) -> Result<(), Refused> {
        self.requests.set(self.requests.get() + 1);
        Err(Refused::Busy)
    }
}
