//! `non_retryable = [AuthError]` on an error type of one's own: exact, transparent or not.

use std::io;
use std::sync::Arc;

use retry_runtime::{Classify, retry};

use crate::carries::{AuthError, Other, retried};
use crate::common::script::Script;

#[derive(Debug, thiserror::Error, Classify)]
enum ApiError {
    #[error("auth")]
    #[transient]
    Auth(#[from] AuthError),
    #[error(transparent)]
    #[transient]
    Io(#[from] io::Error),
    #[error(transparent)]
    #[transient]
    Boxed(#[from] Box<Other>),
    #[error("status {0}")]
    #[permanent]
    Status(u16),
}

#[derive(Debug, thiserror::Error, Classify)]
enum Transparent {
    #[error(transparent)]
    #[transient]
    Auth(#[from] AuthError),
    #[error(transparent)]
    #[delegate]
    Nested(#[from] Box<ApiError>),
    #[error("busy")]
    #[transient]
    Busy,
}

retried!(plain: ApiError, non_retryable = [AuthError]);
retried!(transparent: Transparent, non_retryable = [AuthError]);
retried!(not: ApiError, retryable = [io::Error, Other]);
retried!(by_path: ApiError, non_retryable = [crate::carries::AuthError, std::io::Error, super::Other]);
retried!(nested: Transparent, non_retryable = [ApiError]);

#[test]
fn one_that_is_carried_is_never_missed() {
    assert!(!plain(AuthError(1).into()) && !transparent(AuthError(1).into()));
    assert!(not(io::Error::other("x").into()) && not(Box::new(Other).into()) && !not(AuthError(1).into()));
    assert!(
        !by_path(AuthError(1).into()) && !by_path(io::Error::other("x").into()) && !by_path(Box::new(Other).into())
    );
    assert!(!nested(Box::new(ApiError::Status(1)).into()) && nested(AuthError(1).into()));
}

#[test]
fn no_other_is_taken_for_it() {
    assert!(plain(io::Error::other("auth").into()) && plain(ApiError::Status(401)) && plain(Box::new(Other).into()));
    assert!(transparent(Transparent::Busy) && by_path(ApiError::Status(401)) && !not(ApiError::Status(401)));
}

/// It looks into the error's own fields, and not into theirs: for that there is `source(..)`.
#[test]
fn what_its_fields_hold_is_theirs() {
    assert!(plain(io::Error::other(AuthError(1)).into()));
    assert!(transparent(Box::new(ApiError::Auth(AuthError(1))).into()));
}

retried!(beside_classified: ApiError, classified, non_retryable = [AuthError], retryable = [Other]);
retried!(beside_patterns: ApiError, non_retryable = [ApiError::Status(400..=499), AuthError], retryable = [Other, _]);
retried!(before_a_pattern: ApiError, retryable = [AuthError, ApiError::Status(429)], non_retryable = [ApiError::Auth, _]);

#[test]
fn beside_other_entries() {
    assert!(!beside_classified(AuthError(1).into()) && beside_classified(Box::new(Other).into()));
    assert!(beside_classified(io::Error::other("x").into()) && !beside_classified(ApiError::Status(1)));
    assert!(!beside_patterns(AuthError(1).into()) && !beside_patterns(ApiError::Status(401)));
    assert!(beside_patterns(ApiError::Status(500)) && beside_patterns(Box::new(Other).into()));
    assert!(!before_a_pattern(AuthError(1).into()) && before_a_pattern(ApiError::Status(429)));
    assert!(!before_a_pattern(ApiError::Status(428)));
}

/// Two variants with one type: both are found.
#[derive(Debug, thiserror::Error, Classify)]
#[error("twice")]
enum Twice {
    #[permanent]
    Login(#[from] AuthError),
    #[permanent]
    Refresh(#[from] Arc<AuthError>),
    #[permanent]
    Logout(#[from] Box<AuthError>),
    #[transient]
    Busy,
}

retried!(twice: Twice, non_retryable = [AuthError]);

#[test]
fn variants_with_the_same_type() {
    assert!(
        !twice(AuthError(1).into()) && !twice(Arc::new(AuthError(1)).into()) && !twice(Box::new(AuthError(1)).into())
    );
    assert!(twice(Twice::Busy));
}

/// A type that is a parameter of the function.
#[retry(max = 2, backoff = none, non_retryable = [T])]
async fn generic<T: std::error::Error + 'static>(script: &Script<ApiError>) -> Result<usize, ApiError>
where
    ApiError: retry_runtime::Carries<T>,
{
    script.call()
}

#[tokio::test]
async fn a_type_parameter() {
    assert!(generic::<AuthError>(&Script::new([AuthError(1).into()])).await.is_err());
    assert!(generic::<io::Error>(&Script::new([AuthError(1).into()])).await.is_ok());
    assert!(generic::<io::Error>(&Script::new([io::Error::other("x").into()])).await.is_err());
}
