//! The flag `classified`: lists beside it come first.

use retry_runtime::{Classify, retry};

use crate::common::script::Script;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Classify, thiserror::Error)]
#[error("{self:?}")]
enum Error {
    #[transient]
    Busy,
    #[transient]
    Status(u16),
    #[permanent]
    Gone,
    #[permanent]
    Denied,
}

use Error::{Busy, Denied, Gone, Status};

const ALL: [Error; 4] = [Busy, Status(503), Gone, Denied];

/// Proves which of all errors a function with these keys retries.
macro_rules! retries {
    ($($name:ident: [$($keys:tt)+], $retried:expr;)*) => {$(
        #[tokio::test]
        async fn $name() {
            #[retry(max = 3, backoff = none, $($keys)+)]
            async fn load(script: &Script<Error>) -> Result<usize, Error> {
                script.call()
            }
            for error in ALL {
                let (once, always) = (Script::new([error]), Script::new([error; 9]));
                let retried = $retried.contains(&error);
                assert_eq!(load(&once).await, if retried { Ok(2) } else { Err(error) });
                assert_eq!((load(&always).await, always.calls()), (Err(error), if retried { 3 } else { 1 }));
            }
        }
    )*};
}

retries! {
    alone_it_decides_everything: [classified], [Busy, Status(503)];
    non_retryable_takes_away: [classified, non_retryable = [Error::Busy]], [Status(503)];
    retryable_adds: [classified, retryable = [Error::Gone]], [Busy, Status(503), Gone];
    both: [classified, retryable = [Error::Gone], non_retryable = [Error::Status(500..)]], [Busy, Gone];
    a_list_may_say_the_same: [classified, retryable = [Error::Busy], non_retryable = [Error::Denied]], [Busy, Status(503)];
    a_pattern_takes_a_part: [classified, non_retryable = [Error::Status(503)]], [Busy];
    a_pattern_takes_no_part: [classified, non_retryable = [Error::Status(504)]], [Busy, Status(503)];
    a_predicate: [classified, non_retryable = [|error| *error == Error::Busy]], [Status(503)];
    a_source: [classified, retryable = [source(Error::Denied)]], [Busy, Status(503), Denied];
    an_own_schedule: [classified, on(Error::Gone, max = 3)], [Busy, Status(503), Gone];
    non_retryable_before_the_schedule:
        [classified, on(Error::Gone, Error::Busy, max = 3), non_retryable = [|error| *error == Error::Busy]], [Status(503), Gone];
}

#[tokio::test]
async fn each_failure_is_classified_by_itself() {
    #[retry(max = 4, backoff = none, classified)]
    async fn load(script: &Script<Error>) -> Result<usize, Error> {
        script.call()
    }
    for (errors, expected, calls) in [
        (vec![Busy, Status(1), Busy], Ok(4), 4),
        (vec![Busy, Gone, Busy], Err(Gone), 2),
        (vec![Busy, Status(2), Denied], Err(Denied), 3),
        (vec![Busy, Busy, Busy, Status(3)], Err(Status(3)), 4),
    ] {
        let script = Script::new(errors);
        assert_eq!((load(&script).await, script.calls()), (expected, calls));
    }
}

#[test]
fn a_blocking_function() {
    #[retry(max = 3, backoff = none, blocking, classified)]
    fn load(script: &Script<Error>) -> Result<usize, Error> {
        script.call()
    }
    assert_eq!((load(&Script::new([Busy, Busy])), load(&Script::new([Busy, Gone]))), (Ok(3), Err(Gone)));
}
