//! `Carries<T>` as the derive writes it: for each `#[from]` field, and for the field of each `#[delegate]`.

use std::io;
use std::rc::Rc;
use std::sync::Arc;

use retry_runtime::{Carries, Class, Classify};

use crate::carries::{AuthError, Other};

impl Classify for AuthError {
    fn class(&self) -> Class {
        Class::Permanent
    }
}

#[derive(Debug, thiserror::Error, Classify)]
enum ApiError {
    #[error("plain")]
    #[permanent]
    Plain(#[from] AuthError),
    #[error(transparent)]
    #[transient]
    Transparent(#[from] io::Error),
    #[error("named")]
    #[transient]
    Named {
        #[from]
        cause: Other,
    },
    #[error("delegate")]
    #[delegate]
    Delegate(AuthError),
    #[error("a delegate with a name")]
    #[delegate]
    NamedDelegate { auth: AuthError },
    #[error("a delegate in a box")]
    #[delegate]
    Boxed(Box<AuthError>),
    #[error("a delegate in an arc")]
    #[delegate]
    Shared(Arc<AuthError>),
    #[error("a source, which is not marked")]
    #[transient]
    Source(#[source] AuthError),
    #[error("a field, which is not marked")]
    #[transient]
    Field(AuthError),
    #[error("none")]
    #[transient]
    None,
}

fn carried<T>(error: &impl Carries<T>) -> Option<&T> {
    error.carried()
}

#[test]
fn every_source_and_every_delegate_and_no_other_field() {
    let carrying = [
        ApiError::Plain(AuthError(1)),
        ApiError::Delegate(AuthError(1)),
        ApiError::NamedDelegate { auth: AuthError(1) },
        ApiError::Boxed(AuthError(1).into()),
        ApiError::Shared(AuthError(1).into()),
        ApiError::Source(AuthError(1)),
    ];
    for error in carrying {
        assert_eq!(carried::<AuthError>(&error), Some(&AuthError(1)), "{error:?}");
        assert!(carried::<io::Error>(&error).is_none() && carried::<Other>(&error).is_none(), "{error:?}");
    }
    for error in [ApiError::Field(AuthError(1)), ApiError::None] {
        assert_eq!(carried::<AuthError>(&error), None, "{error:?}");
    }
    let io = ApiError::from(io::Error::from(io::ErrorKind::TimedOut));
    assert_eq!(carried::<io::Error>(&io).map(io::Error::kind), Some(io::ErrorKind::TimedOut));
    assert_eq!((carried::<AuthError>(&io), carried::<Other>(&io)), (None, None));
    assert_eq!(carried::<Other>(&ApiError::from(Other)), Some(&Other));
}

#[derive(Debug, thiserror::Error, Classify)]
#[error("behind a pointer")]
enum Pointers {
    #[permanent]
    Box(#[from] Box<AuthError>),
    #[permanent]
    Arc(#[from] std::sync::Arc<Other>),
    #[permanent]
    Rc(#[from] Rc<io::Error>),
    #[permanent]
    Dynamic(#[from] Box<dyn std::error::Error + Send + Sync>),
}

#[test]
fn what_a_pointer_points_to_is_carried() {
    let error = Pointers::from(Box::new(AuthError(2)));
    assert_eq!((carried::<AuthError>(&error), carried::<Other>(&error)), (Some(&AuthError(2)), None));
    assert_eq!(carried::<Other>(&Pointers::from(Arc::new(Other))), Some(&Other));
    assert!(carried::<io::Error>(&Pointers::from(Rc::new(io::Error::other("x")))).is_some());
    let dynamic = Pointers::from(Box::<dyn std::error::Error + Send + Sync>::from("x"));
    assert!(
        carried::<Box<dyn std::error::Error + Send + Sync>>(&dynamic).is_some(),
        "no more is known of it"
    );
}

#[derive(Debug, thiserror::Error, Classify)]
#[error(transparent)]
#[permanent]
struct Whole(#[from] AuthError);

#[derive(Debug, thiserror::Error, Classify)]
#[error("named")]
#[delegate]
struct Named {
    auth: AuthError,
}

#[test]
fn a_struct() {
    assert_eq!(carried::<AuthError>(&Whole(AuthError(3))), Some(&AuthError(3)));
    assert_eq!(carried::<AuthError>(&Named { auth: AuthError(3) }), Some(&AuthError(3)));
}

#[derive(Debug, thiserror::Error, Classify)]
#[error("a parameter")]
enum Generic<E: std::error::Error + 'static> {
    #[permanent]
    Of(#[from] E),
    #[transient]
    None,
}

#[derive(Debug, thiserror::Error, Classify)]
#[error("a type made of one")]
enum Layered<E: std::error::Error + 'static> {
    #[permanent]
    Of(#[from] Generic<E>),
    #[permanent]
    Other(#[from] Other),
}

#[test]
fn generics() {
    assert_eq!(carried::<AuthError>(&Generic::Of(AuthError(4))), Some(&AuthError(4)));
    assert_eq!(carried::<AuthError>(&Generic::<AuthError>::None), None);
    let layered = Layered::Of(Generic::Of(AuthError(4)));
    assert!(carried::<Generic<AuthError>>(&layered).is_some() && carried::<Other>(&layered).is_none());
    assert!(carried::<Other>(&Layered::<AuthError>::Other(Other)).is_some());
}

/// The reference is into the error, so that what is found can be looked at.
#[test]
fn it_is_the_error_s_own_field() {
    let error = ApiError::Boxed(AuthError(5).into());
    let ApiError::Boxed(inside) = &error else { unreachable!() };
    assert!(std::ptr::eq(carried::<AuthError>(&error).unwrap(), &raw const **inside));
}
