//! Finds a secret that follows its name with nothing but a space in between: in a sentence and on a command line.

use std::ops::Range;

use super::name;
use super::source::{REDACTED, Source, in_word, is_quote, is_space};
use super::span;
use super::tables::names::Kind;
use super::value::{Form, is_plain_key, is_secret};

/// How far back the word before a name is looked for.
const REACH: usize = 20;

/// The secret after the word, if that is its name.
pub fn find(source: Source<'_>, word: &Range<usize>) -> Option<Range<usize>> {
    let start = source.skip(word.end, is_space);
    if start == word.end || source.byte(start).is_none_or(|byte| byte == b'-') {
        return None;
    }
    if source.byte(word.start) == Some(b'-') {
        return option(source, word, start);
    }
    if let Some(redacted) = source.redacted(start) {
        return Some(redacted);
    }
    let start = start + usize::from(matches!(source.byte(start), Some(b'(' | b'[' | b'<')));
    let quotes = source.byte(start).is_some_and(is_quote);
    let value = span::value(source, start);
    let text = source.slice(&value);
    if text == REDACTED {
        return Some(value);
    }
    // The cheaper question first: a name is taken apart.
    let plain = is_plain_key(text, Kind::Password) && is_plain_key(text, kind(source, word)?);
    let ends_there = quotes || !matches!(source.byte(value.end), Some(b'(' | b'[' | b'<' | b'=' | b':'));
    (plain && ends_there).then_some(value)
}

/// `--password x`, `-p x`, `-u user:x`
fn option(source: Source<'_>, word: &Range<usize>, start: usize) -> Option<Range<usize>> {
    if source.before(word.start).is_some_and(|before| in_word(before) || before == b'/') {
        return None;
    }
    let value = span::value(source, start);
    let text = source.slice(&value);
    if text == REDACTED {
        return Some(value);
    }
    match source.slice(word) {
        "-p" => is_plain_key(text, Kind::Password).then_some(value),
        "-u" | "--user" => {
            let (user, password) = text.split_once(':')?;
            let secret = value.start + user.len() + 1..value.end;
            (!password.is_empty() && !password.bytes().all(|byte| byte.is_ascii_digit())).then_some(secret)
        }
        name => {
            let kind = name.strip_prefix("--").and_then(|name| name::kind(name, ""))?;
            is_secret(text, kind, Form::Header).then_some(value)
        }
    }
}

/// The kind of a name in a sentence. The `secret` of Kubernetes has a name behind it, and what only hints says too little.
fn kind(source: Source<'_>, word: &Range<usize>) -> Option<Kind> {
    let space = word.start.checked_sub(1).filter(|space| source.byte(*space) == Some(b' '));
    let before = space.map_or(word.start..word.start, |space| source.skip_back(space, REACH, in_word)..space);
    let identifier = source.slice(word);
    let name = name::kind(identifier, source.slice(&before))?;
    let secret = ["secret", "secrets", "Secret", "Secrets"].contains(&identifier) && before.is_empty();
    (matches!(name, Kind::Secret | Kind::Password) && !secret).then_some(name)
}
