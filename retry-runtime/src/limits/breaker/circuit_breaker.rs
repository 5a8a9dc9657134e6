//! The breaker that functions share: its numbers, its lock, and what operators do to it.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::calm::Calm;
use super::circuit::{Change, Circuit, Refusal, Signal, Ticket};
use super::log;
use super::refusal::CircuitOpen;
use super::settings::{Dropped, Settings};
use crate::wait::clock;

/// Stops calling a service that fails: after too many failures, attempts are refused for a while, then a few probe it.
///
/// ```
/// use std::time::Duration;
/// use retry_runtime::{AttemptTimeout, BreakerState, CircuitBreaker, CircuitOpen, retry};
///
/// static GEMINI: CircuitBreaker =
///     CircuitBreaker::new("gemini").window(20).failure_ratio(0.5).open_for(Duration::from_secs(5)).probes(1);
///
/// #[derive(Debug, thiserror::Error)]
/// enum GeminiError {
///     #[error("the service is busy")]
///     Busy,
///     #[error(transparent)]
///     Open(#[from] CircuitOpen),
/// }
///
/// #[retry(max = 3, backoff = none, retryable = [GeminiError::Busy], breaker(GEMINI))]
/// async fn embed() -> Result<u32, GeminiError> {
///     Ok(7)
/// }
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() {
/// assert_eq!(embed().await.unwrap(), 7);
/// assert_eq!(GEMINI.state(), BreakerState::Closed);
///
/// GEMINI.force_open();
/// let refused = embed().await.unwrap_err();
/// assert_eq!(refused.to_string(), "circuit breaker `gemini` is open until it is reset");
/// # }
/// ```
///
/// **Closed**: every attempt passes, and the last `window` of them are remembered. Once the window is full and at least
/// `failure_ratio` of it failed, the breaker opens. **Open**: every attempt is refused for `open_for`. **Half-open**: at
/// most `probes` attempts at a time pass; `probes` successes in a row close the breaker, one failure opens it again.
///
/// A probe that is dropped or panics gives its place back, and none holds it for longer than `open_for`. One that outlives the
/// state that let it in counts for nothing.
///
/// It is a static, a field, or behind an `Arc`. Make one for each service that is called, and share it among the functions
/// that call it: what one of them learns of the service, the others need not. What a call that is refused returns is said
/// at the [`breaker`](macro@crate::retry#breaker) key.
///
/// # What counts
///
/// Every attempt, the last of a call too. By default an error that the function retries is a failure of the service, and so is
/// an attempt whose `attempt_timeout` was up; an error that it does not retry is an answer, that is, a success.
/// `breaker(GEMINI, trips_on = [entry, ..])` names the failures instead, be they retried or not; other errors then count as
/// nothing. So do attempts that the end of the call cut short, and those in which another breaker refused a call.
///
/// # What is logged
///
/// Each change of its state, as a `tracing` event on the target `retry` with the fields `retry.breaker` and, for the first
/// and the last, `retry.reason`: `breaker opened` (WARN; `too_many_failures`, `only_dropped`, `probe_failed`, `forced`), `breaker
/// half-open` (INFO) and `breaker closed` (INFO; `probes_succeeded`, `reset`).
///
/// # How it differs
///
/// `MicroProfile` Fault Tolerance has the same window, ratio, delay and probes (`requestVolumeThreshold`, `failureRatio`,
/// `delay`, `successThreshold`), and the same defaults. There every exception is a failure unless `failOn` and `skipOn` say
/// otherwise; here the function's classification says it. Resilience4j may decide before its window is full
/// (`minimumNumberOfCalls`), knows windows of time and slow calls, and judges a set of half-open calls by their failure
/// rate once all of them have ended; here one failed probe opens the circuit at once. Neither has `trips_on` for each
/// function that shares the breaker.
#[derive(Debug)]
pub struct CircuitBreaker {
    name: &'static str,
    settings: Settings,
    circuit: Mutex<Circuit>,
    calm: Calm,
}

/// What a [`CircuitBreaker`] does with an attempt now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BreakerState {
    /// It passes.
    Closed,
    /// It is refused.
    Open,
    /// It passes as a probe, unless enough of them are under way.
    HalfOpen,
}

/// For metrics: 0, 1 for half-open, 2 for open.
#[cfg(feature = "metrics")]
impl From<BreakerState> for f64 {
    fn from(state: BreakerState) -> Self {
        match state {
            BreakerState::Closed => 0.0,
            BreakerState::HalfOpen => 1.0,
            BreakerState::Open => 2.0,
        }
    }
}

