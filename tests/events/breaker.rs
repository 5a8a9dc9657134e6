//! Each change of state is told once, with its reason and its figures.

use std::time::Duration;

use retry_runtime::{BreakerState, CircuitBreaker, retry};
use tokio::time::sleep;

use crate::common::events::events;
use crate::common::limited::Error;
use crate::common::once::{fail, once};
use crate::common::{Service, Step};

fn breaker() -> CircuitBreaker {
    CircuitBreaker::new("gemini").window(4).open_for(Duration::from_millis(7_500)).probes(2)
}

const OPENED: &str = "WARN retry \"breaker opened\" retry.breaker=\"gemini\"";
const FIGURES: &str = "retry.window=4 retry.open_ms=7500";
const HALF_OPEN: &str = "INFO retry \"breaker half-open\" retry.breaker=\"gemini\" retry.probes=2";
const CLOSED: &str = "INFO retry \"breaker closed\" retry.breaker=\"gemini\"";

/// The events of the breaker alone, not of the calls.
fn of_the_breaker(lines: &[String]) -> Vec<&str> {
    let changes = lines.iter().filter(|line| line.contains("\"breaker "));
    changes.map(String::as_str).collect()
}

#[tokio::test(start_paused = true)]
async fn it_opens_probes_opens_again_and_closes() {
    let breaker = breaker();
    let life = async {
        once(&breaker, &Service::new(&[Step::Done])).await.unwrap();
        fail(&breaker, 3).await;
        for _ in 0..3 {
            once(&breaker, &Service::new(&[])).await.unwrap_err();
        }
        sleep(Duration::from_millis(7_500)).await;
        fail(&breaker, 1).await;
        sleep(Duration::from_millis(7_500)).await;
        for _ in 0..9 {
            once(&breaker, &Service::new(&[Step::Done])).await.unwrap();
        }
    };
    let ((), lines) = events(life).await;
    let expected = [
        format!("{OPENED} retry.reason=\"too_many_failures\" retry.failures=3 {FIGURES}"),
        HALF_OPEN.to_owned(),
        format!("{OPENED} retry.reason=\"probe_failed\" retry.failures=1 {FIGURES}"),
        HALF_OPEN.to_owned(),
        format!("{CLOSED} retry.reason=\"probes_succeeded\""),
    ];
    assert_eq!(of_the_breaker(&lines), expected);
}

#[tokio::test(start_paused = true)]
async fn by_hand() {
    let breaker = breaker();
    let ((), lines) = events(async {
        breaker.force_open();
        breaker.reset();
    })
    .await;
    assert_eq!(
        lines,
        [format!("{OPENED} retry.reason=\"forced\""), format!("{CLOSED} retry.reason=\"reset\"")]
    );
}

#[tokio::test(start_paused = true)]
async fn to_ask_for_the_state_tells_nothing() {
    let breaker = breaker();
    let asked = async {
        fail(&breaker, 4).await;
        sleep(Duration::from_secs(60)).await;
        breaker.state()
    };
    let (state, lines) = events(asked).await;
    assert_eq!((state, of_the_breaker(&lines).len()), (BreakerState::HalfOpen, 1), "it opened");
}

#[retry(max = 3, backoff = fixed(1s), retryable = [Error::Busy], breaker(breaker), name = "load")]
async fn load(breaker: &CircuitBreaker, service: &Service) -> Result<usize, Error> {
    Ok(service.call()?)
}

fn gave_up(attempt: u32, why: &str) -> String {
    format!(
        "ERROR retry::gave_up \"gave up\" retry.name=\"load\" retry.attempt={attempt} retry.max=3 \
         retry.outcome=\"breaker_open\" {why}"
    )
}

const BUSY: &str = "retry.rule=\"Error::Busy\" error=\"busy\"";

#[tokio::test(start_paused = true)]
async fn a_call_that_is_refused_at_once_names_the_breaker() {
    let breaker = breaker();
    let refused = async {
        breaker.force_open();
        load(&breaker, &Service::new(&[])).await
    };
    let (_, lines) = events(refused).await;
    assert_eq!(lines[1..], [gave_up(1, "retry.breaker=\"gemini\"")]);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_opens_it_gives_up_with_its_own_error() {
    let breaker = CircuitBreaker::new("gemini").consecutive(1).open_for(Duration::from_secs(2));
    let (_, lines) = events(load(&breaker, &Service::new(&[Step::Busy]))).await;
    let opened =
        format!("{OPENED} retry.reason=\"too_many_failures\" retry.failures=1 retry.window=1 retry.open_ms=2000");
    assert_eq!(lines, [opened, gave_up(1, BUSY)]);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_refused_after_its_wait_tells_the_attempt_that_was_not_made() {
    let breaker = breaker();
    let service = Service::new(&[Step::Busy]);
    let force = async {
        sleep(Duration::from_millis(500)).await;
        breaker.force_open();
    };
    let (_, lines) = events(async { tokio::join!(load(&breaker, &service), force) }).await;
    let retrying = format!(
        "WARN retry \"attempt failed, retrying\" retry.name=\"load\" retry.attempt=1 retry.max=3 \
         retry.delay_ms=1000 {BUSY}"
    );
    let forced = format!("{OPENED} retry.reason=\"forced\"");
    assert_eq!(lines, [retrying, forced, gave_up(2, "retry.breaker=\"gemini\"")]);
}
