//! Instructions with the features `metrics`, where no recorder is installed, and `registry`.

use crate::callgrind::instructions;
use crate::contenders::{DRIVER, OURS, PATHS, Path};
use crate::part::Part;
use crate::probe::Probe;
use crate::table::{Table, ratio, whole};

pub fn measure() -> anyhow::Result<Part> {
    let plain = counts("")?;
    let mut ratios = Table::new(head());
    let mut figures = Table::new(head());
    figures.row(row("none", plain.iter().map(|&count| whole(Some(count)))));
    for features in ["metrics", "registry"] {
        let counts = counts(features)?;
        ratios.row(row(
            features,
            counts.iter().zip(&plain).map(|(&count, &plain)| ratio(Some(count), Some(plain))),
        ));
        figures.row(row(features, counts.iter().map(|&count| whole(Some(count)))));
    }
    Ok(Part {
        name: "features",
        ratios: ratios.markdown(),
        figures: figures.markdown(),
    })
}

fn head() -> impl Iterator<Item = &'static str> {
    ["features"].into_iter().chain(PATHS.iter().map(|path| path.name))
}

fn row(features: &str, cells: impl Iterator<Item = String>) -> impl Iterator<Item = String> {
    [features.replace(',', ", ")].into_iter().chain(cells)
}

fn counts(features: &str) -> anyhow::Result<Vec<f64>> {
    let probe = Probe::build("release", features)?;
    let drivers = ["success", "runtime:success"].map(|path| (DRIVER.to_owned(), path.to_owned()));
    let paths = PATHS.iter().map(|path| (OURS.to_owned(), path.key.to_owned()));
    let counts = instructions(&probe, &drivers.into_iter().chain(paths).collect::<Vec<_>>())?;
    let driver = |path: &Path| counts[usize::from(path.key == "waits")];
    Ok(PATHS.iter().zip(&counts[2..]).map(|(path, count)| count - driver(path)).collect())
}
