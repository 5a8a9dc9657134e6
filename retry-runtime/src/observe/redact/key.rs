//! Reads a key: a name with the separator behind it; the value is not looked at.

use std::ops::Range;

use super::name;
use super::source::{Source, in_word, is_quote, is_space};
use super::tables::names::Kind;
use super::value::Form;

/// How far back the words of a name may reach: `secret access key`.
const REACH: usize = 40;

/// The marks in front of the name of a parameter in a URL.
const IN_QUERY: [&str; 7] = ["\\u0026", "&amp;", "%3F", "%3f", "%26", "?", "&"];

/// The names of the value of a pair whose name is told before: `{"name": "password", "value": "x"}`.
const VALUE: [&str; 4] = ["value", "Value", "VALUE", "val"];

pub struct Key {
    /// What kind of secret the value is, if it is one.
    pub kind: Option<Kind>,
    pub form: Form,
    /// Whether it names several values.
    pub plural: bool,
    /// Where the value begins.
    pub end: usize,
}

/// A separator, and whether it assigns.
struct Separator {
    assigns: bool,
    end: usize,
}

/// The key whose name ends with this word.
pub fn read(source: Source<'_>, word: &Range<usize>) -> Option<Key> {
    let slashes = source.skip(word.end, |byte| byte == b'\\');
    let closing = source.byte(slashes).filter(|byte| is_quote(*byte));
    let after = past_encoded_quote(source, closing.map_or(word.end, |_| slashes + 1));
    let separator = separator(source, past_bracket(source, source.skip(after, is_space)))?;
    // "/oauth/token: 503", "arn:aws:..:secret:app"
    let path = match source.before(word.start) {
        Some(b'/') => true,
        Some(b':') => !source.byte(separator.end).is_some_and(is_space),
        _ => false,
    };
    if !separator.assigns && path {
        return None;
    }
    let start = phrase(source, word.start);
    // Keys of JSON; other quotes are those of a sentence, too: "unknown field `token`: expected a number".
    let quoted = closing == Some(b'"') && source.before(start) == Some(b'"');
    let identifier = source.slice(word);
    let kind = kind(source, identifier, start..word.start, separator.assigns);
    let form = match (separator.assigns || quoted, identifier.contains('-')) {
        (true, _) => Form::Assigned,
        (false, true) => Form::Header,
        (false, false) => Form::Told,
    };
    let end = past_encoded_quote(source, source.skip_gap(separator.end));
    if form == Form::Assigned && is_empty(source, after, separator.end, end) {
        return None;
    }
    let plural = identifier.ends_with(['s', 'S']);
    Some(Key { kind, form, plural, end })
}

fn kind(source: Source<'_>, identifier: &str, before: Range<usize>, assigned: bool) -> Option<Kind> {
    let in_query = assigned && IN_QUERY.iter().any(|mark| source.has_before(before.start, mark));
    let in_query = in_query.then(|| name::kind_in_query(identifier)).flatten();
    in_query.or_else(|| name::kind(identifier, source.slice(&before)))
}

/// Where the words begin that stand before this one with single spaces in between, two at most.
fn phrase(source: Source<'_>, start: usize) -> usize {
    let mut first = start;
    for _ in 0..2 {
        let Some(space) = first.checked_sub(1).filter(|space| source.byte(*space) == Some(b' ')) else {
            break;
        };
        let word = source.skip_back(space, REACH, in_word);
        // A whole word: a longer one is no part of a name.
        if word == space || space - word == REACH {
            break;
        }
        first = word;
    }
    first
}

