//! The functions in which the instructions of a call are, by `callgrind_annotate`.

use std::path::Path;
use std::process::Command;

use crate::callgrind::run;

/// The functions in which a call's instructions are, the largest first, by what is in them alone.
pub fn functions(probe: &Path, who: &str, path: &str) -> anyhow::Result<Vec<(String, f64)>> {
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

#[cfg(test)]
mod tests {
    use super::function;

    #[test]
    fn a_line_is_a_count_and_a_name_without_its_file() {
        let line = "297,000  ???:probe::contenders::ours::waits::{{closure}} [/path/to/probe]";
        assert_eq!(
            function(line),
            Some(("probe::contenders::ours::waits::{{closure}}".to_owned(), 297_000.0))
        );
        let line = "  1,200  ./string/memmove.S:__memcpy_avx [/usr/lib/libc.so.6]";
        assert_eq!(function(line), Some(("__memcpy_avx".to_owned(), 1_200.0)));
        let line = "42  <core::time::Duration as core::fmt::Debug>::fmt [/path/to/probe]";
        assert_eq!(function(line), Some(("<core::time::Duration as core::fmt::Debug>::fmt".to_owned(), 42.0)));
    }

    #[test]
    fn heads_rules_and_the_whole_are_no_functions() {
        for line in ["Ir         file:function", "----------", "", "12,131,526  PROGRAM TOTALS"] {
            assert_eq!(function(line), None, "{line}");
        }
    }
}
