//! `tighten` and `tighten_from_env`: lower limits for functions by their names, with the feature `registry`.
//!
//! A binary of its own: limits are those of the process, `*` names every function of the binary, errors list all of them, and the
//! binary runs itself with the variable set. Its tests run side by side, so each has functions of its own name.
#![cfg(feature = "registry")]

#[path = "../common/mod.rs"]
mod common;

mod attempts;
mod calls;
mod concurrent;
mod environment;
mod errors;
mod told;
mod under_way;

use retry_runtime::{SiteSnapshot, sites};

/// The functions whose name begins so.
fn sites_of(prefix: &str) -> Vec<SiteSnapshot> {
    sites().into_iter().filter(|site| site.name.starts_with(prefix)).collect()
}
