//! What the page makes of hostile text.

use axum::Router;
use retry_runtime::{CircuitBreaker, CircuitOpen, retry};

use crate::{http, server};

/// Built of parts, so that no scanner takes it for a real key.
const KEY: &str = concat!("AIza", "SyD-0123456789abcdefghijklmnopqrstu");

static HOSTILE: CircuitBreaker = CircuitBreaker::new("<b onclick='x'>\"breaker\"</b>");

#[derive(Debug, thiserror::Error)]
enum Hostile {
    #[error("{0}")]
    Text(String),
    #[error(transparent)]
    Open(#[from] CircuitOpen),
}

#[retry(
    max = 2,
    backoff = none,
    retryable = [|error| matches!(error, Hostile::Text(text) if text.len() < 3 && text != "<i>\"")],
    breaker(HOSTILE),
    name = "</th><script>name",
)]
async fn fails(text: String) -> Result<(), Hostile> {
    Err(Hostile::Text(text.clone()))
}

#[tokio::test]
async fn errors_entries_and_names_are_escaped_and_secrets_are_gone() {
    let error = format!("GET https://a.test/?key={KEY}&b=1: <script>alert(\"it's\")</script> & more");
    fails(error).await.expect_err("an error");
    let url = server::start(Router::from(retry_admin::router().with_actions())).await;
    let html = http::text(&format!("{url}/?q=%3Cscript%3En&paused")).await;

    for escaped in [
        "&lt;script&gt;alert(&quot;it's&quot;)&lt;/script&gt; &amp; more",
        "if text.len() &lt; 3 &amp;&amp; text != &quot;&lt;i&gt;",
        "data-function=\"&lt;/th&gt;&lt;script&gt;name\"",
        "data-breaker=\"&lt;b onclick='x'&gt;&quot;breaker&quot;&lt;/b&gt;\"",
        "id=\"breaker-&lt;b_onclick='x'&gt;&quot;breaker&quot;&lt;/b&gt;\"",
        "href=\"#breaker-%3Cb_onclick%3D%27x%27%3E%22breaker%22%3C%2Fb%3E\"",
        "value=\"&lt;script&gt;n\"",
        "?q=%3Cscript%3En&amp;",
    ] {
        assert!(html.contains(escaped), "{escaped}: {html}");
    }
    for raw in ["<script", "<i>", "<b onclick"] {
        assert!(!html.contains(raw), "{raw}: {html}");
    }
    let json = http::text(&format!("{url}/retries.json")).await;
    for (answer, redacted) in [(html, "?key=[redacted]&amp;b=1"), (json, "?key=[redacted]&b=1")] {
        assert!(answer.contains(redacted), "{answer}");
        assert!(!answer.contains("AIza") && !answer.contains(&KEY[4..]), "{answer}");
    }
}
