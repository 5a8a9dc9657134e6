//! The list of all retried functions of a binary; with the feature `registry`.

use std::time::Duration;

use linkme::distributed_slice;

use crate::call::site::Site;
use crate::observe::counters::{Counts, LastError};
use crate::observe::function::Function;

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
    within: Option<Duration>,
    policy: &'static [&'static str],
}

impl Registered {
    /// A function at this place.
    #[must_use]
    pub const fn new(
        site: &'static Site,
        (file, line): (&'static str, u32),
        worst_case: Duration,
        within: Option<Duration>,
        policy: &'static [&'static str],
    ) -> Self {
        Self { site, file, line, worst_case, within, policy }
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

/// A retried function, and what its calls came to by now.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct SiteSnapshot {
    /// Its name, as in events and metrics.
    pub name: &'static str,
    /// The file of its attribute, as the compiler was given it.
    pub file: &'static str,
    /// The line of its attribute.
    pub line: u32,
    /// How many attempts a call may make in all, the first included.
    pub max: u32,
    /// What [`tighten`](crate::tighten) has lowered `max` to; `max`, `waits` and `worst_case` are as in the source.
    pub tightened: Option<u32>,
    /// The waits between the attempts, without jitter; those of errors with a schedule of their own are not among them.
    pub waits: Vec<Duration>,
    /// The longest that a call can take where its attempts have an `attempt_timeout`: all of them, and all waits between them,
    /// with jitter, hints and all schedules, and within `within`. Without one it is the waits alone; what attempts take comes on
    /// top.
    pub worst_case: Duration,
    /// No attempt of a call starts later than this after it began.
    pub within: Option<Duration>,
    /// All of it in words, as in the function's documentation.
    pub policy: String,
    /// What its calls came to.
    pub counts: Counts,
    /// The last error of an attempt.
    pub last_error: Option<LastError>,
}

impl SiteSnapshot {
    fn of(registered: &Registered) -> Self {
        let Registered { site, file, line, worst_case, within, policy } = *registered;
        Self {
            name: site.function.name,
            file,
            line,
            max: site.function.max,
            tightened: site.function.tightened(),
            waits: site.waits().to_vec(),
            worst_case: within.map_or(worst_case, |within| worst_case.min(within)),
            within,
            policy: policy.join(" The policy: "),
            counts: site.function.counters.counts(),
            last_error: site.function.counters.last_error(),
        }
    }
}

/// Adds a function to [`SITES`]. A macro by example, since it is compiled with the features of this crate, and not with
/// those of the caller's.
#[doc(hidden)]
#[macro_export]
macro_rules! __register {
    ($site:ident, $worst_case:expr, $within:expr, $($policy:expr),+) => {
        #[$crate::__private::linkme::distributed_slice($crate::__private::SITES)]
        #[linkme(crate = $crate::__private::linkme)]
        static REGISTERED: $crate::__private::Registered = $crate::__private::Registered::new(
            &$site,
            (::core::file!(), ::core::line!()),
            $worst_case,
            $within,
            &[$($policy),+],
        );
    };
}
