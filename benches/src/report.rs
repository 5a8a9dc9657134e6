//! The parts together: docs/PERFORMANCE.md, by the template beside this package.

use std::fs;
use std::time::Instant;

use anyhow::{Context, ensure};

use crate::part::Part;
use crate::probe::package;
use crate::{Only, allocations, compile, features, futures, instructions, keys, machine, memory, profile, threads};

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

/// One part, to the terminal.
pub fn print(only: Only, sizes: &Sizes) -> anyhow::Result<()> {
    let part = measure(only, sizes)?;
    println!("{}\n{}", part.ratios, part.figures);
    Ok(())
}

/// All parts, to the file.
pub fn write(sizes: &Sizes) -> anyhow::Result<()> {
    let start = Instant::now();
    let template = package().join("template.md");
    let mut text = fs::read_to_string(&template).with_context(|| format!("cannot read {}", template.display()))?;
    let mut left = text.replace("{{machine}}", "");
    let runs = format!(
        "- throughput and memory are medians of {} runs, times to compile of {}, of {} functions",
        sizes.runs, sizes.compiles, sizes.functions
    );
    text = text.replace("{{machine}}", &[machine::describe()?, runs].join("\n"));
    for only in ALL {
        let part = measure(only, sizes)?;
        for (kind, tables) in [("ratios", part.ratios), ("figures", part.figures)] {
            let place = format!("{{{{{}.{kind}}}}}", part.name);
            text = text.replace(&place, tables.trim_end());
            left = left.replace(&place, "");
        }
    }
    ensure!(!left.contains("{{"), "template.md names a part that there is not");
    let docs = package().join("../docs");
    fs::create_dir_all(&docs)?;
    let report = docs.join("PERFORMANCE.md");
    fs::write(&report, text).with_context(|| format!("cannot write {}", report.display()))?;
    eprintln!("docs/PERFORMANCE.md is written, after {} minutes", start.elapsed().as_secs() / 60);
    Ok(())
}
