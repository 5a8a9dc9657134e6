//! Finds the value of a key that sounds secret; whether it does is not decided here.

use std::ops::Range;

use super::found::Found;
use super::key::{self, Key};
use super::prose::{is_ordinary, is_state};
use super::source::{REDACTED, Source, is_quote};
use super::tables::names::Kind;
use super::value::{Form, is_key, is_secret};
use super::{bracket, scheme, span};

/// The value after the word, if the word is the name of a secret.
pub fn find(source: Source<'_>, word: &Range<usize>) -> Option<Found> {
    if let Some((kind, at)) = key::value_of_name(source, word) {
        return behind(source, kind, Form::Quoted, at);
    }
    let Some(key) = key::read(source, word) else {
        let (kind, open) = bracket::behind_name(source, word)?;
        return Some(Found::Nest { open, kind: Some(kind) });
    };
    let kind = key.kind?;
    match kind {
        // What begins with dashes is found by the rule for PEM.
        _ if source.has(key.end, "-----") => None,
        Kind::Cookie if source.redacted(key.end).is_none() => cookies(source, &key),
        Kind::Authorization => header(source, &key),
        _ if key.plural => behind(source, kind, key.form, key.end).map(|found| list(source, found)),
        _ => behind(source, kind, key.form, key.end),
    }
}

/// A value of this kind at `at`.
fn behind(source: Source<'_>, kind: Kind, form: Form, at: usize) -> Option<Found> {
    if let Some(redacted) = source.redacted(at) {
        return Some(Found::Secret(redacted));
    }
    if let Some(content) = span::quoted(source, past_byte_mark(source, at)) {
        // "unexpected 'let'"
        let cited = kind == Kind::Secret && form == Form::Told && source.before(content.start) != Some(b'"');
        let word = cited && is_ordinary(source.slice(&content));
        return if word { None } else { in_quotes(source, kind, content).map(Found::Secret) };
    }
    // A template.
    if source.has(at, "{{") {
        return None;
    }
    if let Some(open) = bracket::behind_type(source, at, form) {
        return Some(Found::Nest { open, kind: Some(kind) });
    }
    let brackets = matches!(source.byte(at), Some(b'(' | b'[' | b'{'));
    if brackets {
        None
    } else {
        unquoted(source, kind, form, at).map(Found::Secret)
    }
}

fn unquoted(source: Source<'_>, kind: Kind, form: Form, at: usize) -> Option<Range<usize>> {
    // A header of several: `Stripe-Signature: t=1,v1=x`.
    let parameters = if kind == Kind::Hint { span::parameters(source, at) } else { at..at };
    if source.slice(&parameters).split(',').any(is_key) {
        return Some(parameters);
    }
    let value = span::unquoted(source, at);
    let text = source.slice(&value);
    if scheme::takes_token(text) {
        return scheme::credentials(source, at);
    }
    // `Option<String>` is a type.
    let generic = source.byte(value.end) == Some(b'<') && text.starts_with(|first: char| first.is_ascii_uppercase());
    if generic || !is_secret(text, kind, form) {
        return None;
    }
    let end = if kind == Kind::Phrase { span::clause(source, at) } else { value.end };
    Some(at..end)
}

/// What is secret between quotes: all of it, but for a scheme or a sentence.
pub fn in_quotes(source: Source<'_>, kind: Kind, content: Range<usize>) -> Option<Range<usize>> {
    if matches!(kind, Kind::Authorization | Kind::Secret) {
        if let Some(credentials) = scheme::in_quotes(source, kind, &content) {
            return credentials;
        }
    }
    // What has no end may be half of anything.
    let text = source.slice(&content);
    let cut = span::past_quote(source, &content) == content.end && kind != Kind::Hint;
    let hidden = cut && !text.is_empty() && !text.contains(REDACTED);
    (hidden || is_secret(text, kind, Form::Quoted)).then_some(content)
}

/// Past the `b` of `b"…"`.
fn past_byte_mark(source: Source<'_>, at: usize) -> usize {
    let quote = source.skip(at + 1, |byte| byte == b'\\');
    let marked = source.byte(at) == Some(b'b') && source.byte(quote).is_some_and(is_quote);
    if marked { at + 1 } else { at }
}

/// `Authorization: Scheme credentials`
fn header(source: Source<'_>, key: &Key) -> Option<Found> {
    let quote = source.skip(key.end, |byte| matches!(byte, b'\\' | b'b'));
    let enclosed =
        source.byte(quote).is_some_and(is_quote) || bracket::behind_type(source, key.end, key.form).is_some();
    if enclosed || source.redacted(key.end).is_some() {
        return behind(source, Kind::Authorization, key.form, key.end);
    }
    scheme::credentials(source, key.end).map(Found::Secret)
}

/// `Cookie: a=b; c=d`, up to the end of the line.
fn cookies(source: Source<'_>, key: &Key) -> Option<Found> {
    if key.form == Form::Assigned {
        return behind(source, Kind::Secret, key.form, key.end);
    }
    if !source.slice(&span::unquoted(source, key.end)).contains('=') {
        return behind(source, Kind::Hint, key.form, key.end);
    }
    let end = source.skip(key.end, |byte| !matches!(byte, b'\n' | b'\r' | b'"' | b'\'' | b'\\'));
    Some(Found::Secret(key.end..end))
}

/// The same with what follows in the list: `tokens=a1,b2`.
fn list(source: Source<'_>, found: Found) -> Found {
    let Found::Secret(mut value) = found else { return found };
    while source.byte(value.end) == Some(b',') {
        let next = span::unquoted(source, value.end + 1);
        let text = source.slice(&next);
        if !is_key(text) || text.contains(['=', ':']) || is_state(text) {
            break;
        }
        value.end = next.end;
    }
    Found::Secret(value)
}