impl CircuitBreaker {
    /// A closed breaker that opens for 5 s once half of the last 20 attempts failed, and then lets one probe pass.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        let settings = Settings {
            window: 20,
            failure_ratio: 0.5,
            open_for: Duration::from_secs(5),
            at_most: Duration::ZERO,
            probes: 1,
            patience: Duration::from_secs(5),
            dropped: Dropped::FailedIfAll,
        };
        Self { name, settings, circuit: Mutex::new(Circuit::new()), calm: Calm::new() }
    }

    /// How many attempts are remembered, 20 by default; none opens the breaker before there are as many.
    ///
    /// # Panics
    ///
    /// If `attempts` is 0 or above 65,536; in a static, this is a compile error.
    #[must_use]
    #[track_caller]
    pub const fn window(mut self, attempts: u32) -> Self {
        assert!(attempts > 0, "a window of 0 attempts never opens; write 1 or more");
        assert!(attempts <= 65_536, "a window holds at most 65,536 attempts");
        self.settings.window = attempts;
        self
    }

    /// The share of failures in the window that opens the breaker, 0.5 by default.
    ///
    /// # Panics
    ///
    /// If `ratio` is not above 0 and at most 1; in a static, this is a compile error.
    #[must_use]
    #[track_caller]
    pub const fn failure_ratio(mut self, ratio: f64) -> Self {
        assert!(ratio > 0.0 && ratio <= 1.0, "a failure ratio is above 0 and at most 1");
        self.settings.failure_ratio = ratio;
        self
    }

    /// Opens after this many failures in a row: a window of as many, all of them failed.
    ///
    /// # Panics
    ///
    /// As [`window`](Self::window) does.
    #[must_use]
    #[track_caller]
    pub const fn consecutive(self, failures: u32) -> Self {
        self.window(failures).failure_ratio(1.0)
    }

    /// How long attempts are refused before the first probe, 5 s by default.
    ///
    /// # Panics
    ///
    /// If `time` is zero; in a static, this is a compile error.
    #[must_use]
    #[track_caller]
    pub const fn open_for(mut self, time: Duration) -> Self {
        assert!(
            !time.is_zero(),
            "a breaker that is open for no time refuses nothing; write a time above zero"
        );
        self.settings.open_for = time;
        self.settings.patience = time;
        self
    }

    /// How long attempts are refused at most, where probes fail again and again: with each failed probe the breaker is open twice
    /// as long as before, up to this. By default the time does not grow. Once it has closed, it begins with
    /// [`open_for`](Self::open_for) again.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use retry_runtime::CircuitBreaker;
    ///
    /// // Open for 5 s, then for 10 s, 20 s, 40 s, 60 s, 60 s ..
    /// static GEMINI: CircuitBreaker =
    ///     CircuitBreaker::new("gemini").open_for(Duration::from_secs(5)).at_most(Duration::from_secs(60));
    /// ```
    ///
    /// # Panics
    ///
    /// If `time` is below that of [`open_for`](Self::open_for), which is set before; in a static, this is a compile error.
    #[must_use]
    #[track_caller]
    pub const fn at_most(mut self, time: Duration) -> Self {
        assert!(
            time.as_nanos() >= self.settings.open_for.as_nanos(),
            "the longest time is below `open_for`; write a longer one, and `open_for` before it"
        );
        self.settings.at_most = time;
        self
    }

    /// What an attempt counts for that is dropped, by default [`Dropped::FailedIfAll`]: a whole window of nothing but dropped
    /// attempts opens the breaker.
    #[must_use]
    pub const fn dropped(mut self, counts: Dropped) -> Self {
        self.settings.dropped = counts;
        self
    }

    /// How many attempts may probe at a time, and how many must succeed in a row to close the breaker; 1 by default.
    ///
    /// # Panics
    ///
    /// If `attempts` is 0; in a static, this is a compile error.
    #[must_use]
    #[track_caller]
    pub const fn probes(mut self, attempts: u32) -> Self {
        assert!(attempts > 0, "without probes the breaker never closes; write 1 or more");
        self.settings.probes = attempts;
        self
    }

    /// The name in events and errors, as [`new`](Self::new) was given it.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// What would happen to an attempt now. To ask changes nothing and logs nothing: an open breaker whose time is over is
    /// [`HalfOpen`](BreakerState::HalfOpen) here, also before an attempt has come to probe.
    #[must_use]
    pub fn state(&self) -> BreakerState {
        let circuit = self.lock();
        if circuit.is_closed() {
            BreakerState::Closed
        } else if matches!(circuit.refuses(&self.settings, clock::now), Some(Refusal::Open(_) | Refusal::Forced)) {
            BreakerState::Open
        } else {
            BreakerState::HalfOpen
        }
    }

    /// What an attempt would be refused with now, if it would be; `None` says nothing of the next moment.
    ///
    /// For a health check, and for tests of what your error makes of it.
    ///
    /// ```
    /// use retry_runtime::CircuitBreaker;
    ///
    /// let breaker = CircuitBreaker::new("gemini");
    /// assert_eq!(breaker.refusal(), None);
    ///
    /// breaker.force_open();
    /// let refusal = breaker.refusal().unwrap();
    /// assert_eq!(refusal.to_string(), "circuit breaker `gemini` is open until it is reset");
    /// ```
    #[must_use]
    pub fn refusal(&self) -> Option<CircuitOpen> {
        let refusal = self.lock().refuses(&self.settings, clock::now);
        refusal.map(|refusal| CircuitOpen::new(self.name, refusal))
    }

    /// Refuses every attempt until [`reset`](Self::reset): the service is known to be down, or must not be called. Attempts
    /// under way go on, and count for nothing; calls in a wait are refused at its end.
    pub fn force_open(&self) {
        let change = self.change(Circuit::force_open);
        self.report(change);
    }

    /// Closes the breaker, whatever its state, and forgets its window: the key was replaced, the service is known to be
    /// back. Attempts under way count for nothing.
    pub fn reset(&self) {
        let change = self.change(Circuit::reset);
        self.report(change);
    }

    #[inline]
    pub(super) fn admit(&self) -> Result<Ticket, CircuitOpen> {
        if let Some(era) = self.calm.era() {
            return Ok(Ticket::closed(era));
        }
        self.admit_under_lock()
    }

    #[cold]
    fn admit_under_lock(&self) -> Result<Ticket, CircuitOpen> {
        let (ticket, change) = self.change(|circuit| circuit.admit(&self.settings, clock::now));
        if let Some(change) = change {
            self.report(change);
        }
        ticket.map_err(|refusal| CircuitOpen::new(self.name, refusal))
    }

    #[inline]
    pub(super) fn settle(&self, ticket: Ticket, signal: Signal) {
        if ticket.is_calm(signal, self.calm.era()) {
            return;
        }
        self.settle_under_lock(ticket, signal);
    }

    #[cold]
    fn settle_under_lock(&self, ticket: Ticket, signal: Signal) {
        let change = self.change(|circuit| circuit.settle(ticket, signal, &self.settings, clock::now));
        if let Some(change) = change {
            self.report(change);
        }
    }

    fn report(&self, change: Change) {
        log::changed(self.name, &self.settings, change);
        #[cfg(feature = "metrics")]
        crate::observe::metrics::breaker(self.name, || self.state().into());
    }

    /// Changes the circuit, and says whether it is calm then, before anybody else can change it.
    fn change<T>(&self, change: impl FnOnce(&mut Circuit) -> T) -> T {
        let mut circuit = self.lock();
        let told = change(&mut circuit);
        self.calm.set(circuit.calm(&self.settings));
        told
    }

    /// The state is whole between any two of its changes, so that a panic elsewhere does not spoil it.
    pub(super) fn lock(&self) -> MutexGuard<'_, Circuit> {
        self.circuit.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl CircuitBreaker {
    /// Whether an attempt after this wait is refused for certain.
    pub(crate) fn refuses_after(&self, wait: Duration) -> bool {
        match self.lock().refuses(&self.settings, clock::now) {
            Some(Refusal::Open(left)) => left > wait,
            Some(Refusal::Forced) => true,
            Some(Refusal::Probing) | None => false,
        }
    }
}

#[cfg(test)]
impl CircuitBreaker {
    pub(super) const fn settings(&self) -> &Settings {
        &self.settings
    }

    pub(super) fn is_calm(&self) -> bool {
        self.calm.era().is_some()
    }

    /// Tests that open for a moment must not lose their probes in the next.
    pub(super) const fn patient(mut self) -> Self {
        self.settings.patience = Duration::from_secs(3_600);
        self
    }
}
