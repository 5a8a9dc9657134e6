//! What is drawn on: pixels of a page of 640, whatever the picture has.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::element::{Circle, PathElement, Rectangle};
use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontStyle, FontTransform, IntoFont, IntoTextStyle, RGBColor, TextStyle};

use super::files::PlotError;
use super::theme::Theme;

/// The size of words, in pixels of the page.
pub const WORDS: f64 = 14.0;

/// Where the words stand that are written at a point.
#[derive(Clone, Copy)]
pub enum Anchor {
    Left,
    Centre,
    Right,
    /// From below to above, centred.
    Upwards,
}

/// A page, and how many pixels of the picture one of its own is.
pub struct Canvas<'a, B: DrawingBackend> {
    pub area: &'a DrawingArea<B, Shift>,
    pub scale: f64,
    pub theme: Theme,
}

impl<B: DrawingBackend> Canvas<'_, B> {
    fn at(&self, (x, y): (f64, f64)) -> (i32, i32) {
        (self.pixels(x), self.pixels(y))
    }

    #[expect(clippy::cast_possible_truncation, reason = "a picture is some thousand pixels wide")]
    fn pixels(&self, length: f64) -> i32 {
        (length * self.scale).round() as i32
    }

    fn width(&self, width: f64) -> u32 {
        self.pixels(width).try_into().unwrap_or(1)
    }

    pub fn fill(&self, from: (f64, f64), to: (f64, f64), colour: RGBColor) -> Result<(), PlotError> {
        let rectangle = Rectangle::new([self.at(from), self.at(to)], colour.filled());
        self.area.draw(&rectangle).map_err(PlotError::draw)
    }

    pub fn line(&self, points: &[(f64, f64)], width: f64, colour: RGBColor) -> Result<(), PlotError> {
        let points: Vec<_> = points.iter().map(|point| self.at(*point)).collect();
        let path = PathElement::new(points, colour.stroke_width(self.width(width)));
        self.area.draw(&path).map_err(PlotError::draw)
    }

    pub fn dot(&self, at: (f64, f64), colour: RGBColor) -> Result<(), PlotError> {
        let dot = Circle::new(self.at(at), self.pixels(4.0), colour.filled());
        self.area.draw(&dot).map_err(PlotError::draw)
    }

    pub fn words(&self, text: &str, at: (f64, f64), anchor: Anchor, colour: RGBColor) -> Result<(), PlotError> {
        self.write(text, at, anchor, &self.style(WORDS, FontStyle::Normal).color(&colour))
    }

    pub fn title(&self, text: &str, at: (f64, f64)) -> Result<(), PlotError> {
        let colour = self.theme.text();
        let style = self.style(16.0, FontStyle::Bold).color(&colour);
        self.write(text, at, Anchor::Left, &style)
    }

    /// How long these words are, in pixels of the page.
    pub fn length(&self, text: &str) -> Result<f64, PlotError> {
        let style = self.style(WORDS, FontStyle::Normal);
        let (width, _) = self.area.estimate_text_size(text, &style).map_err(PlotError::draw)?;
        Ok(f64::from(width) / self.scale)
    }

    fn style(&self, size: f64, style: FontStyle) -> TextStyle<'static> {
        // Plotters divides by as much when it writes a size.
        ("sans-serif", size * 1.24 * self.scale, style).into_font().into_text_style(self.area)
    }

    fn write(&self, text: &str, at: (f64, f64), anchor: Anchor, style: &TextStyle<'_>) -> Result<(), PlotError> {
        let (horizontal, turn) = match anchor {
            Anchor::Left => (HPos::Left, FontTransform::None),
            Anchor::Centre => (HPos::Center, FontTransform::None),
            Anchor::Right => (HPos::Right, FontTransform::None),
            Anchor::Upwards => (HPos::Center, FontTransform::Rotate270),
        };
        let style = style.pos(Pos::new(horizontal, VPos::Center)).transform(turn);
        self.area.draw_text(text, &style, self.at(at)).map_err(PlotError::draw)
    }
}
