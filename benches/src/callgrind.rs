//! Counts instructions by callgrind. `tests/cost/instructions.rs` counts by this file, too.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, ensure};

/// Whoever does nothing: what the driver takes.
pub const DRIVER: &str = "nothing";

/// Who is called, and on which path.
pub type Pair = (String, String);

/// Of one call of each: what twice as many calls take more, so that nothing counts that is made once. All are counted in one
/// process, since to start one under callgrind takes longer than to count.
pub fn instructions(probe: &Path, pairs: &[Pair]) -> anyhow::Result<Vec<f64>> {
    const CALLS: f64 = 1000.0;
    let folder = tempfile::tempdir()?;
    let arguments = pairs.iter().flat_map(|(who, path)| [who.as_str(), path.as_str()]);
    let arguments: Vec<&str> = ["count"].into_iter().chain(arguments).collect();
    run(probe, &arguments, &["--dump-before=probe::drive::measured"], &folder.path().join("out"))?;
    (0..pairs.len())
        .map(|pair| {
            // Dumps are numbered from 1; of three for each pair, the first is of the calls before.
            let [once, twice] = [2, 3].map(|dump| counted(&folder.path().join(format!("out.{}", 3 * pair + dump))));
            Ok((twice? - once?) / CALLS)
        })
        .collect()
}

/// The same without what the driver takes for a future that is ready.
pub fn without_driver(probe: &Path, pairs: &[Pair]) -> anyhow::Result<Vec<f64>> {
    let drivers = ["success", "runtime:success"].map(|path| (DRIVER.to_owned(), path.to_owned()));
    let counts = instructions(probe, &[&drivers, pairs].concat())?;
    let (drivers, counts) = counts.split_at(drivers.len());
    Ok(pairs
        .iter()
        .zip(counts)
        .map(|((_, path), count)| count - drivers[usize::from(is_in_runtime(path))])
        .collect())
}

/// Calls with waits need a runtime, others may have one.
pub fn is_in_runtime(path: &str) -> bool {
    path == "waits" || path.starts_with("runtime:")
}

/// What a file of callgrind's has counted.
pub fn counted(dump: &Path) -> anyhow::Result<f64> {
    total(&fs::read_to_string(dump).context("callgrind has not written all of its counts")?)
}

/// What a dump has counted: `totals: 1234`.
fn total(dump: &str) -> anyhow::Result<f64> {
    let total = dump.lines().rev().find_map(|line| line.strip_prefix("totals:"));
    Ok(total.context("callgrind has written a count without its total")?.trim().parse()?)
}

pub fn run(probe: &Path, arguments: &[&str], options: &[&str], out: &Path) -> anyhow::Result<()> {
    let output = Command::new("valgrind")
        .arg("--tool=callgrind")
        .arg(format!("--callgrind-out-file={}", out.display()))
        .args(options)
        .arg(probe)
        .args(arguments)
        .output()
        .context("valgrind does not run; it is needed to count instructions")?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    ensure!(output.status.success(), "the probe fails under callgrind:\n{said}");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{is_in_runtime, total};

    #[test]
    fn a_dump_ends_with_its_total() {
        assert_eq!(total("version: 1\nevents: Ir\nfn=(1) totals\n5 12\n\ntotals: 1234\n").ok(), Some(1234.0));
        assert_eq!(total("summary: 7\ntotals: 7\n").ok(), Some(7.0));
    }

    #[test]
    fn a_dump_without_a_number_there_is_an_error() {
        for dump in ["", "summary: 7\n", "totals: many\n"] {
            assert!(total(dump).is_err(), "{dump}");
        }
    }

    #[test]
    fn waits_need_a_runtime() {
        assert!(is_in_runtime("waits") && is_in_runtime("runtime:two") && !is_in_runtime("success"));
    }
}
