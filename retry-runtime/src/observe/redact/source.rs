//! The text that is searched, read byte by byte; it knows no rule.

use std::ops::Range;

/// What stands in place of a secret.
pub const REDACTED: &str = "[redacted]";

/// The text that is searched. All bytes are read by its methods, so that the tests can count them.
///
/// Ranges of it begin and end beside ASCII, and so between characters.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    text: &'a str,
    /// How much of the text is hidden already. No name reaches back into it.
    hidden: usize,
}

impl<'a> Source<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, hidden: 0 }
    }

    /// The same text, hidden up to `at`.
    pub fn hidden_to(self, at: usize) -> Self {
        Self { hidden: at, ..self }
    }

    pub fn byte(self, at: usize) -> Option<u8> {
        count(1);
        self.text.as_bytes().get(at).copied()
    }

    /// Whether what ends at `at` is hidden, by this pass or by one before.
    pub fn is_hidden_before(self, at: usize) -> bool {
        (at > 0 && at == self.hidden) || self.has_before(at, REDACTED)
    }

    /// The byte before `at`.
    pub fn before(self, at: usize) -> Option<u8> {
        self.byte(at.checked_sub(1)?)
    }

    /// Where the bytes from `at` on stop being `wanted`.
    pub fn skip(self, at: usize, wanted: impl Fn(u8) -> bool) -> usize {
        let rest = self.text.as_bytes().get(at..).unwrap_or_default();
        let length = rest.iter().take_while(|byte| wanted(**byte)).count();
        count(length + 1);
        at + length
    }

    /// The same, but no further than `most` bytes.
    pub fn skip_at_most(self, at: usize, most: usize, wanted: impl Fn(u8) -> bool) -> usize {
        let end = (at + most).min(self.text.len());
        let rest = self.text.as_bytes().get(at..end).unwrap_or_default();
        let length = rest.iter().take_while(|byte| wanted(**byte)).count();
        count(length + 1);
        at + length
    }

    /// Where the bytes before `at` begin to be `wanted`, looking back at no more than `most` of them.
    pub fn skip_back(self, at: usize, most: usize, wanted: impl Fn(u8) -> bool) -> usize {
        let before = self.text.as_bytes().get(self.hidden..at).unwrap_or_default();
        let length = before.iter().rev().take(most).take_while(|byte| wanted(**byte)).count();
        count(length + 1);
        at - length
    }

    pub fn has(self, at: usize, text: &str) -> bool {
        count(text.len());
        self.text.as_bytes().get(at..).is_some_and(|rest| rest.starts_with(text.as_bytes()))
    }

    /// Whether one of the texts is at `at`.
    pub fn has_any(self, at: usize, texts: &[&str]) -> bool {
        texts.iter().any(|text| self.has(at, text))
    }

    /// Whether `text` ends at `at`.
    pub fn has_before(self, at: usize, text: &str) -> bool {
        at.checked_sub(text.len()).is_some_and(|start| self.has(start, text))
    }

    /// What the pass has hidden before, if it is at `at`.
    pub fn redacted(self, at: usize) -> Option<Range<usize>> {
        self.has(at, REDACTED).then(|| at..at + REDACTED.len())
    }

    pub fn slice(self, range: &Range<usize>) -> &'a str {
        count(range.len());
        self.text.get(range.clone()).unwrap_or_default()
    }

    pub fn rest(self, at: usize) -> &'a str {
        self.text.get(at..).unwrap_or_default()
    }

    /// Past spaces, also those that a URL or a string writes by other letters.
    pub fn skip_gap(self, mut at: usize) -> usize {
        loop {
            let space = match self.byte(at) {
                Some(b' ' | b'\t') => 1,
                Some(b'%') if self.has(at, "%20") => 3,
                Some(b'\\') if self.has(at, "\\t") => 2,
                _ => return at,
            };
            at += space;
        }
    }

    /// Past white space, also where a string writes it by other letters.
    pub fn skip_white(self, mut at: usize) -> usize {
        loop {
            let space = match self.byte(at) {
                Some(byte) if byte.is_ascii_whitespace() => 1,
                Some(b'\\') if self.has_any(at, &["\\n", "\\r", "\\t"]) => 2,
                _ => return at,
            };
            at += space;
        }
    }
}

/// Letters of a word: of an identifier, the name of a header, a key.
pub fn in_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}

pub fn is_quote(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | b'`')
}

pub fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

#[cfg(test)]
thread_local! {
    pub static LOOKED_AT: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

#[cfg(test)]
fn count(bytes: usize) {
    LOOKED_AT.with(|looked_at| looked_at.set(looked_at.get() + bytes));
}

#[cfg(not(test))]
fn count(_: usize) {}
