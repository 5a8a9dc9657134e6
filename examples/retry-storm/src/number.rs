//! Numbers as people and plots want them.

use std::time::Duration;

/// As a fraction; exact up to 2^53, which no count here comes near.
#[expect(clippy::cast_precision_loss, reason = "counts and milliseconds of a simulation are far below 2^53")]
#[must_use]
pub const fn float(whole: u64) -> f64 {
    whole as f64
}

/// How often `whole` is in `part`; 0 where there is nothing to divide by.
#[must_use]
pub fn ratio(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { float(part) / float(whole) }
}

/// With commas: `25,500`.
#[must_use]
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Milliseconds, as seconds with one decimal: `93.1 s`.
#[must_use]
pub fn seconds(millis: u64) -> String {
    format!("{:.1} s", float(millis) / 1000.0)
}

/// Whole milliseconds.
#[must_use]
pub fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_for_people() {
        assert_eq!(
            [0, 999, 1000, 25_500, 1_234_567].map(thousands),
            ["0", "999", "1,000", "25,500", "1,234,567"]
        );
        assert_eq!(seconds(93_149), "93.1 s");
        assert_eq!((ratio(1, 4), ratio(1, 0)), (0.25, 0.0));
    }
}
