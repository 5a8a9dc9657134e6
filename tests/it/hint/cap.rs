//! A wait over the cap is not begun, also not in part: the call ends at once, with the error that asked for it.

use std::time::Duration;

use retry_runtime::retry;
use tokio::time::Instant;

use crate::common::script::Script;
use crate::hint::{Error, busy, millis};

#[retry(max = 4, backoff = "fixed(90s)", hint(Error::asked, cap = 60s), retryable = [Error::Busy])]
async fn load(script: &Script<Error>) -> Result<usize, Error> {
    script.call()
}

#[tokio::test(start_paused = true)]
async fn up_to_the_cap_and_not_a_nanosecond_further() {
    let cap = Duration::from_secs(60);
    for (asked, heeded) in [
        (Duration::from_millis(59_999), true),
        (cap, true),
        (cap + Duration::from_nanos(1), false),
        (cap + Duration::from_millis(1), false),
        (Duration::from_secs(86_400), false),
        (Duration::MAX, false),
    ] {
        let (start, error) = (Instant::now(), Error::Busy(Some(asked)));
        let script = Script::new([error]);
        let expected = if heeded { Ok(2) } else { Err(error) };
        assert_eq!(load(&script).await, expected, "{asked:?}");
        assert_eq!(start.elapsed(), if heeded { asked } else { Duration::ZERO }, "{asked:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn in_every_place() {
    for place in 0..3 {
        let mut errors = [busy(2_000); 4];
        errors[place] = busy(60_001);
        let script = Script::new(errors);
        assert_eq!((load(&script).await, script.calls()), (Err(busy(60_001)), place + 1));
        assert_eq!(script.waits(), millis(vec![2_000; place]));
    }
}

#[tokio::test(start_paused = true)]
async fn the_table_s_own_waits_may_be_longer() {
    let script = Script::new([Error::Busy(None), busy(0), busy(1)]);
    assert_eq!((load(&script).await, script.waits()), (Ok(4), millis([90_000, 90_000, 1])));
}

#[test]
fn a_blocking_function_gives_up_at_once_too() {
    #[retry(max = 4, backoff = none, blocking, hint(Error::asked, cap = 60s), retryable = [Error::Busy])]
    fn load(script: &Script<Error>) -> Result<usize, Error> {
        script.call()
    }
    let script = Script::new([busy(0), Error::Busy(None), busy(60_001)]);
    assert_eq!((load(&script), script.calls()), (Err(busy(60_001)), 3));
}
