//! The list of all retried functions of a binary, with the feature `registry`.

mod counts;
mod errors;
mod limits;
mod listed;
mod nesting;
mod policies;

use retry_runtime::{SiteSnapshot, sites};

/// The only function of this name.
fn site(name: &str) -> SiteSnapshot {
    let mut found: Vec<_> = sites().into_iter().filter(|site| site.name == name).collect();
    assert_eq!(found.len(), 1, "{name}: {found:?}");
    found.remove(0)
}
