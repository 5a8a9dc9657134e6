//! Pictures of what was seen over time, as SVG.

use std::collections::BTreeSet;

use anyhow::anyhow;
use plotters::backend::SVGBackend;
use plotters::chart::ChartBuilder;
use plotters::drawing::IntoDrawingArea;
use plotters::element::PathElement;
use plotters::series::LineSeries;
use plotters::style::{Color, FontStyle, RGBColor, register_font};

use super::samples::{Sample, Samples};

const SIZE: (u32, u32) = (860, 260);

/// About how many looks a rate is taken over.
const SPAN: usize = 5;

/// Of Okabe and Ito, "Color Universal Design", 2008, which people with any colour vision tell apart.
const COLOURS: [RGBColor; 4] =
    [RGBColor(0, 114, 178), RGBColor(213, 94, 0), RGBColor(0, 158, 115), RGBColor(204, 121, 167)];
const EVENT: RGBColor = RGBColor(160, 160, 160);

const REQUESTS: &str =
    "Requests of counted attempts that arrived, and those that met a fault of the network or of a service.";
const BREAKERS: &str =
    "Workers whose breaker of this name is open or half-open: they take no jobs, or one to probe with.";

/// A picture.
#[derive(Clone, Debug)]
pub struct Plot {
    /// The name of its file.
    pub name: &'static str,
    /// The line above it.
    pub title: &'static str,
    /// What explains it.
    pub explained: &'static str,
    /// What stands at its upright axis.
    axis: &'static str,
    lines: Vec<Line>,
}

#[derive(Clone, Debug)]
struct Line {
    label: String,
    points: Vec<(f64, f64)>,
}

/// All pictures of a storm.
pub fn plots(samples: &Samples) -> [Plot; 4] {
    let samples = &samples.samples;
    [
        Plot {
            name: "attempts",
            title: "Requests",
            explained: REQUESTS,
            axis: "per second",
            lines: vec![
                line("requests", rate(samples, |sample| small(sample.tally.requests))),
                line("with a fault", rate(samples, |sample| small(sample.tally.faults))),
            ],
        },
        Plot {
            name: "goodput",
            title: "Goodput",
            explained: "Jobs that ended, and those of them that are done.",
            axis: "jobs per second",
            lines: vec![
                line("ended", rate(samples, |sample| large(sample.ended))),
                line("done", rate(samples, |sample| large(sample.done))),
            ],
        },
        Plot {
            name: "breakers",
            title: "Breakers",
            explained: BREAKERS,
            axis: "workers",
            lines: by_breaker(samples),
        },
        Plot {
            name: "memory",
            title: "Memory",
            explained: "The resident memory of the largest worker.",
            axis: "MiB",
            lines: vec![line("largest worker", number(samples, |sample| large(sample.memory >> 20)))],
        },
    ]
}

fn line(label: &str, points: Vec<(f64, f64)>) -> Line {
    Line { label: label.to_owned(), points }
}

/// For each breaker, in how many workers it is not closed.
fn by_breaker(samples: &[Sample]) -> Vec<Line> {
    let names: BTreeSet<_> = samples.iter().flat_map(|sample| sample.breakers.keys()).collect();
    let workers =
        |name: &String| line(name, number(samples, |sample| small(sample.breakers.get(name).copied().unwrap_or(0))));
    names.into_iter().map(workers).collect()
}

/// A number as it is.
fn number(samples: &[Sample], number: impl Fn(&Sample) -> f64) -> Vec<(f64, f64)> {
    samples.iter().map(|sample| (sample.at.as_secs_f64(), number(sample))).collect()
}

/// The change of a number by the second.
fn rate(samples: &[Sample], number: impl Fn(&Sample) -> f64) -> Vec<(f64, f64)> {
    let spans = samples.windows(SPAN + 1).filter_map(|span| {
        let (first, last) = (span.first()?, span.last()?);
        let time = last.at.saturating_sub(first.at).as_secs_f64();
        (time > 0.0).then(|| (last.at.as_secs_f64(), (number(last) - number(first)).max(0.0) / time))
    });
    spans.collect()
}

fn small(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::MAX, f64::from)
}

fn large(number: u64) -> f64 {
    u32::try_from(number).map_or(f64::MAX, f64::from)
}

/// The plot as the text of an SVG.
pub fn svg(plot: &Plot, samples: &Samples) -> anyhow::Result<String> {
    // By these the lengths of words are measured. An SVG names the font "sans-serif", and is shown in whatever that is.
    register_font("sans-serif", FontStyle::Normal, dejavu::sans::regular()).map_err(|_| anyhow!("no font"))?;
    let mut text = String::new();
    draw(plot, samples, &mut text).map_err(|error| anyhow!("the plot `{}` cannot be drawn: {error}", plot.name))?;
    Ok(text)
}

fn draw(plot: &Plot, samples: &Samples, text: &mut String) -> Result<(), Box<dyn std::error::Error>> {
    let points = || plot.lines.iter().flat_map(|line| &line.points);
    let end = samples.samples.last().map_or(1.0, |sample| sample.at.as_secs_f64()).max(1.0);
    let top = points().map(|(_, y)| *y).fold(1.0, f64::max) * 1.1;
    let area = SVGBackend::with_string(text, SIZE).into_drawing_area();
    area.fill(&RGBColor(255, 255, 255))?;
    let mut builder = ChartBuilder::on(&area);
    builder.margin(12).x_label_area_size(34).y_label_area_size(64);
    let mut chart = builder.build_cartesian_2d(0.0..end, 0.0..top)?;
    let mut mesh = chart.configure_mesh();
    mesh.disable_x_mesh().max_light_lines(0).y_labels(6).x_desc("seconds").y_desc(plot.axis);
    mesh.x_label_formatter(&short).y_label_formatter(&short).draw()?;
    for (at, _) in &samples.events {
        let at = at.as_secs_f64();
        chart.draw_series([PathElement::new(vec![(at, 0.0), (at, top)], EVENT.mix(0.6))])?;
    }
    for (line, colour) in plot.lines.iter().zip(COLOURS.iter().cycle()) {
        let series = LineSeries::new(line.points.iter().copied(), colour.stroke_width(2));
        let drawn = chart.draw_series(series)?.label(line.label.as_str());
        drawn.legend(|(x, y)| PathElement::new(vec![(x, y), (x + 16, y)], colour.stroke_width(3)));
    }
    if !plot.lines.is_empty() {
        chart
            .configure_series_labels()
            .background_style(RGBColor(255, 255, 255).mix(0.85))
            .border_style(EVENT)
            .draw()?;
    }
    area.present()?;
    Ok(())
}

/// A number on an axis, as short as it can be said.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "plotters asks by reference")]
fn short(number: &f64) -> String {
    if number.fract().abs() < 0.05 {
        format!("{number:.0}")
    } else {
        format!("{number:.1}")
    }
}
