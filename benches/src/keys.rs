//! Instructions of a call that succeeds at once, with each key alone, beside the loop by hand that does the same.

use crate::callgrind::instructions;
use crate::contenders::DRIVER;
use crate::part::Part;
use crate::probe::Probe;
use crate::table::{Table, ratio, whole};

pub fn measure() -> anyhow::Result<Part> {
    let mut ratios = Table::new(["key", "release", "thin LTO", "2 failures with waits, release"]);
    let mut figures = Table::new([
        "key",
        "`#[retry]`, release",
        "by hand",
        "`#[retry]`, thin LTO",
        "by hand",
        "`#[retry]`, waits, release",
        "by hand",
    ]);
    let release = Probe::build("release", "")?;
    let lto = Probe::build("lto", "")?;
    for key in release.run(&["keys"])?.lines() {
        eprintln!("instructions of {key}");
        let success = if key == "attempt_timeout" { "runtime:success" } else { "success" };
        let pairs = [pair(&release, key, success)?, pair(&lto, key, success)?, pair(&release, key, "runtime:waits")?];
        ratios.row([name(key)].into_iter().chain(pairs.map(|[ours, hand]| ratio(Some(ours), Some(hand)))));
        figures.row([name(key)].into_iter().chain(pairs.concat().into_iter().map(|count| whole(Some(count)))));
    }
    Ok(Part { name: "keys", ratios: ratios.markdown(), figures: figures.markdown() })
}

fn pair(probe: &Probe, key: &str, path: &str) -> anyhow::Result<[f64; 2]> {
    let driver = if path == "success" { "success" } else { "runtime:success" };
    let driver = instructions(probe, DRIVER, driver)?;
    let ours = instructions(probe, &format!("{key}/ours"), path)?;
    let hand = instructions(probe, &format!("{key}/hand"), path)?;
    Ok([ours - driver, hand - driver])
}

/// As it is written in the attribute.
pub fn name(key: &str) -> String {
    match key {
        "one_list" => "`retryable` alone".to_owned(),
        "both_lists" => "both lists".to_owned(),
        "on" => "`on(..)`".to_owned(),
        key => format!("`{key}`"),
    }
}
