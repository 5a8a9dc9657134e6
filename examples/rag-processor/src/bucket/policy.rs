//! How an object is read again: said once.

use super::BucketError;

retry_runtime::policy! {
    /// Every read. A token that was refused is replaced before the one attempt that this is worth.
    pub static BUCKET: BucketError = (
        max = 4,
        backoff = exp(100ms, max = 2s, jitter = full),
        on(BucketError::Unauthenticated, max = 2, backoff = none),
        classified,
        hint(cap = 2s),
        attempt_timeout = 2s,
    )
}
