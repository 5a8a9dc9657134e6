//! The state machine of a breaker, without a lock, a clock or a log.

use std::time::Duration;

use tokio::time::Instant;

use super::probes::Probes;
use super::settings::{Dropped, Settings};
use super::window::Window;

/// How an attempt ended, in the eyes of a breaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    Success,
    Failure,
    /// It says nothing of the service: an error that does not count, an attempt that was never made.
    Ignored,
    Dropped,
}

/// What changed, for the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Open for this long.
    Opened(Why, Duration),
    Probing,
    ProbesSucceeded,
    ForcedOpen,
    Reset,
}

/// Why a circuit has opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The window held this many failures.
    TooManyFailures(u32),
    /// As many attempts in a row were dropped.
    OnlyDropped(u32),
    ProbeFailed,
}

/// The number of an attempt that was let in: it counts only in the state that let it in.
///
/// One number for both, the state and the probe: a future holds it as long as its attempt lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ticket(u32);

/// The state machine of a breaker. Time is an argument, asked for only where it matters.
#[derive(Debug)]
pub struct Circuit {
    pub(super) state: State,
    /// Where the numbers of the state's tickets begin, above those of all states before: an attempt that outlives its own is
    /// recognised.
    era: u32,
    /// How often in a row the probes have failed.
    reopened: u32,
}

#[derive(Debug)]
pub(super) enum State {
    Closed(Window),
    /// Until the moment, or until it is reset.
    Open(Option<Instant>),
    HalfOpen(Probes),
}

/// Whether and how long an open circuit stays so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// For this long.
    Open(Duration),
    /// Until somebody resets it.
    Forced,
    /// All probes are under way.
    Probing,
}

impl Ticket {
    /// Of an attempt that a closed circuit lets in.
    #[inline]
    pub const fn closed(era: u32) -> Self {
        Self(era)
    }

    /// Whether a calm circuit of this era takes it back unchanged.
    #[inline]
    pub fn is_calm(self, signal: Signal, era: Option<u32>) -> bool {
        matches!(signal, Signal::Success | Signal::Ignored) && era == Some(self.0)
    }
}

impl Circuit {
    pub const fn new() -> Self {
        Self { state: State::Closed(Window::EMPTY), era: 0, reopened: 0 }
    }

    /// Lets an attempt in, or says why not.
    pub fn admit(
        &mut self,
        settings: &Settings,
        now: impl FnOnce() -> Instant,
    ) -> (Result<Ticket, Refusal>, Option<Change>) {
        if let State::Closed(_) = self.state {
            return (Ok(Ticket::closed(self.era)), None);
        }
        if let State::Open(None) = self.state {
            return (Err(Refusal::Forced), None);
        }
        let now = now();
        let mut change = None;
        if let State::Open(Some(until)) = self.state {
            let left = until.saturating_duration_since(now);
            if !left.is_zero() {
                return (Err(Refusal::Open(left)), None);
            }
            self.enter(State::HalfOpen(Probes::default()));
            change = Some(Change::Probing);
        }
        let probe = match &mut self.state {
            State::HalfOpen(probes) => probes.start(settings.probes, settings.patience, now),
            State::Closed(_) | State::Open(_) => None,
        };
        let ticket = probe.map(|probe| Ticket(self.era.wrapping_add(probe)));
        (ticket.ok_or(Refusal::Probing), change)
    }

    /// Takes back an attempt and what it says.
    pub fn settle(
        &mut self,
        ticket: Ticket,
        signal: Signal,
        settings: &Settings,
        now: impl FnOnce() -> Instant,
    ) -> Option<Change> {
        let number = self.number(ticket)?;
        match &mut self.state {
            State::Open(_) => None,
            State::Closed(window) => {
                let why = match signal {
                    Signal::Success | Signal::Failure => {
                        window.push(signal == Signal::Failure, settings).map(Why::TooManyFailures)
                    }
                    Signal::Dropped if settings.dropped == Dropped::FailedIfAll => {
                        window.push_dropped(settings).map(Why::OnlyDropped)
                    }
                    Signal::Dropped | Signal::Ignored => None,
                };
                why.map(|why| self.open(why, now(), settings))
            }
            State::HalfOpen(probes) => {
                probes.end(number);
                match signal {
                    Signal::Ignored | Signal::Dropped => None,
                    Signal::Failure => {
                        self.reopened = self.reopened.saturating_add(1);
                        Some(self.open(Why::ProbeFailed, now(), settings))
                    }
                    Signal::Success => (probes.succeed() >= settings.probes).then(|| {
                        self.close();
                        Change::ProbesSucceeded
                    }),
                }
            }
        }
    }

    /// Which ticket of this state it is; `None` if it is of one before.
    fn number(&self, ticket: Ticket) -> Option<u32> {
        let number = ticket.0.wrapping_sub(self.era);
        (number < self.state.tickets()).then_some(number)
    }

    /// How an attempt would be refused; `None` if it would be let in.
    pub fn refuses(&self, settings: &Settings, now: impl FnOnce() -> Instant) -> Option<Refusal> {
        match &self.state {
            State::Closed(_) => None,
            State::Open(None) => Some(Refusal::Forced),
            State::Open(Some(until)) => {
                let left = until.saturating_duration_since(now());
                (!left.is_zero()).then_some(Refusal::Open(left))
            }
            State::HalfOpen(probes) => {
                let full = probes.is_full(settings.probes, settings.patience, now());
                full.then_some(Refusal::Probing)
            }
        }
    }

    /// The era, if a success changes nothing.
    pub const fn calm(&self, settings: &Settings) -> Option<u32> {
        match &self.state {
            State::Closed(window) if window.is_calm(settings) => Some(self.era),
            _ => None,
        }
    }

    /// Whether everything passes.
    pub const fn is_closed(&self) -> bool {
        matches!(self.state, State::Closed(_))
    }

    pub fn force_open(&mut self) -> Change {
        self.enter(State::Open(None));
        Change::ForcedOpen
    }

    pub fn reset(&mut self) -> Change {
        self.close();
        Change::Reset
    }

    fn open(&mut self, why: Why, at: Instant, settings: &Settings) -> Change {
        let time = settings.open_time(self.reopened);
        // A clock that does not reach so far: until it is reset.
        self.enter(State::Open(at.checked_add(time)));
        Change::Opened(why, time)
    }

    fn close(&mut self) {
        self.reopened = 0;
        self.enter(State::Closed(Window::EMPTY));
    }

    fn enter(&mut self, state: State) {
        self.era = self.era.wrapping_add(self.state.tickets());
        self.state = state;
    }
}

impl State {
    /// How many different tickets it has given out: a closed circuit need not tell its attempts apart.
    const fn tickets(&self) -> u32 {
        match self {
            Self::Closed(_) => 1,
            Self::Open(_) => 0,
            Self::HalfOpen(probes) => probes.started(),
        }
    }
}

#[cfg(test)]
impl Circuit {
    /// The era of the half-open circuit, if this attempt is one of its probes.
    pub fn probes_with(&self, ticket: Ticket) -> Option<u32> {
        let probes = self.number(ticket).is_some() && matches!(self.state, State::HalfOpen(_));
        probes.then_some(self.era)
    }
}

#[cfg(test)]
mod tests;
