//! Every way in which a call ends, each with and without a retry before it, as far as there is.

use std::time::Duration;

use retry_runtime::{CircuitBreaker, RetryBudget, retry};
use tokio::time::{sleep, sleep_until};

use crate::common::limited::Error;
use crate::common::metrics::{calls, counted};
use crate::common::{Service, Step};

/// What a call may meet beside its service.
struct World {
    service: Service,
    breaker: CircuitBreaker,
    budget: RetryBudget,
    /// When a wait is cancelled.
    stop: Duration,
    /// What the server asks for.
    hint: Duration,
    /// What each attempt takes.
    body: Duration,
}

impl World {
    fn new(script: &[Step]) -> Self {
        Self {
            service: Service::new(script),
            breaker: CircuitBreaker::new("test"),
            budget: RetryBudget::new(),
            stop: Duration::from_secs(86_400),
            hint: Duration::ZERO,
            body: Duration::ZERO,
        }
    }
}

#[retry(
    max = 3,
    backoff = "exp(1s)",
    retryable = [Error::Busy],
    hint(|_| Some(world.hint), cap = 60s),
    within = "2min",
    breaker(world.breaker),
    budget = world.budget,
    cancel = sleep_until(tokio::time::Instant::now() + world.stop),
    name = "load",
)]
async fn load(world: &World) -> Result<usize, Error> {
    sleep(world.body).await;
    Ok(world.service.call()?)
}

/// How the call is counted.
async fn outcome(world: &World) -> String {
    let (_, calls) = calls(load(world)).await;
    assert_eq!(calls.len(), 1, "{calls:?}");
    calls[0].clone()
}

fn of(outcome: &str, retried: bool) -> String {
    format!("outcome={outcome},retried={retried}}} 1")
}

#[tokio::test(start_paused = true)]
async fn values() {
    assert_eq!(outcome(&World::new(&[Step::Done])).await, of("succeeded", false));
    assert_eq!(outcome(&World::new(&[Step::Busy, Step::Done])).await, of("recovered", true));
    assert_eq!(outcome(&World::new(&[Step::Busy, Step::Busy, Step::Done])).await, of("recovered", true));
}

#[tokio::test(start_paused = true)]
async fn errors() {
    assert_eq!(outcome(&World::new(&[Step::Gone])).await, of("not_retryable", false));
    assert_eq!(outcome(&World::new(&[Step::Busy, Step::Gone])).await, of("not_retryable", true));
    assert_eq!(outcome(&World::new(&[Step::Busy; 3])).await, of("exhausted", true));
}

#[tokio::test]
async fn answers() {
    #[retry(max = 3, backoff = none, expected = [Error::Gone], retryable = [Error::Busy], name = "load")]
    async fn load(service: &Service) -> Result<usize, Error> {
        Ok(service.call()?)
    }
    let (_, told) = calls(load(&Service::new(&[Step::Gone]))).await;
    assert_eq!(told, [of("expected", false)]);
    let (_, told) = calls(load(&Service::new(&[Step::Busy, Step::Gone]))).await;
    assert_eq!(told, [of("expected", true)]);
}

#[tokio::test(start_paused = true)]
async fn time() {
    let slow = |body| World { body: Duration::from_secs(body), ..World::new(&[Step::Busy; 3]) };
    assert_eq!(outcome(&slow(120)).await, of("deadline", false));
    assert_eq!(outcome(&slow(60)).await, of("deadline", true));
}

#[tokio::test(start_paused = true)]
async fn hints() {
    let asks = |hint| World { hint: Duration::from_secs(hint), ..World::new(&[Step::Busy; 3]) };
    assert_eq!(outcome(&asks(61)).await, of("hint_too_long", false));
    assert_eq!(outcome(&asks(60)).await, of("exhausted", true));
}

#[tokio::test(start_paused = true)]
async fn breakers() {
    let open = World::new(&[]);
    open.breaker.force_open();
    assert_eq!(outcome(&open).await, of("breaker_open", false), "before the first attempt");

    let opens = |failures| World {
        breaker: CircuitBreaker::new("test").consecutive(failures).open_for(Duration::from_secs(60)),
        ..World::new(&[Step::Busy; 3])
    };
    assert_eq!(outcome(&opens(1)).await, of("breaker_open", false), "after the first attempt");
    assert_eq!(outcome(&opens(2)).await, of("breaker_open", true), "after a retry");

    let world = World::new(&[Step::Busy]);
    let opened = async {
        sleep(Duration::from_millis(500)).await;
        world.breaker.force_open();
    };
    let (_, calls) = calls(async { tokio::join!(load(&world), opened) }).await;
    assert_eq!(calls, [of("breaker_open", true)], "in a wait");
}

#[tokio::test(start_paused = true)]
async fn budgets() {
    let tokens = |tokens| World {
        budget: RetryBudget::new().capacity(tokens),
        ..World::new(&[Step::Busy; 3])
    };
    assert_eq!(outcome(&tokens(13)).await, of("budget_exhausted", false));
    assert_eq!(outcome(&tokens(27)).await, of("budget_exhausted", true));
    assert_eq!(outcome(&tokens(28)).await, of("exhausted", true));
}

#[tokio::test(start_paused = true)]
async fn cancelled_waits() {
    let world = World { stop: Duration::from_millis(500), ..World::new(&[Step::Busy; 3]) };
    assert_eq!(outcome(&world).await, of("cancelled", true));
}

#[tokio::test(start_paused = true)]
async fn a_hook_that_takes_too_long() {
    #[retry(max = 3, backoff = "fixed(1s)", within = "5s", retryable = [Error::Busy], on_retry = |_| sleep(hook).await, name = "load")]
    async fn load(service: &Service, hook: Duration) -> Result<usize, Error> {
        Ok(service.call()?)
    }
    let (_, calls) = calls(load(&Service::new(&[Step::Busy]), Duration::from_secs(5))).await;
    assert_eq!(calls, [of("deadline", true)]);
}

/// The same in a function that is not async.
#[tokio::test]
async fn blocking() {
    #[retry(max = 2, backoff = none, blocking, retryable = [Error::Busy], name = "load")]
    fn load(service: &Service) -> Result<usize, Error> {
        Ok(service.call()?)
    }
    let ((), lines) = counted(async {
        for script in [[Step::Done, Step::Done], [Step::Busy, Step::Done], [Step::Busy, Step::Busy]] {
            let _ = load(&Service::new(&script));
        }
    })
    .await;
    let calls = |outcome, retried| format!("retry_calls_total{{name=load,{}", of(outcome, retried));
    let expected = [
        calls("exhausted", true),
        calls("recovered", true),
        calls("succeeded", false),
        "retry_retries_total{name=load} 2".to_owned(),
        "retry_wait_seconds{name=load} [0.0, 0.0]".to_owned(),
    ];
    assert_eq!(lines, expected);
}
