//! The same call without and with `#[retry]`: `now` without waits, `waits` after one second and two.

pub mod block;
pub mod nothing;
pub mod ours;
pub mod spliced;
