//! What the page makes of hostile text.

#[path = "common/http.rs"]
mod http;
#[path = "common/server.rs"]
mod server;

use retry_runtime::{CircuitBreaker, retry};

/// Built of parts, so that no scanner takes it for a real key.
const KEY: &str = concat!("AIza", "SyD-0123456789abcdefghijklmnopqrstu");

static HOSTILE: CircuitBreaker = CircuitBreaker::new("<b onclick='x'>\"breaker\"</b>");
static BREAKERS: [&CircuitBreaker; 1] = [&HOSTILE];

#[retry(max = 2, backoff = none, retryable = [|text| text.len() < 3 && text != "<i>\""], name = "</th><script>name")]
async fn fails(text: String) -> Result<(), String> {
    Err(text.clone())
}

#[tokio::test]
async fn errors_policies_and_names_are_escaped_and_secrets_are_gone() {
    let error = format!("GET https://a.test/?key={KEY}&b=1: <script>alert(\"it's\")</script> & more");
    fails(error).await.expect_err("an error");
    let url = server::start(&BREAKERS).await;
    let response = http::get(&url).await;
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["content-type"], "text/html; charset=utf-8");
    assert_eq!(response.headers()["cache-control"], "no-store");
    let policy = response.headers()["content-security-policy"].to_str().expect("text");
    assert!(policy.starts_with("default-src 'none'; "), "{policy}");
    let html = response.text().await.expect("text");

    assert!(html.contains("&lt;script&gt;alert(&quot;it's&quot;)&lt;/script&gt; &amp; more"), "{html}");
    assert!(
        html.contains("<code>|text| text.len() &lt; 3 &amp;&amp; text != &quot;&lt;i&gt;"),
        "{html}"
    );
    assert!(html.contains("<span class=\"name\">&lt;/th&gt;&lt;script&gt;name</span>"), "{html}");
    assert!(html.contains("data-function=\"&lt;/th&gt;&lt;script&gt;name\""), "{html}");
    assert!(
        html.contains("data-breaker=\"&lt;b onclick='x'&gt;&quot;breaker&quot;&lt;/b&gt;\""),
        "{html}"
    );
    for raw in ["<script", "<i>", "<b onclick"] {
        assert!(!html.contains(raw), "{raw}: {html}");
    }
    let json = http::get(&format!("{url}/retries.json")).await.text().await.expect("text");
    for (answer, redacted) in [(html, "?key=[redacted]&amp;b=1"), (json, "?key=[redacted]&b=1")] {
        assert!(answer.contains(redacted), "{answer}");
        assert!(!answer.contains("AIza") && !answer.contains(&KEY[4..]), "{answer}");
    }
}
