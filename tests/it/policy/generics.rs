//! Error types of every kind: generic, dynamic, boxed; one that is generic in the function is not one type.

use std::error::Error as StdError;
use std::fmt::Debug;
use std::io;

use retry_runtime::{Carries, Classify, policy, retry};

use crate::common::script::{Script, seconds};

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("auth")]
struct AuthError;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Classify)]
enum ApiError<E, const N: usize = 0> {
    #[transient]
    Busy([u8; N]),
    #[delegate]
    Inner(E),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Classify)]
enum StoreError {
    #[transient]
    Locked,
    #[permanent]
    Full,
}

policy! {
    static GENERIC: ApiError<StoreError, 2> = (max = 3, backoff = "fixed(1s)", classified);
    static BY_PATTERN: ApiError<StoreError> =
        (max = 3, backoff = "fixed(1s)", non_retryable = [ApiError::Inner(StoreError::Full)]);
    static ANYHOW: anyhow::Error = (max = 3, backoff = "fixed(1s)", non_retryable = [AuthError]);
    static BOXED: Box<dyn StdError + Send + Sync> = (max = 3, backoff = "fixed(1s)", retryable = [source(io::Error)]);
    static BOXED_OWN: Box<StoreError> = (max = 3, backoff = "fixed(1s)", classified);
    static TEXT: &'static str = (max = 3, backoff = "fixed(1s)", retryable = ["busy"]);
    static NUMBER: u16 = (max = 3, backoff = "fixed(1s)", retryable = [429 | 500..=599]);
    static PAIR: (u16, String) = (max = 3, backoff = "fixed(1s)", non_retryable = [(400..=499, _)]);
}

/// Proves that a function under the policy retries the first error and not the second.
macro_rules! follows {
    ($($name:ident: $policy:ident, $error:ty, $retried:expr, $not:expr;)*) => {$(
        #[tokio::test(start_paused = true)]
        async fn $name() {
            #[retry(policy = $policy)]
            async fn load(script: &Script<$error>) -> Result<usize, $error> {
                script.call()
            }
            let script = Script::new([$retried, $retried, $retried]);
            assert!(load(&script).await.is_err());
            assert_eq!(script.waits(), seconds([1, 1]));
            let script = Script::new([$retried, $not]);
            assert!(load(&script).await.is_err());
            assert_eq!(script.waits(), seconds([1]));
        }
    )*};
}

follows! {
    a_generic_error: GENERIC, ApiError<StoreError, 2>, ApiError::Busy([0; 2]), ApiError::Inner(StoreError::Full);
    what_it_delegates_to: GENERIC, ApiError<StoreError, 2>, ApiError::Inner(StoreError::Locked), ApiError::Inner(StoreError::Full);
    a_pattern_of_it: BY_PATTERN, ApiError<StoreError>, ApiError::Busy([]), ApiError::Inner(StoreError::Full);
    anyhow_errors: ANYHOW, anyhow::Error, anyhow::anyhow!("busy"), anyhow::Error::new(AuthError).context("a");
    boxed_errors: BOXED, Box<dyn StdError + Send + Sync>, io::Error::other("x").into(), AuthError.into();
    an_own_error_in_a_box: BOXED_OWN, Box<StoreError>, Box::new(StoreError::Locked), Box::new(StoreError::Full);
    a_text: TEXT, &'static str, "busy", "gone";
    a_number: NUMBER, u16, 503, 404;
    a_tuple: PAIR, (u16, String), (500, String::new()), (404, String::new());
}

/// The function may be generic in anything but its error.
#[tokio::test(start_paused = true)]
async fn a_generic_function() {
    #[retry(policy = BY_PATTERN)]
    async fn load<T: Default + Debug>(
        script: &Script<ApiError<StoreError>>,
    ) -> Result<(T, usize), ApiError<StoreError>> {
        Ok((T::default(), script.call()?))
    }
    let script = Script::new([ApiError::Busy([]), ApiError::Busy([])]);
    assert_eq!(load::<u8>(&script).await, Ok((0, 3)));
    let script = Script::new([ApiError::Inner(StoreError::Full)]);
    assert_eq!(load::<String>(&script).await, Err(ApiError::Inner(StoreError::Full)));
}

#[derive(Debug, thiserror::Error)]
#[error("carries")]
struct Carrying(Option<AuthError>);

impl Carries<AuthError> for Carrying {
    fn carried(&self) -> Option<&AuthError> {
        self.0.as_ref()
    }
}

policy! {
    static CARRYING: Carrying = (max = 3, backoff = "fixed(1s)", non_retryable = [AuthError]);
}

follows! {
    an_error_that_carries: CARRYING, Carrying, Carrying(None), Carrying(Some(AuthError));
}
