use std::ops::Range;

use super::prose::{follows_bearer, is_base64, is_ordinary};
use super::scan::REDACTED;
use super::source::{Source, is_quote, is_space, value};

/// Schemes of `Authorization` that are not written as words are, or that stand before `=`.
const SCHEMES: [&str; 17] = [
    "api-key",
    "apikey",
    "aws4-hmac-sha256",
    "basic",
    "bearer",
    "bot",
    "digest",
    "dpop",
    "hawk",
    "hmac",
    "negotiate",
    "ntlm",
    "oauth",
    "sharedkey",
    "signature",
    "sso-key",
    "token",
];

/// The longest word that is taken for a scheme: a longer one may be a secret itself.
const LONGEST_WORD: usize = 12;

/// The token after the word, if that is `Bearer` or `Basic`.
pub fn token(source: Source<'_>, word: &Range<usize>) -> Option<Range<usize>> {
    let name = match word.len() {
        5 | 6 => source.slice(word),
        _ => return None,
    };
    if !takes_token(name) {
        return None;
    }
    let bearer = name.eq_ignore_ascii_case("bearer");
    let token = after_spaces(source, word.end)?;
    let text = source.slice(&token);
    let begins = text.starts_with(|first: char| first.is_ascii_alphanumeric() || "-._~+/".contains(first));
    let secret = begins && if bearer { !follows_bearer(text) } else { is_base64(text) };
    secret.then_some(token)
}

/// Whether this is one of the two schemes that announce their token wherever they stand.
pub fn takes_token(word: &str) -> bool {
    word.eq_ignore_ascii_case("bearer") || word.eq_ignore_ascii_case("basic")
}

/// The credentials after the scheme at `scheme`, the first word of an `Authorization`. After one that is `listed` they may be
/// any word but those of a sentence about it.
pub fn credentials(source: Source<'_>, scheme: &Range<usize>, listed: bool) -> Option<Range<usize>> {
    let token = after_spaces(source, scheme.end)?;
    if source.has(token.start, REDACTED) {
        return Some(token.start..token.start + REDACTED.len());
    }
    let text = source.slice(&token);
    if text.ends_with('=') && source.byte(token.end).is_some_and(is_quote) {
        // Parameters: `Digest username="…", response="…"`.
        return Some(token.start..source.skip(token.start, |byte| !matches!(byte, b'\n' | b'\r')));
    }
    let word = if listed { follows_bearer(text) } else { is_ordinary(text) };
    let prose = word || text.bytes().all(|byte| byte.is_ascii_digit());
    (!prose).then_some(token)
}

pub fn is_scheme(word: &str) -> bool {
    SCHEMES.iter().any(|scheme| word.eq_ignore_ascii_case(scheme))
}

/// Whether this may be a scheme that is not listed.
pub fn may_be_scheme(word: &str) -> bool {
    word.len() <= LONGEST_WORD && is_ordinary(word) && word.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn after_spaces(source: Source<'_>, at: usize) -> Option<Range<usize>> {
    let start = source.skip(at, is_space);
    (start > at).then(|| value(source, start))
}
