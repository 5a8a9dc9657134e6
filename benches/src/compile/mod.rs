//! Time to check and to build many retried functions, and the library itself.

mod cold;
mod counted;
mod functions;
mod user_time;
mod variants;
mod workspace;

use crate::part::Part;

pub fn measure(functions: usize, runs: usize) -> anyhow::Result<Part> {
    let (ratios, figures) = functions::measure(functions, runs)?;
    let (cold_ratios, cold_figures) = cold::measure(runs)?;
    Ok(Part {
        name: "compile",
        ratios: format!("{ratios}\n{cold_ratios}"),
        figures: format!("{figures}\n{cold_figures}"),
    })
}
