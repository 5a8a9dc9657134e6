//! The keys of a policy mean what they mean in the attribute.

use std::time::Duration;

use retry_runtime::{Classify, policy, retry};

use crate::common::script::{Script, seconds};
use crate::policy::Error::{self, Busy, Gone};
use crate::policy::limited;

policy! {
    static ALL: Error = (
        max = 6,
        backoff = "exp(1s)",
        within = "1min",
        hint(|error| if let Error::Limited(asked) = error { *asked } else { None }, cap = 30s),
        non_retryable = [|error: &Error| error.is_gone()],
        on(|error| matches!(error, Error::Limited(_)), max = 4, backoff = "fixed(10s)"),
    );
    static ON_HINT: Error = (
        max = 6,
        backoff = "exp(1s)",
        on(Error::Limited, backoff = "fixed(10s)", hint(Error::asked, cap = 20s)),
        retryable = [Error::Busy],
    );
    static NO_WAITS: Error = (max = 100, backoff = none, retryable = [Error::Busy]);
    static DEFAULT: Error = (max = 3, retryable = [Error::Busy]);
    static LIST: Error = (max = 4, backoff = list(5s, 1s, 3s), retryable = [Error::Busy]);
}

#[retry(policy = ALL)]
async fn all(script: &Script<Error>) -> Result<usize, Error> {
    script.call()
}

#[tokio::test(start_paused = true)]
async fn all_of_them_together() {
    let script = Script::new([Busy, limited(0), limited(7), Busy, limited(0)]);
    assert_eq!((all(&script).await, script.waits()), (Ok(6), seconds([1, 10, 7, 2, 10])));
    let script = Script::new([limited(1), limited(1), limited(1), limited(1)]);
    assert_eq!((all(&script).await, script.calls()), (Err(limited(1)), 4));
    let script = Script::new([Busy, limited(31)]);
    assert_eq!((all(&script).await, script.waits()), (Err(limited(31)), seconds([1])), "over the cap");
    let script = Script::new([limited(30), limited(29), Busy, limited(1)]);
    assert_eq!(
        (all(&script).await, script.waits()),
        (Err(limited(1)), seconds([30, 29, 1])),
        "over the time"
    );
    let script = Script::new([Gone]);
    assert_eq!((all(&script).await, script.calls()), (Err(Gone), 1));
}

#[tokio::test(start_paused = true)]
async fn a_hint_of_an_on() {
    #[retry(policy = ON_HINT)]
    async fn load(script: &Script<Error>) -> Result<usize, Error> {
        script.call()
    }
    let script = Script::new([limited(20), limited(0), Busy, limited(21)]);
    assert_eq!((load(&script).await, script.waits()), (Err(limited(21)), seconds([20, 10, 1])));
}

#[tokio::test(start_paused = true)]
async fn every_backoff() {
    #[retry(policy = NO_WAITS)]
    async fn no_waits(script: &Script<Error>) -> Result<usize, Error> {
        script.call()
    }
    #[retry(policy = DEFAULT)]
    async fn default(script: &Script<Error>) -> Result<usize, Error> {
        script.call()
    }
    #[retry(policy = LIST)]
    async fn list(script: &Script<Error>) -> Result<usize, Error> {
        script.call()
    }
    let scripts = [Script::new([Busy; 101]), Script::new([Busy; 101]), Script::new([Busy; 101])];
    assert_eq!(no_waits(&scripts[0]).await, Err(Busy));
    assert_eq!(default(&scripts[1]).await, Err(Busy));
    assert_eq!(list(&scripts[2]).await, Err(Busy));
    assert_eq!(scripts[0].waits(), [Duration::ZERO; 99]);
    assert_eq!((scripts[1].waits(), scripts[2].waits()), (seconds([1, 2]), seconds([5, 1, 3])));
}

#[derive(Debug, Clone, PartialEq, Eq, Classify)]
enum Own {
    #[transient(after = 0)]
    Throttled(Option<Duration>),
    #[permanent]
    Gone,
    #[permanent]
    Odd,
}

policy! {
    static CLASSIFIED: Own = (max = 4, backoff = "exp(1s)", classified, hint(cap = 60s), retryable = [Own::Odd]);
}

#[tokio::test(start_paused = true)]
async fn an_error_that_classifies_itself() {
    #[retry(policy = CLASSIFIED)]
    async fn load(script: &Script<Own>) -> Result<usize, Own> {
        script.call()
    }
    let script = Script::new([Own::Throttled(None), Own::Throttled(Some(Duration::from_secs(9))), Own::Odd]);
    assert_eq!((load(&script).await, script.waits()), (Ok(4), seconds([1, 9, 4])));
    let script = Script::new([Own::Gone]);
    assert_eq!((load(&script).await, script.calls()), (Err(Own::Gone), 1));
}

policy! {
    static DECORRELATED: Error = (
        max = 6,
        backoff = exp(1s, factor = 4, max = 20s, jitter = decorrelated),
        on(Error::Limited, backoff = fixed(10s, jitter = full)),
        non_retryable = [Error::Gone],
    );
    static ALONE: Error =
        (max = 6, backoff = exp(1s, factor = 4, max = 20s, jitter = decorrelated), retryable = [Error::Busy]);
}

/// Each wait is drawn up to three times the one before of its kind, and over many calls they reach the cap.
#[tokio::test(start_paused = true)]
async fn decorrelated_jitter_remembers() {
    #[retry(policy = DECORRELATED)]
    async fn mixed(script: &Script<Error>) -> Result<usize, Error> {
        script.call()
    }
    #[retry(policy = ALONE)]
    async fn alone(script: &Script<Error>) -> Result<usize, Error> {
        script.call()
    }
    let mut longest = [Duration::ZERO; 2];
    for _ in 0..200 {
        let scripts = [Script::new([Busy, limited(0), Busy, limited(0), Busy]), Script::new([Busy; 5])];
        assert_eq!((mixed(&scripts[0]).await, alone(&scripts[1]).await), (Ok(6), Ok(6)));
        let (mixed, alone) = (scripts[0].waits(), scripts[1].waits());
        assert!([mixed[1], mixed[3]].iter().all(|wait| *wait <= Duration::from_secs(10)), "{mixed:?}");
        for (waits, longest) in [&[mixed[0], mixed[2], mixed[4]][..], &alone].into_iter().zip(&mut longest) {
            let mut before = Duration::from_secs(1);
            for wait in waits {
                let most = (3 * before + Duration::from_millis(1)).min(Duration::from_secs(20));
                assert!((Duration::from_secs(1)..=most).contains(wait), "{mixed:?} {alone:?}");
                (before, *longest) = (*wait, (*longest).max(*wait));
            }
        }
    }
    // More than two waits can lead to.
    assert!(longest.iter().all(|longest| *longest > Duration::from_secs(9)), "{longest:?}");
}
