//! The probes of a half-open circuit.

use std::time::Duration;

use tokio::time::Instant;

/// Which probes take a place, and how many have succeeded in a row.
#[derive(Debug, Default)]
pub struct Probes {
    placed: Vec<(u32, Instant)>,
    started: u32,
    successes: u32,
}

impl Probes {
    /// Starts one; its number. `None` if as many as may be have their places.
    ///
    /// A place is held for as long as `patience`. A probe that takes longer is not given up: slow is not failed, and what it
    /// comes to counts. But one that hangs, or is held by somebody who does not poll it, must not keep all others out for ever.
    pub fn start(&mut self, most: u32, patience: Duration, now: Instant) -> Option<u32> {
        self.placed.retain(|place| holds(place, patience, now));
        if self.is_full(most, patience, now) {
            return None;
        }
        let number = self.started;
        self.started = number.wrapping_add(1);
        self.placed.push((number, now));
        Some(number)
    }

    /// How many were started.
    pub const fn started(&self) -> u32 {
        self.started
    }

    /// Whether as many as may be have their places.
    pub fn is_full(&self, most: u32, patience: Duration, now: Instant) -> bool {
        let places = self.placed.iter().filter(|place| holds(place, patience, now)).count();
        u32::try_from(places).is_ok_and(|places| places >= most)
    }

    /// Takes one back.
    pub fn end(&mut self, number: u32) {
        self.placed.retain(|(placed, _)| *placed != number);
    }

    /// Counts a success; how many there are.
    pub fn succeed(&mut self) -> u32 {
        self.successes = self.successes.saturating_add(1);
        self.successes
    }
}

fn holds((_, started): &(u32, Instant), patience: Duration, now: Instant) -> bool {
    now.saturating_duration_since(*started) < patience
}

#[cfg(test)]
impl Probes {
    pub fn successes(&self) -> u32 {
        self.successes
    }
}
