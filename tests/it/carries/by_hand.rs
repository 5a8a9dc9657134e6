//! `Carries` by hand: the error's own word, whatever it is made of.

use std::io;

use retry_runtime::Carries;

use crate::carries::{AuthError, Other, retried};

/// No enum, no `source()`, not even an error: what it holds is told by `Carries` alone.
struct Response {
    status: u16,
    auth: Option<AuthError>,
    causes: Vec<io::Error>,
}

impl Carries<AuthError> for Response {
    fn carried(&self) -> Option<&AuthError> {
        self.auth.as_ref().filter(|_| self.status == 401)
    }
}

impl Carries<io::Error> for Response {
    fn carried(&self) -> Option<&io::Error> {
        self.causes.last()
    }
}

fn response(status: u16, auth: Option<AuthError>) -> Response {
    Response { status, auth, causes: Vec::new() }
}

retried!(auth: Response, non_retryable = [AuthError]);
retried!(io_or_auth: Response, retryable = [io::Error], non_retryable = [AuthError, _]);

#[test]
fn it_is_taken_at_its_word() {
    assert!(!auth(response(401, Some(AuthError(1)))));
    assert!(auth(response(500, Some(AuthError(1)))), "it says that it carries none");
    assert!(auth(response(401, None)));
    let with_causes = || vec![io::Error::other("x"), io::Error::other("y")];
    assert!(io_or_auth(Response { causes: with_causes(), ..response(500, None) }));
    assert!(!io_or_auth(Response { causes: with_causes(), ..response(401, Some(AuthError(1))) }));
    assert!(!io_or_auth(response(500, None)));
}

/// A search through fields of fields, which the derive leaves to the type.
#[derive(Debug, thiserror::Error)]
enum Outer {
    #[error(transparent)]
    Inner(Inner),
    #[error("busy")]
    Busy,
}

#[derive(Debug, thiserror::Error)]
enum Inner {
    #[error(transparent)]
    Auth(AuthError),
    #[error(transparent)]
    Other(Other),
}

impl Carries<AuthError> for Outer {
    fn carried(&self) -> Option<&AuthError> {
        match self {
            Self::Inner(Inner::Auth(auth)) => Some(auth),
            Self::Inner(Inner::Other(_)) | Self::Busy => None,
        }
    }
}

retried!(outer: Outer, non_retryable = [AuthError]);

#[test]
fn it_may_look_further_than_the_derive() {
    assert!(!outer(Outer::Inner(Inner::Auth(AuthError(1)))));
    assert!(outer(Outer::Inner(Inner::Other(Other))) && outer(Outer::Busy));
}

/// For every type at once.
struct Any(Box<dyn std::error::Error>);

impl<T: std::error::Error + 'static> Carries<T> for Any {
    fn carried(&self) -> Option<&T> {
        self.0.downcast_ref()
    }
}

retried!(any: Any, non_retryable = [AuthError, io::Error]);

#[test]
fn it_may_be_generic() {
    assert!(!any(Any(AuthError(1).into())) && !any(Any(io::Error::other("x").into())));
    assert!(any(Any(Other.into())) && any(Any("auth".into())));
}
