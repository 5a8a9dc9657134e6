//! Tells numbers and what has a number from keys; what they count is not asked.

use super::prose::is_ordinary;
use super::tables::words::NUMBERED;

/// As many digits are a key; fewer are a number or a time.
const DIGITS: usize = 20;

/// How many digits the name of an algorithm has.
const ALGORITHM: usize = 5;

/// Whether this is a number, a date, a time, or one with a unit: `42`, `0x7f`, `2026-01-01`, `30s`, `8..=64`.
pub fn is_number(text: &str) -> bool {
    let hex = text
        .strip_prefix("0x")
        .is_some_and(|rest| rest.len() <= 16 && rest.bytes().all(|byte| byte.is_ascii_hexdigit()));
    let begins = text
        .trim_start_matches(['-', '+', '#', '~', '<', '>'])
        .starts_with(|first: char| first.is_ascii_digit());
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let letters = text.bytes().filter(u8::is_ascii_alphabetic).count();
    let marks = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-+.,:/%#=_~".contains(&byte));
    let unit = text.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let date = text.bytes().all(|byte| !byte.is_ascii_alphabetic() || b"TZ".contains(&byte));
    let with_unit = letters <= 3 && text.len() - unit.len() == letters;
    hex || (begins && digits < DIGITS && marks && (with_unit || date))
}

/// Whether this is a number of one or two digits, or a range: `password: 8 characters`.
pub fn is_short_number(text: &str) -> bool {
    is_number(text) && (text.len() <= 2 || text.contains("..") || (text.len() <= 6 && text.contains('-')))
}

/// `v1`, `v2.3`, `v1/Secret`
pub fn is_version(text: &str) -> bool {
    let digits = text.strip_prefix('v').map(|rest| rest.split(['.', '/']).next().unwrap_or_default());
    digits.is_some_and(|digits| {
        !digits.is_empty() && digits.len() <= 3 && digits.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// `RS256`, `SCRAM-SHA-256`, `OAuth2`
pub fn is_numbered(text: &str) -> bool {
    let is_algorithm =
        |part: &str| NUMBERED.contains(&part.trim_end_matches(|letter: char| letter.is_ascii_digit()).to_lowercase());
    let belongs = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit()) || (part.len() > 2 && is_ordinary(part));
    let parts = || text.split(['-', '_', '/', '.']);
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    digits <= ALGORITHM && parts().any(is_algorithm) && parts().all(|part| is_algorithm(part) || belongs(part))
}
