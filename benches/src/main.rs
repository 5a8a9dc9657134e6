//! Measures what `#[retry]` costs beside the same loops by hand and beside other libraries, and writes docs/PERFORMANCE.md.

mod allocations;
mod annotated;
mod callgrind;
mod compile;
mod contenders;
mod features;
mod futures;
mod instructions;
mod kept;
mod keys;
mod machine;
mod median;
mod memory;
mod part;
mod probe;
mod profile;
mod report;
mod table;
mod threads;

use clap::{Parser, Subcommand};

/// Measures what `#[retry]` costs. Without a sub-command it measures everything and writes docs/PERFORMANCE.md; that takes
/// about half an hour on two cores. With one, it prints that part alone and writes nothing.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// How often throughput and memory are measured; the median counts. Instructions are counted once, since they do not vary
    #[arg(long, global = true, default_value_t = 3, value_parser = clap::value_parser!(u8).range(1..=25))]
    runs: u8,
    /// How often each crate is compiled; the median counts
    #[arg(long, global = true, default_value_t = 3, value_parser = clap::value_parser!(u8).range(1..=25))]
    compiles: u8,
    /// How many calls wait at the same time where memory is measured
    #[arg(long, global = true, default_value_t = 1_000_000)]
    waiting: usize,
    /// How many functions are compiled
    #[arg(long, global = true, default_value_t = 500)]
    functions: usize,
}

#[derive(Subcommand)]
enum Command {
    #[command(flatten)]
    Part(Only),
    /// Nothing: docs/PERFORMANCE.md is written again from the last measurements, after a change of template.md
    Render,
}

/// One part.
#[derive(Clone, Copy, Subcommand)]
pub enum Only {
    /// Instructions of a call on each path, by callgrind, beside other libraries
    Instructions,
    /// Instructions of a call that succeeds at once, with each key alone, beside a loop by hand
    Keys,
    /// Instructions with the features `metrics` and `registry`
    Features,
    /// In which functions the instructions are
    Profile,
    /// Allocations of a call on each path
    Allocations,
    /// Sizes of futures with each key, beside a loop by hand
    Futures,
    /// Time to check and to build many retried functions, and the library itself
    Compile,
    /// Memory of many calls that wait
    Memory,
    /// Throughput of a breaker and of a budget that threads share
    Threads,
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let sizes = report::Sizes {
        runs: arguments.runs.into(),
        compiles: arguments.compiles.into(),
        waiting: arguments.waiting,
        functions: arguments.functions,
    };
    match arguments.command {
        Some(Command::Render) => report::render(),
        Some(Command::Part(only)) => report::print(only, &sizes),
        None => report::write(&sizes),
    }
}
