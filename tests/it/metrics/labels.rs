//! Labels: the name that events have, and nothing that comes from a call.

use retry_runtime::retry;

use crate::common::metrics::counted;
use crate::common::{Error, Service, Step};

mod gemini {
    use super::*;

    #[retry(max = 2, retryable = [Error::Busy])]
    pub async fn embed<T>(service: &Service, _: T) -> Result<usize, Error> {
        service.call()
    }
}

#[tokio::test]
async fn the_name_is_that_of_the_events() {
    let service = Service::new(&[Step::Done; 2]);
    let (_, lines) = counted(async { (gemini::embed(&service, 1).await, gemini::embed(&service, "a").await) }).await;
    assert_eq!(
        lines,
        ["retry_calls_total{name=it::metrics::labels::gemini::embed,outcome=succeeded,retried=false} 2"]
    );
}

/// As many series as the function and its outcomes have, whatever the arguments and the errors are.
#[tokio::test(start_paused = true)]
async fn the_number_of_series_does_not_grow_with_calls() {
    #[retry(max = 3, backoff = "fixed(1s, jitter = full)", retryable = [|error: &String| error.len() % 2 == 1], name = "load")]
    async fn load(text: &str) -> Result<usize, String> {
        if text.len() % 3 == 0 { Ok(text.len()) } else { Err(text.to_owned()) }
    }
    let ((), lines) = counted(async {
        for number in 0..100_u32 {
            let _ = load(&"x".repeat(number as usize)).await;
        }
    })
    .await;
    let series: Vec<_> = lines.iter().map(|line| line.split_once(' ').unwrap().0).collect();
    let expected = [
        "retry_calls_total{name=load,outcome=exhausted,retried=true}",
        "retry_calls_total{name=load,outcome=not_retryable,retried=false}",
        "retry_calls_total{name=load,outcome=succeeded,retried=false}",
        "retry_retries_total{name=load}",
        "retry_wait_seconds{name=load}",
    ];
    assert_eq!(series, expected);
}
