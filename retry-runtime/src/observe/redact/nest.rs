//! Follows the brackets behind the name of a secret, and finds what is secret between them; what names are is known to keys.

use std::ops::Range;

use super::found::Found;
use super::key;
use super::name;
use super::number::is_number;
use super::pair;
use super::source::{Source, in_word, is_quote};
use super::span;
use super::tables::names::Kind;
use super::value::{Form, is_secret};

/// The brackets that are open behind the name of a secret.
struct Nest {
    /// No piece is secret if it is of none.
    kind: Option<Kind>,
    depth: usize,
    /// Whether the last bracket was that of a list, as of bytes.
    list: bool,
    /// Whether a name or something hidden stands in the piece already.
    named: bool,
    /// Pieces before this are not looked at: they are part of one that is not secret.
    kept: usize,
}

/// All that are open, the innermost last.
#[derive(Default)]
pub struct Nests(Vec<Nest>);

impl Nests {
    /// The bracket at the next byte opens a nest.
    pub fn push(&mut self, kind: Option<Kind>) {
        self.0.push(Nest { kind, depth: 0, list: false, named: false, kept: 0 });
    }

    /// Takes note of a bracket or of a comma.
    pub fn follow(&mut self, at: usize, byte: u8) {
        let Some(nest) = self.0.last_mut().filter(|nest| at >= nest.kept) else {
            return;
        };
        match byte {
            b'(' | b'[' | b'{' => {
                nest.depth += 1;
                nest.list = byte == b'[';
                // `value: Some(5)` is still the value.
                nest.named &= byte == b'(';
            }
            b')' | b']' | b'}' => {
                nest.depth = nest.depth.saturating_sub(1);
                nest.list = false;
            }
            b',' => nest.named = false,
            b';' => nest.list = false,
            _ => {}
        }
        if nest.depth == 0 {
            self.0.pop();
        }
    }

    /// Takes note of something hidden, now or by a pass before: what follows it in its piece is not the value.
    pub fn follow_hidden(&mut self, source: Source<'_>, hidden: &Range<usize>) {
        let quoted = source.before(hidden.start).is_some_and(is_quote);
        if let Some(nest) = self.0.last_mut() {
            nest.named = true;
            // The quote behind it opens nothing.
            nest.kept = nest.kept.max(if quoted { span::past_quote(source, hidden) } else { hidden.end });
        }
    }

    /// The secret between the quotes at `at`, if a piece of a nest begins there.
    pub fn quoted(&mut self, source: Source<'_>, at: usize) -> Option<Range<usize>> {
        let nest = self.0.last_mut().filter(|nest| at >= nest.kept)?;
        let content = span::quoted(source, at)?;
        let after = span::past_quote(source, &content);
        let inner = source.before(at).is_some_and(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii())
            || source.is_hidden_before(at);
        let apostrophe = source.byte(at) == Some(b'\'') && (inner || after == content.end);
        let separated = matches!(source.byte(source.skip_white(after)), Some(b':' | b'='));
        let is_name = separated && source.skip(content.start, |byte| in_word(byte) || byte == b' ') == content.end;
        if apostrophe || is_name {
            return None;
        }
        nest.kept = after;
        pair::in_quotes(source, nest.kind?, content)
    }

    /// What the word, which no other rule knows, is in a nest.
    pub fn word(&mut self, source: Source<'_>, word: &Range<usize>) -> Option<Found> {
        let nest = self.0.last_mut().filter(|nest| word.start >= nest.kept)?;
        if let Some(key) = key::read(source, word) {
            nest.named = true;
            nest.kept = key.end;
            let about = name::is_about(source.slice(word));
            return about.then(|| nest.keep(source, key.end)).flatten();
        }
        if key::is_name(source, word) {
            return None;
        }
        let kind = nest.kind?;
        let value = span::unquoted(source, word.start);
        let text = source.slice(&value);
        nest.kept = value.end;
        if nest.list && !nest.named && is_number(text) && matches!(kind, Kind::Password | Kind::Secret) {
            return Some(Found::Secret(word.start..end_of_bytes(source, value.end)));
        }
        is_secret(text, kind, Form::Told).then_some(Found::Secret(value))
    }
}

impl Nest {
    /// The value at `at` tells something about the secret, and is none.
    fn keep(&mut self, source: Source<'_>, at: usize) -> Option<Found> {
        let name = source.skip(at, in_word);
        let open = source.skip(name, |byte| byte == b' ');
        if matches!(source.byte(open), Some(b'{' | b'[' | b'(')) && source.redacted(open).is_none() {
            return Some(Found::Nest { open, kind: None });
        }
        let quotes = source.byte(source.skip(at, |byte| byte == b'\\')).is_some_and(is_quote);
        self.kept = if quotes {
            span::past_quote(source, &span::quoted(source, at)?)
        } else {
            span::unquoted(source, at).end
        };
        None
    }
}

/// Where a list of numbers ends.
fn end_of_bytes(source: Source<'_>, at: usize) -> usize {
    source.skip(at, |byte| {
        byte.is_ascii_alphanumeric() || byte.is_ascii_whitespace() || matches!(byte, b',' | b'-' | b'\\')
    })
}
