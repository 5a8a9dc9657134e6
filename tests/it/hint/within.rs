//! A wait that would pass `within` is not begun: the call ends at once.

use std::time::Duration;

use retry_runtime::retry;
use tokio::time::{Instant, sleep};

use crate::common::script::Script;
use crate::hint::{Error, busy, millis};

/// Proves the waits of a call within ten seconds that meets these errors, and whether it succeeds.
macro_rules! within {
    ($($name:ident: body $body:literal, $errors:expr, waits $waits:expr => $result:pat,)*) => {$(
        #[tokio::test(start_paused = true)]
        async fn $name() {
            #[retry(max = 5, backoff = "fixed(1s)", within = "10s", hint(Error::asked, cap = 1h), retryable = [Error::Busy])]
            async fn load(script: &Script<Error>) -> Result<usize, Error> {
                sleep(Duration::from_millis($body)).await;
                script.call()
            }
            let script = Script::new($errors);
            let (start, waits) = (Instant::now(), millis($waits));
            let outcome = load(&script).await;
            assert!(matches!(outcome, $result), "{outcome:?}");
            assert_eq!(script.waits(), waits);
            let body = Duration::from_millis($body);
            assert_eq!(start.elapsed(), waits.iter().sum::<Duration>() + body, "and no wait after the last call");
        }
    )*};
}

within! {
    to_the_limit: body 0, [busy(10_000)], waits [10_000] => Ok(2),
    not_a_millisecond_past_it: body 0, [busy(10_001)], waits [0; 0] => Err(Error::Busy(Some(_))),
    not_for_an_hour: body 0, [busy(3_600_000)], waits [0; 0] => Err(Error::Busy(Some(_))),
    what_was_waited_counts: body 0, [busy(4_000), busy(6_000)], waits [4_000, 6_000] => Ok(3),
    so_does_a_millisecond: body 0, [busy(4_000), busy(6_001)], waits [4_000] => Err(Error::Busy(Some(_))),
    so_does_the_table: body 0, [Error::Busy(None), busy(9_000), busy(1)], waits [1_000, 9_000] => Err(Error::Busy(Some(_))),
    so_does_the_body: body 500, [busy(4_000), busy(5_000)], waits [4_500, 5_500] => Ok(3),
    the_body_to_the_millisecond: body 501, [busy(4_000), busy(5_000)], waits [4_501] => Err(Error::Busy(Some(_))),
    what_falls_back_to_the_table_is_limited_too:
        body 0, [busy(9_001), busy(0)], waits [9_001] => Err(Error::Busy(Some(Duration::ZERO))),
}

/// What chance would add is left away rather than the call ended: the server asked for less.
#[tokio::test(start_paused = true)]
async fn jitter_does_not_pass_it() {
    #[retry(max = 2, backoff = "fixed(9s, jitter = full)", within = "10s", hint(Error::asked, cap = 1h), retryable = [Error::Busy])]
    async fn load(script: &Script<Error>) -> Result<usize, Error> {
        script.call()
    }
    let limit = Duration::from_secs(10);
    let mut longer = 0;
    for _ in 0..200 {
        let at_the_limit = Script::new([busy(10_000)]);
        assert_eq!((load(&at_the_limit).await, at_the_limit.waits()), (Ok(2), vec![limit]));
        let below = Script::new([busy(8_000)]);
        assert_eq!(load(&below).await, Ok(2));
        assert!((Duration::from_secs(8)..=limit).contains(&below.waits()[0]), "{:?}", below.waits());
        longer += u32::from(below.waits()[0] > Duration::from_secs(8));
    }
    assert!((1..200).contains(&longer), "drawn where there is room, in about two of nine: {longer}");
}
