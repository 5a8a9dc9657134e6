//! Calls under one policy share nothing that changes: each ends as it would alone.

use std::time::Duration;

use retry_runtime::retry;
use tokio::time::{Instant, sleep};

use crate::common::script::{Script, seconds};
use crate::policy::Error::{self, Busy, Gone};
use crate::policy::limited;
use crate::policy::policies::{LIMITED, OWN};

#[retry(policy = OWN)]
async fn load(script: &Script<Error>) -> Result<usize, Error> {
    script.call()
}

/// Another function with the same policy.
#[retry(policy = OWN, max = 4)]
async fn other(script: &Script<Error>) -> Result<usize, Error> {
    script.call()
}

/// Every script of up to three errors.
fn scripts() -> Vec<Vec<Error>> {
    let mut scripts = vec![Vec::new()];
    for length in 1..=3_u32 {
        for number in 0..3_usize.pow(length) {
            let error = |place| [Busy, limited(0), Gone][number / 3_usize.pow(place) % 3];
            scripts.push((0..length).map(error).collect());
        }
    }
    scripts
}

#[tokio::test(start_paused = true)]
async fn two_calls_at_once_end_as_each_would_alone() {
    assert_eq!(scripts().len(), 1 + 3 + 9 + 27);
    let mut alone = Vec::new();
    for errors in scripts() {
        let script = Script::new(errors);
        alone.push((load(&script).await, script.waits()));
    }
    for (one, first) in scripts().into_iter().zip(&alone) {
        for (other_, second) in scripts().into_iter().zip(&alone) {
            let context = format!("{one:?} beside {other_:?}");
            let (one, another) = (Script::new(one.clone()), Script::new(other_));
            let ends = tokio::join!(load(&one), other(&another));
            assert_eq!((&(ends.0, one.waits()), &(ends.1, another.waits())), (first, second), "{context}");
        }
    }
}

/// The time of each runs from its own first poll.
#[tokio::test(start_paused = true)]
async fn each_call_has_its_own_time() {
    #[retry(policy = LIMITED)]
    async fn load(script: &Script<Error>) -> Result<usize, Error> {
        script.call()
    }
    let start = Instant::now();
    let calls = (0..4).map(|number| async move {
        sleep(Duration::from_millis(700 * number)).await;
        let script = Script::new([Busy; 9]);
        assert_eq!(load(&script).await, Err(Busy));
        assert_eq!(script.waits(), seconds([1, 1, 1]), "{number}");
    });
    futures_util::future::join_all(calls).await;
    assert_eq!(start.elapsed(), Duration::from_millis(3 * 700 + 3_000));
}

#[tokio::test(start_paused = true)]
async fn a_hundred_tasks() {
    let tasks: Vec<_> = (0..100_usize)
        .map(|number| {
            tokio::spawn(async move {
                let script = Script::new([limited(0); 9].into_iter().take(number % 4));
                (load(&script).await, script.waits())
            })
        })
        .collect();
    for (number, task) in tasks.into_iter().enumerate() {
        let expected = match number % 4 {
            0 => (Ok(1), seconds([])),
            1 => (Ok(2), seconds([10])),
            2 => (Ok(3), seconds([10, 20])),
            _ => (Err(limited(0)), seconds([10, 20])),
        };
        assert_eq!(task.await.unwrap(), expected, "{number}");
    }
}

/// A call that is dropped leaves nothing behind.
#[tokio::test(start_paused = true)]
async fn a_dropped_call_uses_nothing_up() {
    for _ in 0..10 {
        let script = Script::new([limited(0); 9]);
        let call = tokio::time::timeout(Duration::from_secs(15), load(&script));
        assert!(call.await.is_err(), "it is in its second wait");
        assert_eq!(script.calls(), 2);
    }
    let script = Script::new([limited(0); 9]);
    assert_eq!((load(&script).await, script.calls()), (Err(limited(0)), 3));
}
