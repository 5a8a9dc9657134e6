//! A call with every limit, dropped wherever it can be: no further call, the permit given back, no token lost.

use std::cell::Cell;
use std::future::{Future, pending, poll_fn};
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use retry_runtime::{BreakerState, CircuitBreaker, RetryBudget, retry};
use tokio::task::yield_now;
use tokio::time::{advance, sleep};

use crate::common::limited::Error;

struct Client {
    breaker: CircuitBreaker,
    budget: RetryBudget,
    /// Attempts that began, and those whose bodies went on after their first and their second await.
    steps: [Cell<u32>; 3],
    held: Arc<()>,
}

impl Client {
    /// A probe each time: the breaker opens at every failure, for as long as a wait. The third attempt times out.
    #[retry(
        max = 4,
        backoff = fixed(1s),
        retryable = [Error::Busy, Error::Timeout],
        attempt_timeout = 3s,
        breaker(self.breaker),
        budget = self.budget,
        cancel = pending::<()>(),
        attempt = n,
    )]
    async fn load(&self) -> Result<u32, Error> {
        let _held = self.held.clone();
        self.step(0);
        yield_now().await;
        self.step(1);
        sleep(Duration::from_secs(1)).await;
        self.step(2);
        match n.number() {
            3 => pending().await,
            4 => Ok(4),
            _ => Err(Error::Busy(0)),
        }
    }

    #[retry(max = 2, retryable = [Error::Timeout], breaker(self.breaker))]
    async fn probe(&self) -> Result<(), Error> {
        Ok(())
    }

    fn step(&self, step: usize) {
        self.steps[step].set(self.steps[step].get() + 1);
    }

    fn steps(&self) -> [u32; 3] {
        self.steps.each_ref().map(Cell::get)
    }

    fn new() -> Self {
        let breaker = CircuitBreaker::new("service").consecutive(1).open_for(Duration::from_secs(1));
        Self {
            breaker,
            budget: RetryBudget::new(),
            steps: [const { Cell::new(0) }; 3],
            held: Arc::new(()),
        }
    }
}

/// Where a call stands when it is dropped after its n-th `Pending`: the steps it made, the tokens that are left, and
/// whether an attempt was under way.
type Place = ([u32; 3], u32, bool);

const PLACES: [Place; 13] = [
    ([0, 0, 0], 500, false),
    ([1, 0, 0], 500, true),
    ([1, 1, 0], 500, true),
    ([1, 1, 1], 500, false),
    ([2, 1, 1], 486, true),
    ([2, 2, 1], 486, true),
    ([2, 2, 2], 486, false),
    ([3, 2, 2], 472, true),
    ([3, 3, 2], 472, true),
    ([3, 3, 3], 472, true),
    ([3, 3, 3], 472, false),
    ([4, 3, 3], 458, true),
    ([4, 4, 3], 458, true),
];

/// Polls the call until it was pending so many times, a second after each; what it came to, if it did.
async fn polled<T>(call: impl Future<Output = T>, pendings: usize) -> Option<T> {
    let mut call = std::pin::pin!(call);
    for number in 0..=pendings {
        if number == pendings {
            return None;
        }
        let poll = poll_fn(|context| Poll::Ready(call.as_mut().poll(context))).await;
        if let Poll::Ready(outcome) = poll {
            return Some(outcome);
        }
        if number + 1 < pendings {
            advance(Duration::from_secs(1)).await;
        }
    }
    None
}

#[tokio::test(start_paused = true)]
async fn dropped_after_every_pending() {
    for (pendings, (steps, tokens, attempting)) in PLACES.into_iter().enumerate() {
        let client = Client::new();
        assert_eq!(polled(client.load(), pendings).await, None);
        assert_eq!(client.steps(), steps, "at {pendings}");
        assert_eq!(client.budget.available(), tokens, "at {pendings}");
        assert_eq!(Arc::strong_count(&client.held), 1, "the body is gone, at {pendings}");
        let probing = attempting && steps[0] > 1;
        let state = match (probing, attempting || pendings == 0) {
            (true, _) => BreakerState::HalfOpen,
            (_, true) => BreakerState::Closed,
            _ => BreakerState::Open,
        };
        assert_eq!(client.breaker.state(), state, "at {pendings}");
        sleep(Duration::from_secs(3_600)).await;
        assert_eq!((client.steps(), client.budget.available()), (steps, tokens), "later, at {pendings}");
        assert_eq!(client.probe().await, Ok(()), "the only place is free, at {pendings}");
        assert_eq!(client.breaker.state(), BreakerState::Closed);
    }
}

#[tokio::test(start_paused = true)]
async fn not_dropped_it_comes_to_its_end() {
    let client = Client::new();
    assert_eq!(polled(client.load(), PLACES.len()).await, Some(Ok(4)));
    assert_eq!((client.steps(), client.budget.available()), ([4; 3], 472));
    assert_eq!(client.breaker.state(), BreakerState::Closed);
}
