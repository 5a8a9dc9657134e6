//! The page in a real browser. Where there is none, these tests say so and pass.

mod chromium;
mod picture;
#[path = "../common/server.rs"]
mod server;

use admin::{load, services};
use retry_runtime::CircuitBreaker;

use self::chromium::Chromium;
use self::picture::{Colour, Picture};

/// `--open` and `--failing-line` of `style.css`.
const OPEN: Colour = [0xc6, 0x28, 0x39];
const FAILING: Colour = [0xec, 0x8a, 0x2e];

/// The word `open` on its ground has more than this; a stray edge has less.
const GROUND: usize = 300;

/// Wide enough for the table, and so narrow that each function is a card.
const SIZES: [(u32, u32); 2] = [(1280, 1000), (400, 2800)];

static SWITCH: CircuitBreaker = CircuitBreaker::new("switch");
static ONE: [&CircuitBreaker; 1] = [&SWITCH];

static DOWN: CircuitBreaker = CircuitBreaker::new("down");
static TWO: [&CircuitBreaker; 2] = [&services::GEMINI, &DOWN];

#[tokio::test]
async fn an_open_breaker_is_seen_and_a_closed_one_is_not() {
    let Some(browser) = Chromium::find() else { return };
    let url = server::start(&ONE).await;
    // Functions that fail are on each picture: what marks them must not be taken for an open breaker.
    load::round(1).await;
    for size in SIZES {
        SWITCH.reset();
        let closed = Picture::decode(&browser.screenshot(&url, size).await);
        SWITCH.force_open();
        let open = Picture::decode(&browser.screenshot(&url, size).await);

        for picture in [&closed, &open] {
            assert_eq!(picture.size, size);
            assert!(picture.colours() > 50, "{size:?}: {} colours, a blank page", picture.colours());
            assert!(picture.count(FAILING) > GROUND, "{size:?}: functions that fail do not stand out");
        }
        let ground = open.count(OPEN);
        assert!(ground > GROUND, "{size:?}: {ground} pixels of an open breaker");
        assert_eq!(closed.count(OPEN), 0, "{size:?}: the colour of an open breaker, and none is");
    }
}

#[tokio::test]
async fn the_browser_finds_a_whole_row_for_each_function_and_breaker() {
    let Some(browser) = Chromium::find() else { return };
    DOWN.force_open();
    let url = server::start(&TWO).await;
    let dom = browser.dom(&url).await;

    let names: Vec<_> = retry_runtime::sites().into_iter().map(|site| site.name).collect();
    assert_eq!(names.len(), 6, "{names:?}");
    for (name, row) in rows(&dom, "data-function", &names) {
        assert_eq!((row.matches("<th ").count(), row.matches("<td ").count()), (1, 8), "{name}: {row}");
    }
    let states = ["closed", "open"];
    for ((name, row), state) in rows(&dom, "data-breaker", &["gemini", "down"]).into_iter().zip(states) {
        let words = format!("<span class=\"state {state}\">{state}</span>");
        assert!(row.contains(&words), "{name}: {row}");
    }
    assert_eq!((dom.matches("<caption>").count(), dom.matches("<tr").count()), (2, 6 + 2 + 2), "{dom}");
    assert!(
        dom.contains("<code>|status| status.0 &gt;= 500 &amp;&amp; status.0 &lt; 600</code>"),
        "{dom}"
    );
}

/// The rows that have the attribute, in the order of these names and with nothing between them.
fn rows<'a>(dom: &'a str, attribute: &str, names: &[&'a str]) -> Vec<(&'a str, &'a str)> {
    let rows: Vec<_> = dom.split("<tr").filter(|row| row.contains(attribute)).collect();
    assert_eq!(rows.len(), names.len(), "{dom}");
    let rows = names
        .iter()
        .copied()
        .zip(rows.into_iter().map(|row| row.split("</tr>").next().unwrap_or(row)));
    rows.inspect(|(name, row)| assert!(row.contains(&format!("{attribute}=\"{name}\"")), "{name}: {row}"))
        .collect()
}
