//! What it was measured on.

use std::fs;
use std::process::Command;
use std::thread;

use anyhow::Context;

/// The lines of the report's head.
pub fn describe() -> anyhow::Result<String> {
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let cpu = cpu.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or(": unknown");
    let cores = thread::available_parallelism().map_or(0, usize::from);
    let kernel = said(Command::new("uname").args(["-s", "-r"]))?;
    let rustc = said(Command::new("rustc").arg("--version"))?;
    let valgrind = said(Command::new("valgrind").arg("--version"))?;
    let date = said(Command::new("date").args(["--utc", "+%Y-%m-%d"]))?;
    Ok([
        format!("- processor: {}, {cores} cores", cpu.trim_start_matches([':', '\t', ' '])),
        format!("- kernel: {kernel}"),
        format!("- compiler: {rustc}; {valgrind}"),
        format!("- date: {date}"),
    ]
    .join("\n"))
}

fn said(command: &mut Command) -> anyhow::Result<String> {
    let output = command
        .output()
        .with_context(|| format!("{} does not run", command.get_program().display()))?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
