//! The same call, retried by each contender: `now` without waits, `waits` after one second and two.

pub mod backon;
pub mod backon_macros;
pub mod block;
pub mod nothing;
pub mod ours;
pub mod resilience;
pub mod retry_if;
pub mod retrying;
pub mod seatbelt;
pub mod spliced;
pub mod tokio_retry2;
pub mod tower;
