//! One breaker, or one budget, that several threads share.

use std::fs;
use std::hint::black_box;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Barrier, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, anyhow, bail};

use crate::drive::drive;
use crate::keys;
use crate::service::Service;

static COUNTER: AtomicU64 = AtomicU64::new(0);
static LOCKED: Mutex<u64> = Mutex::new(0);

/// Long enough that threads overlap although they start one after the other.
const TIME: Duration = Duration::from_millis(400);

/// What came of one run.
struct Measured {
    calls_in_a_second: f64,
    /// The share of the time in which all threads were at it.
    overlap: f64,
    /// How many of them the machine ran at once, on average.
    cores: f64,
}

/// Says how many calls there were in a second, for which share of the time all threads were at it, and on how many cores.
pub fn print(what: &str, threads: usize) -> anyhow::Result<()> {
    let service: &'static Service = Box::leak(Box::new(Service::new(false)));
    let measured = match what {
        "plain" => measure(threads, || _ = black_box(drive(keys::plain(service))))?,
        "breaker" => measure(threads, || _ = black_box(drive(keys::guarded(service))))?,
        "budget" => measure(threads, || _ = black_box(drive(keys::paid(service))))?,
        "mutex" => measure(threads, || *LOCKED.lock().unwrap_or_else(PoisonError::into_inner) += 1)?,
        "atomic" => measure(threads, || _ = COUNTER.fetch_add(1, Ordering::Relaxed))?,
        _ => bail!("nothing is named `{what}`"),
    };
    println!("{} {} {}", measured.calls_in_a_second, measured.overlap, measured.cores);
    Ok(())
}

/// As many calls as one thread makes in `TIME`.
fn calls(call: impl Fn()) -> u32 {
    const SAMPLE: u32 = 100_000;
    let start = Instant::now();
    for _ in 0..SAMPLE {
        call();
    }
    let samples = TIME.as_nanos() / start.elapsed().as_nanos().max(1);
    u32::try_from(samples).unwrap_or(u32::MAX).clamp(1, 10_000) * SAMPLE
}

fn measure(threads: usize, call: impl Fn() + Sync) -> anyhow::Result<Measured> {
    let calls = calls(&call);
    let processor = processor_seconds()?;
    let times = times(threads, calls, call)?;
    let processor = processor_seconds()? - processor;
    let starts = times.iter().map(|time| time.0);
    let ends = times.iter().map(|time| time.1);
    let whole = ends.clone().max().context("no thread")? - starts.clone().min().context("no thread")?;
    let (last_start, first_end) = (starts.max().context("no thread")?, ends.min().context("no thread")?);
    let together = first_end.checked_duration_since(last_start).unwrap_or(Duration::ZERO);
    let all = f64::from(calls) * f64::from(u32::try_from(threads)?);
    Ok(Measured {
        calls_in_a_second: all / whole.as_secs_f64(),
        overlap: together.as_secs_f64() / whole.as_secs_f64(),
        cores: processor / whole.as_secs_f64(),
    })
}

/// When each thread started and ended.
fn times(threads: usize, calls: u32, call: impl Fn() + Sync) -> anyhow::Result<Vec<(Instant, Instant)>> {
    let barrier = Barrier::new(threads);
    let run = || {
        barrier.wait();
        let start = Instant::now();
        for _ in 0..calls {
            call();
        }
        (start, Instant::now())
    };
    thread::scope(|scope| {
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(run)).collect();
        running
            .into_iter()
            .map(|thread| thread.join().map_err(|_| anyhow!("a thread panicked")))
            .collect()
    })
}

/// Of this process, in steps of a hundredth.
fn processor_seconds() -> anyhow::Result<f64> {
    let stat = fs::read_to_string("/proc/self/stat").context("no /proc: processor time is measured on Linux")?;
    // Behind the name of the process, which may hold anything, `utime` and `stime` are the twelfth and the thirteenth.
    let fields = stat.rsplit(')').next().context("/proc/self/stat is empty")?;
    let ticks: f64 = fields
        .split_whitespace()
        .skip(11)
        .take(2)
        .filter_map(|field| field.parse::<f64>().ok())
        .sum();
    Ok(ticks / 100.0)
}
