//! The four cases that `source(..)` cannot see, each beside the one next to it that it can, and what to write instead.

use std::io;

use retry_runtime::Classify;

use crate::carries::{AuthError, Other, retried};

/// 1. `#[error(transparent)]` passes on the source of what it holds, and not what it holds.
mod transparent {
    use super::*;

    #[derive(Debug, thiserror::Error, Classify)]
    enum ApiError {
        #[error(transparent)]
        #[permanent]
        Transparent(#[from] AuthError),
        #[error(transparent)]
        #[permanent]
        Further(#[from] io::Error),
        #[error("with a text of its own")]
        #[permanent]
        Source(#[source] AuthError),
    }

    retried!(by_source: ApiError, non_retryable = [source(AuthError)]);
    retried!(by_type: ApiError, non_retryable = [AuthError]);
    retried!(by_variant: ApiError, non_retryable = [ApiError::Transparent]);
    retried!(by_anyhow: anyhow::Error, non_retryable = [AuthError]);
    retried!(by_variant_in_anyhow: anyhow::Error, non_retryable = [source(ApiError::Transparent)]);

    #[test]
    fn is_missed() {
        assert!(by_source(ApiError::Transparent(AuthError(1))));
        assert!(
            by_source(ApiError::Further(io::Error::other(AuthError(1)))),
            "nor what it holds further down"
        );
        assert!(!by_source(ApiError::Source(AuthError(1))));
    }

    #[test]
    fn the_bare_type_or_the_variant_finds_it() {
        assert!(!by_type(AuthError(1).into()) && !by_variant(AuthError(1).into()));
    }

    /// A dynamic error knows no more of it.
    #[test]
    fn is_missed_by_a_bare_type_of_a_dynamic_error_too() {
        assert!(by_anyhow(ApiError::Transparent(AuthError(1)).into()));
        assert!(!by_variant_in_anyhow(ApiError::Transparent(AuthError(1)).into()));
        assert!(!by_anyhow(ApiError::Source(AuthError(1)).into()));
    }
}

/// 2. A field that `source()` does not return is only a field.
mod field {
    use super::*;

    #[derive(Debug, thiserror::Error)]
    enum ApiError {
        #[error("a field: {0}")]
        Field(AuthError),
        #[error("by another name: {cause}")]
        Named { cause: AuthError },
        #[error("by the name that thiserror knows")]
        ByName { source: AuthError },
        #[error("marked")]
        Marked(#[source] AuthError),
    }

    /// No `source()` at all.
    #[derive(Debug)]
    struct ByHand(AuthError);

    impl std::fmt::Display for ByHand {
        fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            self.0.fmt(formatter)
        }
    }

    impl std::error::Error for ByHand {}

    retried!(by_source: ApiError, non_retryable = [source(AuthError)]);
    retried!(by_hand: ByHand, non_retryable = [source(AuthError)]);
    retried!(by_variant: ApiError, non_retryable = [ApiError::Field, ApiError::Named]);
    retried!(by_closure: ByHand, non_retryable = [|error| error.0 == AuthError(1)]);

    #[test]
    fn is_missed() {
        assert!(by_source(ApiError::Field(AuthError(1))) && by_source(ApiError::Named { cause: AuthError(1) }));
        assert!(by_hand(ByHand(AuthError(1))));
        assert!(!by_source(ApiError::ByName { source: AuthError(1) }) && !by_source(ApiError::Marked(AuthError(1))));
    }

    #[test]
    fn the_variant_or_a_closure_finds_it() {
        assert!(!by_variant(ApiError::Field(AuthError(1))) && !by_variant(ApiError::Named { cause: AuthError(1) }));
        assert!(!by_closure(ByHand(AuthError(1))));
    }
}

/// 3. A context of anyhow or eyre is no link of the chain.
mod context {
    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("outer")]
    struct Outer(#[source] anyhow::Error);

    retried!(anyhow_source: anyhow::Error, non_retryable = [source(AuthError)]);
    retried!(eyre_source: eyre::Report, non_retryable = [source(AuthError)]);
    retried!(in_a_source: Outer, non_retryable = [source(AuthError)]);
    retried!(anyhow_type: anyhow::Error, non_retryable = [AuthError]);
    retried!(eyre_type: eyre::Report, non_retryable = [AuthError]);
    retried!(in_a_source_by_closure: Outer, non_retryable = [|error| error.0.is::<AuthError>()]);

    fn with_context() -> anyhow::Error {
        anyhow::Error::new(Other).context(AuthError(1))
    }

    #[test]
    fn is_missed() {
        assert!(anyhow_source(with_context()) && eyre_source(eyre::Report::new(Other).wrap_err(AuthError(1))));
        assert!(in_a_source(Outer(with_context())) && anyhow_type(Outer(with_context()).into()));
        assert!(!anyhow_source(anyhow::Error::new(AuthError(1)).context("a")), "below a context");
        assert!(!in_a_source(Outer(anyhow::Error::new(AuthError(1)).context("a"))));
    }

    #[test]
    fn the_bare_type_finds_it_where_the_function_returns_it() {
        assert!(!anyhow_type(with_context()) && !eyre_type(eyre::Report::new(Other).wrap_err(AuthError(1))));
        assert!(!in_a_source_by_closure(Outer(with_context())));
    }
}

/// 4. The same name in another version of its crate is another type.
mod version {
    use super::*;

    mod v1 {
        #[derive(Debug, thiserror::Error)]
        #[error("auth")]
        pub struct AuthError;
    }

    mod v2 {
        #[derive(Debug, thiserror::Error)]
        #[error("auth")]
        pub struct AuthError;
    }

    retried!(first: anyhow::Error, non_retryable = [source(v1::AuthError)]);
    retried!(both: anyhow::Error, non_retryable = [source(v1::AuthError), source(v2::AuthError)]);

    #[test]
    fn is_missed() {
        assert!(first(v2::AuthError.into()) && !first(v1::AuthError.into()));
    }

    #[test]
    fn both_have_to_be_named() {
        assert!(!both(v2::AuthError.into()) && !both(v1::AuthError.into()));
    }
}