/// Reads `=`, `: `, `=>`, `:=`, `==`, `%3D`, `%3A`.
fn separator(source: Source<'_>, at: usize) -> Option<Separator> {
    let (assigns, length) = match (source.byte(at)?, source.byte(at + 1)) {
        (b'=', Some(b'>')) | (b':', Some(b'=')) => (true, 2),
        (b'=', Some(b'=')) => (false, 2),
        (b'=', _) => (true, 1),
        // Base64 in LDIF.
        (b':', Some(b':')) if source.has(at, ":: ") => (false, 2),
        // A path of Rust, or a URL.
        (b':', Some(b':')) => return None,
        (b':', Some(b'/')) if source.has(at, "://") => return None,
        (b':', _) => (false, 1),
        (b'%', _) if source.has_any(at, &["%3D", "%3d"]) => (true, 3),
        (b'%', _) if source.has_any(at, &["%3A", "%3a"]) => (false, 3),
        _ => return None,
    };
    Some(Separator { assigns, end: at + length })
}

/// Past the quote of JSON in a URL.
fn past_encoded_quote(source: Source<'_>, at: usize) -> usize {
    if source.has(at, "%22") { at + 3 } else { at }
}

/// Past the bracket of `headers['key'] = ..`, and of what Postgres tells: `Key (token)=(..)`.
fn past_bracket(source: Source<'_>, at: usize) -> usize {
    // The list of a form: `tokens[]=..`.
    if source.has(at, "[]=") {
        return at + 2;
    }
    if !matches!(source.byte(at), Some(b']' | b')')) {
        return at;
    }
    let after = source.skip(at + 1, is_space);
    if source.byte(after) == Some(b'=') { after } else { at }
}

/// Whether nothing is assigned, and the next pair follows: `password= host=db`.
fn is_empty(source: Source<'_>, name: usize, separator: usize, value: usize) -> bool {
    let spaced = source.byte(name).is_some_and(is_space);
    if spaced || separator == value {
        return false;
    }
    let next = source.skip(value, in_word);
    next > value && source.byte(next) == Some(b'=')
}

/// Where the value of a pair begins whose name is this word in quotes: `("token", "x")`, `<add key="token" value="x"/>`.
pub fn value_of_name(source: Source<'_>, word: &Range<usize>) -> Option<(Kind, usize)> {
    let slashes = source.skip(word.end, |byte| byte == b'\\');
    let quote = source.byte(slashes).filter(|byte| is_quote(*byte))?;
    let start = phrase(source, word.start);
    if source.before(start) != Some(quote) {
        return None;
    }
    let end = slashes + 1;
    let comma = source.skip(end, is_space);
    let open = start.checked_sub(end - word.end)?;
    let tuple = source.byte(comma) == Some(b',') && source.before(open) == Some(b'(');
    let value = if tuple { source.skip(comma + 1, is_space) } else { named_value(source, end)? };
    let kind = name::kind(source.slice(word), source.slice(&(start..word.start)))?;
    Some((kind, value))
}

fn named_value(source: Source<'_>, at: usize) -> Option<usize> {
    let name = source.skip(at, |byte| {
        byte.is_ascii_whitespace() || matches!(byte, b',' | b'>' | b'<' | b'"' | b'\'' | b'\\')
    });
    let word = name..source.skip(name, in_word);
    if source.byte(at) == Some(b'>') && name == at + 1 {
        return Some(name);
    }
    if name == at || !VALUE.contains(&source.slice(&word)) {
        return None;
    }
    if source.byte(word.end) == Some(b'>') {
        return Some(word.end + 1);
    }
    let closing = source.skip(word.end, |byte| byte == b'\\' || is_quote(byte));
    let separator = separator(source, source.skip(closing, is_space))?;
    Some(source.skip_gap(separator.end))
}

/// Whether a bracket or a separator behind the word makes it the name of something.
pub fn is_name(source: Source<'_>, word: &Range<usize>) -> bool {
    let after = source.skip(word.end, is_space);
    let opens = matches!(source.byte(after), Some(b'{'));
    let quote = source.skip(word.end, |byte| byte == b'\\');
    opens
        || matches!(source.byte(word.end), Some(b'(' | b'[' | b'<'))
        || source.has(word.end, "::")
        || source.byte(quote).is_some_and(is_quote)
}
