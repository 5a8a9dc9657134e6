//! A bare type: the error is dynamic and carries one, wherever in its chain.

use std::error::Error;
use std::fmt;
use std::io;

use crate::classification::retried;

#[derive(Debug, Clone, thiserror::Error)]
#[error("auth")]
struct AuthError;

#[derive(Debug, thiserror::Error)]
#[error("outer")]
struct Outer(#[source] AuthError);

#[derive(Debug, thiserror::Error)]
#[error("other")]
struct Other;

#[derive(Debug, thiserror::Error)]
#[error("wrapper")]
struct Wrapper<T: fmt::Debug>(T);

retried!(anyhow_error: anyhow::Error, non_retryable = [AuthError]);
retried!(anyhow_only: anyhow::Error, retryable = [AuthError, io::Error]);

#[test]
fn in_an_anyhow_error() {
    assert!(!anyhow_error(|| AuthError.into()), "direct");
    assert!(!anyhow_error(|| anyhow::Error::new(AuthError).context("a").context("b")), "with context");
    assert!(!anyhow_error(|| anyhow::Error::new(Other).context(AuthError)), "as the context");
    assert!(
        !anyhow_error(|| anyhow::Error::new(Other).context(AuthError).context("b")),
        "as a context below"
    );
    assert!(!anyhow_error(|| Outer(AuthError).into()), "as the source of another");
    assert!(
        !anyhow_error(|| anyhow::Error::new(io::Error::other(Outer(AuthError))).context("a")),
        "deep"
    );
    assert!(anyhow_error(|| Other.into()) && anyhow_error(|| anyhow::anyhow!("auth")));
    assert!(anyhow_only(|| AuthError.into()) && anyhow_only(|| io::Error::other("x").into()));
    assert!(!anyhow_only(|| Other.into()));
}

retried!(report: eyre::Report, non_retryable = [AuthError]);

#[test]
fn in_an_eyre_report() {
    assert!(!report(|| AuthError.into()));
    assert!(!report(|| eyre::Report::new(AuthError).wrap_err("a").wrap_err("b")));
    assert!(!report(|| eyre::Report::new(Other).wrap_err(AuthError)));
    assert!(!report(|| Outer(AuthError).into()));
    assert!(report(|| Other.into()) && report(|| eyre::eyre!("auth")));
}

retried!(boxed: Box<dyn Error>, non_retryable = [AuthError]);
retried!(boxed_send: Box<dyn Error + Send>, non_retryable = [AuthError]);
retried!(boxed_send_sync: Box<dyn Error + Send + Sync>, non_retryable = [AuthError]);
retried!(boxed_static: Box<dyn Error + Send + Sync + 'static>, non_retryable = [AuthError]);

#[test]
fn in_a_box() {
    assert!(!boxed(|| AuthError.into()) && !boxed(|| Outer(AuthError).into()) && boxed(|| "auth".into()));
    assert!(!boxed_send(|| Box::new(AuthError)) && !boxed_send(|| Box::new(Outer(AuthError))));
    assert!(boxed_send(|| Box::new(Other)));
    assert!(!boxed_send_sync(|| AuthError.into()) && !boxed_send_sync(|| Outer(AuthError).into()));
    assert!(boxed_send_sync(|| Other.into()) && !boxed_static(|| AuthError.into()));
}

retried!(generic: anyhow::Error, retryable = [Wrapper<u8>, crate::classification::carried::Outer]);

#[test]
fn a_type_with_parameters_or_a_path() {
    assert!(generic(|| Wrapper(1_u8).into()) && !generic(|| Wrapper(1_u16).into()));
    assert!(generic(|| Outer(AuthError).into()) && !generic(|| AuthError.into()));
}

type Alias = AuthError;
retried!(alias: anyhow::Error, retryable = [Alias]);

#[test]
fn a_type_by_its_alias() {
    assert!(alias(|| AuthError.into()) && !alias(|| Other.into()));
}

#[tokio::test]
async fn a_type_parameter() {
    #[retry_runtime::retry(max = 2, backoff = none, retryable = [T])]
    async fn fails<T: Error + Send + Sync + 'static>(calls: &mut u32) -> anyhow::Result<()> {
        *calls += 1;
        Err(AuthError.into())
    }
    let (mut retried, mut not_retried) = (0, 0);
    assert!(fails::<AuthError>(&mut retried).await.is_err());
    assert!(fails::<Other>(&mut not_retried).await.is_err());
    assert_eq!((retried, not_retried), (2, 1));
}
