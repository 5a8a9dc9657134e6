//! Takes secrets out of the text of errors, before it goes to a log.

use std::fmt::{self, Write};
use std::sync::{PoisonError, RwLock};

mod auth;
mod names;
mod pair;
mod prose;
mod scan;
mod shapes;
mod source;
#[cfg(test)]
mod tests;

/// The longest text that is given to a redactor, and the longest that is shown, in bytes.
const RAW: usize = 4096;
const SHOWN: usize = 1024;

const CUT: char = '…';

static REDACTOR: RwLock<fn(&str) -> String> = RwLock::new(redact);

/// Replaces the secrets in a text by `[redacted]`. It is what errors pass before they are logged, unless
/// [`set_redactor`] says otherwise.
///
/// ```
/// use retry_runtime::redact;
///
/// assert_eq!(
///     redact("error sending request for url (https://host/v1/models?key=AIzaSyD4&alt=json)"),
///     "error sending request for url (https://host/v1/models?key=[redacted]&alt=json)",
/// );
/// assert_eq!(redact("postgres://app:hunter2@db/app: timed out"), "postgres://[redacted]@db/app: timed out");
/// assert_eq!(redact("Config { user: \"app\", password: \"hunter2\" }"), "Config { user: \"app\", password: \"[redacted]\" }");
/// assert_eq!(redact("invalid token: unexpected end; max_tokens=4096"), "invalid token: unexpected end; max_tokens=4096");
/// ```
///
/// It removes
///
/// - the user and the password of URLs;
/// - the token after `Bearer` and `Basic`, and what a header `Authorization` or `Cookie` holds;
/// - the values of keys that sound secret, such as `password=…`, `api_key: …`, `"accessToken":"…"`, also in URLs, in
///   the `Debug` output of Rust and in JSON inside of it; in the query of a URL also those of `key` and `sig`;
/// - keys that are known by their shape: `AIza…`, `AKIA…`, `sk-…`, `ghp_…`, `xoxb-…`, `hf_…`, JSON Web Tokens, and others.
///
/// It does not find a secret that nothing points at: a password in the middle of a sentence, a key in the path of a URL,
/// bytes in hexadecimal, a secret that is encoded as a whole. It does not look for personal data. Keep what must never
/// be logged out of the text of errors.
///
/// The result has at most 1 KiB; one that was cut ends in `…`. The time is linear in the length of the text.
#[must_use]
pub fn redact(text: &str) -> String {
    shorten(scan::pass(text), false)
}

/// Replaces the redactor of the whole process, at any time.
///
/// ```
/// use retry_runtime::{redact, set_redactor};
///
/// set_redactor(|text| redact(text).replace("db-7.internal", "[host]"));
/// ```
///
/// It is given at most 4 KiB of an error's text, and its result is cut to 1 KiB. It is called on the failing path only,
/// where an event is logged or an error recorded. A panic in it is the caller's.
pub fn set_redactor(redactor: fn(&str) -> String) {
    *REDACTOR.write().unwrap_or_else(PoisonError::into_inner) = redactor;
}

/// What may be shown of an error. `{:#}` makes `anyhow` and `eyre` tell their causes.
pub fn text(error: &dyn fmt::Display) -> String {
    let mut raw = Bounded::default();
    // An error here says that the buffer is full, or that `Display` gave up: what was written is still worth showing.
    let _ = write!(raw, "{error:#}");
    // Copied out, so that the lock is not held while foreign code runs.
    let redactor = *REDACTOR.read().unwrap_or_else(PoisonError::into_inner);
    shorten(redactor(raw.whole_words()), raw.full)
}

/// A buffer that takes [`RAW`] bytes and then refuses.
#[derive(Default)]
struct Bounded {
    text: String,
    full: bool,
}

impl Bounded {
    /// The text without the word that did not fit, if there are others: half a key would not be recognised as one.
    fn whole_words(&self) -> &str {
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

/// Cuts to [`SHOWN`] bytes. What was cut, here or `before`, ends in `…`.
fn shorten(text: String, before: bool) -> String {
    if text.len() <= SHOWN && (!before || text.ends_with(CUT)) {
        return text;
    }
    let mut short = start_of(&text, SHOWN - CUT.len_utf8()).to_owned();
    short.push(CUT);
    short
}

/// The longest start of a text that has at most `most` bytes.
fn start_of(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    end.and_then(|end| text.get(..end)).unwrap_or_default()
}
