//! Tells the words of a sentence from secrets, after a key or a scheme that may announce either.

/// Words that follow `Bearer` without being its token.
const AFTER_BEARER: &[&str] = &[
    "a",
    "access",
    "and",
    "are",
    "as",
    "auth",
    "authentication",
    "authorization",
    "authorisation",
    "authorization_uri",
    "bearer",
    "but",
    "cannot",
    "challenge",
    "does",
    "charset",
    "credential",
    "credentials",
    "error",
    "error_description",
    "error_uri",
    "expected",
    "expired",
    "failed",
    "for",
    "format",
    "found",
    "from",
    "has",
    "header",
    "in",
    "invalid",
    "is",
    "it",
    "key",
    "malformed",
    "method",
    "methods",
    "mismatch",
    "missing",
    "must",
    "not",
    "of",
    "on",
    "only",
    "or",
    "prefix",
    "realm",
    "rejected",
    "required",
    "resource_metadata",
    "revoked",
    "scheme",
    "schema",
    "schemes",
    "scope",
    "should",
    "that",
    "the",
    "to",
    "token",
    "tokens",
    "type",
    "unauthorized",
    "was",
    "were",
    "with",
    "without",
];

/// The longest English words have about as many letters; a longer one may be a passphrase.
const LONGEST: usize = 20;

/// The text without the punctuation of the sentence around it.
fn bare(text: &str) -> &str {
    text.trim_end_matches(['.', ':', '!', '?', '…'])
}

/// Whether this is a word of a sentence: letters only, written as words are.
pub fn is_ordinary(text: &str) -> bool {
    let word = bare(text);
    let mut letters = word.chars();
    let first = letters.next();
    let capitals = word.chars().filter(|letter| letter.is_uppercase()).count();
    let written_as_words_are = match capitals {
        0 => true,
        1 => first.is_some_and(char::is_uppercase),
        _ => word.chars().all(char::is_uppercase),
    };
    first.is_some() && word.len() <= LONGEST && word.chars().all(char::is_alphabetic) && written_as_words_are
}

/// Whether this follows `Bearer` as a word of a sentence, or as a parameter of a challenge (`Bearer realm="…"`).
pub fn follows_bearer(text: &str) -> bool {
    let word = bare(text.trim_end_matches('='));
    AFTER_BEARER.iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// Whether this can be the user and the password of `Basic`, and not the noun after an adjective: `Basic I/O`,
/// `basic HTTP authentication`.
pub fn is_base64(text: &str) -> bool {
    let text = bare(text);
    let in_alphabet = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=' | b'-' | b'_');
    let mark = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'+' | b'/' | b'=');
    let mixed = text.bytes().skip(1).any(|byte| byte.is_ascii_uppercase())
        && text.bytes().any(|byte| byte.is_ascii_lowercase());
    // The shortest that has a `:` and something around it has four letters.
    text.len() >= 4 && text.bytes().all(in_alphabet) && (mixed || text.bytes().any(mark))
}
