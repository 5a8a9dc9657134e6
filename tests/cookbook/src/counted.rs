//! How often a function was retried.

/// The retries of the function of this name since the program began.
///
/// # Panics
/// If no function has it, or several: all pages are one program.
#[must_use]
pub fn retries(name: &str) -> u64 {
    let sites = retry_runtime::sites().into_iter().filter(|site| site.name == name);
    let [site] = &sites.collect::<Vec<_>>()[..] else {
        panic!("not one function of the name `{name}`")
    };
    site.counts.retries()
}
