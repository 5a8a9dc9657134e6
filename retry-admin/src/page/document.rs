//! The document, put together of its parts.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::content::Page;
use super::header::RELOAD;
use super::style::STYLE;
use super::{breakers, budgets, functions, header, operate};

/// The whole document.
pub fn render(page: &Page<'_>) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                @if !page.view.paused { meta http-equiv="refresh" content=(RELOAD); }
                title { "Retries" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                (header::render(page))
                main {
                    div.limits {
                        (breakers::render(page))
                        (budgets::render(page))
                    }
                    (functions::render(page))
                    @if page.actions { (operate::render(page)) }
                }
                footer {
                    p {
                        "Counted since the process began, and in this process alone. "
                        a href=(page.place.below("retries.json")) { "The same as JSON" }
                    }
                }
            }
        }
    }
}
