//! `source(..)`: a type, a variant or a pattern, anywhere in the chain of sources.

use std::io;

use crate::classification::retried;

#[derive(Debug, Clone, Copy, thiserror::Error)]
enum Cause {
    #[error("auth")]
    Auth,
    #[error("quota {0}")]
    Quota(u32),
    #[error("http")]
    Http { status: u16 },
}

#[derive(Debug, thiserror::Error)]
enum ApiError {
    #[error("call")]
    Call(#[from] Cause),
    #[error("io")]
    Io(#[source] io::Error),
    #[error("nested")]
    Nested(#[source] Box<ApiError>),
    #[error("none")]
    None,
}

fn call(cause: Cause) -> impl Fn() -> ApiError {
    move || cause.into()
}

/// The same, three links further down.
fn deep(cause: Cause) -> impl Fn() -> ApiError {
    move || ApiError::Nested(ApiError::Nested(ApiError::Call(cause).into()).into())
}

retried!(by_type: ApiError, retryable = [source(Cause)]);
retried!(by_path: ApiError, retryable = [source(std::io::Error), source(crate::classification::chains::Cause)]);
retried!(own: ApiError, retryable = [source(ApiError::None)]);

#[test]
fn a_type() {
    assert!(by_type(call(Cause::Auth)) && by_type(deep(Cause::Auth)));
    assert!(!by_type(|| ApiError::None) && !by_type(|| ApiError::Io(io::Error::other("x"))));
    assert!(by_path(|| ApiError::Io(io::Error::other("x"))) && by_path(deep(Cause::Auth)));
    assert!(!by_path(|| ApiError::None));
}

#[test]
fn the_error_itself_is_the_first_link() {
    assert!(own(|| ApiError::None) && !own(call(Cause::Auth)));
    assert!(own(|| ApiError::Nested(ApiError::None.into())));
}

retried!(unit_variant: ApiError, retryable = [source(Cause::Auth)]);
retried!(tuple_variant: ApiError, retryable = [source(Cause::Quota)]);
retried!(struct_variant: ApiError, retryable = [source(Cause::Http)]);
retried!(variant_by_path: ApiError, retryable = [source(self::Cause::Http), source(crate::classification::chains::Cause::Auth)]);

#[test]
fn a_variant() {
    for cause in [Cause::Auth, Cause::Quota(1), Cause::Http { status: 1 }] {
        assert_eq!(unit_variant(deep(cause)), matches!(cause, Cause::Auth), "{cause:?}");
        assert_eq!(tuple_variant(call(cause)), matches!(cause, Cause::Quota(_)), "{cause:?}");
        assert_eq!(struct_variant(deep(cause)), matches!(cause, Cause::Http { .. }), "{cause:?}");
        assert_eq!(variant_by_path(call(cause)), !matches!(cause, Cause::Quota(_)), "{cause:?}");
    }
}

retried!(tuple_pattern: ApiError, retryable = [source(Cause::Quota(1..=3))]);
retried!(struct_pattern: ApiError, retryable = [source(Cause::Http { status: 429 | 500.. })]);
retried!(binding: ApiError, retryable = [source(Cause::Quota(_left))]);

#[test]
fn a_pattern() {
    assert!(tuple_pattern(call(Cause::Quota(3))) && tuple_pattern(deep(Cause::Quota(1))));
    assert!(!tuple_pattern(call(Cause::Quota(4))) && !tuple_pattern(call(Cause::Auth)));
    for status in [428, 429, 499, 500] {
        assert_eq!(struct_pattern(deep(Cause::Http { status })), [429, 500].contains(&status), "{status}");
    }
    assert!(binding(call(Cause::Quota(0))) && !binding(call(Cause::Auth)));
}

retried!(anyhow_chain: anyhow::Error, retryable = [source(Cause::Auth), source(io::Error)]);
retried!(eyre_chain: eyre::Report, retryable = [source(Cause::Quota(7))]);

#[test]
fn in_dynamic_errors() {
    assert!(anyhow_chain(|| Cause::Auth.into()) && anyhow_chain(|| deep(Cause::Auth)().into()));
    assert!(anyhow_chain(|| anyhow::Error::new(Cause::Auth).context("a")));
    assert!(anyhow_chain(|| io::Error::other("x").into()) && !anyhow_chain(|| Cause::Quota(1).into()));
    assert!(eyre_chain(|| Cause::Quota(7).into()) && !eyre_chain(|| Cause::Quota(8).into()));
}

retried!(two_lists: ApiError, retryable = [source(Cause)], non_retryable = [source(Cause::Auth), _]);

#[test]
fn a_variant_before_its_type() {
    assert!(two_lists(deep(Cause::Quota(1))));
    assert!(!two_lists(deep(Cause::Auth)) && !two_lists(|| ApiError::None));
}
