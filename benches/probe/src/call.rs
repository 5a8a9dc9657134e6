//! One contender on one path, so and so many times.

use std::hint::black_box;

use anyhow::bail;

use crate::contenders::{block, nothing, ours, spliced};
use crate::drive::{drive, drive_in_runtime, runtime};
#[cfg(not(feature = "peers"))]
use crate::keys::call as other;
#[cfg(feature = "peers")]
use crate::peers::call as other;
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

    pub const fn waits(&self) -> bool {
        self.waits
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

/// Calls who has that name, without waits or with them.
macro_rules! functions {
    (($who:ident, $path:ident, $times:ident) $($name:literal: $now:expr, $waits:expr;)* else $other:path) => {
        match ($who, $path.waits()) {
            $(
                ($name, false) => $crate::call::repeat($now, $path, $times),
                ($name, true) => $crate::call::repeat($waits, $path, $times),
            )*
            _ => $other($who, $path, $times),
        }
    };
}
#[cfg(feature = "peers")]
pub(crate) use functions;

/// Calls a contender, or a key's function, `times` times.
pub fn call(who: &str, path: &str, times: u32) -> anyhow::Result<()> {
    let path = &Path::new(path)?;
    functions! {
        (who, path, times)
        "nothing": nothing::now, nothing::now;
        "hand": spliced::now, spliced::waits;
        "hand_block": block::now, block::waits;
        "#[retry]": ours::now, ours::waits;
        else other
    }
}
