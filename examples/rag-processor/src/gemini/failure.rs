//! The body of an error answer: a `google.rpc.Status` with its details.

use retry_runtime::hint::proto_duration;
use serde::Deserialize;

use super::{ApiKey, QuotaError};

#[derive(Deserialize)]
struct Body {
    error: Failure,
}

/// What the server says of a failure; empty if it says nothing that can be read.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Failure {
    pub(super) message: String,
    pub(super) status: String,
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
    #[serde(rename = "type.googleapis.com/google.rpc.QuotaFailure")]
    QuotaFailure {
        #[serde(default)]
        violations: Vec<Violation>,
    },
    /// Details that are of no use here, such as `Help`.
    #[serde(other)]
    Other,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Violation {
    quota_id: String,
    quota_metric: String,
}

impl Failure {
    pub(super) fn read(body: &[u8]) -> Self {
        serde_json::from_slice::<Body>(body).map_or_else(|_| Self::default(), |body| body.error)
    }

    /// The machine-readable reason.
    pub(super) fn reason(&self) -> Option<&str> {
        self.details.iter().find_map(|detail| match detail {
            Detail::ErrorInfo { reason } => Some(reason.as_str()),
            _ => None,
        })
    }

    /// Which quota a 429 is about. One violation of a quota per day is enough: the wait that is asked for does not last
    /// until the next.
    pub(super) fn quota(&self, key: &ApiKey) -> QuotaError {
        let mut violations = self.details.iter().flat_map(|detail| match detail {
            Detail::QuotaFailure { violations } => violations.as_slice(),
            _ => &[],
        });
        let retry_delay = self.details.iter().find_map(|detail| match detail {
            Detail::RetryInfo { retry_delay } => proto_duration(retry_delay.as_deref()?),
            _ => None,
        });
        match violations.find_map(Violation::daily) {
            Some(quota) => QuotaError::Daily { quota: key.scrub(quota) },
            None => QuotaError::Throttled { retry_delay },
        }
    }
}

impl Violation {
    /// The name of the quota, if it is one per day: `GenerateRequestsPerDay..` as an id, `.._per_day` as a metric.
    fn daily(&self) -> Option<&str> {
        let per_day = |name: &&str| name.replace('_', "").to_ascii_lowercase().contains("perday");
        [self.quota_id.as_str(), self.quota_metric.as_str()].into_iter().find(per_day)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use serde_json::{Value, json};

    use super::*;

    fn quota(details: &Value) -> QuotaError {
        let body = json!({ "error": { "code": 429, "status": "RESOURCE_EXHAUSTED", "details": details } });
        Failure::read(body.to_string().as_bytes()).quota(&ApiKey::new("hunter2"))
    }

    fn retry_info(delay: &str) -> Value {
        json!({ "@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": delay })
    }

    fn violation(id: &str, metric: &str) -> Value {
        let violations = json!([{ "quotaMetric": metric, "quotaId": id, "quotaValue": "10" }]);
        json!({ "@type": "type.googleapis.com/google.rpc.QuotaFailure", "violations": violations })
    }

    #[test]
    fn a_quota_per_minute_is_throttling_with_the_wait_of_the_body() {
        let throttled = |retry_delay| QuotaError::Throttled { retry_delay };
        let minute = violation("GenerateRequestsPerMinutePerProjectPerModel-FreeTier", "generate_requests");
        let exact = Some(Duration::new(45, 837_906_927));
        assert_eq!(quota(&json!([minute, retry_info("45.837906927s")])), throttled(exact));
        assert_eq!(quota(&json!([retry_info("45.837906927s")])), throttled(exact));
        assert_eq!(quota(&json!([minute, retry_info("soon")])), throttled(None));
        assert_eq!(quota(&json!([{ "@type": "type.googleapis.com/google.rpc.RetryInfo" }])), throttled(None));
        assert_eq!(quota(&json!([])), throttled(None));
    }

    #[test]
    fn a_quota_per_day_is_daily_whatever_wait_the_body_asks_for() {
        let id = "GenerateRequestsPerDayPerProjectPerModel-FreeTier";
        let minute = violation("GenerateRequestsPerMinutePerProjectPerModel-FreeTier", "generate_requests");
        let daily = |quota: &str| QuotaError::Daily { quota: quota.to_owned() };
        assert_eq!(quota(&json!([minute, violation(id, ""), retry_info("0.1s")])), daily(id));
        let metric = "generativelanguage.googleapis.com/generate_requests_per_model_per_day";
        assert_eq!(quota(&json!([retry_info("0.1s"), violation("", metric)])), daily(metric));
    }
}
