//! A text that takes so many bytes and then refuses: what a `Display` writes may be long, or never end.

use std::fmt::{self, Write};

/// The longest text of an error that is looked at, in bytes.
pub const RAW: usize = 4096;

/// A buffer of [`RAW`] bytes.
#[derive(Default)]
pub struct Bounded {
    pub text: String,
    pub full: bool,
}

impl Bounded {
    /// The text without the word that did not fit, if there are others: half a key would not be recognised as one.
    pub fn whole_words(&self) -> &str {
        let whole = self.text.trim_end_matches(|letter: char| !letter.is_whitespace());
        if self.full && !whole.is_empty() { whole } else { &self.text }
    }
}

impl Write for Bounded {
    fn write_str(&mut self, piece: &str) -> fmt::Result {
        // A `Display` may go on after an error; a later piece must not follow one that was cut.
        if self.full {
            return Err(fmt::Error);
        }
        let fits = start_of(piece, RAW - self.text.len());
        self.text.push_str(fits);
        self.full = fits.len() < piece.len();
        if self.full { Err(fmt::Error) } else { Ok(()) }
    }
}

/// The longest start of a text that has at most `most` bytes.
pub fn start_of(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    end.and_then(|end| text.get(..end)).unwrap_or_default()
}
