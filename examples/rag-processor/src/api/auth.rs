//! The one token that opens the API.

use std::fmt;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ring::digest::{Digest, SHA256, digest};

use super::{Api, Problem};

/// A token, of which only the digest is kept. Digests are compared, so the time that takes tells nothing.
#[derive(Clone)]
pub struct Token(Digest);

impl Token {
    /// A token that has to be brought.
    #[must_use]
    pub fn new(token: &str) -> Self {
        Self(digest(&SHA256, token.as_bytes()))
    }

    /// Whether a request brings it: as a bearer, or as the password that a browser asks for.
    fn is_brought(&self, headers: &HeaderMap) -> bool {
        let value = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let brought = value.and_then(|value| match value.split_once(' ')? {
            (scheme, token) if scheme.eq_ignore_ascii_case("bearer") => Some(token.trim().as_bytes().to_vec()),
            (scheme, pair) if scheme.eq_ignore_ascii_case("basic") => {
                let pair = STANDARD.decode(pair.trim()).ok()?;
                let colon = pair.iter().position(|byte| *byte == b':')?;
                Some(pair[colon + 1..].to_vec())
            }
            _ => None,
        });
        brought.is_some_and(|brought| digest(&SHA256, &brought).as_ref() == self.0.as_ref())
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Token(..)")
    }
}

/// Lets a request through that brings the token; where there is none, one of this machine.
pub(super) async fn check(State(api): State<Arc<Api>>, request: Request, next: Next) -> Result<Response, Problem> {
    let headers = request.headers();
    match &api.token {
        Some(token) if !token.is_brought(headers) => {
            let detail = "the token is missing or wrong; send `Authorization: Bearer` with it";
            Err(Problem::new(StatusCode::UNAUTHORIZED, detail))
        }
        None if !is_local(headers) => {
            let detail = "without a token, only this machine is listened to; ask for 127.0.0.1 or localhost";
            Err(Problem::new(StatusCode::FORBIDDEN, detail))
        }
        _ => Ok(next.run(request).await),
    }
}

/// Whether it is no page of another site that asks.
///
/// A name of any site can be made to point to this machine, and a form of any page can be sent here.
fn is_local(headers: &HeaderMap) -> bool {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let host = header("host").map(|host| host.rsplit_once(':').map_or(host, |(name, _port)| name));
    let is_own_page = header("sec-fetch-site").is_none_or(|site| site == "same-origin" || site == "none");
    matches!(host, Some("127.0.0.1" | "localhost" | "[::1]")) && is_own_page
}
