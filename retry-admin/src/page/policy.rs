//! What the attribute of a function says, and which breakers and budgets it shares with others.

use std::time::Duration;

use maud::{Markup, html};
use retry_runtime::{ErrorList, OwnSchedule, SiteSnapshot};

use super::content::Page;
use super::words;
use crate::anchor;
use crate::now::Function;

pub fn cell(page: &Page<'_>, function: &Function, open: bool) -> Markup {
    let site = &function.site;
    html! {
        (shared(page, function))
        details open[open] {
            summary { (kind(site)) }
            ul.plain {
                (times(site))
                @for list in &site.lists { (entries(list)) }
                @if let Some(function) = site.by { li { "by " code { (function) } } }
                @if site.classified { li { "Otherwise as the error classifies itself." } }
            }
        }
    }
}

/// What it shares with other functions.
fn shared(page: &Page<'_>, function: &Function) -> Markup {
    let site = &function.site;
    if site.breakers.is_empty() && site.budget.is_none() && function.multiplies().is_empty() {
        return html! {};
    }
    html! {
        ul.plain {
            @for breaker in &site.breakers {
                li { "breaker " (link("breaker", breaker, page.now.breakers.iter().any(|other| other.name == *breaker))) }
            }
            @if let Some(budget) = site.budget {
                li { "budget " (link("budget", budget, page.now.budgets.iter().any(|other| other.name == budget))) }
            }
            @for inner in function.multiplies() {
                li.failed { "multiplies with " (link("function", inner, true)) }
            }
        }
    }
}

/// What it is called by those who do not open it.
fn kind(site: &SiteSnapshot) -> Markup {
    html! { @if let Some(policy) = site.policy { "policy " code { (policy) } } @else { "rules of its own" } }
}

/// What no static is the name of has no place on the page.
fn link(kind: &str, name: &str, known: bool) -> Markup {
    html! {
        @if known { a href={ "#" (anchor::link(kind, name)) } { (name) } } @else { code { (name) } }
    }
}

fn times(site: &SiteSnapshot) -> Markup {
    html! {
        li { (waits(&site.waits, site.jitter.as_deref())) }
        @if let Some(cap) = site.hint { li { "as long as a server asks for, up to " (words::duration(cap)) } }
        @if let Some(limit) = site.attempt_timeout { li { "each attempt within " (words::duration(limit)) } }
        @if let Some(limit) = site.within { li { "no attempt later than " (words::duration(limit)) } }
    }
}

fn waits(waits: &[Duration], jitter: Option<&str>) -> Markup {
    html! {
        @if waits.iter().all(Duration::is_zero) { "no waits" } @else { "waits " (words::waits(waits)) }
        @if let Some(jitter) = jitter { ", jitter " (jitter) }
    }
}

fn entries(ErrorList { key, entries, schedule, .. }: &ErrorList) -> Markup {
    html! {
        li {
            b { (key) } ": "
            @for (number, entry) in entries.iter().enumerate() {
                @if number > 0 { ", " }
                code { (entry) }
            }
            @if let Some(OwnSchedule { max, waits, jitter: own, hint, .. }) = schedule {
                "; " (max) " attempts, " (self::waits(waits, own.as_deref()))
                @if let Some(cap) = hint { ", or as a server asks, up to " (words::duration(*cap)) }
            }
        }
    }
}
