//! Pictures of figures, as SVG and as PNG, for light and for dark pages.

mod canvas;
mod files;
mod horizontal;
mod over_time;
mod theme;
mod ticks;

pub use self::files::{PlotError, svg, write};
pub use self::theme::Theme;

/// A picture: its name, what it says, and its panels.
#[derive(Clone, Debug)]
pub struct Plot {
    /// The beginning of the names of its files.
    pub name: &'static str,
    /// The line above it.
    pub title: String,
    /// What is drawn.
    pub panels: Panels,
}

/// What a picture shows.
#[derive(Clone, Debug)]
pub enum Panels {
    /// Side by side, with the same labels.
    Bars(Vec<Bars>),
    /// One below the other, with the same colours.
    Lines(Vec<Lines>),
}

/// Horizontal bars, from zero.
#[derive(Clone, Debug)]
pub struct Bars {
    /// What their length is, with its unit.
    pub axis: String,
    /// From above.
    pub bars: Vec<Bar>,
}

/// One bar.
#[derive(Clone, Debug)]
pub struct Bar {
    /// What it stands for.
    pub label: String,
    /// Its length.
    pub value: f64,
    /// Its length, in words at its end.
    pub text: String,
}

/// Lines above one axis, from zero.
#[derive(Clone, Debug)]
pub struct Lines {
    /// With its unit.
    pub x_axis: String,
    /// With its unit.
    pub y_axis: String,
    /// The lines; one without a label needs none.
    pub lines: Vec<Line>,
    /// A span that explains the rest.
    pub shade: Option<Shade>,
    /// A height to compare with.
    pub mark: Option<Mark>,
    /// Where the axis ends.
    pub x_end: f64,
    /// Whether its points were measured one by one.
    pub dots: bool,
}

/// One line.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its name.
    pub label: String,
    /// From left to right.
    pub points: Vec<(f64, f64)>,
}

/// A height to compare lines with.
#[derive(Clone, Debug)]
pub struct Mark {
    /// The height.
    pub height: f64,
    /// Its name.
    pub label: String,
    /// Where on the axis its name is in nobody's way.
    pub at: f64,
}

/// A span of the axis.
#[derive(Clone, Debug)]
pub struct Shade {
    /// Its start.
    pub from: f64,
    /// Its end.
    pub to: f64,
    /// Its name.
    pub label: String,
}
