//! Time to build a library with all that it depends on, from nothing.

use std::fs;

use super::user_time::user_seconds;
use super::workspace::{Workspace, retry_runtime};
use crate::median::median;
use crate::table::{Table, ratio};

/// The crate that depends on it, what the table says, and the dependency.
fn libraries() -> [(&'static str, &'static str, String); 5] {
    let plain = |text: &str| text.to_owned();
    [
        (
            "cold-tokio",
            "tokio (`time`) and tracing alone",
            plain(
                "tokio = { version = \"1\", features = [\"rt\", \"time\"] }\n\
             tracing = { version = \"0.1\", default-features = false, features = [\"std\"] }\n",
            ),
        ),
        ("cold-ours", "retry-runtime", retry_runtime()),
        (
            "cold-backon",
            "backon (`tokio-sleep`)",
            plain("backon = { version = \"1\", default-features = false, features = [\"tokio-sleep\"] }\n"),
        ),
        (
            "cold-tower",
            "tower (`retry`)",
            plain("tower = { version = \"0.5\", features = [\"retry\"] }\n"),
        ),
        ("cold-tokio-retry2", "tokio-retry2", plain("tokio-retry2 = \"0.9\"\n")),
    ]
}

/// The ratios, and the figures.
pub fn measure(runs: usize) -> anyhow::Result<(String, String)> {
    let workspace = Workspace::new()?;
    for (name, _, dependency) in libraries() {
        workspace.write(name, &dependency, "//! Generated.\n")?;
    }
    let mut ratios = Table::new(["cold build", "user time"]);
    let mut figures = Table::new(["cold build", "user time, s"]);
    let mut base = None;
    for (name, title, _) in libraries() {
        eprintln!("cold build of {title}");
        let times = (0..runs).map(|_| {
            let target = workspace.path().join(name);
            let time = user_seconds(&mut workspace.cargo("build", name, &target.to_string_lossy()))?;
            fs::remove_dir_all(target)?;
            Ok(time)
        });
        let time = median(times.collect::<anyhow::Result<_>>()?);
        let base = *base.get_or_insert(time);
        ratios.row([title.to_owned(), ratio(Some(time), Some(base))]);
        figures.row([title.to_owned(), format!("{time:.1}")]);
    }
    Ok((ratios.markdown(), figures.markdown()))
}
