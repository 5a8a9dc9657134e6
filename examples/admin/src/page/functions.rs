//! The table of the retried functions.

use std::time::Duration;

use maud::{Markup, html};
use retry_runtime::{LastError, SiteSnapshot};

use super::{outcome, words};

pub fn table(sites: &[SiteSnapshot]) -> Markup {
    html! {
        table.functions {
            caption { "Retried functions" }
            thead {
                tr {
                    th scope="col" { "Function" }
                    th scope="col" { "Policy" }
                    th.number scope="col" { "Max attempts" }
                    th scope="col" { "Waits" }
                    th.number scope="col" { "Worst case" }
                    th.number scope="col" { "Calls" }
                    th.number scope="col" { "Retries" }
                    th scope="col" { "Outcomes" }
                    th scope="col" { "Last error" }
                }
            }
            tbody {
                @for site in sites { (row(site)) }
                @if sites.is_empty() {
                    tr { td colspan="9" { "This binary has none." } }
                }
            }
        }
    }
}

fn row(site: &SiteSnapshot) -> Markup {
    let calls = site.counts.calls();
    let class = match (outcome::failures(&site.counts), calls) {
        (0, 0) => "idle",
        (0, _) => "well",
        _ => "failing",
    };
    html! {
        tr class=(class) data-function=(site.name) {
            th scope="row" {
                span.name { (site.name) }
                // A long path may end a line behind a folder.
                span.place { @for part in site.file.split_inclusive('/') { (part) wbr; } ":" (site.line) }
            }
            td.policy data-label="Policy" { ((site.policy.unwrap_or_default())) }
            td.number data-label="Max attempts" { (site.max) }
            td data-label="Waits" { (waits(&site.waits)) }
            td.number data-label="Worst case" { (words::duration(site.worst_case)) }
            td.number data-label="Calls" { (calls) }
            td.number data-label="Retries" { (site.counts.retries()) }
            td data-label="Outcomes" { (outcome::list(&site.counts)) }
            td.error data-label="Last error" { (last_error(site.last_error.as_ref())) }
        }
    }
}

fn waits(waits: &[Duration]) -> String {
    if waits.iter().all(Duration::is_zero) {
        return "none".to_owned();
    }
    let waits: Vec<_> = waits.iter().copied().map(words::duration).collect();
    match waits.as_slice() {
        [first, second, third, .., last] if waits.len() > 5 => format!("{first}, {second}, {third} … {last}"),
        waits => waits.join(", "),
    }
}

fn last_error(error: Option<&LastError>) -> Markup {
    html! {
        @if let Some(LastError { text, age, .. }) = error {
            span.text { (text) }
            span.age { (words::about(*age)) " ago" }
        } @else {
            span.none { "none" }
        }
    }
}
