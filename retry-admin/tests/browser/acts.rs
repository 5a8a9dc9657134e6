//! Forms and links, as a browser sends them.

use axum::Router;
use axum::response::Html;
use axum::routing::get;
use retry_runtime::{BreakerState, CircuitBreaker, CircuitOpen, retry};

use crate::chromium::Chromium;
use crate::server;

static PRESSED: CircuitBreaker = CircuitBreaker::new("pressed");
static SPARED: CircuitBreaker = CircuitBreaker::new("spared");

#[derive(Debug, thiserror::Error)]
#[error(transparent)]
struct Open(#[from] CircuitOpen);

#[retry(
    max = 2,
    backoff = none,
    retryable = [|open: &Open| open.0.remaining().is_some()],
    breaker(PRESSED),
    breaker(SPARED),
    name = "acts",
)]
async fn called() -> Result<(), Open> {
    Ok(())
}

fn app() -> Router {
    Router::new().nest("/retries", retry_admin::router().with_actions().into())
}

/// On this machine browsers send `Sec-Fetch-Site`; to a name without TLS they send `Origin` alone.
#[tokio::test]
async fn a_button_acts_and_leads_back() {
    let Some(mut browser) = Chromium::start().await else { return };
    assert!(called().await.is_ok());
    let here = server::start(app()).await;
    for url in [here.clone(), here.replace("127.0.0.1", "retries.test")] {
        let page = format!("{url}/retries?q=acts&paused");
        browser.open(&page).await;
        for (button, state) in [("force-open", BreakerState::Open), ("reset", BreakerState::Closed)] {
            let form = format!("#breaker-pressed form[action*=\"breaker/{button}\"]");
            browser.follow(&format!("document.querySelector('{form} button').click()")).await;
            assert_eq!(PRESSED.state(), state, "{url}: {}", browser.text("document.body.innerText").await);
            assert_eq!(browser.text("location.href").await, format!("{page}#breaker-pressed"));
        }
    }
    assert!(browser.complaints().is_empty(), "{:?}", browser.complaints());
}

#[tokio::test]
async fn another_site_cannot_press_a_button() {
    let Some(mut browser) = Chromium::start().await else { return };
    let here = server::start(app()).await;
    for target in [here.clone(), here.replace("127.0.0.1", "retries.test")] {
        let form = format!(
            "<form method=post action=\"{target}/retries/actions/breaker/force-open\"><input name=name value=spared></form>"
        );
        let other = server::start(Router::new().route("/", get(|| async { Html(form) }))).await;
        browser.open(&other.replace("127.0.0.1", "evil.test")).await;
        browser.follow("document.forms[0].submit()").await;
        let text = browser.text("document.body.innerText").await;
        assert!(text.starts_with("refused: "), "{text}");
        assert_eq!(SPARED.state(), BreakerState::Closed);
    }
}

#[tokio::test]
async fn the_filter_and_the_heads_work_together() {
    let Some(mut browser) = Chromium::start().await else { return };
    let url = server::start(app()).await;
    browser.open(&format!("{url}/retries?sort=name")).await;
    browser.follow("[...document.links].find(link => link.text == 'Filter').click()").await;
    assert_eq!(browser.run("document.activeElement.name").await, "q", "it can be typed into at once");
    browser
        .follow("document.activeElement.value = 'Gemini.c'; document.activeElement.form.requestSubmit()")
        .await;
    let names = "[...document.querySelectorAll('[data-function]')].map(row => row.dataset.function).join()";
    assert_eq!(browser.text(names).await, "gemini.caption");
    browser
        .follow("[...document.links].find(link => link.text.startsWith('Calls')).click()")
        .await;
    assert!(browser.text("location.search").await.starts_with("?q=Gemini.c&sort=-calls&paused"));
    let sorted = "document.querySelector('[aria-sort=descending]').innerText";
    assert!(browser.text(sorted).await.starts_with("Calls"));
}
