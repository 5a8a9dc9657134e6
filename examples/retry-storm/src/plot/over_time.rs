//! Lines above an axis, a panel below the other.

use plotters::prelude::DrawingBackend;

use super::Lines;
use super::canvas::{Anchor, Canvas};
use super::files::PlotError;
use super::ticks::{text, ticks};

const LEFT: f64 = 76.0;
const RIGHT: f64 = 620.0;
const PANEL: f64 = 190.0;
const BELOW: f64 = 52.0;

/// Of the lines: where two are one above the other, both are seen.
const WIDTHS: [f64; 4] = [2.0, 2.0, 5.0, 1.5];

/// How tall it is.
pub fn height(panels: &[Lines]) -> u32 {
    let count = u32::try_from(panels.len()).unwrap_or(1);
    let legend = if has_legend(panels) { 30 } else { 0 };
    48 + legend + count * 242
}

fn has_legend(panels: &[Lines]) -> bool {
    panels.iter().flat_map(|panel| &panel.lines).any(|line| !line.label.is_empty())
}

/// Draws the panels from above.
pub fn draw<B: DrawingBackend>(canvas: &Canvas<'_, B>, panels: &[Lines]) -> Result<(), PlotError> {
    let mut top = 48.0;
    if has_legend(panels) {
        legend(canvas, panels)?;
        top += 30.0;
    }
    for panel in panels {
        let frame = Frame::new(panel, top);
        frame.axes(canvas)?;
        frame.lines(canvas)?;
        top += PANEL + BELOW;
    }
    Ok(())
}

/// The lines' names, once for all panels.
fn legend<B: DrawingBackend>(canvas: &Canvas<'_, B>, panels: &[Lines]) -> Result<(), PlotError> {
    let mut x = 16.0;
    let lines = panels.first().map(|panel| panel.lines.as_slice()).unwrap_or_default();
    for (number, line) in lines.iter().enumerate() {
        canvas.line(&[(x, 52.0), (x + 22.0, 52.0)], WIDTHS[number % 4] + 1.0, canvas.theme.series(number))?;
        canvas.words(&line.label, (x + 28.0, 52.0), Anchor::Left, canvas.theme.text())?;
        x += 28.0 + canvas.length(&line.label)? + 24.0;
    }
    Ok(())
}

/// A panel at its place.
struct Frame<'a> {
    panel: &'a Lines,
    top: f64,
    y_ticks: Vec<f64>,
    x_ticks: Vec<f64>,
}

impl<'a> Frame<'a> {
    fn new(panel: &'a Lines, top: f64) -> Self {
        let values = panel.lines.iter().flat_map(|line| &line.points).map(|(_, y)| *y);
        let mark = panel.mark.iter().map(|mark| mark.height);
        let most = values.chain(mark).fold(0.0, f64::max);
        let x_ticks = ticks(panel.x_end, 6).into_iter().filter(|x| *x <= panel.x_end).collect();
        Self { panel, top, y_ticks: ticks(most, 4), x_ticks }
    }

    fn at(&self, x: f64, y: f64) -> (f64, f64) {
        let most = self.y_ticks.last().copied().filter(|most| *most > 0.0).unwrap_or(1.0);
        let x = LEFT + (RIGHT - LEFT) * (x / self.panel.x_end).min(1.0);
        (x, self.top + PANEL * (1.0 - y / most))
    }

    fn axes<B: DrawingBackend>(&self, canvas: &Canvas<'_, B>) -> Result<(), PlotError> {
        let (theme, bottom) = (canvas.theme, self.top + PANEL);
        if let Some(shade) = &self.panel.shade {
            let ((from, _), (to, _)) = (self.at(shade.from, 0.0), self.at(shade.to, 0.0));
            canvas.fill((from, self.top), (to, bottom), theme.shade())?;
            let middle = (from.midpoint(to), self.top + 10.0);
            canvas.words(&shade.label, middle, Anchor::Centre, theme.quiet())?;
        }
        for tick in &self.y_ticks {
            let (_, y) = self.at(0.0, *tick);
            canvas.line(&[(LEFT, y), (RIGHT, y)], 1.0, theme.grid())?;
            canvas.words(&text(*tick, &self.y_ticks), (LEFT - 8.0, y), Anchor::Right, theme.quiet())?;
        }
        canvas.line(&[(LEFT, bottom), (RIGHT, bottom)], 1.0, theme.quiet())?;
        for tick in &self.x_ticks {
            let (x, _) = self.at(*tick, 0.0);
            canvas.line(&[(x, bottom), (x, bottom + 4.0)], 1.0, theme.quiet())?;
            canvas.words(&text(*tick, &self.x_ticks), (x, bottom + 14.0), Anchor::Centre, theme.quiet())?;
        }
        let centre = (LEFT.midpoint(RIGHT), bottom + 34.0);
        canvas.words(&self.panel.x_axis, centre, Anchor::Centre, theme.text())?;
        canvas.words(&self.panel.y_axis, (14.0, self.top + PANEL / 2.0), Anchor::Upwards, theme.text())
    }

    fn lines<B: DrawingBackend>(&self, canvas: &Canvas<'_, B>) -> Result<(), PlotError> {
        let theme = canvas.theme;
        for (number, line) in self.panel.lines.iter().enumerate() {
            let colour = theme.series(if self.panel.lines.len() == 1 { 1 } else { number });
            let points: Vec<_> = line.points.iter().map(|(x, y)| self.at(*x, *y)).collect();
            canvas.line(&points, WIDTHS[number % 4], colour)?;
            for point in points.iter().filter(|_| self.panel.dots) {
                canvas.dot(*point, colour)?;
            }
        }
        // Last, so that no line hides it.
        if let Some(mark) = &self.panel.mark {
            let (at, y) = self.at(mark.at, mark.height);
            for dash in 0..68 {
                let x = LEFT + 8.0 * f64::from(dash);
                canvas.line(&[(x, y), (x + 4.0, y)], 1.0, theme.text())?;
            }
            canvas.words(&mark.label, (at, y - 10.0), Anchor::Centre, theme.text())?;
        }
        Ok(())
    }
}
