//! The text of an error in an event: its `Display` and what its causes say, or else the name of its type; never its `Debug`.

use std::fmt;

use retry_runtime::retry;

use crate::common::events::events;

/// The error in the only event of a call that fails with this error.
macro_rules! text_of {
    ($error:ty, $value:expr) => {{
        #[retry(max = 2, non_retryable = [|_: &$error| permanent])]
        async fn fails(permanent: bool) -> Result<(), $error> {
            Err($value)
        }
        let (outcome, lines) = events(fails(true)).await;
        assert!(outcome.is_err());
        let [line] = &*lines else { panic!("{lines:?}") };
        let (_, text) = line.split_once(" error=").unwrap();
        text.to_owned()
    }};
}

#[derive(Debug, thiserror::Error)]
#[error("HTTP {status}")]
struct Http {
    status: u16,
    #[source]
    source: fmt::Error,
}

fn http() -> Http {
    Http { status: 503, source: fmt::Error }
}

#[tokio::test]
async fn it_is_what_the_error_says() {
    assert_eq!(text_of!(String, "busy \"now\"".to_owned()), r#""busy \"now\"""#);
    assert_eq!(text_of!(&'static str, "busy"), r#""busy""#);
}

/// anyhow and eyre tell their causes where a line is asked for.
#[tokio::test]
async fn a_report_says_its_causes_too() {
    let cause = fmt::Error.to_string();
    assert_eq!(
        text_of!(anyhow::Error, anyhow::Error::new(http()).context("no vector")),
        format!(r#""no vector: HTTP 503: {cause}""#)
    );
    assert_eq!(
        text_of!(eyre::Report, eyre::Report::new(http()).wrap_err("no vector")),
        format!(r#""no vector: HTTP 503: {cause}""#)
    );
}

#[derive(Debug)]
struct Silent(#[expect(dead_code)] &'static str);

#[tokio::test]
async fn without_a_text_it_is_the_name_of_the_type() {
    assert_eq!(text_of!(Silent, Silent("AIzaSecret")), r#""events::texts::Silent""#);
    assert_eq!(text_of!((), ()), r#""()""#);
    assert_eq!(text_of!(Option<Silent>, None), r#""core::option::Option<events::texts::Silent>""#);
}

/// A `Display` that fails half-way, and one that goes on for ever.
#[tokio::test]
async fn a_text_that_fails_or_does_not_end_is_told_as_far_as_it_goes() {
    struct Fails;
    impl fmt::Display for Fails {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("half")?;
            Err(fmt::Error)
        }
    }
    struct Endless;
    impl fmt::Display for Endless {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            loop {
                f.write_str("on and ")?;
            }
        }
    }
    assert_eq!(text_of!(Fails, Fails), r#""half""#);
    let endless = text_of!(Endless, Endless);
    assert!(endless.starts_with("\"on and on and ") && endless.len() <= 1024 + 2, "{endless}");
}
