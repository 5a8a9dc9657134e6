//! Many clients at once, and what became of their calls.

use std::future::Future;
use std::rc::Rc;
use std::time::Duration;

use tokio::task::JoinSet;

use crate::clock::Clock;
use crate::number::millis;
use crate::refused::Refused;

/// What a crowd of clients came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Crowd {
    /// Calls that ended with an answer.
    pub answered: u64,
    /// Calls that ended with an error.
    pub failed: u64,
    /// When the last of them ended, in milliseconds since the start.
    pub ended_ms: u64,
}

impl Crowd {
    /// Starts all clients in the same moment, a task for each, and waits for the last.
    pub async fn together<F>(clock: Clock, clients: u32, client: impl Fn() -> F) -> Self
    where
        F: Future<Output = Result<(), Refused>> + 'static,
    {
        let mut tasks = JoinSet::new();
        for _ in 0..clients {
            let call = client();
            tasks.spawn_local(ended(clock, call));
        }
        Self::collect(tasks).await
    }

    /// Starts clients as they come, a task for each, whether or not earlier ones have ended, and waits for the last.
    pub async fn one_by_one<F>(clock: Clock, times: impl Iterator<Item = Duration>, client: impl Fn(usize) -> F) -> Self
    where
        F: Future<Output = Result<(), Refused>> + 'static,
    {
        let mut tasks = JoinSet::new();
        for (number, time) in times.enumerate() {
            clock.until(time).await;
            let call = client(number);
            tasks.spawn_local(ended(clock, call));
        }
        Self::collect(tasks).await
    }

    async fn collect(mut tasks: JoinSet<(bool, Duration)>) -> Self {
        let mut crowd = Self::default();
        // A task that panicked would have shown its message; it counts as a call that failed.
        while let Some(ended) = tasks.join_next().await {
            let (answered, at) = ended.unwrap_or_default();
            crowd.answered += u64::from(answered);
            crowd.failed += u64::from(!answered);
            crowd.ended_ms = crowd.ended_ms.max(millis(at));
        }
        crowd
    }
}

async fn ended(clock: Clock, call: impl Future<Output = Result<(), Refused>>) -> (bool, Duration) {
    let answered = call.await.is_ok();
    (answered, clock.now())
}

/// A clone of an `Rc` for each task.
pub fn share<T, F>(shared: &Rc<T>, call: impl Fn(Rc<T>) -> F) -> impl Fn() -> F {
    let shared = Rc::clone(shared);
    move || call(Rc::clone(&shared))
}
