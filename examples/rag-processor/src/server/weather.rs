//! A network that fails at random, and the same way each time: what an attempt meets follows from the seed and its name.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Duration;

use super::Fault;
use super::book::Fate;
use crate::jobs::JobId;

/// A seeded network.
#[derive(Clone, Copy, Debug)]
pub struct Weather {
    /// What all of it follows from.
    pub seed: u64,
    /// The share of the attempts that fail, in thousandths.
    pub per_mille: u64,
    /// The longest delay of an answer.
    pub delay: Duration,
}

/// What an attempt meets, and how often, out of a hundred that fail.
const SHARES: [(u64, Fault); 7] = [
    (22, Fault::Unavailable),
    (20, Fault::Throttled(Some("0.150s"))),
    (6, Fault::Throttled(None)),
    (12, Fault::Internal),
    (20, Fault::Dropped),
    (16, Fault::Truncated),
    (4, Fault::Hung),
];

impl Weather {
    /// What this attempt meets.
    pub(super) fn of(self, job: JobId, attempt: &str) -> Fate {
        let mut hasher = DefaultHasher::new();
        (self.seed, job, attempt).hash(&mut hasher);
        let mut chance = fastrand::Rng::with_seed(hasher.finish());
        let delay = self.delay.mul_f64(chance.f64());
        let fails = chance.u64(0..1000) < self.per_mille;
        Fate { delay, fault: fails.then(|| fault(chance.u64(0..100))) }
    }
}

fn fault(mut drawn: u64) -> Fault {
    for (share, fault) in SHARES {
        if drawn < share {
            return fault;
        }
        drawn -= share;
    }
    Fault::Unavailable
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_is_the_same_weather() {
        let weather = |seed| Weather { seed, per_mille: 300, delay: Duration::from_millis(20) };
        let faults = |seed| -> Vec<_> {
            let of = |number: u32| weather(seed).of("1".parse().expect("a job"), &number.to_string()).fault;
            (0..500).map(of).collect()
        };
        assert_eq!(faults(1), faults(1));
        assert_ne!(faults(1), faults(2));
        let failed = faults(1).iter().flatten().count();
        assert!((100..200).contains(&failed), "{failed}");
        assert_eq!(SHARES.iter().map(|(share, _)| share).sum::<u64>(), 100);
    }
}
