//! The rule in an event is the entry as the user wrote it, whatever its shape.

use std::future::Future;
use std::io;

use retry_runtime::retry;

use crate::common::events::events;

#[derive(Debug, thiserror::Error)]
enum ApiError {
    #[error("auth")]
    Auth,
    #[error("http {status}")]
    Http { status: u16 },
    #[error("io")]
    Io(#[from] io::Error),
}

impl ApiError {
    fn is_auth(&self) -> bool {
        matches!(self, Self::Auth)
    }
}

const TEAPOT: u16 = 418;

/// The rule in the only event of a call.
async fn rule_of<T, E>(call: impl Future<Output = Result<T, E>>) -> String {
    let (outcome, lines) = events(call).await;
    assert!(outcome.is_err());
    assert_eq!(lines.len(), 1, "{lines:?}");
    let (_, rule) = lines[0].split_once("retry.rule=\"").unwrap();
    rule.split_once("\" error=").unwrap().0.to_owned()
}

/// Proves the rule that an error is told to match.
macro_rules! rules {
    ($($name:ident: $error:ty, $value:expr, [$($entry:tt)+] => $rule:literal;)*) => {$(
        #[tokio::test]
        async fn $name() {
            #[retry(max = 2, non_retryable = [$($entry)+])]
            async fn fails() -> Result<(), $error> {
                Err($value)
            }
            assert_eq!(rule_of(fails()).await, $rule);
        }
    )*};
}

rules! {
    variant: ApiError, ApiError::Auth, [ApiError::Auth] => "ApiError::Auth";
    pattern: ApiError, ApiError::Http { status: 404 }, [ApiError::Http { status: 400..=499 }] =>
        "ApiError::Http { status: 400..=499 }";
    pattern_with_rest: ApiError, ApiError::Http { status: 404 }, [ApiError::Http { .. }] => "ApiError::Http { .. }";
    alternatives: ApiError, ApiError::Auth, [ApiError::Http { .. } | ApiError::Auth] =>
        "ApiError::Http { .. } | ApiError::Auth";
    guard: ApiError, ApiError::Http { status: 404 }, [ApiError::Http { status } if *status < 500] =>
        "ApiError::Http { status } if *status < 500";
    constant: u16, 418, [TEAPOT] => "TEAPOT";
    constant_with_path: u16, u16::MAX, [u16::MAX] => "u16::MAX";
    function: ApiError, ApiError::Auth, [ApiError::is_auth] => "ApiError::is_auth";
    closure: ApiError, ApiError::Auth, [|error: &ApiError| error.is_auth()] => "|error: &ApiError| error.is_auth()";
    bare_type: anyhow::Error, ApiError::Auth.into(), [ApiError] => "ApiError";
    source: ApiError, ApiError::Io(io::ErrorKind::TimedOut.into()), [source(std::io::Error)] =>
        "source(std::io::Error)";
    source_variant: anyhow::Error, ApiError::Auth.into(), [source(ApiError::Auth)] => "source(ApiError::Auth)";
    the_entry_that_matched: ApiError, ApiError::Auth, [ApiError::Io, ApiError::is_auth] => "ApiError::is_auth";
}

#[tokio::test]
async fn the_rest_of_two_lists() {
    #[retry(max = 2, retryable = [ApiError::Io], non_retryable = [_])]
    async fn fails() -> Result<(), ApiError> {
        Err(ApiError::Auth)
    }
    assert_eq!(rule_of(fails()).await, "_");
}

#[tokio::test]
async fn what_no_list_names() {
    #[retry(max = 2, backoff = none, non_retryable = [ApiError::Io])]
    async fn fails() -> Result<(), ApiError> {
        Err(ApiError::Auth)
    }
    let (_, lines) = events(fails()).await;
    let rules: Vec<&str> = lines.iter().map(|line| line.split('"').nth(5).unwrap()).collect();
    assert_eq!(lines.len(), 2);
    assert!(
        lines.iter().all(|line| line.contains("retry.rule=\"not in `non_retryable`\" ")),
        "{rules:?}"
    );
}
