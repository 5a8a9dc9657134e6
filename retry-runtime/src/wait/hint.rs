//! What servers say about when to come back, for `hint(..)` and [`Classify::retry_after`](crate::Classify::retry_after).
//!
//! Text that is negative or cannot be read is no hint: the function then waits as its own schedule says.

use std::time::Duration;

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
/// [`google.protobuf.Duration`](https://protobuf.dev/reference/protobuf/google.protobuf/#duration): seconds, up to nine
/// decimals, and `s`.
#[must_use]
pub fn proto_duration(text: &str) -> Option<Duration> {
    let number = text.strip_suffix('s')?;
    let (seconds, decimals) = number.split_once('.').unwrap_or((number, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(seconds) || !digits(decimals) || decimals.len() > 9 {
        return None;
    }
    let nanos = nanos_of(decimals)?;
    Some(Duration::new(seconds.parse().ok()?, nanos))
}

/// Decimals of a second, in nanoseconds.
fn nanos_of(decimals: &str) -> Option<u32> {
    let missing = 9_u32.checked_sub(u32::try_from(decimals.len()).ok()?)?;
    decimals.parse::<u32>().ok()?.checked_mul(10_u32.checked_pow(missing)?)
}

/// Reads the header `Retry-After`: seconds, or the date until which to wait
/// ([RFC 9110, section 10.2.3](https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3)).
///
/// ```
/// use std::time::Duration;
/// use retry_runtime::hint::retry_after;
///
/// assert_eq!(retry_after("120"), Some(Duration::from_secs(120)));
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
    if !header.is_empty() && header.bytes().all(|byte| byte.is_ascii_digit()) {
        return header.parse().ok().map(Duration::from_secs);
    }
    httpdate::parse_http_date(header).ok()?.duration_since(now).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_every_proto_duration() {
        assert_eq!(proto_duration("0s"), Some(Duration::ZERO));
        assert_eq!(proto_duration("3.000000001s"), Some(Duration::new(3, 1)));
        assert_eq!(proto_duration("3.5s"), Some(Duration::from_millis(3_500)));
        for text in ["", "s", "1", "1.s", ".5s", "-1s", "+1s", "1.0000000001s", "1e3s", "1 s", "99999999999999999999s"]
        {
            assert_eq!(proto_duration(text), None, "{text:?}");
        }
    }

    #[cfg(feature = "http-date")]
    #[test]
    fn reads_seconds_and_dates() {
        let now = httpdate::parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT").unwrap();
        let read = |header| retry_after_from(header, now);
        assert_eq!(read(" 7 "), Some(Duration::from_secs(7)));
        assert_eq!(read("Sun, 06 Nov 1994 08:50:37 GMT"), Some(Duration::from_secs(60)));
        assert_eq!(read("Sunday, 06-Nov-94 08:50:37 GMT"), Some(Duration::from_secs(60)));
        for header in ["", "-7", "1.5", "soon", "99999999999999999999", "Sun, 06 Nov 1994 08:48:37 GMT"] {
            assert_eq!(read(header), None, "{header:?}");
        }
    }
}
