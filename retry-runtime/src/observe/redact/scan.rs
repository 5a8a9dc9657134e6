use std::ops::Range;

use super::source::{Source, in_word, is_quote};
use super::{auth, pair, shapes};

pub const REDACTED: &str = "[redacted]";

/// Replaces every secret of the text, in one pass from left to right.
///
/// The pass is linear. It goes on behind what it hides, so a rule that hides something has read it once for all. A rule
/// that hides nothing reads at most up to the end of the word after the next separator, and there is no separator in
/// between; so no byte is read by more than a few of them. The rule for URLs stops at the next `://`.
///
/// The pass changes nothing that it has made itself: `[redacted]` is no value and no token, and what follows it begins
/// with the same byte, one that ends a word.
pub fn pass(text: &str) -> String {
    let source = Source::new(text);
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    let mut at = 0;
    while let Some(byte) = source.byte(at) {
        let (next, secret) = step(source, at, byte);
        at = next;
        if let Some(secret) = secret {
            out.push_str(source.slice(&(copied..secret.start)));
            out.push_str(REDACTED);
            copied = secret.end;
            at = secret.end.max(next);
        }
    }
    out.push_str(source.rest(copied));
    out
}

/// Where to go on, and the secret that was found at or after `at`.
fn step(source: Source<'_>, at: usize, byte: u8) -> (usize, Option<Range<usize>>) {
    match byte {
        _ if in_word(byte) => {
            let word = at..source.skip(at, in_word);
            (word.end, in_or_after(source, &word))
        }
        b':' if source.has(at, "://") => (at + 3, user_info(source, at + 3)),
        _ => (at + escape(source, at, byte), None),
    }
}

fn in_or_after(source: Source<'_>, word: &Range<usize>) -> Option<Range<usize>> {
    shapes::find(source, word)
        .or_else(|| auth::token(source, word))
        .or_else(|| pair::value(source, word))
}

/// How many bytes are no part of the next word: those of `\n` and `%20` are letters, and yet a word begins after them.
fn escape(source: Source<'_>, at: usize, byte: u8) -> usize {
    let hex = |at| source.byte(at).is_some_and(|byte| byte.is_ascii_hexdigit());
    match (byte, source.byte(at + 1)) {
        (b'\\', Some(b'n' | b'r' | b't')) => 2,
        (b'\\', Some(b'u')) if (2..6).all(|offset| hex(at + offset)) => 6,
        (b'%', Some(_)) if hex(at + 1) && hex(at + 2) => 3,
        _ => 1,
    }
}

/// The `user:password` of the URL whose authority begins at `start`. A password may have an `@` of its own, so it goes up
/// to the last one.
fn user_info(source: Source<'_>, start: usize) -> Option<Range<usize>> {
    let mut at = if source.has(start, REDACTED) { start + REDACTED.len() } else { start };
    let mut has_password = false;
    let mut last = None;
    while let Some(byte) = source.byte(at) {
        // What the pass hid may have had a `/`: it ends the authority, so that a second pass sees no more than the first.
        if ends_url(byte) || (byte == b'[' && source.has(at, REDACTED)) || source.has(at, "://") {
            break;
        }
        // A password that is not encoded may have a `/`, too, and then the URL is one that errors are about.
        if matches!(byte, b'/' | b'?' | b'#') && (last.is_some() || !has_password) {
            break;
        }
        // What follows the colon of a port is a digit. Addresses in brackets have other colons.
        has_password |= byte == b':'
            && source.byte(start) != Some(b'[')
            && source
                .byte(at + 1)
                .is_some_and(|next| !next.is_ascii_digit() && !matches!(next, b'/' | b'?' | b'#'));
        if byte == b'@' {
            last = Some(at);
        }
        at += 1;
    }
    last.filter(|end| *end > start).map(|end| start..end)
}

fn ends_url(byte: u8) -> bool {
    byte.is_ascii_whitespace() || is_quote(byte) || matches!(byte, b'<' | b'>' | b')' | b'}' | b'\\')
}
