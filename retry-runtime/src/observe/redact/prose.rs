//! Tells the words of a sentence from secrets, where either may stand; the words are a table.

use super::name;
use super::source::REDACTED;
use super::tables::words::{AFTER_BEARER, BEGINNINGS, STATES};

/// The longest English words have about as many letters; a longer one may be a passphrase.
const LONGEST: usize = 20;

/// The text without the punctuation of the sentence around it.
fn bare(text: &str) -> &str {
    text.trim_end_matches(['.', ':', '!', '?', '…', '='])
}

/// Whether this is a word of a sentence or several with `_` or `-` between them: letters only, written as words are.
pub fn is_ordinary(text: &str) -> bool {
    let text = bare(text);
    text.len() <= LONGEST && !text.is_empty() && text.split(['_', '-', '/']).all(is_word)
}

fn is_word(word: &str) -> bool {
    let capitals = word.chars().filter(|letter| letter.is_uppercase()).count();
    let written_as_words_are = match capitals {
        0 => true,
        1 => word.starts_with(char::is_uppercase),
        _ => word.chars().all(char::is_uppercase),
    };
    !word.is_empty() && word.chars().all(char::is_alphabetic) && written_as_words_are
}

/// Whether this says how a secret is: `missing`, `NotPresent`, `invalid_grant`.
pub fn is_state(text: &str) -> bool {
    let error = text.ends_with("Error") || text.ends_with("Exception");
    error || first_word(text).is_some_and(|word| STATES.contains(&word))
}

/// Whether a sentence begins so, or a type.
pub fn is_beginning(text: &str) -> bool {
    let first = text.split([' ', '(']).next().unwrap_or_default();
    is_state(first) || BEGINNINGS.contains(&bare(first).to_lowercase())
}

fn first_word(text: &str) -> Option<String> {
    let text = text.split_whitespace().next().filter(|text| text.len() <= 2 * LONGEST)?;
    let letters = text.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '\'');
    letters.chars().all(|letter| !letter.is_ascii_digit()).then_some(())?;
    name::words(letters).into_iter().next()
}

/// Whether this follows `Bearer` as a word of a sentence, or as a parameter of a challenge (`Bearer realm="…"`).
pub fn follows_bearer(text: &str) -> bool {
    let word = bare(text).to_lowercase();
    word != REDACTED && (AFTER_BEARER.contains(&word) || is_beginning(&word))
}
