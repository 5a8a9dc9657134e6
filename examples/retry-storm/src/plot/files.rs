//! Plots as files: SVG and PNG, light and dark.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use plotters::backend::{BitMapBackend, SVGBackend};
use plotters::drawing::IntoDrawingArea;
use plotters::prelude::DrawingBackend;
use plotters::style::{FontStyle, register_font};
use thiserror::Error;

use super::canvas::Canvas;
use super::theme::Theme;
use super::{Panels, Plot, horizontal, over_time};

/// Of the page, in pixels.
const WIDTH: u32 = 640;

/// Pixels of a PNG for each of the page, for screens that have as many.
const DENSE: u32 = 2;

/// Why there is no picture.
#[derive(Debug, Error)]
pub enum PlotError {
    /// A file or the directory cannot be written.
    #[error("`{}` cannot be written ({error})", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// The picture cannot be drawn.
    #[error("a plot cannot be drawn ({0})")]
    Draw(String),
    /// The letters are missing.
    #[error("a plot cannot be drawn (its font cannot be read)")]
    Font,
}

impl PlotError {
    pub(super) fn draw(error: impl std::fmt::Display) -> Self {
        Self::Draw(error.to_string())
    }

    fn file(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |error| Self::File { path, error }
    }
}

/// Writes the four files of each plot, and makes the directory.
///
/// # Errors
///
/// If one cannot be drawn or written.
pub fn write(plots: &[Plot], directory: &Path) -> Result<(), PlotError> {
    fs::create_dir_all(directory).map_err(PlotError::file(directory))?;
    for plot in plots {
        for theme in Theme::ALL {
            let path = |end: &str| directory.join(format!("{}-{}.{end}", plot.name, theme.name()));
            let (vector, pixels) = (path("svg"), path("png"));
            fs::write(&vector, svg(plot, theme)?).map_err(PlotError::file(&vector))?;
            png(plot, theme, &pixels)?;
        }
    }
    Ok(())
}

/// The plot as the text of an SVG.
///
/// # Errors
///
/// If it cannot be drawn.
pub fn svg(plot: &Plot, theme: Theme) -> Result<String, PlotError> {
    let mut text = String::new();
    draw(SVGBackend::with_string(&mut text, (WIDTH, height(plot))), plot, theme, 1.0)?;
    Ok(text)
}

fn png(plot: &Plot, theme: Theme, path: &Path) -> Result<(), PlotError> {
    // Plotters says of a file that it cannot be written, and not why.
    fs::File::create(path).map_err(PlotError::file(path))?;
    let size = (WIDTH * DENSE, height(plot) * DENSE);
    draw(BitMapBackend::new(path, size), plot, theme, f64::from(DENSE))
}

fn height(plot: &Plot) -> u32 {
    match &plot.panels {
        Panels::Bars(panels) => horizontal::height(panels),
        Panels::Lines(panels) => over_time::height(panels),
    }
}

fn draw<B: DrawingBackend>(backend: B, plot: &Plot, theme: Theme, scale: f64) -> Result<(), PlotError> {
    letters()?;
    let area = backend.into_drawing_area();
    area.fill(&theme.background()).map_err(PlotError::draw)?;
    let canvas = Canvas { area: &area, scale, theme };
    canvas.title(&plot.title, (16.0, 22.0))?;
    match &plot.panels {
        Panels::Bars(panels) => horizontal::draw(&canvas, panels)?,
        Panels::Lines(panels) => over_time::draw(&canvas, panels)?,
    }
    area.present().map_err(PlotError::draw)
}

/// The font of the PNGs, and of the lengths of words everywhere: the same on every machine.
// An SVG names it "sans-serif", and is shown in whatever that is for its reader.
fn letters() -> Result<(), PlotError> {
    let fonts = [(FontStyle::Normal, dejavu::sans::regular()), (FontStyle::Bold, dejavu::sans::bold())];
    for (style, bytes) in fonts {
        register_font("sans-serif", style, bytes).map_err(|_| PlotError::Font)?;
    }
    Ok(())
}
