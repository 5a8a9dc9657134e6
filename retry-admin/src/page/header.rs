//! What there is to know at a glance, and how the page reloads.

use maud::{Markup, html};
use retry_runtime::{BreakerState, Mode};

use super::content::Page;
use super::words::number_of;
use crate::now::mode_word;

/// Seconds after which the browser asks again.
pub const RELOAD: &str = "5";

pub fn render(page: &Page<'_>) -> Markup {
    html! {
        header {
            div {
                h1 { "Retries" }
                p.summary { (summary(page)) }
                nav aria-label="On this page" {
                    a href="#breakers" { "Breakers" } " "
                    a href="#budgets" { "Budgets" } " "
                    a href="#functions" { "Functions" }
                    @if page.actions { " " a href="#operate" { "Mode and limits" } }
                }
            }
            p.reload { (reload(page)) }
            @if let Some(text) = mode(page.now.mode) {
                p.alarm role="status" { b { "Mode: " (text.0) } " " (text.1) }
            }
        }
    }
}

fn summary(page: &Page<'_>) -> String {
    let now = page.now;
    let failing = now.functions.iter().filter(|function| function.total.failed > 0).count();
    let tightened = now.functions.iter().filter(|function| function.site.tightened.is_some()).count();
    let open = now.breakers.iter().filter(|breaker| breaker.state == BreakerState::Open).count();
    let stopped = now.budgets.iter().filter(|budget| budget.stopped).count();
    let mode = mode_word(now.mode).replace('_', " ");
    let parts = [
        number_of(now.functions.len(), "function", "functions"),
        format!("{failing} with failed calls"),
        format!("{tightened} tightened"),
        format!("{open} of {} open", number_of(now.breakers.len(), "breaker", "breakers")),
        format!("{stopped} of {} stopped", number_of(now.budgets.len(), "budget", "budgets")),
        format!("mode {mode}"),
    ];
    parts.join(" · ")
}

/// A reload takes the focus, the place of a reader and what is half typed. So there is a page without it.
fn reload(page: &Page<'_>) -> Markup {
    html! {
        @if page.view.paused {
            b { "Paused." } " "
            a href=(page.view.query()) { "Load again" } " "
            a href=(page.view.with_pause(false).query()) { "Reload every " (RELOAD) " seconds" }
        } @else {
            "Reloads every " (RELOAD) " seconds, which loses the focus and closes lists. "
            a href=(page.view.with_pause(true).query()) { "Pause" }
        }
    }
}

const fn mode(mode: Mode) -> Option<(&'static str, &'static str)> {
    match mode {
        Mode::Normal => None,
        Mode::NoWaits => Some(("no waits.", "Functions are retried at once.")),
        Mode::Off => Some(("off.", "No function is retried: calls return their first error.")),
    }
}
