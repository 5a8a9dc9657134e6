//! The parts together: docs/PERFORMANCE.md, by the template beside this package.

use std::fs;
use std::time::Instant;

use anyhow::Context;

use crate::part::Part;
use crate::probe::package;
use crate::{
    Only, allocations, compile, features, futures, instructions, kept, keys, machine, memory, profile, threads,
};

/// How much is measured.
pub struct Sizes {
    pub runs: usize,
    pub compiles: usize,
    pub waiting: usize,
    pub functions: usize,
}

const ALL: [Only; 9] = [
    Only::Instructions,
    Only::Keys,
    Only::Features,
    Only::Profile,
    Only::Allocations,
    Only::Futures,
    Only::Memory,
    Only::Threads,
    Only::Compile,
];

fn measure(only: Only, sizes: &Sizes) -> anyhow::Result<Part> {
    match only {
        Only::Instructions => instructions::measure(),
        Only::Keys => keys::measure(),
        Only::Features => features::measure(),
        Only::Profile => profile::measure(),
        Only::Allocations => allocations::measure(),
        Only::Futures => futures::measure(),
        Only::Compile => compile::measure(sizes.functions, sizes.compiles),
        Only::Memory => memory::measure(sizes.waiting, sizes.runs),
        Only::Threads => threads::measure(sizes.runs),
    }
}

/// One part, to the terminal. It is kept, too, for who writes the report again.
pub fn print(only: Only, sizes: &Sizes) -> anyhow::Result<()> {
    let part = measure(only, sizes)?;
    println!("{}\n{}", part.ratios, part.figures);
    keep(&part)
}

fn keep(part: &Part) -> anyhow::Result<()> {
    kept::keep(part.name, "ratios", &part.ratios)?;
    kept::keep(part.name, "figures", &part.figures)
}

/// All parts, to the file.
pub fn write(sizes: &Sizes) -> anyhow::Result<()> {
    let start = Instant::now();
    kept::keep("machine", "figures", &machine(sizes)?)?;
    for only in ALL {
        let part = measure(only, sizes)?;
        keep(&part)?;
        eprintln!("{} is measured, after {} minutes", part.name, start.elapsed().as_secs() / 60);
    }
    render()
}

fn machine(sizes: &Sizes) -> anyhow::Result<String> {
    Ok(format!(
        "{}\n- throughput and memory are medians of {} runs, times to compile of {}, of {} functions",
        machine::describe()?,
        sizes.runs,
        sizes.compiles,
        sizes.functions
    ))
}

/// The file, by what was measured last.
pub fn render() -> anyhow::Result<()> {
    let template = package().join("template.md");
    let template = fs::read_to_string(&template).with_context(|| format!("cannot read {}", template.display()))?;
    let mut text = String::new();
    let mut rest = template.as_str();
    while let Some((before, behind)) = rest.split_once("{{") {
        let (place, after) = behind.split_once("}}").context("template.md opens a place and does not close it")?;
        let (part, kind) = place.split_once('.').context("a place in template.md is no `part.kind`")?;
        text.push_str(before);
        text.push_str(kept::read(part, kind)?.trim_end());
        rest = after;
    }
    text.push_str(rest);
    let docs = package().join("../docs");
    fs::create_dir_all(&docs)?;
    let report = docs.join("PERFORMANCE.md");
    fs::write(&report, text).with_context(|| format!("cannot write {}", report.display()))?;
    eprintln!("docs/PERFORMANCE.md is written");
    Ok(())
}
