//! What the loops by hand share: their waits, and the loop.

pub use std::future::Future;
pub use std::hint::black_box;
pub use std::time::Duration;

pub use retry_runtime::{CircuitBreaker, Class, Classify, RetryBudget, policy, retry};
pub use tokio::time::{Instant, sleep};

pub(super) use super::bodies::functions;
pub use crate::events::{gave_up, recovered, retrying};
pub use crate::service::Service;

pub const MINUTE: Duration = Duration::from_mins(1);

/// The wait after this attempt, if there is to be another.
pub fn wait(worth_another: bool, attempt: u32) -> Option<Duration> {
    const WAITS: [Duration; 2] = [Duration::from_secs(1), Duration::from_secs(2)];
    if worth_another { WAITS.get(attempt as usize - 1).copied() } else { None }
}

/// What a server asks: nothing.
pub fn asked(busy: bool) -> Option<Duration> {
    if black_box(busy) { None } else { Some(MINUTE) }
}

/// The loop that a careful person writes, around a body and the wait that an error asks for. The outcome is never a
/// variable, so that the future holds none.
macro_rules! by_hand {
    ($attempt:ident, $body:expr, |$error:ident| $wait:expr) => {{
        let mut $attempt = 1;
        loop {
            let wait = match $body {
                Ok(value) => {
                    if $attempt > 1 {
                        recovered($attempt);
                    }
                    return Ok(value);
                }
                Err($error) => match $wait {
                    Some(wait) => {
                        retrying($attempt, wait, &$error);
                        wait
                    }
                    None => {
                        gave_up($attempt, Error::is_busy(&$error), &$error);
                        return Err($error);
                    }
                },
            };
            sleep(wait).await;
            $attempt += 1;
        }
    }};
}
pub(super) use by_hand;
