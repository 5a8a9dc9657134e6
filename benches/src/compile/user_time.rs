//! How much processor time a command takes, its own children included: not how long one waits for it.

use std::fs;
use std::process::Command;

use anyhow::{Context, ensure};

/// In seconds, in steps of a hundredth.
pub fn user_seconds(command: &mut Command) -> anyhow::Result<f64> {
    let before = of_children()?;
    ensure!(command.status()?.success(), "{command:?} fails");
    Ok(of_children()? - before)
}

/// Of all children of this process that have ended, and theirs.
fn of_children() -> anyhow::Result<f64> {
    const TICKS_IN_A_SECOND: f64 = 100.0;
    let stat = fs::read_to_string("/proc/self/stat").context("no /proc: processor time is measured on Linux")?;
    // The name of the process may hold anything; the fields behind it are numbers, `cutime` the fourteenth.
    let fields = stat.rsplit(')').next().context("/proc/self/stat is empty")?;
    let ticks = fields.split_whitespace().nth(13).context("/proc/self/stat has no `cutime`")?;
    Ok(ticks.parse::<f64>()? / TICKS_IN_A_SECOND)
}
