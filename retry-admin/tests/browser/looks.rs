//! What people see of it.

use axum::Router;
use retry_runtime::{CircuitBreaker, CircuitOpen, retry};
use serde_json::json;

use crate::chromium::Chromium;
use crate::picture::{Colour, Picture};
use crate::{server, services};

/// `--open` of `style.css` in the light and in the dark, and `--failing-line`.
const OPEN: Colour = [0xc6, 0x28, 0x39];
const FAILING: [(&str, Colour); 2] = [("light", [0xec, 0x8a, 0x2e]), ("dark", [0xd9, 0x79, 0x2b])];

/// The word `open` on its ground has more than this; a stray edge has less.
const GROUND: usize = 300;

/// Wide enough for the table, and so narrow that each function is a card.
const SIZES: [(u32, u32); 2] = [(1280, 1400), (360, 2400)];

static SWITCH: CircuitBreaker = CircuitBreaker::new("a.switch.with.a.name.that.is.much.longer.than.a.phone.is.wide");

#[derive(Debug, thiserror::Error)]
#[error(transparent)]
struct Open(#[from] CircuitOpen);

#[retry(
    max = 2,
    backoff = none,
    retryable = [|open: &Open| open.0.remaining().is_some_and(|remaining| remaining.as_secs() < 1)],
    breaker(SWITCH),
    name = "looks.a_function_with_a_name_that_is_much_longer_than_a_phone_is_wide",
)]
async fn called() -> Result<(), Open> {
    Ok(())
}

/// The ratio of the luminances of each text and of what is behind it, where it is below that of AA.
const CONTRAST: &str = r"(() => {
    const parse = text => text.match(/[\d.]+/g).map(Number);
    const light = ([r, g, b]) => [r, g, b]
        .map(part => part / 255)
        .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
        .reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
    const ground = element => {
        for (; element; element = element.parentElement) {
            const colour = parse(getComputedStyle(element).backgroundColor);
            if (colour.length < 4 || colour[3] > 0) return colour;
        }
        return [255, 255, 255];
    };
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const low = [];
    let seen = 0;
    while (texts.nextNode()) {
        const element = texts.currentNode.parentElement;
        if (!texts.currentNode.data.trim() || !element.checkVisibility()) continue;
        seen += 1;
        const pair = [parse(getComputedStyle(element).color), ground(element)].map(light).sort();
        const ratio = (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
        if (ratio < 4.5) low.push(texts.currentNode.data + ' ' + ratio);
    }
    return { seen, low };
})()";

#[tokio::test]
async fn an_open_breaker_and_failing_functions_are_seen_and_everything_is_legible() {
    let Some(mut browser) = Chromium::start().await else { return };
    assert!(called().await.is_ok());
    services::round(1).await;
    retry_runtime::tighten("gemini.embed", 2).expect("a lower limit");
    let app = Router::from(retry_admin::router().with_actions());
    let url = server::start(app).await + "/?q=looks&paused";
    for (size, (scheme, failing)) in SIZES.into_iter().flat_map(|size| FAILING.map(|of| (size, of))) {
        browser.window(size, scheme).await;
        SWITCH.reset();
        browser.open(&url).await;
        let closed = Picture::decode(&browser.screenshot().await);
        SWITCH.force_open();
        browser.open(&url).await;
        let open = Picture::decode(&browser.screenshot().await);
        assert!(
            open.count(OPEN) > closed.count(OPEN) + GROUND,
            "{size:?} {scheme}: an open breaker is not seen"
        );

        browser.open(&url.replace("?q=looks&", "?")).await;
        let all = Picture::decode(&browser.screenshot().await);
        assert_eq!(all.size, size);
        assert!(all.colours() > 50, "{size:?} {scheme}: {} colours, a blank page", all.colours());
        assert!(all.count(failing) > GROUND, "{size:?} {scheme}: functions that fail do not stand out");

        let width = browser.run("document.documentElement.scrollWidth").await;
        assert!(width.as_u64() <= Some(size.0.into()), "{size:?} {scheme}: {width} wide");
        let contrast = browser.run(CONTRAST).await;
        assert!(contrast["seen"].as_u64() > Some(100), "{contrast}");
        assert_eq!(contrast["low"], json!([]), "{size:?} {scheme}");
    }
    assert!(browser.complaints().is_empty(), "{:?}", browser.complaints());
}

#[tokio::test]
async fn the_focus_is_seen() {
    let Some(mut browser) = Chromium::start().await else { return };
    let url = server::start(Router::from(retry_admin::router().with_actions())).await;
    browser.open(&format!("{url}/?paused")).await;
    let outlines = browser
        .run(
            "[...document.querySelectorAll('a, button, input:not([type=hidden]), summary')].filter(element => {
                element.focus({ focusVisible: true });
                const style = getComputedStyle(element);
                return style.outlineStyle != 'solid' || parseFloat(style.outlineWidth) < 2;
            }).map(element => element.outerHTML)",
        )
        .await;
    assert_eq!(outlines, json!([]));
}
