//! Instructions of a call that succeeds at once, with each key alone, beside the loop by hand that does the same.

use crate::callgrind::without_driver;
use crate::part::Part;
use crate::probe::Probe;
use crate::table::{Table, ratio, whole};

pub fn measure() -> anyhow::Result<Part> {
    let [mut ratios, mut figures] = tables();
    let (release, lto) = (Probe::build("release", "")?, Probe::build("lto", "")?);
    let keys = release.run(&["keys"])?;
    let keys: Vec<&str> = keys.lines().collect();
    let columns = [
        pairs(&release, &keys, success)?,
        pairs(&lto, &keys, success)?,
        pairs(&release, &keys, |_| "runtime:waits")?,
    ];
    for (row, key) in keys.iter().enumerate() {
        let cells = columns.iter().map(|column| ratio(Some(column[row].0), Some(column[row].1)));
        ratios.row([name(key)].into_iter().chain(cells));
        let cells = columns.iter().flat_map(|column| [column[row].0, column[row].1]);
        figures.row([name(key)].into_iter().chain(cells.map(|count| whole(Some(count)))));
    }
    Ok(Part { name: "keys", ratios: ratios.markdown(), figures: figures.markdown() })
}

/// A timer needs a runtime.
fn success(key: &str) -> &'static str {
    if key == "attempt_timeout" { "runtime:success" } else { "success" }
}

/// Of each key, ours and by hand, without what the driver takes.
fn pairs(probe: &Probe, keys: &[&str], path: impl Fn(&str) -> &'static str) -> anyhow::Result<Vec<(f64, f64)>> {
    let functions = keys
        .iter()
        .flat_map(|key| ["ours", "hand"].map(|who| (format!("{key}/{who}"), path(key).to_owned())));
    let counts = without_driver(&probe.path, &functions.collect::<Vec<_>>())?;
    Ok(counts.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect())
}

fn tables() -> [Table; 2] {
    let columns = ["success at once, release", "success at once, thin LTO", "2 failures with waits, release"];
    let ratios = Table::new(["key"].into_iter().chain(columns));
    let figures = Table::new(["key"].into_iter().chain(columns.into_iter().flat_map(|column| [column, "by hand"])));
    [ratios, figures]
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
