//! No secret is in an event, be it in the error or in the arguments.

use retry_runtime::{redact, retry, set_redactor};

use crate::common::events::events;

const KEY: &str = "AIzaSyA-1234567890abcdefghijklmnopqrstuv";

#[derive(Debug, thiserror::Error)]
enum Error {
    #[error("POST http://localhost/embed?key={0}&alt=json: 503")]
    Url(String),
    #[error("refused: Authorization: Bearer {0}")]
    Header(String),
    #[error("the key {0} was suspended")]
    Text(String),
}

#[retry(max = 2, backoff = none, retryable = [Error::Url, Error::Header], non_retryable = [Error::Text])]
async fn load(error: fn(String) -> Error, key: &str) -> Result<(), Error> {
    Err(error(key.to_owned()))
}

/// Every event of a call that fails with this error tells this text.
async fn tells(error: fn(String) -> Error, number: usize, text: &str) {
    let (outcome, lines) = events(load(error, KEY)).await;
    assert!(format!("{outcome:?}").contains(KEY), "the caller has it");
    assert_eq!(lines.len(), number);
    for line in lines {
        assert!(line.ends_with(&format!("error={text:?}")), "{line}");
        assert!(!line.contains(KEY), "{line}");
    }
}

#[tokio::test]
async fn the_key_is_in_no_event() {
    tells(Error::Url, 2, "POST http://localhost/embed?key=[redacted]&alt=json: 503").await;
    tells(Error::Header, 2, "refused: Authorization: Bearer [redacted]").await;
    tells(Error::Text, 1, "the key [redacted] was suspended").await;
}

/// It is that of the process: the other tests here have errors that it leaves as they are.
#[tokio::test]
async fn another_redactor_takes_the_place_of_ours() {
    fn house_rules(text: &str) -> String {
        redact(text).replace("customer 4711", "customer [redacted]")
    }
    #[retry(max = 2, non_retryable = [|text: &String| !text.is_empty()])]
    async fn fails(text: &str) -> Result<(), String> {
        Err(text.to_owned())
    }
    set_redactor(house_rules);
    let (_, lines) = events(fails(&format!("customer 4711 with {KEY}"))).await;
    set_redactor(redact);
    assert!(lines[0].ends_with("error=\"customer [redacted] with [redacted]\""), "{lines:?}");
    let (_, lines) = events(fails("customer 4711")).await;
    assert!(lines[0].ends_with("error=\"customer 4711\""), "{lines:?}");
}
