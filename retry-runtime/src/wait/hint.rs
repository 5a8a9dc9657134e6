//! What servers say about when to come back, for `hint(..)` and [`Classify::retry_after`](crate::Classify::retry_after).
//!
//! A time is never made shorter: what is finer than can be told is rounded up, and what is too long to be told is
//! [`Duration::MAX`], which is over every cap. Text that is negative or cannot be read is no hint: the function then waits as its own
//! schedule says.
//!
//! | | for | |
//! |---|---|---|
//! | [`retry_after_ms`] | the header `retry-after-ms` of OpenAI and Azure | `"1500"` |
//! | [`proto_duration`] | the `retryDelay` of a `google.rpc.RetryInfo` | `"45.837906927s"` |
//! | [`go_duration`] | the headers `x-ratelimit-reset-*` of OpenAI and others | `"6m0s"`, `"20ms"` |
//! | `retry_after` | the header `Retry-After`, with the feature `http-date` | `"120"`, a date |

use std::time::Duration;

const SECOND: u64 = 1_000_000_000;

/// The units of [`go_duration`], the longer names first, and what one of each is in nanoseconds.
const UNITS: [(&str, u64); 7] = [
    ("ns", 1),
    ("us", 1_000),
    ("µs", 1_000),
    ("ms", 1_000_000),
    ("s", SECOND),
    ("m", 60 * SECOND),
    ("h", 3_600 * SECOND),
];

/// Reads a duration of Protobuf's JSON form, as in the `retryDelay` of a `google.rpc.RetryInfo`: `"45.837906927s"`.
///
/// ```
/// use std::time::Duration;
/// use retry_runtime::hint::proto_duration;
///
/// assert_eq!(proto_duration("45.837906927s"), Some(Duration::new(45, 837_906_927)));
/// assert_eq!(proto_duration("-1s"), None);
/// assert_eq!(proto_duration("soon"), None);
/// ```
///
/// The form is that of
/// [`google.protobuf.Duration`](https://protobuf.dev/reference/protobuf/google.protobuf/#duration): seconds, decimals, and `s`.
#[must_use]
pub fn proto_duration(text: &str) -> Option<Duration> {
    let number = text.strip_suffix('s')?;
    Some(duration(nanos(number, SECOND)?))
}

/// Reads a duration as Go writes it, as in the headers `x-ratelimit-reset-requests` and `x-ratelimit-reset-tokens`: `"6m0s"`,
/// `"20ms"`, `"1h2m3.5s"`.
///
/// ```
/// use std::time::Duration;
/// use retry_runtime::hint::go_duration;
///
/// assert_eq!(go_duration("6m0s"), Some(Duration::from_secs(360)));
/// assert_eq!(go_duration("20ms"), Some(Duration::from_millis(20)));
/// assert_eq!(go_duration("20"), None, "it has no unit");
/// ```
///
/// The form is that of [`time.ParseDuration`](https://pkg.go.dev/time#ParseDuration), without a sign.
#[must_use]
pub fn go_duration(text: &str) -> Option<Duration> {
    let mut rest = text.trim();
    let mut sum = (!rest.is_empty()).then_some(0_u128)?;
    while !rest.is_empty() {
        let number = rest.find(|letter: char| !letter.is_ascii_digit() && letter != '.')?;
        let (number, after) = rest.split_at(number);
        let end = after.find(|letter: char| letter.is_ascii_digit()).unwrap_or(after.len());
        let (unit, after) = after.split_at(end);
        let (_, unit) = UNITS.iter().find(|(name, _)| *name == unit)?;
        sum = sum.saturating_add(nanos(number, *unit)?);
        rest = after;
    }
    Some(duration(sum))
}

/// Reads the header `retry-after-ms`, which some services send beside `Retry-After`: milliseconds, perhaps with decimals.
///
/// ```
/// use std::time::Duration;
/// use retry_runtime::hint::retry_after_ms;
///
/// assert_eq!(retry_after_ms("1500"), Some(Duration::from_millis(1_500)));
/// assert_eq!(retry_after_ms("0.5"), Some(Duration::from_millis(1)), "rounded up");
/// assert_eq!(retry_after_ms("-1"), None);
/// ```
#[must_use]
pub fn retry_after_ms(header: &str) -> Option<Duration> {
    const MILLISECOND: u64 = SECOND / 1_000;
    let nanos = nanos(header.trim(), MILLISECOND)?;
    Some(duration(nanos.div_ceil(u128::from(MILLISECOND)).saturating_mul(u128::from(MILLISECOND))))
}

/// Reads the header `Retry-After`: seconds, or the date until which to wait
/// ([RFC 9110, section 10.2.3](https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3)). Decimals, which the RFC does not know and some
/// servers send, are rounded up.
///
/// ```
/// use std::time::Duration;
/// use retry_runtime::hint::retry_after;
///
/// assert_eq!(retry_after("120"), Some(Duration::from_secs(120)));
/// assert_eq!(retry_after("0.5"), Some(Duration::from_secs(1)));
/// assert_eq!(retry_after("Fri, 31 Dec 1999 23:59:59 GMT"), None, "it has passed");
/// assert_eq!(retry_after("-5"), None);
/// ```
#[cfg(feature = "http-date")]
#[must_use]
#[expect(
    clippy::disallowed_methods,
    reason = "a date is read against the wall clock, and only when a server sends one"
)]
pub fn retry_after(header: &str) -> Option<Duration> {
    retry_after_from(header, std::time::SystemTime::now())
}

