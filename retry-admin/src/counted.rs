//! How many calls there were, and how many of them failed.

use std::ops::Sub;

use retry_runtime::{Counts, Ending};

/// The ends of a call that are no failure: who called has an answer, or waits for none any more.
const FINE: [&str; 4] = ["succeeded", "recovered", "expected", "cancelled"];

/// Calls that are over.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Counted {
    pub failed: u64,
    pub calls: u64,
}

impl Counted {
    /// Those of a function.
    pub fn of(counts: &Counts) -> Self {
        let failed = Ending::ALL.into_iter().filter(|ending| is_failure(*ending));
        Self {
            failed: failed.map(|ending| counts.ended(ending)).sum(),
            calls: counts.calls(),
        }
    }
}

impl Sub for Counted {
    type Output = Self;

    fn sub(self, earlier: Self) -> Self {
        Self {
            failed: self.failed.saturating_sub(earlier.failed),
            calls: self.calls.saturating_sub(earlier.calls),
        }
    }
}

/// Whether a call that ends so has failed. By the word, which new ends have, too.
pub fn is_failure(ending: Ending) -> bool {
    !FINE.contains(&ending.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_gave_no_answer_has_failed() {
        let fine: Vec<_> = Ending::ALL.into_iter().filter(|ending| !is_failure(*ending)).collect();
        assert!(fine.starts_with(&[Ending::Succeeded, Ending::Recovered]), "{fine:?}");
        assert!(fine.contains(&Ending::Cancelled));
        for ending in [Ending::NotRetryable, Ending::Exhausted, Ending::SwitchedOff, Ending::Panicked] {
            assert!(is_failure(ending), "{ending:?}");
        }
    }
}
