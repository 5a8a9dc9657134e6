//! One contender on one path, so and so many times.

use std::hint::black_box;

use anyhow::bail;

use crate::contenders::{
    backon, backon_macros, block, nothing, ours, resilience, retry_if, retrying, seatbelt, spliced, tokio_retry2, tower,
};
use crate::drive::{drive, drive_in_runtime, runtime};
use crate::keys;
use crate::service::{Outcome, Service};

/// How the service answers, and where the call runs.
pub struct Path {
    failures: u32,
    gone: bool,
    waits: bool,
    in_runtime: bool,
}

impl Path {
    /// `success`, `two` or `again`, `exhausted`, `gone` or `waits`, in a runtime with `runtime:` before it.
    pub fn new(name: &str) -> anyhow::Result<Self> {
        let (in_runtime, name) = name.strip_prefix("runtime:").map_or((false, name), |name| (true, name));
        let (failures, gone, waits) = match name {
            "success" => (0, false, false),
            "two" | "again" => (2, false, false),
            "exhausted" => (3, false, false),
            "gone" => (1, true, false),
            "waits" => (2, false, true),
            _ => bail!("no path is named `{name}`"),
        };
        Ok(Self { failures, gone, waits, in_runtime: in_runtime || waits })
    }
}

/// Calls it `times` times.
pub fn repeat(call: impl AsyncFn(&'static Service) -> Outcome, path: &Path, times: u32) -> anyhow::Result<()> {
    let service: &'static Service = Box::leak(Box::new(Service::new(path.gone)));
    if path.in_runtime {
        runtime()?.block_on(async {
            for _ in 0..times {
                service.fail(path.failures);
                let _ = black_box(drive_in_runtime(call(black_box(service))).await);
            }
        });
    } else {
        for _ in 0..times {
            service.fail(path.failures);
            let _ = black_box(drive(call(black_box(service))));
        }
    }
    Ok(())
}

/// Calls a contender, or a key's function, `times` times.
pub fn call(who: &str, path: &str, times: u32) -> anyhow::Result<()> {
    let path = &Path::new(path)?;
    macro_rules! functions {
        ($($name:literal: $now:expr, $waits:expr;)*) => {
            match (who, path.waits) {
                $(($name, false) => repeat($now, path, times), ($name, true) => repeat($waits, path, times),)*
                _ => keys::call(who, path, times),
            }
        };
    }
    functions! {
        "nothing": nothing::now, nothing::now;
        "hand": spliced::now, spliced::waits;
        "hand_block": block::now, block::waits;
        "#[retry]": ours::now, ours::waits;
        "backon": backon::now, backon::waits;
        "backon-macros": backon_macros::now, backon_macros::waits;
        "tokio-retry2": tokio_retry2::now, tokio_retry2::waits;
        "tower": tower::now, tower::waits;
        "tower-resilience": resilience::now(), resilience::waits();
        "seatbelt": seatbelt::now()?, seatbelt::now()?;
        "retrying": retrying::now, retrying::waits;
        "retry-if": retry_if::now, retry_if::waits;
    }
}
