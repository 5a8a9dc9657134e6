//! Time to check and to build a crate of many functions, its dependencies being built.

use std::fmt::Write as _;
use std::process::Command;

use super::counted::Counted;
use super::user_time::user_seconds;
use super::variants::{self, Variant};
use super::workspace::Workspace;
use crate::median::median;
use crate::probe::cargo;
use crate::table::{Table, ratio};

/// Seconds to check and to build, and millions of rustc's instructions to check one function.
struct Times {
    check: f64,
    build: f64,
    counted: f64,
}

/// The ratios, and the figures.
pub fn measure(functions: usize, runs: usize) -> anyhow::Result<(String, String)> {
    let workspace = Workspace::new()?;
    let variants = variants::all();
    for variant in &variants {
        workspace.write(variant.name, &variant.dependencies, &variant.source(1))?;
    }
    for what in ["check", "build"] {
        for variant in &variants {
            user_seconds(&mut workspace.cargo(what, variant.name, "target"))?;
        }
    }
    let counted = Counted::new(&workspace)?;
    let mut times = Vec::new();
    for variant in &variants {
        eprintln!("compiling {functions} functions: {}", variant.title);
        let counted = counted.millions(variant)?;
        times.push(of_variant(&workspace, variant, functions, runs, counted)?);
    }
    Ok((ratios(&variants, &times), figures(&variants, &times, functions)? + &lines(&workspace)))
}

fn of_variant(
    workspace: &Workspace,
    variant: &Variant,
    functions: usize,
    runs: usize,
    counted: f64,
) -> anyhow::Result<Times> {
    let time = |what| {
        let times = (0..runs).map(|run| {
            // What is not another source is not compiled again.
            let source = format!("{}// {what} {run}\n", variant.source(functions));
            workspace.write(variant.name, &variant.dependencies, &source)?;
            user_seconds(&mut workspace.cargo(what, variant.name, "target"))
        });
        anyhow::Ok(median(times.collect::<anyhow::Result<_>>()?))
    };
    Ok(Times { check: time("check")?, build: time("build")?, counted })
}

fn ratios(variants: &[Variant], times: &[Times]) -> String {
    let mut table = Table::new(["functions", "check", "build", "check, instructions"]);
    for (variant, time) in variants.iter().zip(times) {
        // What is inside of a boxing attribute is compared with the same without it, too.
        let plain = &times[0];
        table.row([
            variant.title.to_owned(),
            ratio(Some(time.check), Some(plain.check)),
            ratio(Some(time.build), Some(plain.build)),
            ratio(Some(time.counted), Some(plain.counted)),
        ]);
    }
    table.markdown()
}

fn figures(variants: &[Variant], times: &[Times], functions: usize) -> anyhow::Result<String> {
    let mut table = Table::new([
        "functions",
        "check, s",
        "build, s",
        "check, ms a function",
        "build, ms a function",
        "check, millions of instructions a function",
    ]);
    let functions = f64::from(u32::try_from(functions)?);
    for (variant, time) in variants.iter().zip(times) {
        let each = [time.check, time.build].map(|seconds| format!("{:.2}", seconds * 1000.0 / functions));
        let whole = [time.check, time.build].map(|seconds| format!("{seconds:.2}"));
        let counted = format!("{:.1}", time.counted);
        table.row([variant.title.to_owned()].into_iter().chain(whole).chain(each).chain([counted]));
    }
    Ok(table.markdown())
}

/// Lines of LLVM's code, where `cargo llvm-lines` is installed.
fn lines(workspace: &Workspace) -> String {
    let installed = cargo()
        .args(["llvm-lines", "--version"])
        .output()
        .is_ok_and(|output| output.status.success());
    if !installed {
        return "\nLines of LLVM IR are not counted: `cargo llvm-lines` is not installed here.\n".to_owned();
    }
    let mut text = "\nLines of LLVM IR:\n\n".to_owned();
    let mut table = Table::new(["functions", "lines"]);
    for variant in variants::all() {
        let mut cargo: Command = workspace.cargo("llvm-lines", variant.name, "target");
        let total = cargo.output().ok().and_then(|output| {
            let text = String::from_utf8_lossy(&output.stdout).into_owned();
            let total = text.lines().find(|line| line.contains("(TOTAL)"))?.split_whitespace().next()?.to_owned();
            Some(total)
        });
        table.row([variant.title.to_owned(), total.unwrap_or_else(|| "—".to_owned())]);
    }
    let _ = write!(text, "{}", table.markdown());
    text
}
