//! The state machine of a breaker, without a lock, a clock or a log.

use std::time::Duration;

use tokio::time::Instant;

/// The numbers of a breaker.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    pub window: u32,
    pub failure_ratio: f64,
    pub open_for: Duration,
    pub probes: u32,
}

/// How an attempt ended, in the eyes of a breaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    Success,
    Failure,
    /// It says nothing of the service: an error that does not count, or an attempt that was dropped.
    Ignored,
}

/// What changed, for the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// The window held this many failures.
    TooManyFailures(u32),
    ProbeFailed,
    Probing,
    ProbesSucceeded,
    ForcedOpen,
    Reset,
}

/// An attempt that was let in: it counts only in the state that let it in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ticket(u64);

/// The state machine of a breaker. Time is an argument, asked for only where it matters.
#[derive(Debug)]
pub struct Circuit {
    state: State,
    /// Counts the states, so that an attempt that outlives its own is recognised. It wraps after 2^64 of them: never.
    era: u64,
}

#[derive(Debug)]
enum State {
    Closed(Window),
    /// Until the moment, or until it is reset.
    Open(Option<Instant>),
    HalfOpen {
        running: u32,
        successes: u32,
    },
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

impl Circuit {
    pub const fn new() -> Self {
        Self { state: State::Closed(Window::EMPTY), era: 0 }
    }

    /// Lets an attempt in, or says why not.
    pub fn admit(
        &mut self,
        settings: &Settings,
        now: impl FnOnce() -> Instant,
    ) -> (Result<Ticket, Refusal>, Option<Change>) {
        let mut change = None;
        if let State::Open(until) = self.state {
            let left = match until {
                Some(until) => until.saturating_duration_since(now()),
                None => return (Err(Refusal::Forced), None),
            };
            if !left.is_zero() {
                return (Err(Refusal::Open(left)), None);
            }
            self.enter(State::HalfOpen { running: 0, successes: 0 });
            change = Some(Change::Probing);
        }
        if let State::HalfOpen { running, .. } = &mut self.state {
            if *running >= settings.probes {
                return (Err(Refusal::Probing), change);
            }
            *running += 1;
        }
        (Ok(Ticket(self.era)), change)
    }

    /// Takes back an attempt and what it says.
    pub fn settle(
        &mut self,
        Ticket(era): Ticket,
        signal: Signal,
        settings: &Settings,
        now: impl FnOnce() -> Instant,
    ) -> Option<Change> {
        if era != self.era {
            return None;
        }
        match &mut self.state {
            State::Open(_) => None,
            State::Closed(window) => {
                let failures = window.push(signal, settings)?;
                self.open(settings, now);
                Some(Change::TooManyFailures(failures))
            }
            State::HalfOpen { running, successes } => {
                *running = running.saturating_sub(1);
                match signal {
                    Signal::Ignored => None,
                    Signal::Failure => {
                        self.open(settings, now);
                        Some(Change::ProbeFailed)
                    }
                    Signal::Success => {
                        *successes += 1;
                        let enough = *successes >= settings.probes;
                        enough.then(|| {
                            self.enter(State::Closed(Window::EMPTY));
                            Change::ProbesSucceeded
                        })
                    }
                }
            }
        }
    }

    /// How an attempt would be refused; `None` if it would be let in.
    pub fn refuses(&self, settings: &Settings, now: impl FnOnce() -> Instant) -> Option<Refusal> {
        match self.state {
            State::Open(None) => Some(Refusal::Forced),
            State::Open(Some(until)) => {
                let left = until.saturating_duration_since(now());
                (!left.is_zero()).then_some(Refusal::Open(left))
            }
            State::HalfOpen { running, .. } => (running >= settings.probes).then_some(Refusal::Probing),
            State::Closed(_) => None,
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
        self.enter(State::Closed(Window::EMPTY));
        Change::Reset
    }

    fn open(&mut self, settings: &Settings, now: impl FnOnce() -> Instant) {
        // A clock that does not reach so far: until it is reset.
        let until = now().checked_add(settings.open_for);
        self.enter(State::Open(until));
    }

    fn enter(&mut self, state: State) {
        self.state = state;
        self.era = self.era.wrapping_add(1);
    }
}

/// The last attempts of a closed circuit: a ring of bits, a set one for a failure.
#[derive(Debug)]
struct Window {
    /// Empty until the first failure: successes alone need no bits.
    bits: Vec<u64>,
    next: u32,
    length: u32,
    failures: u32,
}

impl Window {
    const EMPTY: Self = Self { bits: Vec::new(), next: 0, length: 0, failures: 0 };

    /// Adds an attempt; how many failures there are, once they are too many.
    fn push(&mut self, signal: Signal, settings: &Settings) -> Option<u32> {
        let failed = match signal {
            Signal::Ignored => return None,
            Signal::Success => false,
            Signal::Failure => true,
        };
        let forgotten = self.replace(failed, settings.window);
        self.failures = self.failures + u32::from(failed) - u32::from(forgotten);
        self.next = (self.next + 1) % settings.window;
        self.length = (self.length + 1).min(settings.window);
        let full = self.length == settings.window;
        let too_many = f64::from(self.failures) >= settings.failure_ratio * f64::from(settings.window);
        (full && too_many).then_some(self.failures)
    }

    /// Writes the next bit; returns the one it replaces.
    fn replace(&mut self, failed: bool, window: u32) -> bool {
        if self.bits.is_empty() && failed {
            self.bits = vec![0; usize::try_from(window.div_ceil(64)).unwrap_or(usize::MAX)];
        }
        let (word, mask) = (usize::try_from(self.next / 64).unwrap_or(usize::MAX), 1_u64 << (self.next % 64));
        let Some(word) = self.bits.get_mut(word) else { return false };
        let forgotten = *word & mask != 0;
        if failed {
            *word |= mask;
        } else {
            *word &= !mask;
        }
        forgotten
    }
}

#[cfg(test)]
impl Ticket {
    pub fn era(self) -> u64 {
        self.0
    }
}

#[cfg(test)]
impl Circuit {
    /// Whether this attempt is one of the probes of the half-open circuit.
    pub fn probes_with(&self, Ticket(era): Ticket) -> bool {
        era == self.era && matches!(self.state, State::HalfOpen { .. })
    }
}

#[cfg(test)]
mod tests;
