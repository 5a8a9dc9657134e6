//! Errors with parameters: what a `#[delegate]` asks is bound by `Classify`, and nothing else is.

use std::fmt::Debug;
use std::time::Duration;

use retry_runtime::{Classify, retry};

use crate::classify::{PERMANENT, TRANSIENT, after, says};
use crate::common::script::{Script, seconds};

#[derive(Debug, Clone, Classify)]
enum StoreError {
    #[transient(after = 0)]
    Throttled(Duration),
    #[permanent]
    Full,
}

/// `E` must be `Classify`; `T` need not be anything.
#[derive(Debug, Clone, Classify)]
enum ApiError<'a, T, E, const N: usize> {
    #[delegate]
    Inner(E),
    #[delegate]
    Boxed(Box<E>),
    #[transient]
    Busy(#[expect(dead_code, reason = "a mark reads no field")] &'a [T; N]),
    #[permanent]
    Gone(T),
}

/// Neither `Classify` nor anything else.
struct Opaque;

#[test]
fn parameters_of_every_kind() {
    let wait = Duration::from_secs(7);
    assert_eq!(says(&ApiError::<'_, Opaque, _, 0>::Inner(StoreError::Throttled(wait))), after(7));
    assert_eq!(says(&ApiError::<'_, Opaque, _, 0>::Boxed(StoreError::Full.into())), PERMANENT);
    assert_eq!(says(&ApiError::<'_, Opaque, StoreError, 1>::Busy(&[Opaque])), TRANSIENT);
    assert_eq!(says(&ApiError::<'_, Opaque, StoreError, 0>::Gone(Opaque)), PERMANENT);
    let nested: ApiError<'_, u8, ApiError<'_, u8, StoreError, 0>, 0> =
        ApiError::Inner(ApiError::Inner(StoreError::Throttled(wait)));
    assert_eq!(says(&nested), after(7));
}

/// Bounds and defaults of the type's own stay.
#[derive(Classify)]
#[transient(after = wait)]
struct Bounded<E: Debug = StoreError, T = u8>
where
    T: Default,
{
    wait: Option<Duration>,
    _tag: T,
    _error: Option<E>,
}

#[test]
fn bounds_and_defaults() {
    let error: Bounded = Bounded { wait: None, _tag: 0, _error: None };
    assert_eq!(says(&error), TRANSIENT);
    let error = Bounded {
        wait: Some(Duration::from_secs(7)),
        _tag: (),
        _error: Some("not Classify"),
    };
    assert_eq!(says(&error), after(7));
}

#[derive(Debug, Clone, Classify)]
#[delegate]
struct Wrapper<E>(E);

/// What is delegated is not a parameter, but made of one.
#[derive(Debug, Clone, Classify)]
enum Layered<E> {
    #[delegate]
    Wrapped(Wrapper<E>),
    #[permanent]
    Gone,
}

#[test]
fn a_type_made_of_a_parameter() {
    let wait = Duration::from_secs(7);
    assert_eq!(says(&Layered::Wrapped(Wrapper(StoreError::Throttled(wait)))), after(7));
    assert_eq!(says(&Layered::Wrapped(Wrapper(Wrapper(StoreError::Full)))), PERMANENT);
    assert_eq!(says(&Layered::<StoreError>::Gone), PERMANENT);
}

#[retry(max = 3, backoff = "fixed(1s)", classified, hint(cap = 60s))]
async fn load<E: Classify>(script: &Script<Layered<E>>) -> Result<usize, Layered<E>> {
    script.call()
}

#[retry(max = 3, backoff = "fixed(1s)", classified)]
async fn any<E: Classify>(script: &Script<E>) -> Result<usize, E> {
    script.call()
}

#[tokio::test(start_paused = true)]
async fn a_function_with_the_same_parameter() {
    let error = Layered::Wrapped(Wrapper(StoreError::Throttled(Duration::from_secs(7))));
    let script = Script::new([error.clone(), error.clone()]);
    assert_eq!(load(&script).await.ok(), Some(3));
    assert_eq!(script.waits(), seconds([7, 7]));
    let script = Script::new([error, Layered::Wrapped(Wrapper(StoreError::Full))]);
    assert!(load(&script).await.is_err());
    assert_eq!(script.waits(), seconds([7]));
}

#[tokio::test(start_paused = true)]
async fn a_function_of_any_such_error() {
    let script = Script::new([StoreError::Throttled(Duration::ZERO), StoreError::Full]);
    assert!(any(&script).await.is_err());
    assert_eq!(script.waits(), seconds([1]));
}
