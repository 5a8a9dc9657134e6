//! Allocations of a call on each path.

use crate::callgrind::DRIVER;
use crate::contenders::{ALL, PATHS, can, in_runtime};
use crate::part::Part;
use crate::probe::Probe;
use crate::table::Table;

const CALLS: u32 = 1000;

pub fn measure() -> anyhow::Result<Part> {
    let probe = Probe::build("release", "allocations")?;
    let mut figures = Table::new([""].into_iter().chain(PATHS.iter().map(|path| path.name)));
    for who in [DRIVER].into_iter().chain(ALL) {
        let cells = PATHS.iter().map(|path| {
            let counted = can(who, path.key).then(|| of_a_call(&probe, who, &in_runtime(who, path.key)));
            Ok(counted.transpose()?.unwrap_or_else(|| "—".to_owned()))
        });
        let cells = cells.collect::<anyhow::Result<Vec<_>>>()?;
        figures.row([format!("`{who}`")].into_iter().chain(cells));
    }
    // A ratio to none says nothing.
    Ok(Part {
        name: "allocations",
        ratios: String::new(),
        figures: figures.markdown(),
    })
}

fn of_a_call(probe: &Probe, who: &str, path: &str) -> anyhow::Result<String> {
    let once = probe.numbers(&["call", who, path, &CALLS.to_string()])?;
    let twice = probe.numbers(&["call", who, path, &(2 * CALLS).to_string()])?;
    let [count, bytes] = [0, 1].map(|figure| ((twice[figure] - once[figure]) / f64::from(CALLS)).round());
    Ok(if count == 0.0 { "0".to_owned() } else { format!("{count} ({bytes} bytes)") })
}
