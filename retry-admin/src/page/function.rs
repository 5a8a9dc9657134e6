//! The row of a function.

use maud::{Markup, html};

use super::content::Page;
use super::{attempts, errors, outcomes, policy};
use crate::anchor;
use crate::counted::Counted;
use crate::now::Function;

pub fn row(page: &Page<'_>, function: &Function, open: bool) -> Markup {
    let Function { site, total, .. } = function;
    let class = match total {
        Counted { calls: 0, .. } => "idle",
        Counted { failed: 0, .. } => "well",
        Counted { .. } => "failing",
    };
    let id = function.first_of_its_name.then(|| anchor::id("function", site.name));
    html! {
        tr class=(class) id=[id] data-function=(site.name) {
            th.place scope="row" {
                a.name href=(page.view.with_filter(site.name).query()) { (site.name) }
                // A long path may end a line behind a folder.
                span.soft { @for part in site.file.split_inclusive('/') { (part) wbr; } ":" (site.line) }
            }
            td.policy data-label="Policy" { (policy::cell(page, function, open)) }
            td.number data-label="Attempts" { (attempts::limit(site)) }
            td.number data-label="Waits at most" { (attempts::worst_case(site)) }
            td.number data-label="Calls" { (total.calls) }
            td.number data-label="Failed" { (failed(*total)) }
            td.number.recent data-label=(page.recent()) { @if let Some((_, recent)) = function.recent { (rate(recent)) } }
            td.number data-label="Retries" { (site.counts.retries()) }
            td.outcomes data-label="Outcomes" { (outcomes::list(&site.counts)) }
            td.error data-label="Last error" { (errors::last(site.last_error.as_ref())) }
        }
    }
}

/// The number, and its share of the calls.
fn failed(Counted { failed, calls }: Counted) -> Markup {
    html! {
        @if failed == 0 {
            "0"
        } @else {
            b.failed { (failed) }
            // Rounded up, for one of a thousand is not none.
            span.soft { (failed.saturating_mul(100).div_ceil(calls)) "%" }
        }
    }
}

fn rate(Counted { failed, calls }: Counted) -> Markup {
    html! {
        @if calls == 0 {
            span.none { "no calls" }
        } @else {
            span { (calls) @if calls == 1 { " call" } @else { " calls" } @if failed > 0 { ", " } }
            @if failed > 0 { span.failed { b { (failed) } " failed" } }
        }
    }
}
