//! `proto_duration`: the `retryDelay` of a `google.rpc.RetryInfo`, and any other text.

use std::time::Duration;

use proptest::prelude::{Strategy, any};
use proptest::test_runner::{Config, TestRunner};
use retry_runtime::hint::proto_duration;
use retry_runtime::retry;

use crate::common::script::Script;
use crate::hint::millis;

fn for_all<S: Strategy>(inputs: &S, test: impl Fn(S::Value)) {
    let config = Config { cases: 1_024, failure_persistence: None, ..Config::default() };
    let run = TestRunner::new(config).run(inputs, |input| {
        test(input);
        Ok(())
    });
    run.unwrap();
}

/// The grammar read by hand: digits, perhaps a point and digits, and `s`; decimals beyond the ninth round up.
fn expected(text: &str) -> Option<Duration> {
    let number = text.strip_suffix('s')?;
    let digits = |text: &str| (!text.is_empty() && text.chars().all(|c| c.is_ascii_digit())).then(|| text.to_owned());
    let (whole, fraction) = match number.find('.') {
        Some(point) => (&number[..point], digits(&number[point + 1..])?),
        None => (number, "0".to_owned()),
    };
    let (told, further) = fraction.split_at(fraction.len().min(9));
    let nanos: u32 = format!("{told:0<9}").parse().unwrap();
    let nanos = nanos + u32::from(further.chars().any(|digit| digit != '0'));
    let seconds = digits(whole)?.parse::<u128>().ok().and_then(|seconds| u64::try_from(seconds).ok());
    let whole = seconds.map(Duration::from_secs);
    Some(
        whole
            .and_then(|whole| whole.checked_add(Duration::from_nanos(nanos.into())))
            .unwrap_or(Duration::MAX),
    )
}

#[test]
fn no_text_makes_it_panic_and_all_of_it_is_read_by_the_grammar() {
    let is_read = |text: String| assert_eq!(proto_duration(&text), expected(&text), "{text:?}");
    for_all(&any::<String>(), is_read);
    for_all(&"[-+]?[0-9_ ]{0,22}[.,]?[0-9]{0,11}[smSe.]{0,2}", is_read);
    for_all(&"[0-9]{1,20}(\\.[0-9]{1,9})?s", is_read);
}

/// Protobuf writes no decimals, or three, six or nine of them.
#[test]
fn what_protobuf_writes_is_read_as_it_was() {
    for_all(&(any::<u64>(), 0..1_000_000_000_u32), |(seconds, nanos)| {
        let read = |text: String| proto_duration(&text);
        assert_eq!(read(format!("{seconds}.{nanos:09}s")), Some(Duration::new(seconds, nanos)));
        let (millis, micros) = (nanos / 1_000_000, nanos / 1_000);
        assert_eq!(read(format!("{seconds}.{micros:06}s")), Some(Duration::new(seconds, micros * 1_000)));
        assert_eq!(read(format!("{seconds}.{millis:03}s")), Some(Duration::new(seconds, millis * 1_000_000)));
        assert_eq!(read(format!("{seconds}s")), Some(Duration::from_secs(seconds)));
    });
}

/// The longest that Protobuf allows, and a negative one, which it allows as well.
#[test]
fn the_ends_of_the_range() {
    assert_eq!(
        proto_duration("315576000000.999999999s"),
        Some(Duration::new(315_576_000_000, 999_999_999))
    );
    assert_eq!(proto_duration("18446744073709551615.999999999s"), Some(Duration::MAX));
    assert_eq!(proto_duration("18446744073709551616s"), Some(Duration::MAX));
    assert_eq!(proto_duration("0.000000001s"), Some(Duration::from_nanos(1)));
    assert_eq!(proto_duration("-0.5s"), None);
}

#[derive(Debug)]
struct Refused {
    retry_delay: &'static str,
}

/// The answer of a server as it comes.
#[tokio::test(start_paused = true)]
async fn as_a_hint() {
    #[retry(
        max = 5,
        hint(|refused| proto_duration(refused.retry_delay), cap = 60s),
        non_retryable = [|refused| refused.retry_delay.is_empty()],
    )]
    async fn load(script: &Script<Refused>) -> Result<usize, Refused> {
        script.call()
    }
    let script = Script::new(["45.8s", "-5s", "0s", "soon"].map(|retry_delay| Refused { retry_delay }));
    assert_eq!(load(&script).await.ok(), Some(5));
    assert_eq!(script.waits(), millis([45_800, 2_000, 4_000, 8_000]));
    let script = Script::new([Refused { retry_delay: "18446744073709551615s" }]);
    assert!(load(&script).await.is_err());
    assert_eq!(script.calls(), 1);
}
