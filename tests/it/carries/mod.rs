//! Which errors a bare type and `source(..)` find in another, and which they cannot.
//!
//! Every function here fails once, without waiting, so that an error is retried if the call succeeds.

mod by_hand;
mod derived;
mod dynamic;
mod misses;
mod typed;

/// Declares `fn name(error: Error) -> bool`: whether a function with these lists retries that error.
macro_rules! retried {
    ($($name:ident: $error:ty, $($lists:tt)+)?) => {$(
        fn $name(error: $error) -> bool {
            #[retry_runtime::retry(max = 2, backoff = none, $($lists)+)]
            async fn fails_once(script: &crate::common::script::Script<$error>) -> Result<usize, $error> {
                script.call()
            }
            let script = crate::common::script::Script::new([error]);
            let outcome = futures_util::FutureExt::now_or_never(fails_once(&script)).expect("there is no wait");
            assert_eq!(outcome.is_ok(), script.calls() == 2);
            outcome.is_ok()
        }
    )?};
}
use retried;

/// What the lists of these tests name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("auth {0}")]
struct AuthError(u32);

/// What they do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("other")]
struct Other;
