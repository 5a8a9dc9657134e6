//! The document, put together of its parts.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::style::STYLE;
use super::{breakers, budgets, functions, header, operate};
use crate::now::{Function, Now};
use crate::place::Place;
use crate::view::View;

/// Seconds after which the browser asks again.
pub const RELOAD: &str = "5";

/// How many functions are shown unless all are asked for: what fails comes first, and so many are read in a moment.
const MOST: usize = 100;

/// What a page is made of.
#[derive(Debug)]
pub struct Page<'a> {
    pub now: &'a Now,
    pub view: &'a View,
    pub place: &'a Place,
    pub actions: bool,
    /// How many functions the filter leaves.
    pub found: usize,
    /// Those of them that are shown, in their order.
    pub shown: Vec<&'a Function>,
}

impl<'a> Page<'a> {
    /// What this view shows.
    pub fn new(now: &'a Now, view: &'a View, place: &'a Place, actions: bool) -> Self {
        let text = view.filter.to_lowercase();
        let mut shown: Vec<_> = now.functions.iter().filter(|function| function.mentions(&text)).collect();
        let found = shown.len();
        view.order.sort(&mut shown);
        shown.truncate(if view.all { found } else { MOST });
        Self { now, view, place, actions, found, shown }
    }

    /// The whole document.
    pub fn render(&self) -> Markup {
        html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    @if !self.view.paused { meta http-equiv="refresh" content=(RELOAD); }
                    title { "Retries" }
                    style { (PreEscaped(STYLE)) }
                }
                body {
                    (header::render(self))
                    main {
                        div.limits {
                            (breakers::render(self))
                            div {
                                (budgets::render(self))
                                @if self.actions { (operate::render(self)) }
                            }
                        }
                        (functions::render(self))
                    }
                    footer {
                        p {
                            "Counted since the process began, and in this process alone. "
                            a href=(self.place.below("retries.json")) { "The same as JSON" }
                        }
                    }
                }
            }
        }
    }

    /// Where a form goes to, which leads back to this view.
    pub fn action(&self, path: &str) -> String {
        let query = self.view.query();
        let query = if query == "?" { "" } else { &query };
        self.place.below("actions/") + path + query
    }
}
