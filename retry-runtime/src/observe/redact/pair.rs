use std::ops::Range;

use super::prose::is_ordinary;
use super::scan::REDACTED;
use super::source::{self, Source, is_quote, is_space};
use super::{auth, names};

/// How many wrappers a value may have, as in `Some(Secret("…"))`.
const WRAPPERS: usize = 8;

/// The longest name of a wrapper: a longer one may be a secret itself.
const LONGEST_WRAPPER: usize = 15;

/// Unquoted values in JSON and in Rust that tell no secret.
const LITERALS: [&str; 6] = ["None", "false", "nil", "null", "true", "undefined"];

/// A key with the separator after it.
struct Key<'a> {
    name: &'a str,
    /// Before `=`, and not before `:`.
    assigned: bool,
    quoted: bool,
    /// Where the value begins.
    end: usize,
}

/// The value after the word, if the word is a key that sounds secret.
pub fn value(source: Source<'_>, word: &Range<usize>) -> Option<Range<usize>> {
    let key = key(source, word)?;
    let in_query = matches!(source.before(word.start), Some(b'?' | b'&'))
        || ["\\u0026", "%3F", "%3f", "%26"].iter().any(|mark| source.has_before(word.start, mark))
        || source.has_before(word.start, "&amp;");
    let secret = names::is_secret(key.name, key.assigned || key.quoted)
        || (in_query && key.assigned && names::is_secret_in_query(key.name));
    if !secret {
        return None;
    }
    let inner = unwrapped(source, key.end);
    if let Some(content) = quoted(source, inner) {
        // "unexpected token: `}`"
        let code = !key.assigned && !key.quoted && source.before(content.start) == Some(b'`');
        if code && !source.slice(&content).contains(char::is_alphanumeric) {
            return None;
        }
        return after_scheme(source, &key, content);
    }
    if source.has(inner, REDACTED) {
        return Some(inner..inner + REDACTED.len());
    }
    // `password=Abc(d` is no wrapper.
    unquoted(source, &key, if key.assigned { key.end } else { inner })
}

/// Reads `key=`, `key: `, `"key": `, `\"key\":`, `key => `, `key := `, `key%3D`, and the pair `("key", `.
fn key<'a>(source: Source<'a>, word: &Range<usize>) -> Option<Key<'a>> {
    let slashes = source.skip(word.end, |byte| byte == b'\\');
    let closing = source.byte(slashes).filter(|byte| is_quote(*byte));
    // Keys of JSON; other quotes are those of a sentence, too: "unknown field `token`: expected a number".
    let quoted = closing == Some(b'"') && source.before(word.start) == Some(b'"');
    let separator = past_bracket(source, source.skip(closing.map_or(word.end, |_| slashes + 1), is_space));
    let (assigned, length) = match (source.byte(separator)?, source.byte(separator + 1)) {
        (b'=', Some(b'=' | b'>')) | (b':', Some(b'=')) => (true, 2),
        (b'=', _) => (true, 1),
        // A path of Rust, or a URL.
        (b':', Some(b':')) => return None,
        (b':', Some(b'/')) if source.has(separator, "://") => return None,
        (b':', _) => (false, 1),
        (b',', _) if quoted && source.has_before(word.start, "(\"") => (false, 1),
        (b'%', _) if source.has(separator, "%3D") || source.has(separator, "%3d") => (true, 3),
        _ => return None,
    };
    let end = source.skip(separator + length, is_space);
    Some(Key { name: source.slice(word), assigned, quoted, end })
}

/// Past the bracket of `headers['key'] = ..`, and of what Postgres tells: `Key (token)=(..)`.
fn past_bracket(source: Source<'_>, at: usize) -> usize {
    if !matches!(source.byte(at), Some(b']' | b')')) {
        return at;
    }
    let after = source.skip(at + 1, is_space);
    if source.byte(after) == Some(b'=') { after } else { at }
}

/// Where the value begins inside of brackets and of wrappers such as `Some(`.
fn unwrapped(source: Source<'_>, start: usize) -> usize {
    let mut at = start;
    for _ in 0..WRAPPERS {
        let open = source.skip(at, |byte| byte.is_ascii_alphanumeric());
        let is_wrapper = match source.byte(open) {
            Some(b'(') => open - at <= LONGEST_WRAPPER,
            Some(b'[' | b'{') => open == at && !source.has(at, REDACTED),
            // The bytes of `b"…"` are inside of the quotes.
            Some(b'"' | b'\'') if open == at + 1 => return open,
            Some(b'\\') if open == at + 1 && source.has(at, "b\\\"") => return open,
            _ => false,
        };
        if !is_wrapper {
            break;
        }
        at = source.skip(open + 1, |byte| byte.is_ascii_whitespace());
    }
    at
}

/// What is between the quotes at `at`. A quote may be escaped, where JSON is shown inside of a string; it ends at one that
/// is escaped as it is. What has no end goes up to the end of the text.
fn quoted(source: Source<'_>, at: usize) -> Option<Range<usize>> {
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

/// The quoted value, without the scheme at the beginning of an `Authorization`.
fn after_scheme(source: Source<'_>, key: &Key<'_>, content: Range<usize>) -> Option<Range<usize>> {
    let first = content.start..source.skip(content.start, source::in_word);
    let start = source.skip(first.end, is_space);
    let has_scheme = first.end < start && start < content.end && auth::is_scheme(source.slice(&first));
    let start = if has_scheme && names::is_authorization(key.name) {
        start
    } else {
        content.start
    };
    (start < content.end).then_some(start..content.end)
}

fn unquoted(source: Source<'_>, key: &Key<'_>, start: usize) -> Option<Range<usize>> {
    let value = source::value(source, start);
    let text = source.slice(&value);
    let authorization = names::is_authorization(key.name);
    if authorization || auth::takes_token(text) {
        let scheme = auth::is_scheme(text);
        let credentials = auth::credentials(source, &value, scheme);
        if credentials.is_some() && (scheme || (!key.assigned && auth::may_be_scheme(text))) {
            return credentials;
        }
        // "authorization: 403 Forbidden"
        let status = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
        if (scheme || (authorization && status)) && !key.assigned {
            return None;
        }
    }
    if !key.assigned && names::is_cookie(key.name) && text.contains('=') {
        // Cookies are separated by `; `.
        return Some(start..source.skip(start, |byte| !matches!(byte, b'\n' | b'\r' | b'"')));
    }
    let literal = key.quoted && LITERALS.contains(&text);
    let prose = !key.assigned && (literal || (!key.quoted && is_ordinary(text)));
    (!text.is_empty() && !prose).then_some(value)
}
