//! Which functions are shown.

use maud::{Markup, html};

use super::content::Page;
use crate::view::{Field, View};

pub fn render(page: &Page<'_>) -> Markup {
    let View { filter, order, paused, all, .. } = page.view;
    html! {
        div.filter role="search" {
            // A reload would take what is half typed, so the field is where none comes.
            @if *paused {
                form method="get" {
                    label { "Filter" input type="search" name="q" value=(filter) autofocus[page.view.typing == Some(Field::Filter)]; }
                    input type="hidden" name="sort" value=(order);
                    @if *all { input type="hidden" name="all"; }
                    input type="hidden" name="paused";
                    button type="submit" { "Show" }
                }
            } @else {
                p {
                    a href=(page.view.query_to_type(Field::Filter)) {
                        @if filter.is_empty() { "Filter" } @else { "Change the filter" }
                    }
                    " (pauses the page)"
                }
            }
            p {
                (number(page))
                @if !filter.is_empty() {
                    " with “" (filter) "”. " a href=(page.view.with_filter("").query()) { "Show all" }
                } @else if page.shown.len() < page.found {
                    ". " a href=(page.view.with_all().query()) { "Show all" }
                }
            }
        }
    }
}

fn number(page: &Page<'_>) -> String {
    let (shown, found, all) = (page.shown.len(), page.found, page.now.functions.len());
    if shown < found {
        format!("The first {shown} of {found} functions")
    } else if found < all {
        format!("{found} of {all} functions")
    } else {
        format!("{all} functions")
    }
}
