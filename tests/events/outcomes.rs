//! One event for each failed attempt, and one for a call that ends otherwise than at once.

use retry_runtime::retry;
use tokio::time::{Duration, sleep};

use crate::common::events::{ended, events};
use crate::common::{Error, Service, Step};

#[retry(max = 3, backoff = exp(1500ms), within = 5s, retryable = [Error::Busy(_)], name = "load")]
async fn load(service: &Service, body: Duration) -> Result<usize, Error> {
    sleep(body).await;
    service.call()
}

/// The events of one call of a service with this script.
async fn told(script: &[Step]) -> Vec<String> {
    events(load(&Service::new(script), Duration::ZERO)).await.1
}

const BUSY: &str = r#"retry.rule="Error::Busy(_)" error="events::common::Error""#;

fn retrying(attempt: u32, millis: u32) -> String {
    format!(
        "WARN retry \"attempt failed, retrying\" retry.name=\"load\" retry.attempt={attempt} retry.max=3 \
         retry.delay_ms={millis} {BUSY}"
    )
}

fn gave_up(attempt: u32, outcome: &str, rule: &str) -> String {
    format!(
        "{} \"gave up\" retry.name=\"load\" retry.attempt={attempt} retry.max=3 retry.outcome=\"{outcome}\" {rule}",
        ended(outcome)
    )
}

fn recovered(attempt: u32) -> String {
    format!("INFO retry \"recovered\" retry.name=\"load\" retry.attempt={attempt} retry.max=3")
}

#[tokio::test(start_paused = true)]
async fn success_at_once_says_nothing() {
    assert_eq!(told(&[Step::Done]).await, Vec::<String>::new());
}

#[tokio::test]
async fn success_at_once_says_nothing_whatever_the_function() {
    #[retry(max = 2, within = 1h, retryable = [|error| matches!(error, Error::Busy(_))], attempt = n)]
    async fn limited(service: &Service) -> Result<usize, Error> {
        service.call().map(|number| number * n.max() as usize)
    }
    #[retry(max = 2, backoff = exp(1s, jitter = decorrelated), retryable = [Error::Busy])]
    fn boxed(service: &Service) -> futures_util::future::BoxFuture<'_, Result<usize, Error>> {
        Box::pin(async move { service.call() })
    }
    let service = Service::new(&[Step::Done; 2]);
    let (outcomes, lines) = events(async { (limited(&service).await, boxed(&service).await) }).await;
    assert_eq!((outcomes, lines.len()), ((Ok(2), Ok(2)), 0));
}

#[tokio::test(start_paused = true)]
async fn success_after_failures_is_recovered() {
    assert_eq!(told(&[Step::Busy, Step::Done]).await, [retrying(1, 1_500), recovered(2)]);
    let twice = [retrying(1, 1_500), retrying(2, 3_000), recovered(3)];
    assert_eq!(told(&[Step::Busy, Step::Busy, Step::Done]).await, twice);
}

#[tokio::test(start_paused = true)]
async fn the_last_attempt_is_exhausted() {
    let lines = [retrying(1, 1_500), retrying(2, 3_000), gave_up(3, "exhausted", BUSY)];
    assert_eq!(told(&[Step::Busy; 3]).await, lines);
}

#[tokio::test(start_paused = true)]
async fn an_error_outside_the_list_is_not_retryable() {
    let other = r#"retry.rule="not in `retryable`" error="events::common::Error""#;
    assert_eq!(told(&[Step::Gone]).await, [gave_up(1, "not_retryable", other)]);
    let last = [retrying(1, 1_500), retrying(2, 3_000), gave_up(3, "not_retryable", other)];
    assert_eq!(told(&[Step::Busy, Step::Busy, Step::Gone]).await, last, "also on the last attempt");
}

#[tokio::test(start_paused = true)]
async fn a_wait_that_would_pass_the_limit_is_a_deadline() {
    // Attempts start at 0 s and 2.5 s; the next would start at 6.5 s.
    let service = Service::new(&[Step::Busy; 3]);
    let (_, lines) = events(load(&service, Duration::from_secs(1))).await;
    assert_eq!(lines, [retrying(1, 1_500), gave_up(2, "deadline", BUSY)]);
}

#[tokio::test(start_paused = true)]
async fn the_wait_told_is_the_wait_waited() {
    #[retry(max = 100, backoff = fixed(30s, jitter = full), retryable = [Error::Busy])]
    async fn load(service: &Service) -> Result<usize, Error> {
        service.call()
    }
    let service = Service::new(&[Step::Busy; 100]);
    let (_, lines) = events(load(&service)).await;
    let told = lines.iter().filter_map(|line| line.split_once("retry.delay_ms=")?.1.split_once(' '));
    let told: Vec<u128> = told.map(|(millis, _)| millis.parse().unwrap()).collect();
    assert_eq!(told.len(), 99);
    for (told, waited) in told.iter().zip(service.waits()) {
        // The timer rounds up to the next millisecond.
        assert!([told + 1, *told].contains(&waited.as_millis()), "told {told} ms, waited {waited:?}");
    }
}

#[test]
fn a_blocking_function_tells_the_same() {
    #[retry(max = 3, backoff = none, blocking, retryable = [Error::Busy(_)], name = "load")]
    fn load(service: &Service) -> Result<usize, Error> {
        service.call()
    }
    let call = async { load(&Service::new(&[Step::Busy, Step::Busy, Step::Done])) };
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let (_, lines) = runtime.block_on(events(call));
    assert_eq!(lines, [retrying(1, 0), retrying(2, 0), recovered(3)]);
}

#[tokio::test(start_paused = true)]
async fn a_hook_runs_after_the_event_of_its_attempt() {
    #[retry(
        max = 2, backoff = exp(1500ms), within = 5s, retryable = [Error::Busy(_)], name = "load",
        on_retry = |_| { sleep(hook).await; tracing::info!("hook") },
    )]
    async fn load(service: &Service, hook: Duration) -> Result<usize, Error> {
        service.call()
    }
    let told = |attempt| retrying(attempt, 1_500).replace("max=3", "max=2");
    let hook = "INFO events::outcomes \"hook\"".to_owned();
    let service = Service::new(&[Step::Busy, Step::Done]);
    let (_, lines) = events(load(&service, Duration::ZERO)).await;
    assert_eq!(lines, [told(1), hook.clone(), recovered(2).replace("max=3", "max=2")]);

    let (_, lines) = events(load(&Service::new(&[Step::Busy]), Duration::from_secs(4))).await;
    let late = gave_up(1, "deadline", BUSY).replace("max=3", "max=2");
    assert_eq!(lines, [told(1), hook, late], "the hook took too long for the wait");
}
