//! `clone`.

use super::prelude::*;
use std::sync::Arc;

functions! {
    #[retry(max = 3, backoff = exp(1s), clone(text), retryable = [Error::Busy])]
    async fn cloned(service: &'static Service, text: Arc<str>) -> Result<u64, Error> {
        let outcome = body(service).await? + 1;
        drop(text);
        Ok(outcome)
    }

    async fn cloned_by_hand(service: &'static Service, text: Arc<str>) -> Result<u64, Error> {
        by_hand!(
            attempt,
            async {
                let text = text.clone();
                let outcome = body(service).await? + 1;
                drop(text);
                Ok::<_, Error>(outcome)
            }
            .await,
            |error| wait(Error::is_busy(&error), attempt)
        )
    }

    pub fn ours(service: &'static Service) -> impl Future<Output = Result<u64, Error>> {
        cloned(service, service.text())
    }

    pub fn hand(service: &'static Service) -> impl Future<Output = Result<u64, Error>> {
        cloned_by_hand(service, service.text())
    }
}
