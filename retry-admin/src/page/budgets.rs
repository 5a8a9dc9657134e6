//! The table of the budgets.

use maud::{Markup, html};

use super::button::Button;
use super::content::Page;
use super::users;
use crate::anchor;
use crate::now::Budget;

pub fn render(page: &Page<'_>) -> Markup {
    let budgets = &page.now.budgets;
    html! {
        section id="budgets" {
            h2 { "Retry budgets" }
            @if budgets.is_empty() {
                p.none { "No function uses one that is a static." }
            } @else {
                table.small {
                    caption.unseen { "Retry budgets" }
                    thead {
                        tr {
                            th scope="col" { "Budget" }
                            th.number scope="col" { "Tokens left" }
                            th scope="col" { "State" }
                            th scope="col" { "Used by" }
                            @if page.actions { th scope="col" { "Actions" } }
                        }
                    }
                    @let mut previous = None;
                    tbody { @for budget in budgets { (row(page, budget, previous.replace(budget.name))) } }
                }
                @if page.actions {
                    p.note id="stop" { b { "Stop" } ": its functions are not retried, and return the error that they have." }
                    p.note id="resume" { b { "Resume" } ": retries are paid for again, from the tokens that are left." }
                }
            }
        }
    }
}

fn row(page: &Page<'_>, budget: &Budget, previous: Option<&str>) -> Markup {
    let name = budget.name;
    let (action, text, says) = if budget.stopped {
        ("budget/resume", "Resume", "resume")
    } else {
        ("budget/stop", "Stop", "stop")
    };
    let button = Button {
        action,
        field: ("name", name),
        text,
        on: name,
        says,
        harmful: !budget.stopped,
    };
    html! {
        tr id=[anchor::first("budget", name, previous)] data-budget=(name) {
            th scope="row" { (name) }
            td.number data-label="Tokens left" { (budget.available) }
            td data-label="State" {
                @if budget.stopped {
                    span.state.warned { "stopped" }
                    span.soft { "no retries" }
                } @else if budget.available == 0 {
                    span.state.warned { "empty" }
                    span.soft { "no retries until it fills again" }
                } @else {
                    span.state.closed { "pays" }
                }
            }
            td data-label="Used by" { (users::render(page, name, |function| function.site.budget == Some(name))) }
            @if page.actions { td.buttons { (button.render(page)) } }
        }
    }
}
