//! `cancel`.

use super::prelude::*;

functions! {
    #[retry(max = 3, backoff = exp(1s), cancel = std::future::pending::<()>(), retryable = [Error::Busy])]
    pub async fn ours(service: &'static Service) -> Result<u64, Error> {
        Ok(body(service).await? + 1)
    }

    pub async fn hand(service: &'static Service) -> Result<u64, Error> {
        let mut attempt = 1;
        loop {
            let error = match async { Ok::<_, Error>(body(service).await? + 1) }.await {
                Ok(value) => {
                    if attempt > 1 {
                        recovered(attempt);
                    }
                    return Ok(value);
                }
                Err(error) => error,
            };
            let Some(wait) = wait(Error::is_busy(&error), attempt) else {
                gave_up(attempt, error.is_busy(), &error);
                return Err(error);
            };
            retrying(attempt, wait, &error);
            tokio::select! {
                biased;
                () = std::future::pending() => return Err(error),
                () = sleep(wait) => {}
            }
            attempt += 1;
        }
    }
}
