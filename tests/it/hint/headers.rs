//! `retry_after`: the header `Retry-After`, in seconds or as a date.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use proptest::prelude::any;
use proptest::test_runner::{Config, TestRunner};
use retry_runtime::hint::{retry_after, retry_after_from};
use retry_runtime::retry;

use crate::common::script::Script;
use crate::hint::millis;

/// The date of the examples of RFC 9110: Sunday, 6 November 1994, 08:49:37.
fn now() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(784_111_777)
}

#[test]
fn seconds_need_no_clock() {
    for (header, seconds) in [("0", 0), ("120", 120), (" 120\t", 120), ("007", 7), ("18446744073709551615", u64::MAX)] {
        let seconds = Some(Duration::from_secs(seconds));
        assert_eq!((retry_after(header), retry_after_from(header, now())), (seconds, seconds), "{header:?}");
    }
}

/// Decimals are rounded up, and a time that is too long to be told is too long for every cap.
#[test]
fn no_time_is_made_shorter() {
    for (header, wait) in [
        ("1.5", Duration::from_secs(2)),
        ("2.000", Duration::from_secs(2)),
        ("0.001", Duration::from_secs(1)),
        ("18446744073709551616", Duration::MAX),
        ("99999999999999999999", Duration::MAX),
    ] {
        assert_eq!(retry_after(header), Some(wait), "{header:?}");
    }
}

/// The cases of `hashicorp/go-retryablehttp`, `urllib3` and `envoy`, each at its own time; where we read more, that is said.
#[test]
fn as_the_suites_of_others_have_it() {
    let read = |header: &str, now: u64| retry_after_from(header, UNIX_EPOCH + Duration::from_secs(now));
    let seconds = |seconds| Some(Duration::from_secs(seconds));

    let go = 946_684_797;
    assert_eq!(read("2", go), seconds(2));
    assert_eq!(read("Fri, 31 Dec 1999 23:59:59 GMT", go), seconds(2));
    assert_eq!(
        read("Fri, 31 Dec 1999 23:59:00 GMT", go),
        None,
        "there it is a wait of zero, which is none here"
    );
    for invalid in ["", "-2", "Fri, 32 Dec 1999 23:59:59 GMT", "badbadbad"] {
        assert_eq!(read(invalid, go), None, "{invalid:?}");
    }

    let urllib3 = 1_559_559_600;
    for (header, wait) in [
        ("0", 0),
        ("1000", 1_000),
        ("\t42 ", 42),
        ("Mon, 03 Jun 2019 11:30:12 GMT", 1_812),
        ("Monday, 03-Jun-19 11:30:12 GMT", 1_812),
        ("Mon Jun  3 11:30:12 2019", 1_812),
    ] {
        assert_eq!(read(header, urllib3), seconds(wait), "{header:?}");
    }
    for invalid in ["-1", "+1", "²"] {
        assert_eq!(read(invalid, urllib3), None, "{invalid:?}");
    }
    assert_eq!(read("1.0", urllib3), seconds(1), "refused there; a server that sends it means it");

    let envoy = 1_000_000_000;
    assert_eq!(read("5", envoy), seconds(5));
    assert_eq!(read("2.5", envoy), seconds(3), "refused there");
}

/// The three forms that a recipient has to accept, one minute from now.
#[test]
fn every_form_of_a_date() {
    let forms = ["Sun, 06 Nov 1994 08:50:37 GMT", "Sunday, 06-Nov-94 08:50:37 GMT", "Sun Nov  6 08:50:37 1994"];
    for header in forms {
        assert_eq!(retry_after_from(header, now()), Some(Duration::from_secs(60)), "{header:?}");
    }
}

#[test]
fn a_date_that_has_come_is_no_wait() {
    assert_eq!(retry_after_from("Sun, 06 Nov 1994 08:49:37 GMT", now()), Some(Duration::ZERO));
    assert_eq!(retry_after_from("Sun, 06 Nov 1994 08:49:36 GMT", now()), None);
    assert_eq!(retry_after("Sun, 06 Nov 1994 08:49:37 GMT"), None);
}

#[test]
fn what_is_neither_is_no_hint() {
    for header in ["", " ", "-1", "+1", "1.", "1s", "soon", "²", "Sun, 06 Nov 1994", "12 0"] {
        assert_eq!((retry_after(header), retry_after_from(header, now())), (None, None), "{header:?}");
    }
}

#[test]
fn no_text_makes_it_panic() {
    let config = Config { cases: 1_024, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new(config);
    let texts = (
        any::<String>(),
        "[A-Z][a-z]{2,8}, [0-9]{1,2}[ -][A-Z][a-z]{2}[ -][0-9]{2,5} [0-9:]{5,9} (GMT|UTC)?",
    );
    let run = runner.run(&texts, |(text, date)| {
        for text in [text, date] {
            let seconds = text.trim().parse::<u64>().ok().filter(|_| !text.contains('+')).map(Duration::from_secs);
            assert!(seconds.is_none() || retry_after_from(&text, now()) == seconds, "{text:?}");
        }
        Ok(())
    });
    run.unwrap();
}

#[derive(Debug)]
struct Refused(&'static str);

#[tokio::test(start_paused = true)]
async fn as_a_hint() {
    #[retry(
        max = 5,
        hint(|Refused(header)| retry_after(header), cap = 60s),
        non_retryable = [|refused| refused.0.is_empty()],
    )]
    async fn load(script: &Script<Refused>) -> Result<usize, Refused> {
        script.call()
    }
    let script = Script::new(["7", "soon", "0", "Sun, 06 Nov 1994 08:49:37 GMT"].map(Refused));
    assert_eq!(load(&script).await.ok(), Some(5));
    assert_eq!(script.waits(), millis([7_000, 2_000, 4_000, 8_000]));
    for over_the_cap in ["61", "Fri, 31 Dec 9999 23:59:59 GMT"] {
        let script = Script::new([Refused(over_the_cap)]);
        assert!(load(&script).await.is_err());
        assert_eq!(script.calls(), 1, "{over_the_cap:?}");
    }
}
