//! The table of the retried functions.

use maud::{Markup, html};

use super::content::Page;
use super::{filter, function};
use crate::order::Column;

/// So few are shown with all there is to say of them.
const OPEN: usize = 3;

pub fn render(page: &Page<'_>) -> Markup {
    let shown = &page.shown;
    html! {
        section id="functions" {
            h2 { "Functions" }
            (filter::render(page))
            @if !shown.is_empty() {
                table.functions {
                    caption.unseen { "Retried functions" }
                    (head(page))
                    tbody { @for function in shown { (function::row(page, function, shown.len() <= OPEN)) } }
                }
            }
        }
    }
}

fn head(page: &Page<'_>) -> Markup {
    let recent = page.recent();
    let columns = [
        ("Function", Some(Column::Name), false),
        ("Policy", None, false),
        ("Attempts", Some(Column::Attempts), true),
        ("Waits at most", Some(Column::WorstCase), true),
        ("Calls", Some(Column::Calls), true),
        ("Failed", Some(Column::Failed), true),
        (&recent, Some(Column::Recent), true),
        ("Retries", Some(Column::Retries), true),
        ("Outcomes", None, false),
        ("Last error", Some(Column::LastError), false),
    ];
    html! {
        thead {
            tr {
                @for (text, column, number) in columns {
                    @if let Some(column) = column {
                        (sorted(page, column, text, number))
                    } @else {
                        th scope="col" { (text) }
                    }
                }
            }
        }
    }
}

fn sorted(page: &Page<'_>, column: Column, text: &str, number: bool) -> Markup {
    let order = page.view.order;
    let way = order.way(column);
    html! {
        th class=[number.then_some("number")] scope="col" aria-sort=[way] {
            a href=(page.view.with_order(order.by(column)).query()) {
                (text)
                // The word for it is `aria-sort`.
                @if let Some(way) = way { span aria-hidden="true" { @if way == "ascending" { " ▲" } @else { " ▼" } } }
            }
        }
    }
}
