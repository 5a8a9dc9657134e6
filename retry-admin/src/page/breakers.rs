//! The table of the breakers.

use maud::{Markup, html};
use retry_runtime::BreakerState;

use super::button::Button;
use super::content::Page;
use super::{users, words};
use crate::anchor;
use crate::now::Breaker;

pub fn render(page: &Page<'_>) -> Markup {
    let breakers = &page.now.breakers;
    html! {
        section id="breakers" {
            h2 { "Circuit breakers" }
            @if breakers.is_empty() {
                p.none { "No function uses one that is a static." }
            } @else {
                table.small {
                    caption.unseen { "Circuit breakers" }
                    thead {
                        tr {
                            th scope="col" { "Breaker" }
                            th scope="col" { "State" }
                            th scope="col" { "Used by" }
                            @if page.actions { th scope="col" { "Actions" } }
                        }
                    }
                    @let mut previous = None;
                    tbody { @for breaker in breakers { (row(page, breaker, previous.replace(breaker.name))) } }
                }
                @if page.actions {
                    p.note id="force-open" { b { "Force open" } ": every attempt fails at once, until somebody resets it." }
                    p.note id="reset" { b { "Reset" } ": closes it, and forgets the failures that it has seen." }
                }
            }
        }
    }
}

fn row(page: &Page<'_>, breaker: &Breaker, previous: Option<&str>) -> Markup {
    let name = breaker.name;
    let button = |action, text, says, harmful| {
        Button { action, field: ("name", name), text, on: name, says, harmful }.render(page)
    };
    html! {
        tr id=[anchor::first("breaker", name, previous)] data-breaker=(name) {
            th scope="row" { (name) }
            td data-label="State" {
                span class={ "state " (breaker.state_word()) } { (state(breaker.state)) }
                span.soft { (attempts(breaker)) }
            }
            td data-label="Used by" { (users::render(page, name, |function| function.site.breakers.contains(&name))) }
            @if page.actions {
                td.buttons {
                    (button("breaker/reset", "Reset", "reset", false))
                    @if !breaker.is_forced() { (button("breaker/force-open", "Force open", "force-open", true)) }
                }
            }
        }
    }
}

const fn state(state: BreakerState) -> &'static str {
    match state {
        BreakerState::Closed => "closed",
        BreakerState::Open => "open",
        BreakerState::HalfOpen => "half-open",
    }
}

fn attempts(breaker: &Breaker) -> String {
    match (breaker.state, breaker.remaining) {
        (BreakerState::Closed, _) => "attempts pass".to_owned(),
        (BreakerState::HalfOpen, _) => "a few attempts pass, as probes".to_owned(),
        (BreakerState::Open, Some(remaining)) => format!("refuses for another {}", words::about(remaining)),
        (BreakerState::Open, None) => "refuses until it is reset".to_owned(),
    }
}
