//! Reading an object, from where the last attempt broke off.

use std::sync::Arc;

use reqwest::header::{HeaderMap, RANGE, RETRY_AFTER};
use reqwest::{Response, StatusCode};
use retry_runtime::{CircuitBreaker, RetryBudget, hint};

use super::{BucketError, Object};
use crate::call::Call;
use crate::vertex::Tokens;

/// The largest object that is read. It is held in memory.
pub const MAX_SIZE: usize = 32 << 20;

/// A client of Cloud Storage. Clones share its connections and its limits.
#[derive(Clone, Debug)]
pub struct Bucket(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    http: reqwest::Client,
    base_url: String,
    tokens: Tokens,
    capacity: CircuitBreaker,
    budget: RetryBudget,
}

/// What there is of an object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Its beginning.
    pub bytes: Vec<u8>,
    /// Which version of the object it is of.
    generation: Option<String>,
}

impl Bucket {
    /// A client of the API at `base_url`.
    #[must_use]
    pub fn new(http: reqwest::Client, base_url: &str, tokens: Tokens) -> Self {
        let base_url = base_url.to_owned();
        let (capacity, budget) = (CircuitBreaker::new("bucket.capacity"), RetryBudget::new());
        Self(Arc::new(Inner { http, base_url, tokens, capacity, budget }))
    }

    /// Opens while the bucket is down.
    #[must_use]
    pub fn capacity(&self) -> &CircuitBreaker {
        &self.0.capacity
    }

    /// Bounds the retries of all reads.
    #[must_use]
    pub fn budget(&self) -> &RetryBudget {
        &self.0.budget
    }

    /// Where its tokens come from.
    #[must_use]
    pub fn tokens(&self) -> &Tokens {
        &self.0.tokens
    }

    /// Reads what is missing of an object. After an error, what came is in `part`, for the next attempt.
    ///
    /// # Errors
    /// If the bucket refuses or fails, or breaks off.
    pub async fn read(&self, call: &Call, object: &Object, part: &mut Part) -> Result<(), BucketError> {
        let token = self.0.tokens.bearer().await?;
        let mut url = object.media(&self.0.base_url).ok_or(BucketError::Refused(0))?;
        let (have, mut range) = (part.bytes.len(), None);
        if let Some(generation) = &part.generation {
            url.query_pairs_mut().append_pair("ifGenerationMatch", generation);
            range = Some(format!("bytes={have}-"));
        }
        let request = call.on(self.0.http.get(url)).header("authorization", token.header);
        let request = range.iter().fold(request, |request, range| request.header(RANGE, range));
        let response = request.send().await.map_err(|error| broke_off(have, error))?;
        match response.status() {
            StatusCode::OK => {
                *part = Part {
                    bytes: Vec::new(),
                    generation: header(response.headers(), "x-goog-generation"),
                };
                append(response, part).await
            }
            StatusCode::PARTIAL_CONTENT => append(response, part).await,
            // The last attempt broke off behind the last byte.
            StatusCode::RANGE_NOT_SATISFIABLE if have > 0 => Ok(()),
            StatusCode::PRECONDITION_FAILED => {
                *part = Part::default();
                Err(BucketError::Replaced)
            }
            status => Err(refused(status, response.headers(), token.number)),
        }
    }
}

async fn append(mut response: Response, part: &mut Part) -> Result<(), BucketError> {
    loop {
        let chunk = response.chunk().await.map_err(|error| broke_off(part.bytes.len(), error))?;
        let Some(chunk) = chunk else { return Ok(()) };
        if part.bytes.len() + chunk.len() > MAX_SIZE {
            return Err(BucketError::TooLarge(MAX_SIZE));
        }
        part.bytes.extend_from_slice(&chunk);
    }
}

fn refused(status: StatusCode, headers: &HeaderMap, token: u64) -> BucketError {
    match status.as_u16() {
        401 => BucketError::Unauthenticated { token },
        404 => BucketError::NotFound,
        408 | 429 => BucketError::Throttled {
            retry_after: header(headers, RETRY_AFTER.as_str()).as_deref().and_then(hint::retry_after),
        },
        status @ 500.. => BucketError::Unavailable(status),
        status => BucketError::Refused(status),
    }
}

fn broke_off(have: usize, error: reqwest::Error) -> BucketError {
    BucketError::BrokeOff { have, error: error.without_url() }
}

fn header(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name)?.to_str().ok().map(str::to_owned)
}
