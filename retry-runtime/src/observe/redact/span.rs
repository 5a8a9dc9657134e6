//! Finds where a value ends; whether it is secret is not decided here.

use std::ops::Range;

use super::source::{REDACTED, Source, is_quote};

/// The value at `at`, without its quotes if it has some.
pub fn value(source: Source<'_>, at: usize) -> Range<usize> {
    quoted(source, at).unwrap_or_else(|| unquoted(source, at))
}

/// The unquoted value at `at`; it may be empty.
pub fn unquoted(source: Source<'_>, at: usize) -> Range<usize> {
    let mut end = at;
    loop {
        end = source.skip(end, |byte| !ends_value(byte) && byte != b'\\');
        if source.has_before(end + 1, REDACTED) {
            end += 1;
            continue;
        }
        let after = source.skip(end, |byte| byte == b'\\');
        let next = source.byte(after);
        // Backslashes belong to the value, but not those of an escaped quote or of the end of a line.
        if after == end || next.is_some_and(is_quote) || matches!(next, Some(b'n' | b'r')) {
            return at..before_colon(source, at, end);
        }
        end = after;
    }
}

/// Where the value ends, if a colon at its end is that of the sentence: "for ?token=x: 404".
fn before_colon(source: Source<'_>, start: usize, end: usize) -> usize {
    let colon = end > start + 1 && source.before(end) == Some(b':') && source.byte(end) == Some(b' ');
    end - usize::from(colon)
}

/// Whether an unquoted value ends before this byte.
fn ends_value(byte: u8) -> bool {
    byte.is_ascii_whitespace()
        || is_quote(byte)
        || matches!(byte, b'&' | b'#' | b')' | b']' | b'}' | b'<' | b'>' | b',' | b';')
}

/// Where the part of the sentence that begins at `at` ends.
pub fn clause(source: Source<'_>, at: usize) -> usize {
    source.skip(at, |byte| {
        !matches!(byte, b'\n' | b'\r' | b'"' | b'\'' | b',' | b';' | b'&' | b'\\' | b')' | b']' | b'}')
    })
}

/// What is between the quotes at `at`. A quote may be escaped, where JSON is shown inside of a string; it ends at one that
/// is escaped as it is. What has no end goes up to the end of the text.
pub fn quoted(source: Source<'_>, at: usize) -> Option<Range<usize>> {
    let open = source.skip(at, |byte| byte == b'\\');
    let quote = source.byte(open).filter(|byte| is_quote(*byte))?;
    let depth = open - at;
    let start = open + 1;
    let mut end = start;
    let mut slashes = 0;
    while let Some(byte) = source.byte(end) {
        // Each level of escaping doubles the backslashes and adds one; an even number of them stands for backslashes.
        if byte == quote && (slashes < depth || slashes % (2 * (depth + 1)) == depth) {
            return Some(start..end - slashes.min(depth));
        }
        slashes = if byte == b'\\' { slashes + 1 } else { 0 };
        end += 1;
    }
    Some(start..end)
}

/// Past the quote that closes this content.
pub fn past_quote(source: Source<'_>, content: &Range<usize>) -> usize {
    let quote = source.skip(content.end, |byte| byte == b'\\');
    if source.byte(quote).is_some_and(is_quote) { quote + 1 } else { quote }
}

/// Parameters such as `id="a", mac=b` at `at`, up to the end of the last one; empty if there are none.
pub fn parameters(source: Source<'_>, at: usize) -> Range<usize> {
    let mut end = at;
    let mut next = at;
    loop {
        let sign = source.skip(next, |byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'));
        if sign == next || source.byte(sign) != Some(b'=') {
            return at..end;
        }
        let value = match quoted(source, sign + 1) {
            Some(content) => past_quote(source, &content),
            None => source.skip(sign + 1, |byte| !ends_value(byte) || matches!(byte, b';' | b'&' | b'#')),
        };
        // `dXNlcg==` is no parameter.
        if value == sign + 1 || source.byte(sign + 1) == Some(b'=') {
            return at..end;
        }
        end = value;
        if source.byte(end) != Some(b',') {
            return at..end;
        }
        next = source.skip_white(end + 1);
    }
}
