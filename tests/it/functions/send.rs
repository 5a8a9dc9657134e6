//! The future of a retried function is `Send` where that of its body is, whatever it returns.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use retry_runtime::retry;
use tokio::task::yield_now;

use crate::functions::{Calls, Error};

#[derive(Debug)]
struct NotSend(Rc<u32>);

fn is_busy(error: &NotSend) -> bool {
    *error.0 < 3
}

#[retry(max = 3, backoff = "fixed(1ms)", retryable = [is_busy])]
async fn not_send(calls: Arc<Calls>) -> Result<Rc<u32>, NotSend> {
    yield_now().await;
    match calls.next() {
        Ok(number) => Ok(Rc::new(number)),
        Err(_) => Err(NotSend(Rc::new(calls.made()))),
    }
}

#[retry(max = 3, backoff = fixed(1ms), within = 1min, retryable = [NotSend(count) if **count < 3], attempt = n)]
async fn not_send_by_pattern(calls: &Calls) -> Result<Box<dyn Fn() -> u32>, NotSend> {
    yield_now().await;
    let number = calls.next().map_err(|_| NotSend(Rc::new(1)))?;
    Ok(Box::new(move || number + n.number()))
}

/// A body may hold what is not `Send` between two waits, as by hand.
#[retry(max = 3, backoff = fixed(1ms, jitter = full), retryable = [Error::Busy])]
async fn holds(calls: &Calls) -> Result<u32, Error> {
    let number = {
        let list = Rc::new(RefCell::new(Vec::new()));
        list.borrow_mut().push(calls.next()?);
        list.take().remove(0)
    };
    yield_now().await;
    Ok(number)
}

#[retry(max = 3, backoff = fixed(1ms), retryable = [|error: &Error| matches!(error, Error::Busy)], clone(text))]
async fn moves(calls: &Calls, text: String) -> Result<usize, Error> {
    let task = tokio::spawn(async move { text.len() });
    calls.next()?;
    task.await.map_err(|_| Error::Gone)
}

/// Borrows across the wait of the loop.
#[retry(max = 3, backoff = exp(1ms, jitter = decorrelated, max = 2ms), retryable = [Error::Busy])]
async fn borrows(calls: &Calls, seen: &mut Vec<u32>) -> Result<u32, Error> {
    seen.push(calls.made());
    yield_now().await;
    calls.next()
}

#[tokio::test(flavor = "multi_thread")]
async fn they_run_as_tasks_of_many_threads() {
    let calls = Arc::new(Calls::failing(2));
    let task = tokio::spawn(async move { not_send(calls).await.map(|number| *number).map_err(|error| *error.0) });
    assert_eq!(task.await.unwrap(), Ok(3));
    let task = tokio::spawn(async {
        let calls = Calls::failing(2);
        not_send_by_pattern(&calls).await.map(|number| number()).map_err(|error| *error.0)
    });
    assert_eq!(task.await.unwrap(), Ok(6));
    assert_eq!(tokio::spawn(async { holds(&Calls::failing(2)).await }).await.unwrap(), Ok(3));
    assert_eq!(
        tokio::spawn(async { moves(&Calls::failing(2), "abc".into()).await }).await.unwrap(),
        Ok(3)
    );
    let task = tokio::spawn(async {
        let mut seen = Vec::new();
        (borrows(&Calls::failing(2), &mut seen).await, seen)
    });
    assert_eq!(task.await.unwrap(), (Ok(3), vec![0, 1, 2]));
}

#[test]
fn a_body_that_is_not_send_runs_where_it_may() {
    #[retry(max = 3, backoff = none, retryable = [Error::Busy])]
    async fn local(calls: Rc<Calls>) -> Result<u32, Error> {
        let held = calls.clone();
        yield_now().await;
        held.next()
    }
    let set = tokio::task::LocalSet::new();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let calls = Rc::new(Calls::failing(2));
    let task = set.spawn_local(local(calls));
    assert_eq!(runtime.block_on(set.run_until(task)).unwrap(), Ok(3));
}
