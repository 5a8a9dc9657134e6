//! How vectors are asked for again: said once.

use super::VertexError;

retry_runtime::policy! {
    /// Every vector. A token that was refused is replaced before the one attempt that this is worth.
    pub static VERTEX: VertexError = (
        max = 3,
        backoff = exp(200ms, max = 2s, jitter = full),
        on(VertexError::Unauthenticated, max = 2, backoff = none),
        classified,
        hint(cap = 2s),
        attempt_timeout = 2s,
    )
}
