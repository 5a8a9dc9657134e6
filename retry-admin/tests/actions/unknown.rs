//! Actions on what does not exist, or cannot be.

use axum::Router;

use crate::{http, server};

const OWN: [(&str, &str); 1] = [("sec-fetch-site", "same-origin")];

const LIMITS: &str = "; set 1 (no retries) or more, up to `gemini.caption=4`";

/// An action, its form, and the answer.
type Mistake = (&'static str, &'static [(&'static str, &'static str)], u16, &'static str);

const MISTAKES: &[Mistake] = &[
    ("breaker/reset", &[("name", "gemnii")], 404, "no breaker is named `gemnii`"),
    ("breaker/force-open", &[("name", "")], 404, "no breaker is named ``"),
    ("budget/stop", &[("name", "BUDGET")], 404, "no budget is named `BUDGET`"),
    ("budget/resume", &[("name", "<b>")], 404, "no budget is named `<b>`"),
    (
        "mode",
        &[("mode", "Off")],
        404,
        "no mode is named `Off`; there are `normal`, `no_waits` and `off`",
    ),
    (
        "tighten",
        &[("pattern", "x.*"), ("max", "2")],
        400,
        "no retried function is named `x.*`; set",
    ),
    ("tighten", &[("pattern", "gemini.caption"), ("max", "5")], 400, LIMITS),
    (
        "tighten",
        &[("pattern", "gemini.caption"), ("max", "0")],
        400,
        "`gemini.caption=0` allows no attempt",
    ),
    (
        "tighten",
        &[("pattern", "gemini.caption"), ("max", "-1")],
        400,
        "`max` is a whole number of attempts",
    ),
    ("tighten", &[("max", "1")], 422, "missing field `pattern`"),
    ("breaker/reset", &[], 422, "missing field `name`"),
];

#[tokio::test]
async fn what_is_wrong_is_said_in_one_line() {
    let url = server::start(Router::from(retry_admin::router().with_actions())).await;
    for (action, form, status, told) in MISTAKES {
        let answer = http::post(&format!("{url}/actions/{action}"), &OWN, form).await;
        let content_type = answer.headers()["content-type"].clone();
        let (answered, text) = (answer.status().as_u16(), answer.text().await.expect("text"));
        assert_eq!(answered, *status, "{action} {form:?}: {text}");
        assert!(text.contains(told) && text.lines().count() == 1, "{action} {form:?}: {text}");
        assert_eq!(content_type, "text/plain; charset=utf-8", "it is never read as HTML");
    }
    assert!(
        retry_runtime::sites()
            .iter()
            .all(|site| !site.name.starts_with("gemini") || site.tightened.is_none())
    );
}

#[tokio::test]
async fn actions_are_not_asked_for_by_links() {
    let url = server::start(Router::from(retry_admin::router().with_actions())).await;
    let answer = http::get(&format!("{url}/actions/breaker/reset?name=gemini")).await;
    assert_eq!(answer.status(), 405);
}
