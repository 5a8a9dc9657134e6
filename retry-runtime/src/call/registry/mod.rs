//! The list of all retried functions of a binary; with the feature `registry`.
//!
//! `told` is what the macro says of an attribute, `snapshot` what is shown of a function, `limits` the breakers and budgets that
//! are found through them, `lock` the file that a test compares all of it with.

use std::time::Duration;

use linkme::distributed_slice;

use crate::call::site::Site;
use crate::observe::function::Function;

mod limits;
mod lock;
mod snapshot;
mod told;

#[cfg(feature = "metrics")]
pub use limits::record_states;
pub use limits::{breakers, budgets};
pub use lock::check as check_lock;
pub use snapshot::{ErrorList, OwnSchedule, SiteSnapshot};
pub use told::{List, Named, Told};

/// The retried functions of the binary, collected by the linker.
#[distributed_slice]
pub static SITES: [Registered];

/// One of them: what the macro knows of it and its static does not need.
#[derive(Debug)]
pub struct Registered {
    site: &'static Site,
    file: &'static str,
    line: u32,
    worst_case: Duration,
    policy: Option<(&'static str, Told)>,
    told: Told,
}

impl Registered {
    /// A function at this place, with the policy that it shares.
    #[must_use]
    pub const fn new(
        site: &'static Site,
        (file, line): (&'static str, u32),
        worst_case: Duration,
        policy: Option<(&'static str, Told)>,
        told: Told,
    ) -> Self {
        Self { site, file, line, worst_case, policy, told }
    }

    pub(crate) const fn function(&self) -> &'static Function {
        &self.site.function
    }
}

/// Every retried function of the binary, whether or not it was ever called, sorted by name; with the feature `registry`.
///
/// The linker collects them, by [linkme](https://docs.rs/linkme): of all crates that the binary is linked from, on the platforms
/// that linkme knows (Linux, macOS, Windows, the BSDs and some more; not `WebAssembly`). A generic function is listed once.
///
/// Use it for an admin page, as `examples/admin` does, or for a test of what all functions of a service keep to:
///
/// ```standalone_crate
/// use std::time::Duration;
///
/// use retry_runtime::{Ending, retry, sites};
///
/// #[retry(max = 3, backoff = "exp(1s)", retryable = [|error: &u32| *error > 499], name = "load")]
/// async fn load() -> Result<(), u32> {
///     Err(404)
/// }
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() {
/// for site in sites() {
///     assert!(site.worst_case <= Duration::from_secs(60), "{} at {}:{}", site.name, site.file, site.line);
/// }
///
/// assert!(load().await.is_err());
/// let site = sites().into_iter().find(|site| site.name == "load").unwrap();
/// assert_eq!((site.max, site.worst_case), (3, Duration::from_secs(1 + 2)));
/// assert_eq!(site.counts.calls(), 1);
/// assert_eq!(site.counts.ended(Ending::NotRetryable), 1);
/// assert_eq!(site.last_error.unwrap().text, "404");
/// # }
/// ```
#[must_use]
pub fn sites() -> Vec<SiteSnapshot> {
    let mut sites: Vec<_> = SITES.iter().map(SiteSnapshot::of).collect();
    sites.sort_by_key(|site| (site.name, site.file, site.line));
    sites
}

/// Adds a function to [`SITES`]. A macro by example, since it is compiled with the features of this crate, and not with
/// those of the caller's.
#[doc(hidden)]
#[macro_export]
macro_rules! __register {
    ($site:ident, $worst_case:expr, $policy:expr, $told:expr) => {
        // In a block of its own: the user's statements could name a static, which has no hygiene.
        const _: () = {
            #[$crate::__private::linkme::distributed_slice($crate::__private::SITES)]
            #[linkme(crate = $crate::__private::linkme)]
            static REGISTERED: $crate::__private::Registered = $crate::__private::Registered::new(
                &$site,
                (::core::file!(), ::core::line!()),
                $worst_case,
                $policy,
                $told,
            );
        };
    };
}
