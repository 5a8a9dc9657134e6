//! Finds the bracket that opens behind a type; what stands in it is not looked at.

use std::ops::Range;

use super::name;
use super::shape;
use super::source::{Source, is_quote, is_space};
use super::tables::names::Kind;
use super::tables::words::PARSED;
use super::value::Form;

/// The longest name of a type: a longer one may be a secret itself.
const LONGEST: usize = 32;

/// Where a bracket opens at `at`, behind the name of a type or behind none: `[`, `Some(`, `Inner {`, `SecretBox<str>(`.
pub fn behind_type(source: Source<'_>, at: usize, form: Form) -> Option<usize> {
    let name = at..source.skip(at, |byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b':'));
    let end = past_generics(source, name.end);
    let open = if name.is_empty() { at } else { source.skip(end, |byte| byte == b' ') };
    let bracket = source.byte(open)?;
    let opens = match bracket {
        b'{' => true,
        b'(' | b'[' => (name.is_empty() || open == end) && source.redacted(open).is_none(),
        _ => false,
    };
    let text = source.slice(&name);
    if !opens
        || text.len() > LONGEST
        || shape::find(source, &name).is_some()
        || PARSED.contains(&text.to_ascii_lowercase())
    {
        return None;
    }
    let inner = source.skip_white(open + 1);
    let first = source.byte(inner).unwrap_or_default();
    let holds = match form {
        // `password=Abc(d` is no type.
        Form::Assigned => name.is_empty() || is_quote(first) || first == b'\\' || inner > open + 1,
        // The position of a token in a parser: `(0, Token(1, "x"), 1)`.
        Form::Told => !(name.is_empty() && bracket == b'(' && first.is_ascii_digit()),
        _ => true,
    };
    holds.then_some(open)
}

/// Past `<str>`; it stays where it is if nothing closes them.
fn past_generics(source: Source<'_>, at: usize) -> usize {
    if source.byte(at) != Some(b'<') {
        return at;
    }
    let end = source.skip_at_most(at, LONGEST, |byte| byte.is_ascii_alphanumeric() || b"_:<>, &'".contains(&byte));
    if source.before(end) == Some(b'>') { end } else { at }
}

/// The bracket behind a type that is named as a secret is: `Secret("x")`, `Password { inner: "x" }`.
pub fn behind_name(source: Source<'_>, word: &Range<usize>) -> Option<(Kind, usize)> {
    let open = source.skip_at_most(word.end, 1, is_space);
    let some = if source.has(open + 1, "Some(") { open + "(Some(".len() } else { open + 1 };
    let inner = source.skip(some, |byte| byte == b'\\');
    let begins = source.byte(inner).is_some_and(|byte| is_quote(byte) || byte == b'[');
    let holds = match source.byte(open)? {
        b'{' => true,
        b'(' => open == word.end && begins && source.redacted(inner).is_none(),
        _ => false,
    };
    let text = source.slice(word);
    if !holds || !text.starts_with(|first: char| first.is_ascii_uppercase()) {
        return None;
    }
    // It may be the token of a parser.
    let kind = if text == "Token" { Kind::Hint } else { name::kind(text, "")? };
    Some((kind, open))
}
