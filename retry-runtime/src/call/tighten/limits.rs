//! Sets the limits in force.

use std::env::{self, VarError};

use crate::call::registry::{Registered, SITES};
use crate::call::tighten::entry::Entry;
use crate::call::tighten::error::{Mistake, TightenError};
use crate::observe::function::Function;

/// Lowers the limit of every retried function of the binary with this name: to `max` attempts in all, so that 1 is no
/// retries. With the feature `registry`.
///
/// The `max` of an attribute stays the highest there is. What was lowered can be raised again, up to it, by a later call with
/// a higher number. The default is what the source says.
///
/// In `pattern` each `*` stands for any text, or none: `gemini.embed` is one name, `gemini.*` are all that begin so, `*` is
/// every name. They are the names of events and of [`sites`](crate::sites). Where a pattern names functions with different
/// limits in the source, each gets `max` or its own, whichever is lower.
///
/// ```standalone_crate
/// use retry_runtime::{retry, tighten};
///
/// #[derive(Debug)]
/// enum Error { Busy, Gone }
///
/// #[retry(max = 3, backoff = none, retryable = [Error::Busy], name = "gemini.embed")]
/// async fn embed(calls: &mut u32) -> Result<(), Error> {
///     *calls += 1;
///     Err(Error::Busy)
/// }
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() {
/// tighten("gemini.*", 1).unwrap();
/// let mut calls = 0;
/// assert!(embed(&mut calls).await.is_err());
/// assert_eq!(calls, 1);
///
/// // As in the source, which is as high as it goes.
/// tighten("gemini.*", 3).unwrap();
/// assert!(embed(&mut calls).await.is_err());
/// assert_eq!(calls, 1 + 3);
///
/// let error = tighten("gemini.*", 4).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "`gemini.*=4` is above the limit of 3 in the source; set 1 (no retries) or more, up to `gemini.embed=3`",
/// );
/// # let _ = Error::Gone;
/// # }
/// ```
///
/// The limit is read once for each failed attempt, so that calls under way follow it, too: one that has made as many
/// attempts ends with its next failure. A wait that has begun is not cut short, and the attempt behind it is made. The limit
/// in force is the `retry.max` of events, [`Retrying::max`](crate::Retrying::max), [`Attempt::max`](crate::Attempt::max) as of
/// the start of the attempt, and [`SiteSnapshot::tightened`](crate::SiteSnapshot::tightened). It bounds `on(..)` schedules and
/// shared policies as `max` does. Where two calls of `tighten` overlap, either is the later one, for each function by itself.
///
/// # Errors
///
/// If no function has such a name, `max` is 0, or `max` is above the limit in the source of every function that is named. Then
/// nothing is changed.
pub fn tighten(pattern: &str, max: u32) -> Result<(), TightenError> {
    set(&functions(), [Ok(Entry { pattern, max })])
}

/// Lowers limits as an environment variable says: `gemini.*=2, storage.purge=1`. With the feature `registry`.
///
/// Each entry is that of a [`tighten`], and they are set in the order written: behind `gemini.*=1`, an exception stands as
/// `gemini.embed=3`. Spaces and empty entries mean nothing. Neither does a variable that is empty or not set. A comma in a name is
/// written as `*`.
///
/// Call it once, at the start:
///
/// ```standalone_crate
/// use retry_runtime::tighten_from_env;
///
/// fn main() -> Result<(), Box<dyn std::error::Error>> {
///     tighten_from_env("RETRY_LIMITS")?;
///     // ..
///     Ok(())
/// }
/// ```
///
/// # Errors
///
/// If an entry is not `name=number`, or is refused by [`tighten`], or the variable is not UTF-8. The error tells of every entry
/// that is wrong, and nothing is changed, not even by those that are right.
pub fn tighten_from_env(variable: &str) -> Result<(), TightenError> {
    let functions = functions();
    let set = match env::var(variable) {
        Ok(text) => set(&functions, entries(&text)),
        Err(VarError::NotPresent) => Ok(()),
        Err(VarError::NotUnicode(_)) => Err(TightenError::new(&[Mistake::NotText], &functions)),
    };
    set.map_err(|error| error.of_variable(variable))
}

/// All retried functions of the binary, by name.
fn functions() -> Vec<&'static Function> {
    let mut functions: Vec<_> = SITES.iter().map(Registered::function).collect();
    functions.sort_by_key(|function| (function.name, function.max));
    functions
}

fn entries(text: &str) -> impl Iterator<Item = Result<Entry<'_>, Mistake>> {
    text.split(',').map(str::trim).filter(|entry| !entry.is_empty()).map(Entry::read)
}

/// Sets all of these limits, or none if there is a mistake.
fn set<'a>(
    functions: &[&Function],
    entries: impl IntoIterator<Item = Result<Entry<'a>, Mistake>>,
) -> Result<(), TightenError> {
    let (mut limits, mut mistakes) = (Vec::new(), Vec::new());
    for entry in entries {
        match entry {
            Ok(entry) => {
                let named = functions.iter().filter(|function| entry.names(function.name));
                mistakes.extend(entry.mistakes(named.clone().map(|function| function.max).max()));
                limits.extend(named.map(|function| (function, entry.max)));
            }
            Err(mistake) => mistakes.push(mistake),
        }
    }
    if !mistakes.is_empty() {
        return Err(TightenError::new(&mistakes, functions));
    }
    for (function, max) in limits {
        function.tighten(max);
    }
    Ok(())
}

#[cfg(test)]
mod tests;
