//! The tokens of an account: one at a time, until it is over or was refused.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::HeaderValue;
use retry_runtime::retry;
use serde::Deserialize;
use tokio::sync::Mutex;
use tokio::time::Instant;

use super::{ServiceAccount, TokenError};

/// A token is not used for the last minute of its time.
const MARGIN: Duration = Duration::from_mins(1);

/// Where tokens come from. Clones share the token.
#[derive(Clone, Debug)]
pub struct Tokens(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    http: reqwest::Client,
    account: ServiceAccount,
    current: Mutex<Current>,
}

#[derive(Debug, Default)]
struct Current {
    /// How many there were so far, and so the number of the last one.
    number: u64,
    token: Option<(HeaderValue, Instant)>,
}

/// A token as it is sent.
#[derive(Clone)]
pub struct Bearer {
    /// The value of the header `Authorization`.
    pub header: HeaderValue,
    /// Which one it is.
    pub number: u64,
}

#[derive(Deserialize)]
struct Answer {
    access_token: String,
    expires_in: u64,
}

impl Tokens {
    /// The tokens of an account.
    #[must_use]
    pub fn new(http: reqwest::Client, account: ServiceAccount) -> Self {
        Self(Arc::new(Inner { http, account, current: Mutex::default() }))
    }

    /// The project of the account.
    #[must_use]
    pub fn project(&self) -> &str {
        &self.0.account.project
    }

    /// The token of the moment. Those who need a new one wait for the one request that asks for it.
    ///
    /// # Errors
    /// If there is none to be had.
    pub async fn bearer(&self) -> Result<Bearer, TokenError> {
        let mut current = self.0.current.lock().await;
        let header = match &current.token {
            Some((header, until)) if Instant::now() < *until => header.clone(),
            _ => {
                let (header, until) = self.fetch().await?;
                current.number += 1;
                current.token.insert((header, until)).0.clone()
            }
        };
        Ok(Bearer { header, number: current.number })
    }

    /// A token was refused. It is not used again; one that has taken its place since is, or one that is asked for now.
    ///
    /// This is for a hook, where no attempt has begun: a token server that is slow uses up none of its time. One that gives
    /// no token is asked by the attempt, which tells of it.
    pub async fn replace(&self, number: u64) {
        {
            let mut current = self.0.current.lock().await;
            if current.number == number {
                current.token = None;
            }
        }
        if let Err(error) = self.bearer().await {
            tracing::warn!(%error, "the token was not replaced");
        }
    }

    #[retry(
        max = 3,
        backoff = exp(100ms, jitter = full),
        classified,
        attempt_timeout = 2s,
        name = "vertex.token",
    )]
    async fn fetch(&self) -> Result<(HeaderValue, Instant), TokenError> {
        let Inner { http, account, .. } = &*self.0;
        let assertion = account.assertion()?;
        let form = [("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"), ("assertion", assertion.as_str())];
        let response = http.post(&account.token_uri).form(&form).send().await.map_err(no_answer)?;
        match response.status().as_u16() {
            200 => {}
            429 | 500.. => return Err(TokenError::Unavailable(response.status().as_u16())),
            // What else it says may repeat the assertion.
            status => return Err(TokenError::Refused(status.to_string())),
        }
        let Answer { access_token, expires_in } = response.json().await.map_err(|_| TokenError::Malformed)?;
        let header = HeaderValue::from_str(&format!("Bearer {access_token}"));
        let mut header = header.map_err(|_| TokenError::Malformed)?;
        header.set_sensitive(true);
        Ok((header, Instant::now() + Duration::from_secs(expires_in).saturating_sub(MARGIN)))
    }
}

fn no_answer(error: reqwest::Error) -> TokenError {
    TokenError::Transport(error.without_url())
}

impl fmt::Debug for Bearer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Bearer({})", self.number)
    }
}
