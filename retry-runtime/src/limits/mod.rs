//! What can refuse an attempt or cut it short, beyond its count: breakers, budgets, times, the switch of an operator.
//!
//! Knows `observe`, `classify` and `wait`, and no call: a limit is asked, and does not ask.

pub mod breaker;
pub mod budget;
pub mod deadline;
pub mod switch;
pub mod timeout;
