//! Throughput of a breaker and of a budget that threads share.

use std::thread;

use crate::median::median;
use crate::part::Part;
use crate::probe::Probe;
use crate::table::{Table, ratio, whole};

const THREADS: [&str; 3] = ["1", "2", "8"];
/// What is called, and its name; the first is what the others are compared with.
const WHAT: [(&str, &str); 5] = [
    ("plain", "`#[retry]` alone"),
    ("breaker", "with one `breaker`"),
    ("budget", "with one `budget`"),
    ("mutex", "a mutex around a counter, nothing else"),
    ("atomic", "an atomic counter, nothing else"),
];
/// The share of the time, and of the cores, below which it was mostly one thread after the other.
const ENOUGH: f64 = 0.7;

struct Measured {
    rate: f64,
    overlap: f64,
    cores: f64,
}

pub fn measure(runs: usize) -> anyhow::Result<Part> {
    let probe = Probe::build("release", "")?;
    let mut rows: Vec<Vec<Measured>> = WHAT.iter().map(|_| Vec::new()).collect();
    for threads in THREADS {
        // Each run measures all of them, so that what else the machine does meets all.
        let mut measured: Vec<Vec<Vec<f64>>> = WHAT.iter().map(|_| Vec::new()).collect();
        for _ in 0..runs {
            for (what, measured) in WHAT.iter().zip(&mut measured) {
                eprintln!("{threads} threads: {}", what.0);
                measured.push(probe.numbers(&["shared", what.0, threads])?);
            }
        }
        for (row, measured) in rows.iter_mut().zip(measured) {
            let of = |figure: usize| median(measured.iter().map(|run| run[figure]).collect());
            row.push(Measured { rate: of(0), overlap: of(1), cores: of(2) });
        }
    }
    Ok(tables(&rows))
}

/// Whether the threads of this column ran at once, judged by the calls that share nothing: a thread that waits for a lock
/// takes no core, and that is what is measured.
fn ran_at_once(threads: &str, plain: &Measured) -> bool {
    let cores = thread::available_parallelism().map_or(1.0, |cores| f64::from(u32::try_from(cores.get()).unwrap_or(1)));
    let wanted = threads.parse().map_or(cores, |threads: f64| threads.min(cores));
    wanted <= 1.0 || (plain.overlap >= ENOUGH && plain.cores >= ENOUGH * wanted)
}

fn tables(rows: &[Vec<Measured>]) -> Part {
    let head = [""].into_iter().chain(["1 thread", "2 threads", "8 threads"]);
    let mut ratios = Table::new(head.clone());
    let mut figures = Table::new(head);
    let valid: Vec<bool> = THREADS.iter().zip(&rows[0]).map(|(threads, plain)| ran_at_once(threads, plain)).collect();
    for ((_, name), row) in WHAT.iter().zip(rows) {
        let rates = row.iter().zip(&valid).map(|(cell, valid)| valid.then_some(cell.rate));
        let compared = rates.clone().zip(&rows[0]).map(|(rate, plain)| ratio(rate, Some(plain.rate)));
        ratios.row([(*name).to_owned()].into_iter().chain(compared));
        let told = rates.zip(row).map(|(rate, cell)| {
            let rate = whole(rate.map(|rate| rate / 1e6));
            format!("{rate} ({:.0} %, {:.1})", cell.overlap * 100.0, cell.cores)
        });
        figures.row([(*name).to_owned()].into_iter().chain(told));
    }
    Part {
        name: "threads",
        ratios: ratios.markdown(),
        figures: figures.markdown(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Measured, THREADS, WHAT, ran_at_once, tables};

    const fn measured(rate: f64, overlap: f64, cores: f64) -> Measured {
        Measured { rate, overlap, cores }
    }

    #[test]
    fn one_thread_is_always_at_once() {
        assert!(ran_at_once("1", &measured(1.0, 0.0, 0.0)));
    }

    #[test]
    fn a_column_whose_threads_took_turns_says_nothing() {
        let rows: Vec<Vec<Measured>> =
            WHAT.iter().map(|_| THREADS.iter().map(|_| measured(2e6, 0.1, 0.1)).collect()).collect();
        let told = tables(&rows);
        assert!(told.ratios.contains("| with one `breaker` | 1.00 |"), "{}", told.ratios);
        let together = std::thread::available_parallelism().is_ok_and(|cores| cores.get() > 1);
        assert_eq!(told.ratios.contains('—'), together, "{}", told.ratios);
    }
}
