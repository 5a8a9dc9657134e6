//! Memory of many calls that wait at the same time.

use crate::contenders::{BASE, OURS};
use crate::median::median;
use crate::part::Part;
use crate::probe::Probe;
use crate::table::{Table, ratio, whole};

pub fn measure(waiting: usize, runs: usize) -> anyhow::Result<Part> {
    let probe = Probe::build("release", "")?;
    let mut rows = Vec::new();
    for who in [BASE, OURS, "backon"] {
        eprintln!("memory of {waiting} calls of {who}");
        let runs = (0..runs).map(|_| probe.numbers(&["waiting", who, &waiting.to_string()]));
        let runs = runs.collect::<anyhow::Result<Vec<_>>>()?;
        rows.push((who, [0, 1].map(|figure| median(runs.iter().map(|run| run[figure]).collect()))));
    }
    let base = rows[0].1;
    let mut ratios = Table::new(["", "memory of the process", "future alone"]);
    let mut figures = Table::new(["", "bytes of memory a call", "bytes of its future"]);
    for (who, bytes) in rows {
        let cells = [0, 1].map(|figure| ratio(Some(bytes[figure]), Some(base[figure])));
        ratios.row([format!("`{who}`")].into_iter().chain(cells));
        figures.row([format!("`{who}`")].into_iter().chain(bytes.map(|bytes| whole(Some(bytes)))));
    }
    let note = format!("{} calls, each in a box.\n\n", whole(u32::try_from(waiting).ok().map(f64::from)));
    Ok(Part {
        name: "memory",
        ratios: ratios.markdown(),
        figures: note + &figures.markdown(),
    })
}
