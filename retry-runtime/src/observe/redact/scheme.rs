//! Finds credentials after the scheme of an `Authorization`; the key in front of it is not looked at.

use std::ops::Range;

use super::prose::{follows_bearer, is_ordinary, is_state};
use super::source::{Source, in_word, is_quote};
use super::span;
use super::tables::names::Kind;
use super::tables::schemes::SCHEMES;
use super::value::{self, Form};

/// The longest word that is taken for a scheme which is not listed: a longer one may be a secret itself.
const LONGEST: usize = 24;

/// The shortest user and password of `Basic`.
const SHORTEST_BASIC: usize = 8;

/// The token after the word, if that is `Bearer` or `Basic`: these two announce it wherever they stand.
pub fn token(source: Source<'_>, word: &Range<usize>) -> Option<Range<usize>> {
    let name = match word.len() {
        5 | 6 => source.slice(word),
        _ => return None,
    };
    if !takes_token(name) {
        return None;
    }
    let bearer = name.eq_ignore_ascii_case("bearer");
    let token = argument(source, word.end, bearer)?;
    let text = source.slice(&token);
    let secret = if bearer { !follows_bearer(text) } else { is_basic(text) };
    secret.then_some(token)
}

/// Whether this is one of the two schemes that announce their token wherever they stand.
pub fn takes_token(name: &str) -> bool {
    name.eq_ignore_ascii_case("bearer") || name.eq_ignore_ascii_case("basic")
}

/// The credentials at `at`, where the value of an `Authorization` begins.
pub fn credentials(source: Source<'_>, at: usize) -> Option<Range<usize>> {
    let scheme = at..source.skip(at, in_word);
    let name = source.slice(&scheme);
    let listed = SCHEMES.contains(&name.to_ascii_lowercase());
    if let Some(token) = argument(source, scheme.end, listed).filter(|_| listed || may_be_scheme(name)) {
        if let Some(redacted) = source.redacted(token.start) {
            return Some(redacted);
        }
        let parameters = span::parameters(source, token.start);
        if !parameters.is_empty() {
            return Some(parameters);
        }
        let text = source.slice(&token);
        let number = text.bytes().all(|byte| !byte.is_ascii_alphanumeric() || byte.is_ascii_digit());
        let said = if listed { follows_bearer(text) } else { is_ordinary(text) || is_state(text) };
        if !said && !number && !text.is_empty() {
            return Some(token);
        }
        if listed {
            return None;
        }
    }
    let value = span::unquoted(source, at);
    value::is_secret(source.slice(&value), Kind::Secret, Form::Told).then_some(value)
}

/// The credentials in the quoted value of an `Authorization`, if it begins with a scheme; `None` inside says that it is
/// a sentence.
#[expect(clippy::option_option, reason = "no scheme, a sentence, or credentials")]
pub fn in_quotes(source: Source<'_>, kind: Kind, content: &Range<usize>) -> Option<Option<Range<usize>>> {
    let scheme = content.start..source.skip(content.start, in_word);
    let start = source.skip_gap(scheme.end);
    let name = source.slice(&scheme);
    let is_scheme = match kind {
        Kind::Authorization => SCHEMES.contains(&name.to_ascii_lowercase()) || may_be_scheme(name),
        _ => takes_token(name),
    };
    if start == scheme.end || start >= content.end || !is_scheme {
        return None;
    }
    let rest = start..content.end;
    // If the pass has hidden a part of the rest before, it was none as a whole.
    let part = source.redacted(start).is_some_and(|redacted| redacted != rest);
    let said = part || follows_bearer(source.slice(&rest).split(' ').next().unwrap_or_default());
    Some((!said).then_some(rest))
}

/// What follows a scheme: behind a space or, if `joined` may be, behind `:` or `=`; with or without quotes.
fn argument(source: Source<'_>, end: usize, joined: bool) -> Option<Range<usize>> {
    let mut start = source.skip_gap(end);
    if joined && matches!(source.byte(start), Some(b':' | b'=' | b'+')) {
        start = source.skip_gap(start + 1);
    }
    if start == end {
        return None;
    }
    let first = source.byte(source.skip(start, |byte| byte == b'\\'))?;
    let begins = is_quote(first) || first.is_ascii_alphanumeric() || b"-._~+/[".contains(&first);
    begins.then(|| span::value(source, start))
}

/// Whether this can be a scheme that is not listed: letters, with a number at the end of each part.
fn may_be_scheme(name: &str) -> bool {
    name.len() <= LONGEST
        && name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.split(['-', '_']).all(|part| {
            let letters = part.trim_end_matches(|letter: char| letter.is_ascii_digit());
            letters.bytes().all(|byte| byte.is_ascii_alphabetic())
        })
}

/// Whether this can be the user and the password of `Basic` in Base64, and not the noun after an adjective: `Basic I/O`,
/// `basic HTTP authentication`.
fn is_basic(text: &str) -> bool {
    let text = text.trim_end_matches(['.', ':', '!', '?', '…']);
    let body = text.trim_end_matches('=');
    let in_alphabet = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'-' | b'_');
    let inner = body.bytes().skip(1).any(|byte| byte.is_ascii_uppercase());
    let small = body.bytes().any(|byte| byte.is_ascii_lowercase());
    let digit = body.bytes().any(|byte| byte.is_ascii_digit());
    text.len() >= SHORTEST_BASIC
        && body.bytes().all(in_alphabet)
        && ((inner && (small || digit)) || body.len() < text.len())
}
