//! What the rules look for, as data: a new kind of key, name or scheme is a line in one of these.

pub mod names;
pub mod schemes;
pub mod shapes;
pub mod webhooks;
pub mod words;

/// Words with spaces in between.
pub struct Words(&'static str);

impl Words {
    /// Whether the word, in lower case, is one of them.
    pub fn contains(&self, word: &str) -> bool {
        self.0.split_ascii_whitespace().any(|known| known == word)
    }
}
