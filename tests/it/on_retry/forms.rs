//! What may stand in the hook.

use retry_runtime::{Retrying, retry};

use crate::common::{Error, Service, Step};

#[tokio::test(start_paused = true)]
async fn any_pattern_and_any_expression_of_no_value() {
    #[retry(max = 2, backoff = none, retryable = [Error::Busy], on_retry = |Retrying { attempt, error, .. }| told.push((attempt, *error)))]
    async fn pattern(service: &Service, told: &mut Vec<(u32, Error)>) -> Result<usize, Error> {
        service.call()
    }
    #[retry(max = 2, backoff = none, retryable = [Error::Busy], on_retry = |retry: Retrying<'_, Error>| {
        if retry.attempt > 1 {
            return;
        }
        told.push((retry.attempt, *retry.error));
    })]
    async fn typed(service: &Service, told: &mut Vec<(u32, Error)>) -> Result<usize, Error> {
        service.call()
    }
    #[retry(max = 2, backoff = none, retryable = [Error::Busy], on_retry = |retry| match retry.error {
        Error::Busy(number) => told.push((retry.attempt, Error::Busy(*number))),
        Error::Gone(_) => {}
    })]
    async fn matched(service: &Service, told: &mut Vec<(u32, Error)>) -> Result<usize, Error> {
        service.call()
    }
    let script = [Step::Busy, Step::Done];
    let mut told = Vec::new();
    assert_eq!(pattern(&Service::new(&script), &mut told).await, Ok(2));
    assert_eq!(typed(&Service::new(&script), &mut told).await, Ok(2));
    assert_eq!(matched(&Service::new(&script), &mut told).await, Ok(2));
    assert_eq!(told, [(1, Error::Busy(1)); 3]);
}

/// `return` and `?` leave the hook, and not the call.
#[tokio::test(start_paused = true)]
async fn control_flow_stays_in_the_hook() {
    #[retry(max = 3, backoff = none, retryable = [Error::Busy], on_retry = |retry| {
        for number in 0.. {
            tokio::task::yield_now().await;
            if number == 5 {
                break;
            }
        }
        if retry.attempt == 1 {
            return;
        }
        *hooks += 1;
    })]
    async fn load(service: &Service, hooks: &mut u32) -> Result<usize, Error> {
        service.call()
    }
    let mut hooks = 0;
    assert_eq!(load(&Service::new(&[Step::Busy; 3]), &mut hooks).await, Err(Error::Busy(3)));
    assert_eq!(hooks, 1);
}

/// Names of the user's are the user's, whatever they are.
#[tokio::test(start_paused = true)]
async fn the_loops_own_variables_are_not_seen() {
    #[retry(max = 2, backoff = none, retryable = [Error::Busy], on_retry = |kept| {
        let (retrying, outcome, site, done) = (kept.attempt, *delay, 0, 1);
        *delay = outcome + retrying + site + done;
        tokio::task::yield_now().await;
    })]
    async fn load(service: &Service, delay: &mut u32) -> Result<usize, Error> {
        service.call()
    }
    let mut delay = 40;
    assert_eq!(load(&Service::new(&[Step::Busy, Step::Done]), &mut delay).await, Ok(2));
    assert_eq!(delay, 42);
}

#[tokio::test(start_paused = true)]
async fn parameters_that_are_cloned_are_the_callers_in_the_hook() {
    #[retry(max = 3, backoff = none, retryable = [Error::Busy], clone(text), on_retry = |_| told.push(text.clone()), attempt = n)]
    async fn load(service: &Service, mut text: String, told: &mut Vec<String>) -> Result<String, Error> {
        text.push_str(&n.number().to_string());
        service.call().map(|_| text)
    }
    let mut told = Vec::new();
    let service = Service::new(&[Step::Busy, Step::Busy, Step::Done]);
    assert_eq!(load(&service, "a".to_owned(), &mut told).await.as_deref(), Ok("a3"));
    assert_eq!(told, ["a", "a"]);
}
