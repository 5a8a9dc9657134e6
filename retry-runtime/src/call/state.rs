//! How often a call has failed, and what is told of it.

use std::fmt::Display;
use std::time::Duration;

use crate::call::site::Site;
use crate::limits::breaker::{CircuitOpen, inner};
use crate::observe::ending::Ending;
use crate::observe::events::{self, Failure};
use crate::observe::function::Function;
use crate::observe::nesting;
use crate::observe::tally::Tally;
use crate::wait::delay::Delay;

/// What every call has. Most have nothing else.
#[derive(Debug)]
pub struct State {
    pub(super) failures: u32,
    pub(super) tally: Tally,
}

impl State {
    pub const fn new(function: &'static Function) -> Self {
        Self { failures: 0, tally: Tally::new(function) }
    }

    /// The number of the attempt that is about to start, or has just ended.
    pub const fn attempt(&self) -> u32 {
        // At most 100: the limit ends the call there.
        self.failures + 1
    }

    /// The attempt that has failed before the wait.
    pub fn failure(&self, site: &'static Site, rule: &'static str) -> Failure {
        let function = &site.function;
        Failure { function, attempt: self.failures, max: function.limit(), rule }
    }

    #[inline]
    pub fn succeeded(&mut self, site: &'static Site) {
        if self.failures == 0 {
            self.tally.end(Ending::Succeeded);
        } else {
            self.recovered(site);
        }
    }

    #[cold]
    #[inline(never)]
    fn recovered(&mut self, site: &'static Site) {
        self.tally.judging();
        events::recovered(&site.function, self.attempt());
        self.tally.end(Ending::Recovered);
    }

    /// A breaker refuses the next attempt.
    #[cold]
    pub fn refused(&mut self, site: &'static Site, open: CircuitOpen) {
        self.tally.judging();
        events::refused(&site.function, self.attempt(), open.breaker());
        nesting::refused(&site.function, self.failures, self.tally.call());
        self.tally.end(Ending::BreakerOpen);
        inner::note();
    }

    /// Tells what becomes of the call after a failed attempt.
    #[expect(clippy::inline_always, reason = "it has two callers, and what is planned stays in registers")]
    #[inline(always)]
    pub fn settle(&mut self, failure: &Failure, plan: Result<Duration, Ending>, error: &dyn Display) -> Option<Delay> {
        match plan {
            Ok(wait) => {
                events::retrying(failure, wait, error);
                nesting::waits(failure, self.tally.call());
                self.tally.retrying();
                Some(Delay(wait))
            }
            Err(ending) => {
                self.give_up(failure, ending, error);
                None
            }
        }
    }

    /// Tells that the call ends with this error.
    #[expect(clippy::inline_always, reason = "as for the other half of it")]
    #[inline(always)]
    pub fn give_up(&mut self, failure: &Failure, ending: Ending, error: &dyn Display) {
        events::gave_up(failure, ending, error);
        nesting::gave_up(failure, ending, self.tally.call());
        self.tally.end(ending);
    }
}
