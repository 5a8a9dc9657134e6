//! A retried function as it is observed: what events, metrics and counts know of it.

/// Its name, its limit and its counts; a part of its static.
#[derive(Debug)]
pub struct Function {
    pub name: &'static str,
    /// How many attempts a call may make in all.
    pub max: u32,
    /// The labels of a call that succeeds at once, ready made: such a call must not allocate.
    #[cfg(feature = "metrics")]
    pub succeeded: [metrics::Label; 3],
    #[cfg(feature = "registry")]
    pub counters: crate::observe::counters::Counters,
}

impl Function {
    /// A function that nobody has called yet.
    pub const fn new(name: &'static str, max: u32) -> Self {
        Self {
            name,
            max,
            #[cfg(feature = "metrics")]
            succeeded: [
                metrics::Label::from_static_parts("name", name),
                metrics::Label::from_static_parts("outcome", crate::observe::ending::Ending::Succeeded.as_str()),
                metrics::Label::from_static_parts("retried", "false"),
            ],
            #[cfg(feature = "registry")]
            counters: crate::observe::counters::Counters::new(),
        }
    }

    /// How many attempts a call may make in all, now.
    pub const fn limit(&self) -> u32 {
        self.max
    }
}
