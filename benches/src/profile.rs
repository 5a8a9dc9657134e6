//! In which functions the instructions of a call are.

use std::fmt::Write as _;

use crate::annotated::functions;
use crate::contenders::{BASE, OURS, PATHS};
use crate::part::Part;
use crate::probe::Probe;
use crate::table::{Table, whole};

/// Fewer are not worth a line.
const WORTH_A_LINE: f64 = 5.0;

pub fn measure() -> anyhow::Result<Part> {
    let probe = Probe::build("release", "")?;
    let mut figures = String::new();
    // With waits, nearly all is the runtime's.
    for path in PATHS.iter().filter(|path| !matches!(path.key, "waits" | "again")) {
        let mut table = Table::new(["function", "instructions"]);
        for who in [OURS, BASE] {
            eprintln!("profile of {who}, {}", path.name);
            for (function, count) in functions(&probe.path, who, path.key)? {
                if count >= WORTH_A_LINE && !is_harness(&function) {
                    table.row([format!("`{who}`: `{function}`"), whole(Some(count))]);
                }
            }
        }
        let _ = writeln!(figures, "{}:\n\n{}", path.name, table.markdown());
    }
    Ok(Part { name: "profile", ratios: String::new(), figures })
}

/// What all contenders have. The driver stays: the code of the future itself is in it, where the compiler thinks so.
fn is_harness(function: &str) -> bool {
    ["probe::call", "probe::service"].iter().any(|harness| function.contains(harness))
}