/// Reads the header `Retry-After` as [`retry_after`] does, at the time `now`: that of the response's `Date`, say, which
/// does not depend on this machine's clock.
#[cfg(feature = "http-date")]
#[must_use]
pub fn retry_after_from(header: &str, now: std::time::SystemTime) -> Option<Duration> {
    let header = header.trim();
    if let Some(nanos) = nanos(header, SECOND) {
        return Some(duration(nanos.div_ceil(u128::from(SECOND)).saturating_mul(u128::from(SECOND))));
    }
    httpdate::parse_http_date(header).ok()?.duration_since(now).ok()
}

/// A number of these units in nanoseconds, rounded up: `12` or `12.5`.
fn nanos(number: &str, unit: u64) -> Option<u128> {
    let (whole, decimals) = number.split_once('.').unwrap_or((number, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(decimals) {
        return None;
    }
    let whole = whole.bytes().fold(0, append).saturating_mul(u128::from(unit));
    // Eighteen decimals of an hour are far below a nanosecond, and their product with it fits; any further ones round up.
    let (told, further) = decimals.split_at(decimals.len().min(18));
    let scale = 10_u128.pow(u32::try_from(told.len()).unwrap_or_default());
    let part = told.bytes().fold(0, append) * u128::from(unit) + u128::from(further.bytes().any(|digit| digit != b'0'));
    Some(whole.saturating_add(part.div_ceil(scale)))
}

/// The number with one more digit at its end.
fn append(number: u128, digit: u8) -> u128 {
    number.saturating_mul(10).saturating_add(u128::from(digit.saturating_sub(b'0')))
}

fn duration(nanos: u128) -> Duration {
    let second = u128::from(SECOND);
    let part = u32::try_from(nanos % second).unwrap_or_default();
    u64::try_from(nanos / second).map_or(Duration::MAX, |seconds| Duration::new(seconds, part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_every_proto_duration() {
        assert_eq!(proto_duration("0s"), Some(Duration::ZERO));
        assert_eq!(proto_duration("3.000000001s"), Some(Duration::new(3, 1)));
        assert_eq!(proto_duration("3.5s"), Some(Duration::from_millis(3_500)));
        for text in ["", "s", "1", "1.s", "1.+5s", ".5s", "-1s", "+1s", "1e3s", "1 s", "1.2.3s", "²s"] {
            assert_eq!(proto_duration(text), None, "{text:?}");
        }
    }

    #[test]
    fn what_is_finer_is_rounded_up_and_what_is_longer_is_the_longest() {
        assert_eq!(proto_duration("1.0000000001s"), Some(Duration::new(1, 1)));
        assert_eq!(proto_duration("1.00000000000000000000000000001s"), Some(Duration::new(1, 1)));
        assert_eq!(proto_duration("1.0000000000000000000000s"), Some(Duration::new(1, 0)));
        assert_eq!(proto_duration("99999999999999999999s"), Some(Duration::MAX));
        assert_eq!(go_duration(&format!("{}h", "9".repeat(99))), Some(Duration::MAX));
        assert_eq!(retry_after_ms(&"9".repeat(99)), Some(Duration::MAX));
    }

    #[test]
    fn reads_every_go_duration() {
        for (text, nanos) in [
            ("0s", 0),
            ("20ms", 20_000_000),
            ("6m0s", 360 * SECOND),
            ("59.7s", 59_700_000_000),
            ("1h2m3.5s", 3_723_500_000_000),
            ("1m30.951s", 90_951_000_000),
            ("7us", 7_000),
            ("7µs", 7_000),
            ("1.5h", 5_400 * SECOND),
            (" 8ns ", 8),
        ] {
            assert_eq!(go_duration(text), Some(Duration::from_nanos(nanos)), "{text:?}");
        }
        for text in ["", " ", "20", "s", "1d", "-1s", "+1s", "1s2", "1 s", "1..5s", ".5s", "1.s", "soon", "1µ", "🦀"]
        {
            assert_eq!(go_duration(text), None, "{text:?}");
        }
    }

    #[test]
    fn reads_milliseconds() {
        for (text, millis) in [("0", 0), ("1500", 1_500), (" 7 ", 7), ("12.1", 13), ("0.001", 1)] {
            assert_eq!(retry_after_ms(text), Some(Duration::from_millis(millis)), "{text:?}");
        }
        for text in ["", "-1", "+1", "1s", "1e3", "1,5"] {
            assert_eq!(retry_after_ms(text), None, "{text:?}");
        }
    }

    #[cfg(feature = "http-date")]
    #[test]
    fn reads_seconds_and_dates() {
        let now = httpdate::parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT").unwrap();
        let read = |header| retry_after_from(header, now);
        assert_eq!(read(" 7 "), Some(Duration::from_secs(7)));
        assert_eq!(read("1.5"), Some(Duration::from_secs(2)));
        assert_eq!(read("99999999999999999999"), Some(Duration::MAX));
        assert_eq!(read("Sun, 06 Nov 1994 08:50:37 GMT"), Some(Duration::from_secs(60)));
        assert_eq!(read("Sunday, 06-Nov-94 08:50:37 GMT"), Some(Duration::from_secs(60)));
        for header in ["", "-7", "soon", "Sun, 06 Nov 1994 08:48:37 GMT"] {
            assert_eq!(read(header), None, "{header:?}");
        }
    }
}
