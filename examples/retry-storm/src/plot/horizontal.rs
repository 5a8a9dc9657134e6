//! Bars that lie on their side, so that their labels can be read.

use plotters::prelude::DrawingBackend;

use super::canvas::{Anchor, Canvas};
use super::files::PlotError;
use super::{Bar, Bars};

const TOP: f64 = 48.0;
const ROW: f64 = 32.0;
const EDGE: f64 = 16.0;
const WIDTH: f64 = 640.0;

/// How tall it is.
pub fn height(panels: &[Bars]) -> u32 {
    let rows = panels.iter().map(|panel| panel.bars.len()).max().unwrap_or_default();
    // At most a handful.
    let rows = u32::try_from(rows).unwrap_or(1);
    48 + 32 * rows + 44
}

/// Draws the panels from left to right.
pub fn draw<B: DrawingBackend>(canvas: &Canvas<'_, B>, panels: &[Bars]) -> Result<(), PlotError> {
    let labels = panels.first().map(|panel| panel.bars.as_slice()).unwrap_or_default();
    let mut left = EDGE;
    for bar in labels {
        left = left.max(EDGE + canvas.length(&bar.label)? + 10.0);
    }
    for (row, bar) in (0_u32..).zip(labels) {
        canvas.words(&bar.label, (left - 10.0, middle(row)), Anchor::Right, canvas.theme.text())?;
    }
    let count = u32::try_from(panels.len()).unwrap_or(1).max(1);
    let width = (WIDTH - left) / f64::from(count);
    for (number, panel) in (0_u32..).zip(panels) {
        panel_of_bars(canvas, panel, left + width * f64::from(number), width)?;
    }
    Ok(())
}

fn middle(row: u32) -> f64 {
    TOP + ROW * (f64::from(row) + 0.5)
}

fn panel_of_bars<B: DrawingBackend>(
    canvas: &Canvas<'_, B>,
    panel: &Bars,
    left: f64,
    width: f64,
) -> Result<(), PlotError> {
    let theme = canvas.theme;
    let most = panel.bars.iter().map(|bar| bar.value).fold(0.0, f64::max);
    let mut beside = 0.0_f64;
    for bar in &panel.bars {
        beside = beside.max(canvas.length(&bar.text)?);
    }
    // Room for the longest number behind the longest bar.
    let longest = (width - beside - 6.0 - EDGE).max(1.0);
    let length = |bar: &Bar| if most > 0.0 { longest * bar.value / most } else { 0.0 };
    for (row, bar) in (0_u32..).zip(&panel.bars) {
        let y = middle(row);
        // A value that is not zero is seen.
        let end = left + length(bar).max(if bar.value > 0.0 { 1.0 } else { 0.0 });
        canvas.fill((left, y - 10.0), (end, y + 10.0), theme.series(1))?;
        canvas.words(&bar.text, (end + 6.0, y), Anchor::Left, theme.text())?;
    }
    let rows = u32::try_from(panel.bars.len()).unwrap_or(0);
    let bottom = TOP + ROW * f64::from(rows);
    canvas.line(&[(left, TOP), (left, bottom)], 1.0, theme.quiet())?;
    canvas.words(&panel.axis, (left, bottom + 18.0), Anchor::Left, theme.quiet())
}
