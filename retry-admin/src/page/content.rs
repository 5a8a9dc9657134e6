//! What is shown: everything that there is now, in the view that was asked for.

use super::words;
use crate::now::{Function, Now};
use crate::place::Place;
use crate::view::View;

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

    /// Where a form goes to, which leads back to this view.
    pub fn action(&self, path: &str) -> String {
        let query = self.view.query();
        let query = if query == "?" { "" } else { &query };
        self.place.below("actions/") + path + query
    }

    /// What the column of the rates is called.
    pub fn recent(&self) -> String {
        self.now
            .window
            .map_or_else(|| "Last minute".to_owned(), |window| format!("Last {}", words::about(window)))
    }
}
