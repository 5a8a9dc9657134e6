use std::ops::Range;

use super::source::{Source, in_word};

/// A key that is known by how it begins.
struct Shape {
    prefix: &'static str,
    /// How many letters of the alphabet must follow.
    least: usize,
    /// How many are enough if a digit or a capital letter is among them.
    least_mixed: usize,
    alphabet: fn(u8) -> bool,
}

const fn shape(prefix: &'static str, least: usize, alphabet: fn(u8) -> bool) -> Shape {
    Shape { prefix, least, least_mixed: least, alphabet }
}

/// Found in the middle of a word, too: these beginnings do not occur in ordinary words.
const ANYWHERE: [Shape; 3] =
    [shape("AIza", 4, in_word), shape("AKIA", 12, capital_or_digit), shape("ASIA", 12, capital_or_digit)];

/// Found where a word begins.
const AT_START: [Shape; 26] = [
    // `sk-learn` is a library, and `task-12345678` is no key.
    Shape { prefix: "sk-", least: 16, least_mixed: 8, alphabet: in_word },
    shape("sk_live_", 4, in_word),
    shape("sk_test_", 4, in_word),
    shape("rk_live_", 4, in_word),
    shape("rk_test_", 4, in_word),
    shape("whsec_", 16, in_word),
    shape("ghp_", 16, in_word),
    shape("gho_", 16, in_word),
    shape("ghu_", 16, in_word),
    shape("ghs_", 16, in_word),
    shape("ghr_", 16, in_word),
    shape("github_pat_", 4, in_word),
    shape("glpat-", 4, in_word),
    shape("npm_", 16, alphanumeric),
    shape("pypi-", 16, in_word),
    shape("xoxa-", 4, in_word),
    shape("xoxb-", 4, in_word),
    shape("xoxp-", 4, in_word),
    shape("xoxr-", 4, in_word),
    shape("xoxs-", 4, in_word),
    shape("xapp-", 4, in_word),
    shape("hf_", 16, alphanumeric),
    shape("gsk_", 16, alphanumeric),
    shape("xai-", 16, alphanumeric),
    shape("pplx-", 16, alphanumeric),
    shape("r8_", 16, alphanumeric),
];

/// The key in the word, up to the word's end.
pub fn find(source: Source<'_>, word: &Range<usize>) -> Option<Range<usize>> {
    if let Some(key) = dotted(source, word) {
        return Some(key);
    }
    if AT_START.iter().any(|shape| shape.begins(source, word.start)) {
        return Some(word.clone());
    }
    let begins = |at: &usize| ANYWHERE.iter().any(|shape| shape.begins(source, *at));
    // All of them begin so.
    let capital = |at: &usize| source.byte(*at) == Some(b'A');
    word.clone().filter(capital).find(begins).map(|start| start..word.end)
}

/// Keys of several words with dots in between: JSON Web Tokens and the access tokens of Google.
fn dotted(source: Source<'_>, word: &Range<usize>) -> Option<Range<usize>> {
    let web_token = source.has(word.start, "eyJ");
    if !web_token && !source.has(word.start, "ya29.") {
        return None;
    }
    let key = word.start..source.skip(word.start, |byte| in_word(byte) || byte == b'.');
    let dots = source.slice(&key).bytes().filter(|byte| *byte == b'.').count();
    let found = if web_token { dots >= 2 } else { key.len() > "ya29.".len() + 3 };
    found.then_some(key)
}

impl Shape {
    fn begins(&self, source: Source<'_>, at: usize) -> bool {
        if !source.has(at, self.prefix) {
            return false;
        }
        let start = at + self.prefix.len();
        let mixed = |at| source.byte(at).is_some_and(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
        // More than `least` tell nothing new.
        let follow = (start..start + self.least)
            .take_while(|at| source.byte(*at).is_some_and(self.alphabet))
            .count();
        follow >= self.least || (follow >= self.least_mixed && (start..start + follow).any(mixed))
    }
}

fn alphanumeric(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
}

fn capital_or_digit(byte: u8) -> bool {
    byte.is_ascii_uppercase() || byte.is_ascii_digit()
}
