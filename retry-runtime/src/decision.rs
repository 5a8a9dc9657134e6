/// What the classification says of one error, and which rule said so.
#[derive(Debug, Clone, Copy)]
pub struct Decision {
    pub(crate) retryable: bool,
    pub(crate) rule: &'static str,
}

impl Decision {
    /// The error may go away by itself: try again.
    #[must_use]
    pub const fn transient(rule: &'static str) -> Self {
        Self { retryable: true, rule }
    }

    /// The error will come again: give up at once.
    #[must_use]
    pub const fn permanent(rule: &'static str) -> Self {
        Self { retryable: false, rule }
    }
}

/// Whether a closure of the lists accepts the error; gives the closure its parameter's type.
pub fn test<E>(error: &E, accepts: impl FnOnce(&E) -> bool) -> bool {
    accepts(error)
}
