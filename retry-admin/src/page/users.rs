//! Links from a breaker or a budget to the functions that use it.

use maud::{Markup, html};

use super::content::Page;
use crate::anchor;
use crate::now::Function;

/// How many are named. The others are a filter away.
const NAMED: usize = 5;

pub fn render(page: &Page<'_>, name: &str, uses: impl Fn(&Function) -> bool) -> Markup {
    let found: Vec<_> = page.now.functions.iter().filter(|function| uses(function)).collect();
    html! {
        @if found.is_empty() {
            span.none { "only by its policy" }
        }
        @for (number, function) in found.iter().take(NAMED).enumerate() {
            @if number > 0 { ", " }
            a href=(link(page, function)) { (function.site.name) }
        }
        @if found.len() > NAMED {
            " and "
            a href=(page.view.with_filter(name).query()) { (found.len() - NAMED) " more" }
        }
    }
}

/// To its row; where a filter or the number of functions leaves it out, to the page that has it.
fn link(page: &Page<'_>, function: &Function) -> String {
    let name = function.site.name;
    let query = if page.shown.iter().any(|shown| std::ptr::eq(*shown, function)) {
        String::new()
    } else {
        page.view.with_filter(name).query()
    };
    format!("{query}#{}", anchor::link("function", name))
}
