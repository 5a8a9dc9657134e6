//! Many calls that wait at the same time: how much memory they take.

use std::fs;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;

use anyhow::{Context, bail};

use crate::contenders::{block, ours};
use crate::drive::runtime;
#[cfg(feature = "peers")]
use crate::peers;
use crate::service::{Outcome, Service};

/// Says how many bytes one of them takes, of the process's memory and of its future alone.
pub fn print(who: &str, calls: usize) -> anyhow::Result<()> {
    let service: &'static Service = Box::leak(Box::new(Service::new(false)));
    let (resident, future) = match who {
        "#[retry]" => resident(|| ours::waits(service), service, calls)?,
        "hand_block" => resident(|| block::waits(service), service, calls)?,
        #[cfg(feature = "peers")]
        "backon" => resident(|| peers::backon_waits(service), service, calls)?,
        _ => bail!("nobody is named `{who}`"),
    };
    println!("{resident} {future}");
    Ok(())
}

fn resident<F: Future<Output = Outcome>>(
    call: impl Fn() -> F,
    service: &'static Service,
    calls: usize,
) -> anyhow::Result<(usize, usize)> {
    // The list of them is there before, with all its pages, so that it is not counted.
    let mut waiting: Vec<Option<Pin<Box<F>>>> = Vec::with_capacity(calls);
    waiting.resize_with(calls, || None);
    let before = resident_bytes()?;
    runtime()?
        .block_on(poll_fn(|context| {
            for place in &mut waiting {
                service.fail(1);
                let mut call = Box::pin(call());
                assert!(call.as_mut().poll(context).is_pending(), "it waits");
                *place = Some(call);
            }
            Poll::Ready(resident_bytes().map(|after| after.saturating_sub(before) / calls))
        }))
        .map(|bytes| (bytes, size_of::<F>()))
}

fn resident_bytes() -> anyhow::Result<usize> {
    let status = fs::read_to_string("/proc/self/status").context("no /proc: memory is measured on Linux")?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .context("no VmRSS in /proc/self/status")?;
    let kibibytes: usize = line.trim().trim_end_matches(" kB").parse()?;
    Ok(kibibytes * 1024)
}
