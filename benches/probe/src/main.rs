//! What is measured. The command beside this crate builds it, runs it under callgrind and counts.

mod call;
mod contenders;
mod drive;
mod events;
mod keys;
#[cfg(feature = "peers")]
mod peers;
mod service;
mod shared;
mod sizes;
mod waiting;

use anyhow::{Context, bail};

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["count", ref pairs @ ..] => counted(pairs),
        ["call", who, path, times] => called(who, path, times.parse().context("times is no number")?),
        ["keys"] => {
            println!("{}", keys::NAMES.join("\n"));
            Ok(())
        }
        ["sizes"] => {
            sizes::print();
            Ok(())
        }
        ["waiting", who, calls] => waiting::print(who, calls.parse().context("calls is no number")?),
        ["shared", what, threads] => shared::print(what, threads.parse().context("threads is no number")?),
        _ => bail!("call WHO PATH TIMES, count WHO PATH .., keys, sizes, waiting WHO CALLS or shared WHAT THREADS"),
    }
}

/// Each contender on its path: a few times, so that what is made once is there, then a thousand times, then twice as often.
/// After each of the three callgrind is to write down what it has counted.
fn counted(pairs: &[&str]) -> anyhow::Result<()> {
    for pair in pairs.chunks_exact(2) {
        for times in [10, 1000, 2000] {
            call::call(pair[0], pair[1], times)?;
            drive::measured();
        }
    }
    Ok(())
}

#[cfg(not(feature = "allocations"))]
fn called(who: &str, path: &str, times: u32) -> anyhow::Result<()> {
    call::call(who, path, times)
}

/// Says how many allocations there were, and of how many bytes.
#[cfg(feature = "allocations")]
fn called(who: &str, path: &str, times: u32) -> anyhow::Result<()> {
    let mut result = Ok(());
    let info = allocation_counter::measure(|| result = call::call(who, path, times));
    println!("{} {}", info.count_total, info.bytes_total);
    result
}
