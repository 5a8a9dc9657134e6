//! `retries.json`. The counters belong to the process, so a single test calls the services.

use axum::Router;
use retry_runtime::{Ending, retry};
use serde_json::{Value, json};

use crate::{http, server, services};

/// The function of this name, with its outcomes that are not zero.
fn function(retries: &Value, name: &str) -> (Value, Value) {
    let functions = retries["functions"].as_array().expect("functions");
    let mut found = functions.iter().filter(|function| function["name"] == name);
    let function = found.next().unwrap_or_else(|| panic!("{name} is not listed: {retries:#}"));
    assert!(found.next().is_none(), "{name} is listed twice");
    let mut outcomes = function["outcomes"].clone();
    outcomes.as_object_mut().expect("an object").retain(|_, number| *number != 0);
    (function.clone(), outcomes)
}

async fn retries() -> Value {
    let url = server::start(Router::from(retry_admin::router())).await;
    http::json(&format!("{url}/retries.json")).await
}

#[tokio::test]
async fn counters_are_exact_after_known_calls() {
    for number in 0..4 {
        services::round(number).await;
    }
    let retries = retries().await;
    for (name, calls, expected, repeated) in [
        ("gemini.embed", 4, json!({"succeeded": 4}), 0),
        ("gemini.caption", 4, json!({"recovered": 4}), 4),
        ("gemini.suggest", 4, json!({"recovered": 2, "exhausted": 2}), 4),
        ("gemini.transcribe", 4, json!({"exhausted": 4}), 8),
        ("gemini.translate", 4, json!({"not_retryable": 3, "breaker_open": 1}), 0),
        ("storage.purge", 0, json!({}), 0),
    ] {
        let (function, outcomes) = function(&retries, name);
        assert_eq!((&function["calls"], &function["retries"]), (&json!(calls), &json!(repeated)), "{name}");
        assert_eq!(outcomes, expected, "{name}");
    }

    let (caption, _) = function(&retries, "gemini.caption");
    assert_eq!(caption["last_error"]["text"], "503 UNAVAILABLE: \"The model is overloaded\"");
    assert!(caption["last_error"]["age_ms"].as_f64().is_some_and(|age| age >= 0.0));
    check_limits(&retries);
}

/// The breakers, the budgets and the mode after those calls.
fn check_limits(retries: &Value) {
    let named = |kind: &str, name: &str| {
        let things = retries[kind].as_array().expect("a list");
        things
            .iter()
            .find(|thing| thing["name"] == name)
            .unwrap_or_else(|| panic!("{name}: {things:?}"))
            .clone()
    };
    assert_eq!(
        named("breakers", "gemini"),
        json!({"name": "gemini", "state": "closed", "open_for_ms": null})
    );
    let key = named("breakers", "gemini.key");
    assert_eq!(key["state"], "open");
    let left = key["open_for_ms"].as_u64().expect("a time");
    assert!((1..=20_000).contains(&left), "{left}");
    // Eight retries at 14, and four calls that succeeded at once.
    let available = 500 - 8 * 14 + 4;
    let budget = named("budgets", "gemini");
    assert_eq!((&budget["name"], &budget["stopped"]), (&json!("gemini"), &json!(false)));
    let tokens = budget["available"].as_u64().expect("a number");
    assert!((available - 4..=available).contains(&tokens), "{tokens}");
    assert_eq!(retries["mode"], "normal");
}

#[tokio::test]
async fn a_function_that_was_never_called_is_listed_with_its_policy() {
    let (purge, outcomes) = function(&retries().await, "storage.purge");
    assert_eq!((&purge["max"], &purge["tightened"]), (&json!(6), &Value::Null));
    assert_eq!(purge["waits_ms"], json!([1_000, 2_000, 4_000, 8_000, 16_000]));
    assert_eq!(purge["worst_case_ms"], json!(1_000 + 2_000 + 4_000 + 8_000 + 60_000));
    assert_eq!(
        purge["lists"],
        json!([
            {"key": "on", "entries": ["|status| status.0 == 429"],
             "schedule": {"max": 2, "waits_ms": [60_000], "jitter": null, "hint_ms": null}},
            {"key": "retryable", "entries": ["|status| status.0 >= 500 && status.0 < 600"], "schedule": null},
        ])
    );
    for key in [
        "within_ms",
        "attempt_timeout_ms",
        "hint_ms",
        "jitter",
        "by",
        "budget",
        "policy",
        "last_error",
        "rates",
    ] {
        assert_eq!(purge.get(key), Some(&Value::Null), "{key}");
    }
    assert_eq!(
        (&purge["breakers"], &purge["multiplies"], &purge["classified"]),
        (&json!([]), &json!([]), &json!(false))
    );
    assert_eq!(outcomes, json!({}));
    let all = purge["outcomes"].as_object().expect("an object").len();
    assert_eq!(all, Ending::ALL.len(), "zeros are there, too");
    assert!(purge["file"].as_str().expect("a file").ends_with("services.rs"), "{purge}");
    assert!(purge["line"].as_u64().expect("a line") > 1);
}

#[tokio::test]
async fn what_multiplies_and_what_is_an_answer() {
    #[retry(max = 2, backoff = none, retryable = [|fails: &u8| *fails > 0], name = "json.inner")]
    async fn inner() -> Result<(), u8> {
        Err(1)
    }
    #[retry(max = 2, backoff = none, expected = [0], retryable = [|fails: &u8| *fails > 0], name = "json.outer")]
    async fn outer(answers: bool) -> Result<(), u8> {
        if answers { Err(0) } else { inner().await }
    }
    assert_eq!((outer(false).await, outer(true).await), (Err(1), Err(0)));
    let retries = retries().await;
    let (outer, outcomes) = function(&retries, "json.outer");
    assert_eq!(outer["multiplies"], json!(["json.inner"]));
    assert_eq!(outcomes, json!({"exhausted": 1, "expected": 1}));
    assert_eq!(outer["lists"][0], json!({"key": "expected", "entries": ["0"], "schedule": null}));
    assert_eq!(function(&retries, "json.inner").0["multiplies"], json!([]));
}

#[tokio::test]
async fn what_an_attribute_or_its_policy_says_is_data() {
    let retries = retries().await;
    let (embed, _) = function(&retries, "gemini.embed");
    assert_eq!((&embed["jitter"], &embed["attempt_timeout_ms"]), (&json!("full"), &json!(30_000)));
    assert_eq!((&embed["breakers"], &embed["budget"]), (&json!(["gemini"]), &json!("gemini")));
    let (suggest, _) = function(&retries, "gemini.suggest");
    assert_eq!((&suggest["policy"], &suggest["max"]), (&json!("INTERACTIVE"), &json!(2)));
    assert_eq!((&suggest["waits_ms"], &suggest["within_ms"]), (&json!([10]), &json!(2_000)));
}
