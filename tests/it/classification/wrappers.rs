//! `source(..)` and bare types see through what std and others wrap an error in.

use std::error::Error;
use std::io;
use std::sync::Arc;

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

/// Errors that have an `AuthError` as their source in some wrapper or other.
#[derive(Debug, thiserror::Error)]
enum ApiError {
    #[error("plain")]
    Plain(#[source] AuthError),
    #[error("box")]
    Boxed(#[source] Box<AuthError>),
    #[error("arc")]
    Shared(#[source] Arc<AuthError>),
    #[error("dyn box")]
    Dynamic(#[source] Box<dyn Error>),
    #[error("dyn box, send and sync")]
    DynamicSend(#[source] Box<dyn Error + Send + Sync>),
    #[error("dyn arc")]
    SharedDynamic(#[source] Arc<dyn Error>),
    #[error("dyn arc, send and sync")]
    SharedDynamicSend(#[source] Arc<dyn Error + Send + Sync>),
    #[error("io")]
    Io(#[from] io::Error),
    #[error("shared io")]
    SharedIo(#[source] Arc<io::Error>),
    #[error("anyhow")]
    Anyhow(#[source] anyhow::Error),
    #[error(transparent)]
    Transparent(Box<ApiError>),
}

retried!(found: ApiError, retryable = [source(AuthError)]);

#[test]
fn boxes_and_arcs() {
    assert!(found(|| ApiError::Plain(AuthError)));
    assert!(found(|| ApiError::Boxed(AuthError.into())));
    assert!(found(|| ApiError::Shared(AuthError.into())));
    assert!(found(|| ApiError::Dynamic(AuthError.into())));
    assert!(found(|| ApiError::DynamicSend(AuthError.into())));
    assert!(found(|| ApiError::SharedDynamic(Arc::new(AuthError))));
    assert!(found(|| ApiError::SharedDynamicSend(Arc::new(AuthError))));
    assert!(found(|| ApiError::Anyhow(AuthError.into())));
    assert!(!found(|| ApiError::SharedDynamic(Arc::new(Other))) && !found(|| ApiError::Dynamic(Other.into())));
}

#[test]
fn io_errors() {
    assert!(found(|| io::Error::other(AuthError).into()));
    assert!(found(|| io::Error::other(io::Error::other(AuthError)).into()), "twice");
    assert!(found(|| ApiError::SharedIo(io::Error::other(AuthError).into())), "in an arc");
    assert!(found(|| io::Error::other(Outer(AuthError)).into()), "as a source");
    assert!(found(|| io::Error::other(Arc::new(AuthError)).into()), "an arc in it");
    assert!(!found(|| io::Error::other("auth").into()) && !found(|| io::Error::from_raw_os_error(2).into()));
}

#[test]
fn wrappers_in_wrappers() {
    assert!(found(|| ApiError::Transparent(ApiError::Boxed(AuthError.into()).into())));
    assert!(found(|| io::Error::other(Arc::new(io::Error::other(AuthError))).into()));
    assert!(found(|| ApiError::SharedDynamic(Arc::new(io::Error::other(AuthError)))));
    assert!(!found(|| ApiError::SharedDynamic(Arc::new(io::Error::other("auth")))));
}

retried!(bare: anyhow::Error, retryable = [AuthError]);
retried!(bare_in_a_box: Box<dyn Error>, retryable = [AuthError]);

#[test]
fn bare_types_see_as_much() {
    assert!(bare(|| Arc::new(AuthError).into()) && bare(|| Box::new(AuthError).into()));
    assert!(bare(|| io::Error::other(AuthError).into()));
    assert!(bare(|| io::Error::other(Arc::new(AuthError)).into()));
    assert!(bare_in_a_box(|| ApiError::SharedDynamic(Arc::new(AuthError)).into()));
    assert!(bare_in_a_box(|| Arc::new(AuthError).into()) && !bare_in_a_box(|| Arc::new(Other).into()));
}

retried!(boxed_self: Box<Kind>, retryable = [source(Kind::Busy)]);
retried!(shared_self: Arc<Kind>, retryable = [source(Kind::Busy)]);

/// Boxed where it is returned, to keep a `Result` small.
#[derive(Debug, thiserror::Error)]
enum Kind {
    #[error("busy")]
    Busy,
    #[error("gone")]
    Gone,
}

#[test]
fn the_function_s_own_error_in_a_box() {
    assert!(boxed_self(|| Kind::Busy.into()) && !boxed_self(|| Kind::Gone.into()));
    assert!(shared_self(|| Kind::Busy.into()) && !shared_self(|| Kind::Gone.into()));
}
