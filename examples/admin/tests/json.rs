//! `/retries.json` over a real connection. The counters belong to the process, so a single test calls the services.

#[path = "common/http.rs"]
mod http;
#[path = "common/server.rs"]
mod server;

use admin::{load, services};
use retry_runtime::CircuitBreaker;
use serde_json::{Value, json};

static FORCED: CircuitBreaker = CircuitBreaker::new("forced");
static BREAKERS: [&CircuitBreaker; 3] = [&services::GEMINI, &services::GEMINI_KEY, &FORCED];

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

#[tokio::test]
async fn counters_are_exact_after_known_calls() {
    let url = server::start(&BREAKERS).await;
    FORCED.force_open();
    for number in 0..4 {
        load::round(number).await;
    }

    let response = http::get(&format!("{url}/retries.json")).await;
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["content-type"], "application/json");
    let retries: Value = response.json().await.expect("JSON");

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

    let breakers = &retries["breakers"];
    assert_eq!(breakers[0], json!({"name": "gemini", "state": "closed", "open_for_ms": null}));
    assert_eq!((&breakers[1]["name"], &breakers[1]["state"]), (&json!("gemini.key"), &json!("open")));
    let left = breakers[1]["open_for_ms"].as_u64().expect("a time");
    assert!((10_000..=20_000).contains(&left), "{left}");
    assert_eq!(breakers[2], json!({"name": "forced", "state": "open", "open_for_ms": null}));

    let (caption, _) = function(&retries, "gemini.caption");
    assert_eq!(caption["last_error"]["text"], "503 UNAVAILABLE: \"The model is overloaded\"");
    assert!(caption["last_error"]["age_ms"].as_f64().expect("a time") < 10_000.0);
}

#[tokio::test]
async fn a_function_that_was_never_called_is_listed_with_its_policy() {
    let url = server::start(&[]).await;
    let retries: Value = http::get(&format!("{url}/retries.json")).await.json().await.expect("JSON");
    assert_eq!(retries["breakers"], json!([]));

    let (purge, outcomes) = function(&retries, "storage.purge");
    assert_eq!(purge["max"], 6);
    assert_eq!(purge["waits_ms"], json!([1_000, 2_000, 4_000, 8_000, 16_000]));
    assert_eq!(purge["worst_case_ms"], 31_000);
    assert_eq!(purge["within_ms"], Value::Null);
    assert_eq!(purge["last_error"], Value::Null);
    assert_eq!(outcomes, json!({}));
    assert_eq!(purge["outcomes"].as_object().expect("an object").len(), 11, "zeros are there, too");
    assert!(purge["file"].as_str().expect("a file").ends_with("services.rs"), "{purge}");
    assert!(purge["line"].as_u64().expect("a line") > 1);
    let policy = purge["policy"].as_str().expect("a policy");
    assert!(policy.contains("`|status| status.0 >= 500 && status.0 < 600`"), "{policy}");

    let (suggest, _) = function(&retries, "gemini.suggest");
    assert_eq!((&suggest["max"], &suggest["within_ms"]), (&json!(2), &json!(2_000)));
    assert_eq!(suggest["waits_ms"], json!([100]));
}

#[tokio::test]
async fn everything_else_is_not_there() {
    let url = server::start(&[]).await;
    for path in ["/retries", "/retries.json/", "/favicon.ico", "//", "/index.html"] {
        assert_eq!(http::get(&format!("{url}{path}")).await.status(), 404, "{path}");
    }
}
