//! Counts instructions by callgrind.

use std::process::Command;

use anyhow::{Context, ensure};

use crate::probe::Probe;

/// Of one call: what twice as many calls take more, so that neither the start of the process nor what is made once counts.
pub fn instructions(probe: &Probe, who: &str, path: &str) -> anyhow::Result<f64> {
    const CALLS: u32 = 1000;
    let once = total(probe, who, path, CALLS)?;
    let twice = total(probe, who, path, 2 * CALLS)?;
    Ok((twice - once) / f64::from(CALLS))
}

fn total(probe: &Probe, who: &str, path: &str, calls: u32) -> anyhow::Result<f64> {
    let said = run(probe, who, path, calls, "/dev/null")?;
    let count = said.split("Collected :").nth(1).and_then(|rest| rest.split_whitespace().next());
    let count =
        count.with_context(|| format!("callgrind does not say how many instructions `{who}` takes:\n{said}"))?;
    Ok(count.parse()?)
}

fn run(probe: &Probe, who: &str, path: &str, calls: u32, out: &str) -> anyhow::Result<String> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", &format!("--callgrind-out-file={out}")])
        .arg(&probe.path)
        .args(["call", who, path, &calls.to_string()])
        .output()
        .context("valgrind does not run; it is needed to count instructions")?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    ensure!(output.status.success(), "`probe call {who} {path}` fails under callgrind:\n{said}");
    Ok(said)
}

/// The functions in which a call's instructions are, the largest first, by what is in them alone.
pub fn functions(probe: &Probe, who: &str, path: &str) -> anyhow::Result<Vec<(String, f64)>> {
    // So many that the start of the process is lost among them.
    const CALLS: u32 = 50_000;
    let folder = tempfile::tempdir()?;
    let out = folder.path().join("callgrind.out");
    run(probe, who, path, CALLS, &out.to_string_lossy())?;
    let annotated = Command::new("callgrind_annotate")
        .args(["--auto=no", "--show-percs=no"])
        .arg(&out)
        .output()?;
    let annotated = String::from_utf8(annotated.stdout)?;
    Ok(annotated
        .lines()
        .filter_map(function)
        .map(|(name, count)| (name, count / f64::from(CALLS)))
        .collect())
}

/// `297,000  ???:probe::contenders::ours::waits::{{closure}} [/path/to/probe]`
fn function(line: &str) -> Option<(String, f64)> {
    let (count, rest) = line.trim().split_once("  ")?;
    let count = count.replace(',', "").parse().ok()?;
    let rest = rest.trim().split(" [/").next()?;
    // The file of a function of the C library is a path, and has no `::`.
    let name = match rest.split_once(':') {
        Some((file, name)) if !name.starts_with(':') && !file.contains('<') => name,
        _ => rest,
    };
    (name != "PROGRAM TOTALS").then(|| (name.to_owned(), count))
}
