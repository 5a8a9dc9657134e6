//! Instructions with the features `metrics`, where no recorder is installed, and `registry`.

use crate::callgrind::without_driver;
use crate::contenders::{OURS, PATHS};
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
    let pairs = PATHS.map(|path| (OURS.to_owned(), path.key.to_owned()));
    without_driver(&probe.path, &pairs)
}
