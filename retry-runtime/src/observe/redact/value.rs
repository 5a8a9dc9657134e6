//! Tells from the value of a key whether it is a secret; where it ends is not decided here.

use super::number::{is_number, is_numbered, is_short_number, is_version};
use super::place::{is_file, is_location, is_reference};
use super::prose::{is_beginning, is_ordinary, is_state};
use super::source::REDACTED;
use super::tables::names::Kind;

/// How a value stands behind its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `name=value`
    Assigned,
    /// `Some-Name: value`
    Header,
    /// `some name: value`, and so a sentence may begin
    Told,
    /// `name: "value"`
    Quoted,
}

/// The longest unquoted value that may be none. It keeps the pass linear: a longer one is hidden, and so read once.
const LONGEST: usize = 128;

/// The shortest key of an [`Kind::Id`].
const LONG: usize = 32;

/// The shortest value that is taken for a key by its letters alone.
const SHORT: usize = 6;

/// Whether the value of such a name is secret.
pub fn is_secret(text: &str, kind: Kind, form: Form) -> bool {
    if text == REDACTED {
        return true;
    }
    let quoted = form == Form::Quoted;
    // What the pass has hidden in a value before tells that it was not secret as a whole.
    if text.contains(REDACTED) {
        return false;
    }
    if text.len() > LONGEST && !quoted {
        return true;
    }
    if is_blank(text) || is_reference(text, quoted) || is_said(text, form) {
        return false;
    }
    let told = matches!(form, Form::Told | Form::Header);
    match kind {
        Kind::Password | Kind::Phrase if quoted => true,
        Kind::Password | Kind::Phrase if told => !is_short_number(text) && !is_location(text),
        Kind::Password | Kind::Phrase => !is_file(text),
        Kind::Secret | Kind::Cookie | Kind::Authorization => {
            let word = form == Form::Told && (is_ordinary(text) || is_numbered(text));
            !word && text.contains(char::is_alphanumeric) && !is_number(text) && !is_version(text) && !is_location(text)
        }
        Kind::Hint => is_key(text) && (form == Form::Assigned || text.len() >= SHORT),
        Kind::Id => text.len() >= LONG && is_key(text),
    }
}

/// Whether this looks like a key: letters and digits, and no number, version or algorithm.
pub fn is_key(text: &str) -> bool {
    let in_key = |byte: u8| byte.is_ascii_alphanumeric() || b"+/=_.~:%-!$@^*|".contains(&byte);
    text.bytes().all(in_key)
        && text.bytes().any(|byte| byte.is_ascii_digit())
        && text.bytes().any(|byte| byte.is_ascii_alphabetic())
        && !(is_number(text) || is_version(text) || is_numbered(text) || is_location(text))
}

/// Whether this is a key although no separator stands before it.
pub fn is_plain_key(text: &str, kind: Kind) -> bool {
    let text = text.trim_end_matches(['.', ':', '!', '?']);
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let least = if kind == Kind::Password { 1 } else { 2 };
    text.len() >= SHORT && digits >= least && is_key(text) && !text.contains(['/', '=', ':'])
}

/// Whether nothing is told: no letters at all, or the stars of somebody who hid it before.
fn is_blank(text: &str) -> bool {
    let masks = ['*', '•', 'x', 'X', '.', '…', '-', '#', '_', '?', ' '];
    let masked = (3..=LONG).contains(&text.len()) && text.chars().all(|letter| masks.contains(&letter));
    masked || matches!(text, "" | "-" | "/")
}

/// Whether this is a word or a sentence about the secret.
fn is_said(text: &str, form: Form) -> bool {
    let told = matches!(form, Form::Told | Form::Header);
    let states = text.rsplit(' ').next().is_some_and(is_state);
    let sentence = (states || text.split(' ').count() > 2) && text.split(' ').all(is_in_sentence);
    is_state(text) && text.split(' ').all(is_in_sentence) || (told || sentence) && is_beginning(text)
}

/// Whether this stands in a sentence: a word or a number, with brackets and commas around it.
fn is_in_sentence(word: &str) -> bool {
    let word = word.trim_matches(['(', ')', '[', ']', ',', '.', ':', ';', '`', '\'']);
    is_ordinary(&word.replace('\'', "")) || word.is_empty() || is_number(word)
}
