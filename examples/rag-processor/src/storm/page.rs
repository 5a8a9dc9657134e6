//! The report as one page, with its pictures in it and beside it.

use std::fmt::Write as _;
use std::path::PathBuf;

use anyhow::Context;

use super::Report;
use super::plot::{plots, svg};

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:54rem;margin:2rem auto;padding:0 1rem;color:#1f2328}\
h1,h2{line-height:1.2}table{border-collapse:collapse;width:100%}td,th{padding:.3rem .6rem;border-bottom:1px solid #d0d7de;\
text-align:left;vertical-align:top}.yes{color:#1a7f37}.no{color:#cf222e;font-weight:bold}svg{max-width:100%;height:auto}\
.quiet{color:#59636e}";

/// Writes `report.html`, and each picture as a file of its own: where the page is.
///
/// # Errors
/// If a picture cannot be drawn, or a file not be written.
pub fn write(report: &Report) -> anyhow::Result<PathBuf> {
    let directory = &report.plan.directory;
    let mut pictures = String::new();
    for plot in plots(&report.samples) {
        let text = svg(&plot, &report.samples)?;
        let path = directory.join(format!("{}.svg", plot.name));
        std::fs::write(&path, &text).with_context(|| format!("{} cannot be written", path.display()))?;
        // Writing to a string does not fail.
        let _written =
            writeln!(pictures, "<h2>{}</h2>\n<p class=quiet>{}</p>\n{text}", plot.title, escape(plot.explained));
    }
    let path = directory.join("report.html");
    std::fs::write(&path, page(report, &pictures)).with_context(|| format!("{} cannot be written", path.display()))?;
    Ok(path)
}

fn page(report: &Report, pictures: &str) -> String {
    let (plan, verdict) = (&report.plan, &report.verdict);
    let database = if plan.database.is_some() { "PostgreSQL" } else { "SQLite" };
    let kept = if verdict.is_kept() {
        "every promise was kept"
    } else {
        "<span class=no>a promise was broken</span>"
    };
    let seconds = report.samples.samples.last().map_or(0.0, |sample| sample.at.as_secs_f64());
    let ended: Vec<_> = verdict.ended.iter().map(|(status, jobs)| format!("{jobs} {status}")).collect();
    let title = format!("{} jobs, {} workers, {database}", plan.jobs, plan.workers);
    format!(
        "<!doctype html>\n<html lang=en>\n<meta charset=utf-8>\n<meta name=viewport content=\"width=device-width\">\n\
         <title>Storm: {title}</title>\n<style>{STYLE}</style>\n<h1>Storm: {title}</h1>\n\
         <p>In {seconds:.0} s, {kept}: {}. The seed is {}.</p>\n{}\n{pictures}\n<h2>What happened</h2>\n\
         <p class=quiet>The grey lines of the pictures.</p>\n{}\n<h2>Errors</h2>\n\
         <p class=quiet>Why jobs ended in error or were set aside; # is a number.</p>\n{}\n",
        ended.join(", "),
        plan.seed,
        promises(report),
        events(report),
        errors(report),
    )
}

fn promises(report: &Report) -> String {
    let rows = report.verdict.checks.iter().map(|check| {
        let kept = if check.broken.is_empty() {
            "<td class=yes>kept"
        } else {
            "<td class=no>broken"
        };
        let broken: Vec<_> = check.broken.iter().take(5).map(|what| escape(what)).collect();
        let numbers = [escape(&check.numbers), broken.join("<br>")].join("<br>");
        format!("<tr><td>{}<td>{numbers}{kept}\n", escape(check.promise))
    });
    table("<tr><th>promise<th>numbers<th>\n", rows)
}

fn events(report: &Report) -> String {
    let rows = report
        .samples
        .events
        .iter()
        .map(|(at, event)| format!("<tr><td>{:.1} s<td>{event}\n", at.as_secs_f64()));
    table("", rows)
}

fn errors(report: &Report) -> String {
    let rows = report
        .verdict
        .errors
        .iter()
        .map(|(error, jobs)| format!("<tr><td>{jobs}<td>{}\n", escape(error)));
    table("", rows)
}

fn table(head: &str, rows: impl Iterator<Item = String>) -> String {
    format!("<table>\n{head}{}</table>", rows.collect::<Vec<_>>().concat())
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
