//! The headers of every answer.

use axum::http::{HeaderName, HeaderValue, header};
use axum::response::Response;

use crate::page::CONTENT_SECURITY_POLICY;

/// A page without a script can be read by nobody else, framed by nobody, and kept by no cache.
///
/// `same-origin`, since with `no-referrer` browsers send `Origin: null` with a form, which would be refused.
const HEADERS: [(HeaderName, HeaderValue); 5] = [
    (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(CONTENT_SECURITY_POLICY)),
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
];

/// Adds them.
pub async fn add(mut response: Response) -> Response {
    response.headers_mut().extend(HEADERS);
    response
}
