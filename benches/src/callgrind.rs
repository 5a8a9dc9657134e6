//! Counts instructions by callgrind.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, ensure};

use crate::probe::Probe;

/// Who is called, and on which path.
pub type Pair = (String, String);

/// Of one call of each: what twice as many calls take more, so that nothing counts that is made once. All are counted in one
/// process, since to start one under callgrind takes longer than to count.
pub fn instructions(probe: &Probe, pairs: &[Pair]) -> anyhow::Result<Vec<f64>> {
    const CALLS: f64 = 1000.0;
    let folder = tempfile::tempdir()?;
    let arguments = pairs.iter().flat_map(|(who, path)| [who.as_str(), path.as_str()]);
    let arguments: Vec<&str> = ["count"].into_iter().chain(arguments).collect();
    run(probe, &arguments, &["--dump-before=probe::drive::measured"], &folder.path().join("out"))?;
    (0..pairs.len())
        .map(|pair| {
            // Dumps are numbered from 1; of three for each pair, the first is of the calls before.
            let [once, twice] = [2, 3].map(|dump| total(&folder.path().join(format!("out.{}", 3 * pair + dump))));
            Ok((twice? - once?) / CALLS)
        })
        .collect()
}

/// What a dump has counted: `totals: 1234`.
fn total(dump: &Path) -> anyhow::Result<f64> {
    let text = fs::read_to_string(dump).context("callgrind has not written all of its counts")?;
    let total = text.lines().rev().find_map(|line| line.strip_prefix("totals:"));
    Ok(total.context("callgrind has written a count without its total")?.trim().parse()?)
}

fn run(probe: &Probe, arguments: &[&str], options: &[&str], out: &Path) -> anyhow::Result<()> {
    let output = Command::new("valgrind")
        .arg("--tool=callgrind")
        .arg(format!("--callgrind-out-file={}", out.display()))
        .args(options)
        .arg(&probe.path)
        .args(arguments)
        .output()
        .context("valgrind does not run; it is needed to count instructions")?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    ensure!(output.status.success(), "the probe fails under callgrind:\n{said}");
    Ok(())
}

/// The functions in which a call's instructions are, the largest first, by what is in them alone.
pub fn functions(probe: &Probe, who: &str, path: &str) -> anyhow::Result<Vec<(String, f64)>> {
    // So many that the start of the process is lost among them.
    const CALLS: u32 = 20_000;
    let folder = tempfile::tempdir()?;
    let out = folder.path().join("callgrind.out");
    run(probe, &["call", who, path, &CALLS.to_string()], &[], &out)?;
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
