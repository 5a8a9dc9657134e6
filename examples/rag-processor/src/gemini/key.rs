//! The API key, kept out of everything that is printed.

use std::path::Path;
use std::{fmt, fs, io};

/// A Gemini API key. It is sent in a header and shown nowhere.
#[derive(Clone, PartialEq, Eq)]
pub struct ApiKey(String);

impl ApiKey {
    /// Wraps a key.
    pub fn new(key: impl Into<String>) -> Self {
        Self(key.into())
    }

    /// The key in a file.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn read(path: &Path) -> io::Result<Self> {
        Ok(Self::new(fs::read_to_string(path)?.trim()))
    }

    /// The key itself, for the request header only.
    pub(super) fn reveal(&self) -> &str {
        &self.0
    }

    /// `text` without the key: Google repeats a suspended key in its error message.
    pub(super) fn scrub(&self, text: &str) -> String {
        if self.0.is_empty() {
            text.to_owned()
        } else {
            text.replace(&self.0, "[API key]")
        }
    }
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ApiKey(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_does_not_show_the_key() {
        assert_eq!(format!("{:?}", ApiKey::new("hunter2")), "ApiKey(..)");
    }

    #[test]
    fn the_key_is_scrubbed_from_a_message() {
        let text = "Consumer 'api_key:hunter2' has been suspended.";
        assert_eq!(ApiKey::new("hunter2").scrub(text), "Consumer 'api_key:[API key]' has been suspended.");
        assert_eq!(ApiKey::new("").scrub(text), text);
    }
}
