//! What `hint(..)` can name: any path to a function, or a closure.

use std::time::Duration;

use retry_runtime::retry;

use crate::common::script::Script;
use crate::hint::{Error, busy, millis};

fn asked(error: &Error) -> Option<Duration> {
    error.asked()
}

fn doubled<const BY: u32>(error: &Error) -> Option<Duration> {
    Some(error.asked()? * BY)
}

trait Asks {
    fn wait(&self) -> Option<Duration>;
}

impl Asks for Error {
    fn wait(&self) -> Option<Duration> {
        self.asked()
    }
}

/// Proves that a hint in this form asks for 3 s of an error that says 1.5 s.
macro_rules! forms {
    ($($name:ident: [$($hint:tt)+];)*) => {$(
        #[tokio::test(start_paused = true)]
        async fn $name() {
            #[retry(max = 2, backoff = none, hint($($hint)+), retryable = [Error::Busy])]
            async fn load(script: &Script<Error>) -> Result<usize, Error> {
                script.call()
            }
            let script = Script::new([busy(1_500)]);
            assert_eq!((load(&script).await, script.waits()), (Ok(2), millis([3_000])));
        }
    )*};
}

forms! {
    a_function_with_parameters: [doubled::<2>, cap = 60s];
    a_path_from_the_root: [crate::hint::forms::doubled::<2>, cap = 60s];
    a_closure: [|error| error.asked().map(|asked| asked * 2), cap = 60s];
    a_closure_with_a_type: [|error: &Error| -> Option<Duration> { Some(error.asked()? * 2) }, cap = 60s];
    a_closure_with_a_pattern: [|(Error::Busy(asked) | Error::Limited(asked) | Error::Gone(asked))| asked.map(|asked| 2 * asked), cap = 60s];
    the_cap_first: [cap = 60s, doubled::<2>];
    the_cap_in_quotes: [doubled::<2>, cap = "1min"];
}

/// The same, where the error says 3 s itself.
macro_rules! plain {
    ($($name:ident: [$($hint:tt)+];)*) => {$(
        #[tokio::test(start_paused = true)]
        async fn $name() {
            #[retry(max = 2, backoff = none, hint($($hint)+), retryable = [Error::Busy])]
            async fn load(script: &Script<Error>) -> Result<usize, Error> {
                script.call()
            }
            let script = Script::new([busy(3_000)]);
            assert_eq!((load(&script).await, script.waits()), (Ok(2), millis([3_000])));
        }
    )*};
}

plain! {
    a_function: [asked, cap = 3s];
    a_method: [Error::asked, cap = 3s];
    a_method_of_a_trait: [Asks::wait, cap = 3s];
    a_method_of_a_trait_by_its_type: [<Error as Asks>::wait, cap = 3s];
}

struct Client {
    at_least: Duration,
}

impl Client {
    fn patience(error: &Error) -> Option<Duration> {
        error.asked().map(|asked| asked.max(Duration::from_secs(8)))
    }

    #[retry(
        max = 3,
        backoff = none,
        hint(|error| error.asked().map(|asked| asked.max(self.at_least) + extra), cap = 60s),
        retryable = [Error::Busy],
    )]
    async fn load(&self, script: &Script<Error>, extra: Duration) -> Result<usize, Error> {
        script.call()
    }

    #[retry(max = 3, backoff = none, hint(Self::patience, cap = 60s), retryable = [Error::Busy])]
    async fn patient(&self, script: &Script<Error>) -> Result<usize, Error> {
        script.call()
    }
}

#[tokio::test(start_paused = true)]
async fn a_closure_sees_self_and_the_parameters() {
    let client = Client { at_least: Duration::from_secs(2) };
    let script = Script::new([busy(1_000), busy(5_000)]);
    assert_eq!(client.load(&script, Duration::from_millis(250)).await, Ok(3));
    assert_eq!(script.waits(), millis([2_250, 5_250]));
}

#[tokio::test(start_paused = true)]
async fn a_path_by_self() {
    let script = Script::new([busy(1_000), busy(0)]);
    assert_eq!(Client { at_least: Duration::ZERO }.patient(&script).await, Ok(3));
    assert_eq!(script.waits(), millis([8_000, 8_000]));
}
