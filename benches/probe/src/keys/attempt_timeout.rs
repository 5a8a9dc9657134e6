//! `attempt_timeout`.

use super::prelude::*;
use tokio::time::timeout;

functions! {
    #[retry(max = 3, backoff = exp(1s), attempt_timeout(5s, error = |_| Error::Gone), retryable = [Error::Busy])]
    pub async fn ours(service: &'static Service) -> Result<u64, Error> {
        Ok(body(service).await? + 1)
    }

    pub async fn hand(service: &'static Service) -> Result<u64, Error> {
        by_hand!(
            attempt,
            timeout(Duration::from_secs(5), async { Ok::<_, Error>(body(service).await? + 1) }).await.unwrap_or(Err(Error::Gone)),
            |error| wait(error.is_busy(), attempt)
        )
    }
}
