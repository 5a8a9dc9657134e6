//! `#[delegate]`: the only field says what the error is, and how long to wait.

use std::time::Duration;

use retry_runtime::Classify;

use crate::classify::{PERMANENT, TRANSIENT, after, says};

#[derive(Debug, Classify)]
enum StoreError {
    #[transient]
    Locked,
    #[transient(after = 0)]
    Throttled(Duration),
    #[permanent]
    Full,
}

#[derive(Debug, Classify)]
enum ApiError {
    #[delegate]
    Store(StoreError),
    #[delegate]
    Named { cause: StoreError },
    #[delegate]
    Boxed(Box<StoreError>),
    #[delegate]
    Nested(Box<ApiError>),
    #[permanent]
    Gone,
}

#[derive(Classify)]
#[delegate]
struct Tuple(StoreError);

#[derive(Classify)]
#[delegate]
struct Named {
    source: StoreError,
}

#[derive(Classify)]
#[delegate]
struct Borrowed<'a> {
    error: &'a StoreError,
}

fn assert_decides(error: fn() -> StoreError) {
    let said = says(&error());
    assert_eq!(says(&ApiError::Store(error())), said);
    assert_eq!(says(&ApiError::Named { cause: error() }), said);
    assert_eq!(says(&ApiError::Boxed(error().into())), said);
    assert_eq!(says(&Tuple(error())), said);
    assert_eq!(says(&Named { source: error() }), said);
    assert_eq!(says(&Borrowed { error: &error() }), said);
}

#[test]
fn the_field_decides() {
    assert_eq!((says(&StoreError::Locked), says(&StoreError::Full)), (TRANSIENT, PERMANENT));
    assert_decides(|| StoreError::Locked);
    assert_decides(|| StoreError::Throttled(Duration::from_secs(7)));
    assert_decides(|| StoreError::Full);
    assert_eq!(says(&ApiError::Gone), PERMANENT);
}

#[test]
fn however_deep() {
    let mut error = ApiError::Store(StoreError::Throttled(Duration::from_secs(7)));
    for _ in 0..100 {
        error = ApiError::Nested(error.into());
    }
    assert_eq!(says(&error), after(7));
}
