use std::ops::Range;

/// The text that is searched. All bytes are read by its methods, so that the tests can count them.
///
/// Ranges of it begin and end beside ASCII, and so between characters.
#[derive(Clone, Copy)]
pub struct Source<'a>(&'a str);

impl<'a> Source<'a> {
    pub fn new(text: &'a str) -> Self {
        Self(text)
    }

    pub fn byte(self, at: usize) -> Option<u8> {
        count(1);
        self.0.as_bytes().get(at).copied()
    }

    /// The byte before `at`.
    pub fn before(self, at: usize) -> Option<u8> {
        self.byte(at.checked_sub(1)?)
    }

    /// Where the bytes from `at` on stop being `wanted`.
    pub fn skip(self, at: usize, wanted: impl Fn(u8) -> bool) -> usize {
        let rest = self.0.as_bytes().get(at..).unwrap_or_default();
        let length = rest.iter().take_while(|byte| wanted(**byte)).count();
        count(length + 1);
        at + length
    }

    pub fn has(self, at: usize, text: &str) -> bool {
        count(text.len());
        self.0.as_bytes().get(at..).is_some_and(|rest| rest.starts_with(text.as_bytes()))
    }

    /// Whether `text` ends at `at`.
    pub fn has_before(self, at: usize, text: &str) -> bool {
        at.checked_sub(text.len()).is_some_and(|start| self.has(start, text))
    }

    pub fn slice(self, range: &Range<usize>) -> &'a str {
        count(range.len());
        self.0.get(range.clone()).unwrap_or_default()
    }

    pub fn rest(self, at: usize) -> &'a str {
        self.0.get(at..).unwrap_or_default()
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

/// Whether an unquoted value ends before this byte.
fn ends_value(byte: u8) -> bool {
    byte.is_ascii_whitespace()
        || is_quote(byte)
        || matches!(byte, b'&' | b'#' | b')' | b']' | b'}' | b'<' | b'>' | b',' | b';')
}

/// The unquoted value at `at`; it may be empty.
pub fn value(source: Source<'_>, at: usize) -> Range<usize> {
    let mut end = at;
    loop {
        end = source.skip(end, |byte| !ends_value(byte) && byte != b'\\');
        let after = source.skip(end, |byte| byte == b'\\');
        // Backslashes belong to the value, but not those of an escaped quote.
        if after == end || source.byte(after).is_some_and(is_quote) {
            return at..end;
        }
        end = after;
    }
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
