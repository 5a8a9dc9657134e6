//! Sizes of futures with each key, beside the loop by hand.

use anyhow::Context;

use crate::keys::name;
use crate::part::Part;
use crate::probe::{Probe, numbers};
use crate::table::{Table, ratio, whole};

const BODIES: [&str; 3] = ["ready body", "body of 1 KiB", "error of 512 bytes"];

pub fn measure() -> anyhow::Result<Part> {
    let probe = Probe::build("release", "")?;
    let mut ratios = Table::new(["key"].into_iter().chain(BODIES));
    let mut figures = Table::new(["key"].into_iter().chain(BODIES.into_iter().flat_map(|body| [body, "by hand"])));
    for line in probe.run(&["sizes"])?.lines() {
        let (key, sizes) = line.split_once(' ').context("the probe says a key without sizes")?;
        let sizes = numbers(sizes)?;
        let pairs = sizes.chunks(2).map(|pair| ratio(Some(pair[0]), Some(pair[1])));
        ratios.row([name(key)].into_iter().chain(pairs));
        figures.row([name(key)].into_iter().chain(sizes.iter().map(|&size| whole(Some(size)))));
    }
    Ok(Part {
        name: "futures",
        ratios: ratios.markdown(),
        figures: figures.markdown(),
    })
}
