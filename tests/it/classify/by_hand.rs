//! `Classify` by hand: where the class is no matter of the variant.

use std::time::Duration;

use retry_runtime::{Class, Classify, retry};

use crate::classify::{PERMANENT, TRANSIENT, after, says};
use crate::common::script::{Script, seconds};

#[derive(Debug, Clone, PartialEq, Eq)]
struct HttpError {
    status: u16,
    retry_after: Option<Duration>,
}

impl Classify for HttpError {
    fn class(&self) -> Class {
        match self.status {
            408 | 429 | 500..=599 => Class::Transient,
            _ => Class::Permanent,
        }
    }

    fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }
}

fn status(status: u16) -> HttpError {
    HttpError { status, retry_after: None }
}

#[retry(max = 3, backoff = "fixed(1s)", classified, hint(cap = 60s))]
async fn load(script: &Script<HttpError>) -> Result<usize, HttpError> {
    script.call()
}

#[tokio::test(start_paused = true)]
async fn a_function_asks_it_like_a_derived_one() {
    for code in 400..=599 {
        let script = Script::new([status(code); 1]);
        let retried = [408, 429].contains(&code) || code >= 500;
        assert_eq!(load(&script).await, if retried { Ok(2) } else { Err(status(code)) });
        assert_eq!(script.waits(), seconds(retried.then_some(1)), "{code}");
    }
    let slow = HttpError { retry_after: Some(Duration::from_secs(7)), ..status(429) };
    let script = Script::new([slow.clone(), status(429)]);
    assert_eq!((load(&script).await, script.waits()), (Ok(3), seconds([7, 1])));
    let permanent = HttpError { status: 401, ..slow };
    let script = Script::new([permanent.clone()]);
    assert_eq!((load(&script).await, script.calls()), (Err(permanent), 1));
}

/// It says no time, unless it does.
struct Plain;

impl Classify for Plain {
    fn class(&self) -> Class {
        Class::Transient
    }
}

#[test]
fn a_time_need_not_be_said() {
    assert_eq!(says(&Plain), TRANSIENT);
}

#[derive(Debug, Classify)]
enum ApiError {
    #[delegate]
    Http(HttpError),
    #[permanent]
    Invalid,
}

#[test]
fn a_derived_one_delegates_to_it() {
    let slow = HttpError { retry_after: Some(Duration::from_secs(7)), ..status(503) };
    assert_eq!(says(&ApiError::Http(slow)), after(7));
    assert_eq!((says(&ApiError::Http(status(404))), says(&ApiError::Invalid)), (PERMANENT, PERMANENT));
}

#[retry(max = 3, backoff = "fixed(1s)", classified)]
async fn dynamic(script: &Script<Box<dyn Classify>>) -> Result<usize, Box<dyn Classify>> {
    script.call()
}

#[tokio::test(start_paused = true)]
async fn behind_dyn() {
    let script = Script::new([Box::new(Plain) as Box<dyn Classify>, Box::new(status(503)), Box::new(status(404))]);
    assert!(dynamic(&script).await.is_err());
    assert_eq!(script.calls(), 3);
    let script = Script::new([Box::new(ApiError::Invalid) as Box<dyn Classify>]);
    assert!(dynamic(&script).await.is_err());
    assert_eq!(script.calls(), 1);
}

/// The class may depend on anything the error knows.
#[tokio::test(start_paused = true)]
async fn it_is_asked_once_for_each_failure() {
    struct Counting<'a>(&'a std::cell::Cell<u32>);
    impl Classify for Counting<'_> {
        fn class(&self) -> Class {
            self.0.set(self.0.get() + 1);
            Class::Transient
        }
    }
    #[retry(max = 3, backoff = none, classified)]
    async fn load<'a>(script: &Script<Counting<'a>>) -> Result<usize, Counting<'a>> {
        script.call()
    }
    let asked = std::cell::Cell::new(0);
    let script = Script::new([Counting(&asked), Counting(&asked), Counting(&asked)]);
    assert!(load(&script).await.is_err());
    assert_eq!(asked.get(), 3);
}
