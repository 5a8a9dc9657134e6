//! A circuit breaker as it is written in an afternoon: opens when the last twenty attempts have failed, for five seconds, and
//! lets everybody in after them.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

const WINDOW: u32 = 20;

pub struct HandBreaker(Mutex<State>);

struct State {
    /// A bit for each attempt, the latest lowest.
    failed: u32,
    remembered: u32,
    open_until: Option<Instant>,
}

impl HandBreaker {
    pub const fn new() -> Self {
        Self(Mutex::new(State { failed: 0, remembered: 0, open_until: None }))
    }

    pub fn admits(&self) -> bool {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match state.open_until {
            Some(end) if Instant::now() < end => false,
            Some(_) => {
                (state.failed, state.remembered, state.open_until) = (0, 0, None);
                true
            }
            None => true,
        }
    }

    pub fn note(&self, failed: bool) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.failed = (state.failed << 1 | u32::from(failed)) & ((1 << WINDOW) - 1);
        state.remembered = WINDOW.min(state.remembered + 1);
        if state.remembered == WINDOW && state.failed.count_ones() == WINDOW {
            state.open_until = Some(Instant::now() + Duration::from_secs(5));
        }
    }
}
