//! The pass over a text, from left to right; what a secret looks like is known to the rules.

use std::ops::Range;

use super::found::Found;
use super::nest::Nests;
use super::source::{REDACTED, Source, in_word, is_quote};
use super::{element, pair, pem, scheme, sentence, shape, url};

/// Finds a secret in a word or after it.
type Rule = fn(Source<'_>, &Range<usize>) -> Option<Found>;

/// Read from top to bottom; the first that finds something decides.
const RULES: &[Rule] = &[
    |source, word| pem::body(source, word.start).map(Found::Secret),
    |source, word| shape::find(source, word).map(Found::Secret),
    |source, word| url::webhook(source, word).map(Found::Secret),
    |source, word| url::bare_password(source, word).map(Found::Secret),
    |source, word| scheme::token(source, word).map(Found::Secret),
    pair::find,
    |source, word| sentence::find(source, word).map(Found::Secret),
];

/// Replaces every secret of the text, in one pass from left to right.
///
/// The pass is linear. It goes on behind what it hides, so a rule that hides something has read it once for all. A rule
/// that hides nothing has read no more than the quotes or the tag that follow its name, or an unquoted value, and one that
/// is long is hidden; so no byte is read by more than a few of them. The rule for URLs stops at the next `://`.
///
/// The pass changes nothing that it has made itself: `[redacted]` is no value and no token, and what follows it begins
/// with the same byte, one that ends a word.
pub fn pass(text: &str) -> String {
    let mut scan = Scan {
        source: Source::new(text),
        nests: Nests::default(),
        out: String::with_capacity(text.len()),
        copied: 0,
        at: 0,
    };
    while let Some(byte) = scan.source.byte(scan.at) {
        scan.step(byte);
    }
    scan.out.push_str(scan.source.rest(scan.copied));
    scan.out
}

struct Scan<'a> {
    source: Source<'a>,
    nests: Nests,
    out: String,
    /// How much of the source is in `out`, or hidden.
    copied: usize,
    at: usize,
}

impl Scan<'_> {
    /// Goes on by what begins at `at`.
    fn step(&mut self, byte: u8) {
        let (source, at) = (self.source, self.at);
        match byte {
            _ if in_word(byte) => self.word(),
            b':' if source.has(at, "://") => self.hide_or_go_on(at + 3, url::user_info(source, at + 3)),
            b'<' | b'&' => self.hide_or_go_on(at + 1, element::content(source, at)),
            b'[' if source.has(at, REDACTED) => {
                self.at = at + REDACTED.len();
                self.nests.follow_hidden(source, &(at..self.at));
            }
            _ if is_quote(byte) => {
                let secret = self.nests.quoted(source, at);
                self.hide_or_go_on(at + 1, secret);
            }
            b'\\' => self.backslashes(),
            _ => {
                self.nests.follow(at, byte);
                self.at += escape(source, at, byte);
            }
        }
    }

    /// Goes on behind the quote that they escape, or else behind the last of them and what it escapes.
    fn backslashes(&mut self) {
        let (source, at) = (self.source, self.at);
        let end = source.skip(at, |byte| byte == b'\\');
        if source.byte(end).is_some_and(is_quote) {
            let secret = self.nests.quoted(source, at);
            self.hide_or_go_on(end + 1, secret);
        } else {
            self.at = end - 1 + escape(source, end - 1, b'\\');
        }
    }

    fn word(&mut self) {
        let (source, start) = (self.source, self.at);
        let word = start..source.skip(start, in_word);
        let found = RULES
            .iter()
            .find_map(|rule| rule(source, &word))
            .or_else(|| self.nests.word(source, &word));
        match found {
            Some(Found::Secret(secret)) => self.hide_or_go_on(word.end, Some(secret)),
            Some(Found::Nest { open, kind }) => {
                self.nests.push(kind);
                self.at = open;
            }
            None => self.at = word.end,
        }
    }

    /// Goes on behind the secret, or else at `next`.
    fn hide_or_go_on(&mut self, next: usize, secret: Option<Range<usize>>) {
        self.at = next;
        if let Some(secret) = secret {
            self.out.push_str(self.source.slice(&(self.copied..secret.start)));
            self.out.push_str(REDACTED);
            self.nests.follow_hidden(self.source, &secret);
            self.copied = secret.end;
            self.source = self.source.hidden_to(secret.end);
            self.at = secret.end.max(next);
        }
    }
}

/// How many bytes are no part of the next word: those of `\n` and `%20` are letters, and yet a word begins after them.
fn escape(source: Source<'_>, at: usize, byte: u8) -> usize {
    let hex = |at| source.byte(at).is_some_and(|byte| byte.is_ascii_hexdigit());
    match (byte, source.byte(at + 1)) {
        (b'\\', Some(b'n' | b'r' | b't')) => 2,
        (b'\\', Some(b'u')) if (2..6).all(|offset| hex(at + offset)) => 6,
        (b'%', Some(_)) if hex(at + 1) && hex(at + 2) => 3,
        _ => 1,
    }
}
