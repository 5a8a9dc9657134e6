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

/// An attempt that was let in: it counts only in the state that let it in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ticket {
    era: u32,
    /// Which probe of a half-open circuit it is.
    probe: u32,
}

/// The state machine of a breaker. Time is an argument, asked for only where it matters.
#[derive(Debug)]
pub struct Circuit {
    pub(super) state: State,
    /// Counts the states, so that an attempt that outlives its own is recognised.
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
        Self { era, probe: 0 }
    }

    /// Whether a calm circuit of this era takes it back unchanged.
    #[inline]
    pub fn is_calm(self, signal: Signal, era: Option<u32>) -> bool {
        matches!(signal, Signal::Success | Signal::Ignored) && era == Some(self.era)
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
        let ticket = probe.map(|probe| Ticket { era: self.era, probe });
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
        if ticket.era != self.era {
            return None;
        }
        match &mut self.state {
            State::Open(_) => None,
            State::Closed(window) => {
                let why = match signal {
                    Signal::Success => window.push(false, settings).map(Why::TooManyFailures),
                    Signal::Failure => window.push(true, settings).map(Why::TooManyFailures),
                    Signal::Dropped if settings.dropped == Dropped::FailedIfAll => {
                        window.push_dropped(settings).map(Why::OnlyDropped)
                    }
                    Signal::Dropped | Signal::Ignored => None,
                };
                why.map(|why| self.open(why, now(), settings))
            }
            State::HalfOpen(probes) => {
                probes.end(ticket.probe);
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
        self.state = state;
        self.era = self.era.wrapping_add(1);
    }
}

#[cfg(test)]
impl Ticket {
    pub fn era(self) -> u32 {
        self.era
    }
}

#[cfg(test)]
impl Circuit {
    /// Whether this attempt is one of the probes of the half-open circuit.
    pub fn probes_with(&self, ticket: Ticket) -> bool {
        ticket.era == self.era && matches!(self.state, State::HalfOpen(_))
    }
}

#[cfg(test)]
mod tests;
