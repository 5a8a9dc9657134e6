//! Instructions of a call on each path, for each contender, in two profiles.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::callgrind::{DRIVER, instructions, is_in_runtime};
use crate::contenders::{ALL, BASE, PATHS, can, in_runtime, sleeps_for_zero};
use crate::part::Part;
use crate::probe::Probe;
use crate::table::{Table, ratio, whole};

/// By contender and path, without what the driver takes.
type Counts = BTreeMap<(&'static str, &'static str), f64>;

pub fn measure() -> anyhow::Result<Part> {
    let mut part = Part { name: "instructions", ratios: String::new(), figures: String::new() };
    for (profile, name) in [("release", "Release"), ("lto", "Thin LTO, one codegen unit")] {
        let probe = Probe::build(profile, "")?;
        let counts = counts(&probe)?;
        let base = |_: &str, path| counts.get(&(BASE, path)).copied();
        let cell = |who, path, text: String| {
            // A timer is no part of what it was asked to do.
            if sleeps_for_zero(who, path) && text != "—" {
                format!("{text} †")
            } else {
                text
            }
        };
        let ratios = table(&ALL, |who, path| {
            cell(who, path, ratio(counts.get(&(who, path)).copied(), base(who, path)))
        });
        let figures = table(&ALL, |who, path| cell(who, path, whole(counts.get(&(who, path)).copied())));
        let _ = writeln!(part.ratios, "{name}:\n\n{ratios}");
        let _ = writeln!(part.figures, "{name}:\n\n{figures}");
        let driver = DRIVERS.map(|(path, place)| format!("{} {place}", whole(counts.get(&(DRIVER, path)).copied())));
        let _ = writeln!(
            part.figures,
            "The driver with a future that is ready, subtracted above: {}.\n",
            driver.join(", ")
        );
    }
    Ok(part)
}

const DRIVERS: [(&str, &str); 2] = [("success", "without a runtime"), ("runtime:success", "in one")];

fn table(who: &[&'static str], cell: impl Fn(&'static str, &'static str) -> String) -> String {
    let mut table = Table::new([""].into_iter().chain(PATHS.iter().map(|path| path.name)));
    for &who in who {
        let cells = PATHS.iter().map(|path| cell(who, path.key));
        table.row([format!("`{who}`")].into_iter().chain(cells));
    }
    table.markdown()
}

fn counts(probe: &Probe) -> anyhow::Result<Counts> {
    let drivers = DRIVERS.map(|(path, _)| (DRIVER, path, path.to_owned()));
    let contenders = ALL.into_iter().flat_map(|who| {
        let paths = PATHS.iter().filter(move |path| can(who, path.key));
        paths.map(move |path| (who, path.key, in_runtime(who, path.key)))
    });
    let all: Vec<_> = drivers.into_iter().chain(contenders).collect();
    let pairs: Vec<_> = all.iter().map(|(who, _, path)| ((*who).to_owned(), path.clone())).collect();
    let measured = instructions(&probe.path, &pairs)?;
    let mut counts = Counts::new();
    for ((who, key, path), count) in all.into_iter().zip(&measured) {
        // The drivers are the first two; they are told as they are.
        let driver = if who == DRIVER { 0.0 } else { measured[usize::from(is_in_runtime(&path))] };
        counts.insert((who, key), count - driver);
    }
    Ok(counts)
}
