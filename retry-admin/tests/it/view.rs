//! The page as operators want to see it: filtered, sorted, and not reloading.

use axum::Router;
use retry_runtime::retry;

use crate::{http, server};

#[retry(max = 2, backoff = "fixed(1h)", retryable = [|error: &u8| *error > 9], name = "it.view.b")]
async fn b(error: u8) -> Result<(), u8> {
    if error == 0 { Ok(()) } else { Err(error) }
}

#[retry(max = 9, backoff = none, retryable = [|error: &u8| *error > 9], name = "it.view.a")]
async fn a(error: u8) -> Result<(), u8> {
    if error == 0 { Ok(()) } else { Err(error) }
}

/// Is never called.
#[expect(dead_code, reason = "the linker finds it all the same")]
mod never {
    use retry_runtime::retry;

    #[retry(max = 4, backoff = none, retryable = [|error: &u8| *error > 9], name = "it.view.c")]
    async fn c() -> Result<(), u8> {
        Ok(())
    }
}

/// Two functions and two breakers of one name.
mod twice {
    const fn again<E>(_: &E) -> bool {
        false
    }

    macro_rules! named {
        ($module:ident) => {
            #[expect(dead_code, reason = "the linker finds it all the same")]
            mod $module {
                use retry_runtime::{CircuitBreaker, CircuitOpen, retry};

                static BREAKER: CircuitBreaker = CircuitBreaker::new("it.twice");

                #[derive(Debug, thiserror::Error)]
                #[error(transparent)]
                struct Open(#[from] CircuitOpen);

                #[retry(max = 2, backoff = none, retryable = [super::again], breaker(BREAKER), name = "it.twice")]
                async fn load() -> Result<(), Open> {
                    Ok(())
                }
            }
        };
    }
    named!(one);
    named!(other);
}

/// The functions on the page in their order.
fn names(html: &str) -> Vec<&str> {
    html.split("data-function=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap_or_default())
        .collect()
}

/// The head of this column.
fn head<'a>(html: &'a str, text: &str) -> &'a str {
    let heads = html.split("<th ").skip(1).map(|head| head.split("</th>").next().unwrap_or_default());
    heads
        .into_iter()
        .find(|head| head.contains(&format!(">{text}")))
        .unwrap_or_else(|| panic!("{text}: {html}"))
}

/// a: 3 calls, 1 failed; b: 2 calls, both failed; c: never called.
async fn page() -> String {
    static CALLED: tokio::sync::OnceCell<()> = tokio::sync::OnceCell::const_new();
    let calls = async {
        let _answers = (b(1).await, b(2).await, a(1).await, a(0).await, a(0).await);
    };
    CALLED.get_or_init(|| calls).await;
    server::start(Router::from(retry_admin::router())).await
}

#[tokio::test]
async fn functions_are_sorted_by_each_column_and_failures_come_first() {
    let url = page().await;
    for (sort, expected) in [
        ("", ["it.view.b", "it.view.a", "it.view.c"]),
        ("&sort=nonsense", ["it.view.b", "it.view.a", "it.view.c"]),
        ("&sort=failed", ["it.view.c", "it.view.a", "it.view.b"]),
        ("&sort=name", ["it.view.a", "it.view.b", "it.view.c"]),
        ("&sort=-name", ["it.view.c", "it.view.b", "it.view.a"]),
        ("&sort=-calls", ["it.view.a", "it.view.b", "it.view.c"]),
        ("&sort=attempts", ["it.view.b", "it.view.c", "it.view.a"]),
        ("&sort=-worst_case", ["it.view.b", "it.view.a", "it.view.c"]),
        // The newest; what never failed is the last, either way.
        ("&sort=last_error", ["it.view.a", "it.view.b", "it.view.c"]),
        ("&sort=-last_error", ["it.view.b", "it.view.a", "it.view.c"]),
    ] {
        let html = http::text(&format!("{url}/?q=IT.View{sort}")).await;
        assert_eq!(names(&html), expected, "{sort}");
    }
}

