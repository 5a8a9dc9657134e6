//! The page for people: one HTML document that needs nothing else, made anew for each request.
//!
//! `html!` escapes whatever stands in parentheses. Policies and errors hold `<`, `&` and quotes, and an error's text can
//! come from anywhere.

mod circuits;
mod functions;
mod outcome;
mod words;

use maud::{DOCTYPE, Markup, PreEscaped, html};
use retry_runtime::{BreakerState, SiteSnapshot};

use crate::breakers::Breaker;

const STYLE: &str = include_str!("style.css");

/// Seconds after which the browser asks again; there is no script on the page.
const REFRESH: &str = "5";

/// The whole document.
#[must_use]
pub fn render(sites: &[SiteSnapshot], breakers: &[Breaker]) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta http-equiv="refresh" content=(REFRESH);
                title { "Retries" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    h1 { "Retries" }
                    (summary(sites, breakers))
                }
                main {
                    (circuits::table(breakers))
                    (functions::table(sites))
                }
                footer {
                    "Since the process began. Reloads every " (REFRESH) " seconds. "
                    a href="/retries.json" { "The same as JSON" }
                }
            }
        }
    }
}

/// What there is to know at a glance.
fn summary(sites: &[SiteSnapshot], breakers: &[Breaker]) -> Markup {
    let failing = sites.iter().filter(|site| outcome::failures(&site.counts) > 0).count();
    let open = breakers.iter().filter(|breaker| breaker.state == BreakerState::Open).count();
    html! {
        p.summary {
            (words::number_of(sites.len(), "function", "functions")) ", " (failing) " with failed calls; "
            (words::number_of(breakers.len(), "breaker", "breakers")) ", " (open) " open."
        }
    }
}
