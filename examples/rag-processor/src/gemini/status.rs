//! Which [`GeminiError`] an error answer means.

use reqwest::StatusCode;

use super::failure::Failure;
use super::{ApiKey, AuthError, GeminiError, InvalidRequest};

/// What an answer that is not a success means.
///
/// A body that is not a `google.rpc.Status`, such as a gateway's HTML page, is judged by its HTTP code alone.
pub(super) fn classify(code: StatusCode, body: &[u8], key: &ApiKey) -> GeminiError {
    let failure = Failure::read(body);
    // Gemini says "invalid key" as 400 INVALID_ARGUMENT: only the reason tells it from a malformed request.
    if failure.reason() == Some("API_KEY_INVALID") {
        return GeminiError::InvalidKey(AuthError { reason: "API_KEY_INVALID".to_owned() });
    }
    match code.as_u16() {
        401 | 403 => {
            GeminiError::InvalidKey(AuthError { reason: key.scrub(failure.reason().unwrap_or(code.as_str())) })
        }
        429 => failure.quota(key).into(),
        502..=504 => GeminiError::Unavailable,
        500.. => GeminiError::Internal,
        _ => InvalidRequest::new(key.scrub(&format!("{code}: {} {}", failure.status, failure.message))).into(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::gemini::QuotaError;

    fn classify_json(code: u16, body: &Value) -> GeminiError {
        let code = StatusCode::from_u16(code).expect("a valid code");
        classify(code, body.to_string().as_bytes(), &ApiKey::new("hunter2"))
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
            let info = json!({ "@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": message });
            let violations = json!([{ "quotaId": format!("PerDay {message}") }]);
            let quota = json!({ "@type": "type.googleapis.com/google.rpc.QuotaFailure", "violations": violations });
            let details = json!([info, quota]);
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
        let throttled = QuotaError::Throttled { retry_delay: None };
        assert!(matches!(classify_json(429, &empty), GeminiError::Quota(quota) if quota == throttled));
    }

    #[test]
    fn a_body_that_is_not_a_status_is_judged_by_its_code() {
        let page = b"<html>503 Service Temporarily Unavailable</html>";
        let error = classify(StatusCode::SERVICE_UNAVAILABLE, page, &ApiKey::new("hunter2"));
        assert!(matches!(error, GeminiError::Unavailable));
    }
}