#[tokio::test]
async fn a_head_says_how_it_is_sorted_and_leads_the_other_way() {
    let url = page().await;
    let html = http::text(&format!("{url}/?q=it.view")).await;
    assert!(head(&html, "Failed").contains("aria-sort=\"descending\""), "{html}");
    assert!(head(&html, "Failed").contains("href=\"?q=it.view&amp;sort=failed\""), "{html}");
    assert!(head(&html, "Function").contains("href=\"?q=it.view&amp;sort=name\""), "{html}");
    assert_eq!(html.matches("aria-sort").count(), 1);

    let html = http::text(&format!("{url}/?q=it.view&sort=name")).await;
    assert!(head(&html, "Function").contains("aria-sort=\"ascending\""), "{html}");
    assert!(head(&html, "Function").contains("href=\"?q=it.view&amp;sort=-name\""), "{html}");
    // The order that nobody has to ask for.
    assert!(head(&html, "Failed").contains("href=\"?q=it.view\""), "{html}");
}

#[tokio::test]
async fn the_filter_finds_names_files_policies_breakers_and_budgets() {
    let url = page().await;
    for (query, expected) in [
        ("it.view.a", vec!["it.view.a"]),
        ("VIEW.rs", vec!["it.view.b", "it.view.a", "it.twice", "it.twice", "it.view.c"]),
        ("interactive", vec!["gemini.caption", "gemini.suggest", "gemini.translate"]),
        ("gemini.key", vec!["gemini.translate"]),
        ("no such function", vec![]),
    ] {
        let html = http::text(&format!("{url}/?q={}", query.replace(' ', "+"))).await;
        let mut found = names(&html);
        if query == "interactive" {
            found.sort_unstable();
        }
        assert_eq!(found, expected, "{query}");
    }
    let html = http::text(&format!("{url}/?q=it.view.a")).await;
    assert!(html.contains("<details open>"), "there is room for all there is to say: {html}");
    assert!(html.contains("with “it.view.a”"), "{html}");
}

#[tokio::test]
async fn a_page_that_does_not_reload_has_the_fields_to_type_into() {
    let url = page().await;
    let html = http::text(&format!("{url}/?q=it.view&sort=name")).await;
    assert!(
        html.contains("<meta http-equiv=\"refresh\" content=\"5\">"),
        "without an address: it keeps the query"
    );
    assert!(html.contains("href=\"?q=it.view&amp;sort=name&amp;paused\""), "{html}");
    assert!(!html.contains("<input"), "a reload would empty it: {html}");

    let html = http::text(&format!("{url}/?q=it.view&sort=name&paused")).await;
    assert!(!html.contains("http-equiv"), "{html}");
    assert!(html.contains("href=\"?q=it.view&amp;sort=name\""), "the way back: {html}");
    assert!(html.contains("<input type=\"search\" name=\"q\" value=\"it.view\">"), "{html}");
    assert!(html.contains("<input type=\"hidden\" name=\"sort\" value=\"name\">"), "{html}");
}

#[tokio::test]
async fn no_two_things_have_one_id() {
    let html = http::text(&format!("{}/?all&paused", page().await)).await;
    let mut ids: Vec<_> = html
        .split(" id=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap_or_default())
        .collect();
    let twice = html.matches("data-function=\"it.twice\"").count();
    let breakers = html.matches("data-breaker=\"it.twice\"").count();
    assert_eq!((twice, breakers), (2, 2), "{html}");
    ids.sort_unstable();
    assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "{ids:?}");
}

#[tokio::test]
async fn functions_breakers_and_budgets_lead_to_each_other() {
    let url = page().await;
    let html = http::text(&format!("{url}/?q=gemini.embed")).await;
    for link in [
        "id=\"function-gemini.embed\"",
        "id=\"breaker-gemini\"",
        "id=\"budget-gemini\"",
        "href=\"#breaker-gemini\"",
        "href=\"#budget-gemini\"",
        "href=\"#function-gemini.embed\"",
        // Filtered away, and a page away.
        "href=\"?q=gemini.translate#function-gemini.translate\"",
    ] {
        assert!(html.contains(link), "{link}: {html}");
    }
}
