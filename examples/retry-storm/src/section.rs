//! What a scenario has to show, whatever it is shown in.

use std::fmt;

use comfy_table::{CellAlignment, Table, presets};
use serde_json::Value;

use crate::plot::Plot;

/// A scenario as a reader meets it.
#[derive(Clone, Debug)]
pub struct Section {
    /// That of its subcommand.
    pub name: &'static str,
    /// A few words.
    pub title: &'static str,
    /// One line on what was simulated.
    pub about: String,
    /// The figures, for people.
    pub grid: Grid,
    /// What to read from them, computed from them.
    pub reading: String,
    /// The figures as pictures.
    pub plots: Vec<Plot>,
    /// The figures, for tools.
    pub figures: Value,
}

/// A table; all of its columns but the first hold numbers.
#[derive(Clone, Debug)]
pub struct Grid {
    /// The names of its columns.
    pub header: Vec<&'static str>,
    /// Its rows, each as wide as the header.
    pub rows: Vec<Vec<String>>,
}

impl fmt::Display for Grid {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut table = Table::new();
        table.load_style(presets::ASCII_MARKDOWN).set_header(&self.header).add_rows(&self.rows);
        for column in table.column_iter_mut().skip(1) {
            column.set_cell_alignment(CellAlignment::Right);
        }
        write!(formatter, "{table}")
    }
}

/// The table, and what to read from it: the part that a document quotes.
#[derive(Clone, Copy, Debug)]
pub struct Quoted<'a>(pub &'a Section);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Section { about, grid, reading, .. } = self.0;
        write!(formatter, "{about}\n\n{grid}\n\n{reading}")
    }
}

impl fmt::Display for Section {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "## {}\n\n{}\n", self.title, Quoted(self))
    }
}
