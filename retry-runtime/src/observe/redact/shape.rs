//! Finds keys by their shape, whatever stands around them; the shapes are a table.

use std::ops::Range;

use super::source::{Source, in_word};
use super::tables::shapes::{ANYWHERE, AT_START, Alphabet, Shape};

/// So many letters in a row, without a digit or a capital, are no word.
const ROW: usize = 16;

/// The shortest key of somebody who is not listed, behind a prefix.
const UNLISTED: usize = 32;

/// The key in the word, up to the word's end.
pub fn find(source: Source<'_>, word: &Range<usize>) -> Option<Range<usize>> {
    let first = source.byte(word.start)?;
    let begins_so = |shape: &&Shape| shape.prefix.as_bytes().first() == Some(&first);
    let listed = AT_START.iter().filter(begins_so).find_map(|shape| shape.end(source, word.start));
    let from_start = listed.or_else(|| web_token(source, word)).or_else(|| bot_token(source, word));
    if let Some(end) = from_start {
        return Some(word.start..end.max(word.end));
    }
    if is_unlisted(source, word) {
        return Some(word.clone());
    }
    let (start, end) = anywhere(source, word)?;
    // What stands before it must not be another, for a second pass to find.
    let start = if is_unlisted(source, &(word.start..start)) { word.start } else { start };
    Some(start..end.max(word.end))
}

fn anywhere(source: Source<'_>, word: &Range<usize>) -> Option<(usize, usize)> {
    let capital = |at: &usize| source.byte(*at) == Some(b'A');
    let end = |at| ANYWHERE.iter().find_map(|shape| shape.end(source, at));
    word.clone().filter(capital).find_map(|at| Some((at, end(at)?)))
}

/// JSON Web Tokens and their encrypted kind: three or five words with dots in between, or two if both begin so.
fn web_token(source: Source<'_>, word: &Range<usize>) -> Option<usize> {
    if !source.has(word.start, "eyJ") {
        return None;
    }
    let end = source.skip(word.start, |byte| in_word(byte) || byte == b'.');
    let text = source.slice(&(word.start..end));
    let dots = text.bytes().filter(|byte| *byte == b'.').count();
    (dots >= 2 || text.contains(".eyJ")).then_some(end)
}

/// Those of Telegram: `123456789:AA…`, also behind `bot`.
fn bot_token(source: Source<'_>, word: &Range<usize>) -> Option<usize> {
    if !source.has(word.end, ":AA") {
        return None;
    }
    let id = source.slice(word).trim_start_matches("bot");
    let end = source.skip(word.end + 1, in_word);
    let digits = id.len() >= 6 && id.bytes().all(|byte| byte.is_ascii_digit());
    (digits && end - word.end > UNLISTED).then_some(end)
}

/// Whether this is a long row of letters of all kinds behind a prefix: `acme_…`.
fn is_unlisted(source: Source<'_>, word: &Range<usize>) -> bool {
    if word.len() <= UNLISTED {
        return false;
    }
    let (prefix, row) = source.slice(word).rsplit_once(['-', '_']).unwrap_or_default();
    let has = |wanted: fn(&u8) -> bool| row.bytes().any(|byte| wanted(&byte));
    let mixed = has(u8::is_ascii_digit) && has(u8::is_ascii_lowercase) && has(u8::is_ascii_uppercase);
    row.len() >= UNLISTED && mixed && !prefix.is_empty()
}

impl Shape {
    /// Where the key at `at` ends, if one is there.
    fn end(&self, source: Source<'_>, at: usize) -> Option<usize> {
        if !source.has(at, self.prefix) {
            return None;
        }
        let start = at + self.prefix.len();
        let end = source.skip(start, |byte| self.alphabet.contains(byte));
        let text = source.slice(&(start..end));
        let mixed = self
            .prefix
            .bytes()
            .chain(text.bytes())
            .any(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
        let row = text.split(|letter: char| !letter.is_ascii_alphabetic()).any(|row| row.len() >= ROW);
        (text.len() >= self.least && (mixed || row)).then_some(end)
    }
}

impl Alphabet {
    fn contains(self, byte: u8) -> bool {
        match self {
            Self::Hex => byte.is_ascii_hexdigit(),
            Self::Capitals => byte.is_ascii_uppercase() || byte.is_ascii_digit(),
            Self::Letters => byte.is_ascii_alphanumeric(),
            Self::Word => in_word(byte),
            Self::Dotted => in_word(byte) || byte == b'.',
            Self::Base64 => in_word(byte) || matches!(byte, b'+' | b'/' | b'='),
        }
    }
}
