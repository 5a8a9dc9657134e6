//! The state of a call.

use std::time::Duration;

use tokio::time::Instant;

use crate::call::after::Call;
use crate::call::attempt::Attempt;
use crate::call::outcome::Outcome;
use crate::call::site::Site;
use crate::classify::decision::Decision;
use crate::limits::breaker::inner;
use crate::limits::breaker::{CircuitOpen, FromOpen};
use crate::observe::ending::Ending;
use crate::observe::error_text::{ErrorText, Show};
use crate::observe::events;
use crate::observe::nesting;
use crate::observe::tally::Tally;
use crate::wait::clock;
use crate::wait::delay::Delay;
use crate::wait::walk::Walk;

/// The state of one call: how often it failed, and what its keys need besides.
///
/// `W` holds its way through each schedule where one count of failures is not enough for all of them. Most functions
/// have `Nothing` of it, which takes no room.
#[derive(Debug)]
pub struct Retry<W = Nothing> {
    failures: u32,
    walks: W,
    tally: Tally,
}

/// No walk. An empty array would be as empty, but aligned like a full one.
#[derive(Debug)]
pub struct Nothing;

impl AsMut<[Walk]> for Nothing {
    fn as_mut(&mut self) -> &mut [Walk] {
        &mut []
    }
}

impl Retry {
    /// A call that has not been tried yet. It is `const`: no clock is read.
    #[must_use]
    pub const fn new(site: &'static Site) -> Self {
        Self { failures: 0, walks: Nothing, tally: Tally::new(&site.function) }
    }
}

impl<const WALKS: usize> Retry<[Walk; WALKS]> {
    /// The same, with this many schedules that are walked apart.
    #[must_use]
    pub const fn walking(site: &'static Site) -> Self {
        Self {
            failures: 0,
            walks: [Walk::START; WALKS],
            tally: Tally::new(&site.function),
        }
    }
}

impl<W: AsMut<[Walk]>> Retry<W> {
    /// The attempt that is about to start.
    #[must_use]
    pub fn attempt(&self, site: &'static Site) -> Attempt {
        Attempt::new(self.failures.saturating_add(1), site.function.limit(), None)
    }

    /// The same, with the time that it and its call have.
    #[must_use]
    pub fn timed_attempt(&self, site: &'static Site, ends: &[Instant], limit: Option<Duration>) -> Attempt {
        let end = ends.iter().copied().chain(limit.map(clock::after)).min();
        Attempt::new(self.failures.saturating_add(1), site.function.limit(), end)
    }

    /// The call, limited to these ends: an attempt starts there at the latest.
    #[must_use]
    pub fn until<'a>(&'a mut self, ends: &'a [Instant]) -> Call<'a> {
        Call {
            failures: &mut self.failures,
            walks: self.walks.as_mut(),
            tally: &mut self.tally,
            ends,
            strict: false,
        }
    }

    /// The same for attempts that have a time: one that starts at the end would have none.
    #[must_use]
    pub fn before<'a>(&'a mut self, ends: &'a [Instant]) -> Call<'a> {
        Call { strict: true, ..self.until(ends) }
    }

    /// Whether the call has succeeded with this outcome.
    ///
    /// By reference, and apart from what follows a failure: so a success is two tests, and nothing is moved or made for it.
    #[inline]
    pub fn succeeded<R: Outcome>(&mut self, site: &'static Site, outcome: &R) -> bool {
        if outcome.error().is_some() {
            return false;
        }
        if self.failures == 0 {
            self.tally.end(Ending::Succeeded);
        } else {
            self.until(&[]).recovered(site);
        }
        true
    }

    /// What becomes of the call after this failed outcome: the wait for its next attempt; `None`: it ends with the outcome.
    #[inline]
    pub fn after<R, D>(&mut self, site: &'static Site, outcome: &R, decide: D, show: Show<R::Error>) -> Option<Delay>
    where
        R: Outcome,
        D: FnOnce(&R::Error) -> Decision,
    {
        let error = outcome.error()?;
        self.tally.judging();
        let decision = decide(error);
        self.until(&[]).failed(site, &decision, &ErrorText { error, show })
    }

    /// Ends the call where a breaker refuses its next attempt.
    pub fn refused<R>(&mut self, site: &'static Site, open: CircuitOpen) -> R
    where
        R: Outcome,
        R::Error: FromOpen,
    {
        self.refused_as(site, open, FromOpen::from_open)
    }

    /// The same, where the attribute says what makes the error.
    pub fn refused_as<R, F>(&mut self, site: &'static Site, open: CircuitOpen, error: F) -> R
    where
        R: Outcome,
        F: FnOnce(CircuitOpen) -> R::Error,
    {
        self.tally.judging();
        events::refused(&site.function, self.failures.saturating_add(1), open.breaker());
        nesting::gave_up(&site.function, self.failures, self.tally.call());
        self.tally.end(Ending::BreakerOpen);
        inner::note();
        R::failed(error(open))
    }
}

#[cfg(test)]
mod tests;
