//! The body of an error answer (`google.rpc.Status`), and which [`GeminiError`] it means.

use std::time::Duration;

use reqwest::StatusCode;
use serde::Deserialize;

use super::duration::parse_duration;
use super::{ApiKey, AuthError, GeminiError, InvalidRequest};

#[derive(Deserialize)]
struct Body {
    error: Failure,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Failure {
    message: String,
    status: String,
    details: Vec<Detail>,
}

#[derive(Deserialize)]
#[serde(tag = "@type")]
enum Detail {
    #[serde(rename = "type.googleapis.com/google.rpc.ErrorInfo")]
    ErrorInfo {
        #[serde(default)]
        reason: String,
    },
    #[serde(rename = "type.googleapis.com/google.rpc.RetryInfo", rename_all = "camelCase")]
    RetryInfo { retry_delay: Option<String> },
    /// Details that are of no use here, such as `Help` and `QuotaFailure`.
    #[serde(other)]
    Other,
}

/// What an answer that is not a success means.
///
/// A body that is not a `google.rpc.Status`, such as a gateway's HTML page, is judged by its HTTP code alone.
pub(super) fn classify(code: StatusCode, body: &[u8], key: &ApiKey) -> GeminiError {
    let failure = serde_json::from_slice::<Body>(body).map_or_else(|_| Failure::default(), |body| body.error);
    // Gemini says "invalid key" as 400 INVALID_ARGUMENT: only the reason tells it from a malformed request.
    if failure.reason() == Some("API_KEY_INVALID") {
        return GeminiError::InvalidKey(AuthError { reason: "API_KEY_INVALID".to_owned() });
    }
    match code.as_u16() {
        401 | 403 => {
            GeminiError::InvalidKey(AuthError { reason: key.scrub(failure.reason().unwrap_or(code.as_str())) })
        }
        429 => GeminiError::Throttled { retry_delay: failure.retry_delay() },
        502..=504 => GeminiError::Unavailable,
        500.. => GeminiError::Internal,
        _ => InvalidRequest::new(key.scrub(&format!("{code}: {} {}", failure.status, failure.message))).into(),
    }
}

impl Failure {
    fn reason(&self) -> Option<&str> {
        self.details.iter().find_map(|detail| match detail {
            Detail::ErrorInfo { reason } => Some(reason.as_str()),
            Detail::RetryInfo { .. } | Detail::Other => None,
        })
    }

    fn retry_delay(&self) -> Option<Duration> {
        self.details.iter().find_map(|detail| match detail {
            Detail::RetryInfo { retry_delay } => parse_duration(retry_delay.as_deref()?),
            Detail::ErrorInfo { .. } | Detail::Other => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn classify_json(code: u16, body: &Value) -> GeminiError {
        let code = StatusCode::from_u16(code).expect("a valid code");
        classify(code, body.to_string().as_bytes(), &ApiKey::new("hunter2"))
    }

    fn throttled(details: &Value) -> Option<Duration> {
        let body = json!({ "error": { "code": 429, "status": "RESOURCE_EXHAUSTED", "details": details } });
        match classify_json(429, &body) {
            GeminiError::Throttled { retry_delay } => retry_delay,
            other => panic!("expected Throttled, got {other:?}"),
        }
    }

    #[test]
    fn an_invalid_key_is_told_by_its_reason_not_by_its_code() {
        let details = json!([
            { "@type": "type.googleapis.com/google.rpc.LocalizedMessage", "locale": "en-US", "message": "…" },
            { "@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "API_KEY_INVALID", "domain": "googleapis.com" },
        ]);
        let body = json!({ "error": { "code": 400, "status": "INVALID_ARGUMENT", "details": details } });
        let GeminiError::InvalidKey(auth) = classify_json(400, &body) else {
            panic!("not an invalid key")
        };
        assert_eq!(auth.reason, "API_KEY_INVALID");
    }

    #[test]
    fn the_same_code_without_the_reason_is_an_invalid_request() {
        let body = json!({ "error": { "code": 400, "message": "no contents", "status": "INVALID_ARGUMENT" } });
        let GeminiError::InvalidRequest(refused) = classify_json(400, &body) else {
            panic!("not an invalid request")
        };
        assert_eq!(refused.message, "400 Bad Request: INVALID_ARGUMENT no contents");
    }

    #[test]
    fn a_key_repeated_by_the_server_reaches_no_error() {
        let message = "Permission denied: Consumer 'api_key:hunter2' has been suspended.";
        for code in [400, 401, 403, 404, 429, 500, 503] {
            let details = json!([{ "@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": message }]);
            let body = json!({ "error": { "message": message, "status": message, "details": details } });
            let error = anyhow::Error::new(classify_json(code, &body));
            assert!(!format!("{error:#} {error:?}").contains("hunter2"), "{code}: {error:?}");
        }
    }

    #[test]
    fn every_other_code_has_its_class() {
        let empty = json!({});
        for code in [401, 403] {
            assert!(matches!(classify_json(code, &empty), GeminiError::InvalidKey(_)), "{code}");
        }
        for code in [304, 400, 404, 413, 422] {
            assert!(matches!(classify_json(code, &empty), GeminiError::InvalidRequest(_)), "{code}");
        }
        for code in [500, 501, 599] {
            assert!(matches!(classify_json(code, &empty), GeminiError::Internal), "{code}");
        }
        for code in [502, 503, 504] {
            assert!(matches!(classify_json(code, &empty), GeminiError::Unavailable), "{code}");
        }
        assert!(matches!(classify_json(429, &empty), GeminiError::Throttled { retry_delay: None }));
    }

    #[test]
    fn a_body_that_is_not_a_status_is_judged_by_its_code() {
        let page = b"<html>503 Service Temporarily Unavailable</html>";
        let error = classify(StatusCode::SERVICE_UNAVAILABLE, page, &ApiKey::new("hunter2"));
        assert!(matches!(error, GeminiError::Unavailable));
    }

    #[test]
    fn retry_delay_is_read_from_the_body() {
        let info = |delay: &str| json!([{ "@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": delay }]);
        assert_eq!(throttled(&info("45.837906927s")), Some(Duration::new(45, 837_906_927)));
        assert_eq!(throttled(&info("soon")), None);
        assert_eq!(throttled(&json!([{ "@type": "type.googleapis.com/google.rpc.RetryInfo" }])), None);
        assert_eq!(throttled(&json!([])), None);
    }
}
