//! Finds private keys in PEM; certificates and public keys are none.

use std::ops::Range;

use super::source::Source;

const DASHES: &str = "-----";

/// The longest label: `ENCRYPTED PRIVATE KEY`, `PGP PRIVATE KEY BLOCK`.
const LONGEST: usize = 48;

/// What is between the first line and the last one of the block at `at`. A block that has no end goes up to that of the text.
pub fn body(source: Source<'_>, at: usize) -> Option<Range<usize>> {
    if !source.has(at, "-----BEGIN ") {
        return None;
    }
    let label = at + DASHES.len();
    let end = source.skip(label, |byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b' ');
    let private = end - label <= LONGEST && source.slice(&(label..end)).contains("PRIVATE KEY");
    if !private || !source.has(end, DASHES) {
        return None;
    }
    let start = end + DASHES.len();
    let mut stop = source.skip(start, |byte| byte != b'-');
    while source.byte(stop).is_some() && !source.has(stop, "-----END ") {
        stop = source.skip(stop + 1, |byte| byte != b'-');
    }
    (start < stop).then_some(start..stop)
}
