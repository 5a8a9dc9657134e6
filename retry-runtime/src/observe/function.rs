//! A retried function as it is observed: what events, metrics and counts know of it.

use std::sync::OnceLock;
use std::sync::atomic::AtomicU32;
#[cfg(feature = "registry")]
use std::sync::atomic::Ordering;

/// Its name, its limits and its counts; a part of its static.
#[derive(Debug)]
pub struct Function {
    pub name: &'static str,
    /// How many attempts a call may make in all by its attribute.
    pub max: u32,
    /// Its number among those that gave up after retries; 0 as long as it has not.
    pub given_up: AtomicU32,
    /// The one among them that was before it.
    pub before: OnceLock<Option<&'static Self>>,
    /// What an operator has lowered that to; in force where it is lower.
    #[cfg(feature = "registry")]
    tightened: AtomicU32,
    /// The labels of a call that succeeds at once, ready made: such a call must not allocate.
    #[cfg(feature = "metrics")]
    pub succeeded: [metrics::Label; 3],
    /// The key with them, made once: it takes more to hash it than to count.
    #[cfg(feature = "metrics")]
    pub succeeded_key: OnceLock<metrics::Key>,
    #[cfg(feature = "registry")]
    pub counters: crate::observe::counters::Counters,
}

impl Function {
    /// A function that nobody has called yet.
    pub const fn new(name: &'static str, max: u32) -> Self {
        Self {
            name,
            max,
            given_up: AtomicU32::new(0),
            before: OnceLock::new(),
            #[cfg(feature = "registry")]
            tightened: AtomicU32::new(u32::MAX),
            #[cfg(feature = "metrics")]
            succeeded: [
                metrics::Label::from_static_parts("name", name),
                metrics::Label::from_static_parts("outcome", crate::observe::ending::Ending::Succeeded.as_str()),
                metrics::Label::from_static_parts("retried", "false"),
            ],
            #[cfg(feature = "metrics")]
            succeeded_key: OnceLock::new(),
            #[cfg(feature = "registry")]
            counters: crate::observe::counters::Counters::new(),
        }
    }

    /// How many attempts a call may make in all, now. Asked where an attempt has failed, or for `attempt = n`, and by no other call
    /// that succeeds at once.
    #[cfg(feature = "registry")]
    pub fn limit(&self) -> u32 {
        #[cfg(test)]
        tests::READINGS.with(|readings| readings.set(readings.get() + 1));
        // Nothing else is published by it: who reads an old number is a call that was a moment faster.
        self.max.min(self.tightened.load(Ordering::Relaxed))
    }

    /// The same; nobody can lower it.
    #[cfg(not(feature = "registry"))]
    pub const fn limit(&self) -> u32 {
        self.max
    }

    /// The limit in force, where it is lower than the function's own.
    #[cfg(feature = "registry")]
    pub fn tightened(&self) -> Option<u32> {
        Some(self.limit()).filter(|limit| *limit < self.max)
    }

    /// Lowers the limit, or lets it rise again, up to the function's own.
    #[cfg(feature = "registry")]
    pub fn tighten(&self, limit: u32) {
        self.tightened.store(limit, Ordering::Relaxed);
    }
}

#[cfg(all(test, feature = "registry"))]
pub mod tests {
    use std::cell::Cell;

    thread_local! {
        pub static READINGS: Cell<u32> = const { Cell::new(0) };
    }

    pub fn readings() -> u32 {
        READINGS.with(Cell::get)
    }
}
