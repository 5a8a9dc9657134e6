//! Takes secrets out of the text of errors, before it goes to a log; it is no search for personal data.

use std::fmt::{self, Write};
use std::sync::{PoisonError, RwLock};

use crate::observe::bounded::{Bounded, start_of};

mod bracket;
mod element;
mod found;
mod key;
mod name;
mod nest;
mod number;
mod pair;
mod pem;
mod place;
mod prose;
mod scan;
mod scheme;
mod sentence;
mod shape;
mod source;
mod span;
mod tables;
#[cfg(test)]
mod tests;
mod url;
mod value;

/// The longest text that is shown, in bytes.
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
/// - the user and the password of URLs, also of data sources such as `root:x@tcp(db:3306)/app`, and the paths of webhooks;
/// - the token after `Bearer` and `Basic`, and what a header `Authorization` holds behind its scheme, known or not, and a
///   header `Cookie`;
/// - the values of names that sound secret, such as `password=…`, `API key: …`, `"accessToken":"…"`, `<secret>…</secret>`
///   and `--token …`, also in URLs, in the `Debug` output of Rust, in JSON inside of it, and piece by piece in lists,
///   objects and structs behind such a name; in the query of a URL also those of `key`, `sig` and the like;
/// - private keys in PEM;
/// - keys that are known by their shape: `AIza…`, `AKIA…`, `sk-…`, `ghp_…`, `xoxb-…`, `hf_…`, JSON Web Tokens, and others.
///
/// It keeps what is said of a secret, for the reader of the log: that it is `missing`, `NotPresent` or must be longer, how
/// many tokens there are, which one a parser did not expect, its type, and the file where it should be. A password that is
/// such a word passes.
///
/// It does not find a secret that nothing points at: a password in the middle of a sentence, a key in the path of a URL,
/// bytes in hexadecimal, a secret that is encoded as a whole; nor one whose name is in the middle of a sentence and which
/// looks like a word or a number. It does not look for personal data. Keep what must never be logged out of the text of
/// errors.
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

/// What may be shown of an error.
pub fn text(error: &dyn fmt::Display) -> String {
    let mut raw = Bounded::default();
    // An error here says that the buffer is full, or that `Display` gave up: what was written is still worth showing.
    let _ = write!(raw, "{error:#}");
    // Copied out, so that the lock is not held while foreign code runs.
    let redactor = *REDACTOR.read().unwrap_or_else(PoisonError::into_inner);
    shorten(redactor(raw.whole_words()), raw.full)
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
