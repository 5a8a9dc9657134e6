//! The JSON form of a `google.protobuf.Duration`.

use std::time::Duration;

/// Reads a `google.protobuf.Duration` in its JSON form: `45s`, `45.837906927s`. Anything else is `None`.
pub(super) fn parse_duration(text: &str) -> Option<Duration> {
    let number = text.strip_suffix('s')?;
    let (seconds, fraction) = number.split_once('.').unwrap_or((number, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(seconds) || !digits(fraction) || fraction.len() > 9 {
        return None;
    }
    let nanos = format!("{fraction:0<9}").parse().ok()?;
    Some(Duration::new(seconds.parse().ok()?, nanos))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_exact() {
        assert_eq!(parse_duration("45s"), Some(Duration::from_secs(45)));
        assert_eq!(parse_duration("0s"), Some(Duration::ZERO));
        assert_eq!(parse_duration("1.5s"), Some(Duration::from_millis(1500)));
        assert_eq!(parse_duration("0.000000001s"), Some(Duration::from_nanos(1)));
    }

    #[test]
    fn bad_durations_are_none() {
        let overflow = format!("{}0s", u64::MAX);
        let bad = [
            "",
            "s",
            "45",
            "45m",
            "45ms",
            "-1s",
            "+1s",
            "1.s",
            ".5s",
            "1.-5s",
            "1.+5s",
            "1.2.3s",
            "1e3s",
            " 1s",
            "1 s",
            "NaNs",
            "infs",
            "1.0000000001s",
            "٣s",
            "1.٣s",
            "🦀s",
            &overflow,
        ];
        for text in bad {
            assert_eq!(parse_duration(text), None, "{text:?}");
        }
    }
}
