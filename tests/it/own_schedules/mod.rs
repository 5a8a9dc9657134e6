//! `on(..)`: errors with attempts and waits of their own, inside the limit of the function.

mod counts;
mod entries;
mod order;
mod reference;
mod walks;

/// One error for each schedule of these tests, and one that ends the call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Error {
    /// By the function's own schedule.
    Busy,
    /// By the first `on`.
    Limited,
    /// By the second.
    Locked,
    Gone,
}
