//! The state of a call.

use std::time::Duration;

use tokio::time::Instant;

use crate::call::after::Call;
use crate::call::attempt::Attempt;
use crate::call::outcome::Outcome;
use crate::call::retrying::Retrying;
use crate::call::site::Site;
use crate::call::state::State;
use crate::classify::decision::Decision;
use crate::limits::breaker::{CircuitOpen, FromOpen};
use crate::observe::ending::Ending;
use crate::observe::error_text::ErrorText;
use crate::wait::clock;
use crate::wait::delay::Delay;
use crate::wait::walk::{Count, Nothing, Walk, Ways};

/// The state of one call: how often it failed, and what its keys need besides.
///
/// `W` holds its way through each schedule where one count of failures is not enough for all of them. Most functions
/// have `Nothing` of it, which takes no room.
#[derive(Debug)]
pub struct Retry<W = Nothing> {
    state: State,
    ways: W,
}

impl Retry {
    /// A call that has not been tried yet. It is `const`: no clock is read.
    #[must_use]
    pub const fn new(site: &'static Site) -> Self {
        Self { state: State::new(&site.function), ways: Nothing }
    }

    /// What becomes of the call after a failed attempt: the wait for the next one; `None`: it ends with the outcome.
    // Only the count goes to the function that decides: what else a call may have would have to be written down for it.
    #[expect(clippy::inline_always, reason = "what is left of it is two tests and one call")]
    #[inline(always)]
    pub fn after<R, E, D>(&mut self, site: &'static Site, failed: &R, decide: D) -> Option<Delay>
    where
        R: Outcome<Error = E>,
        D: FnOnce(&E) -> (Decision, ErrorText<'_, E>),
    {
        let error = failed.error()?;
        self.state.tally.judging();
        let (decision, text) = decide(error);
        self.state.after(site, &decision, &text)
    }
}

impl<const KINDS: usize> Retry<[Count; KINDS]> {
    /// The same, with this many schedules that are walked apart.
    #[must_use]
    pub const fn counting(site: &'static Site) -> Self {
        Self { state: State::new(&site.function), ways: [Count::START; KINDS] }
    }
}

impl<const KINDS: usize> Retry<[Walk; KINDS]> {
    /// The same, where a wait depends on the one before.
    #[must_use]
    pub const fn walking(site: &'static Site) -> Self {
        Self { state: State::new(&site.function), ways: [Walk::START; KINDS] }
    }
}

impl<W, const KINDS: usize> Retry<[W; KINDS]>
where
    [W; KINDS]: Ways,
{
    /// What becomes of the call after a failed attempt: the wait for the next one; `None`: it ends with the outcome.
    #[inline]
    pub fn after<R, E, D>(&mut self, site: &'static Site, failed: &R, decide: D) -> Option<Delay>
    where
        R: Outcome<Error = E>,
        D: FnOnce(&E) -> (Decision, ErrorText<'_, E>),
    {
        let error = failed.error()?;
        self.until(&[]).judge(site, error, decide).finish()
    }
}

impl<W: Ways> Retry<W> {
    /// The attempt that is about to start.
    #[must_use]
    pub fn attempt(&self, site: &'static Site) -> Attempt {
        Attempt::new(self.state.attempt(), site.function.limit(), None)
    }

    /// The same, with the time that it and its call have.
    #[must_use]
    pub fn timed_attempt(&self, site: &'static Site, ends: &[Instant], limit: Option<Duration>) -> Attempt {
        let end = ends.iter().copied().chain(limit.map(clock::after)).min();
        Attempt::new(self.state.attempt(), site.function.limit(), end)
    }

    /// The call, limited to these ends: an attempt starts there at the latest.
    #[must_use]
    pub fn until<'a>(&'a mut self, ends: &'a [Instant]) -> Call<'a> {
        Call { state: &mut self.state, way: self.ways.way(), ends, strict: false }
    }

    /// The same for attempts that have a time: one that starts at the end would have none.
    #[must_use]
    pub fn before<'a>(&'a mut self, ends: &'a [Instant]) -> Call<'a> {
        Call { strict: true, ..self.until(ends) }
    }

    /// The call is over: an attempt has succeeded.
    #[inline]
    pub fn succeeded(&mut self, site: &'static Site) {
        self.state.succeeded(site);
    }

    /// What a hook is told of the retry that is certain by now.
    pub fn retrying<'a, E>(
        &self,
        site: &'static Site,
        rule: &'static str,
        delay: &Delay,
        text: ErrorText<'a, E>,
    ) -> Retrying<'a, E> {
        Retrying::new(&self.state.failure(site, rule), delay.0, text)
    }

    /// The call ends with this outcome, in its wait.
    pub fn cancelled<R: Outcome>(
        &mut self,
        site: &'static Site,
        rule: &'static str,
        outcome: &R,
        text: impl FnOnce(&R::Error) -> ErrorText<'_, R::Error>,
    ) {
        if let Some(error) = outcome.error() {
            let failure = self.state.failure(site, rule);
            self.state.give_up(&failure, Ending::Cancelled, &text(error));
        }
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
        self.state.refused(site, open);
        R::failed(error(open))
    }
}

#[cfg(test)]
mod tests;
