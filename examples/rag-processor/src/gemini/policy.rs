//! How every service retries: said once.

use super::GeminiError;

retry_runtime::policy! {
    /// Every call to Gemini. What is retried is said by [`GeminiError`], variant by variant.
    ///
    /// The waits are short, so that a run through every fault takes seconds. In production they would begin with a
    /// second, and the cap be a minute: Gemini often asks for half of one.
    ///
    /// Breakers and budget belong to a client, and so to the functions: see [`Limits`](super::Limits).
    pub static GEMINI: GeminiError =
        (max = 3, backoff = "exp(200ms)", classified, hint(cap = 1s), attempt_timeout = "2s")
}
