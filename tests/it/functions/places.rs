//! Where a panic of tokio points that is the program's own: a runtime without a timer, or no runtime at all.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use futures_util::FutureExt;
use retry_runtime::{AttemptTimeout, retry};

#[derive(Debug, PartialEq)]
enum Error {
    Busy,
    Late,
}

impl From<AttemptTimeout> for Error {
    fn from(_: AttemptTimeout) -> Self {
        Self::Late
    }
}

#[retry(max = 2, retryable = [Error::Busy])]
async fn waits() -> Result<(), Error> {
    Err(Error::Busy)
}
const WAITS: u32 = line!() - 4;

#[retry(max = 2, retryable = [Error::Busy], attempt_timeout = 1s)]
async fn limited() -> Result<(), Error> {
    Err(Error::Busy)
}
const LIMITED: u32 = line!() - 4;

#[retry(max = 2, retryable = [Error::Busy], cancel = std::future::pending::<()>())]
async fn cancellable() -> Result<(), Error> {
    Err(Error::Busy)
}
const CANCELLABLE: u32 = line!() - 4;

thread_local! {
    static PLACES: RefCell<Vec<(String, u32)>> = const { RefCell::new(Vec::new()) };
}

/// Where this panics: the file and the line.
fn place(panics: impl Future) -> Option<(String, u32)> {
    assert!(catch_unwind(AssertUnwindSafe(|| panics.now_or_never().is_some())).is_err());
    PLACES.with_borrow_mut(Vec::pop)
}

#[test]
fn it_is_that_of_the_attribute() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if let Some(place) = info.location() {
            PLACES.with_borrow_mut(|places| places.push((place.file().to_owned(), place.line())));
        }
        before(info);
    }));
    let here = |line| Some((file!().to_owned(), line));
    assert_eq!(place(waits()), here(WAITS));
    assert_eq!(place(limited()), here(LIMITED));
    assert_eq!(place(cancellable()), here(CANCELLABLE));
}
