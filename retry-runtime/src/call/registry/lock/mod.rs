//! The lock file: what every retried function does, kept beside the source and compared in a test.
//!
//! `text` writes it, `difference` says what has changed; this compares, and updates.

mod difference;
mod text;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::call::registry::sites;

/// Fails a test when a retried function does something else than the lock file says; with the feature `registry`.
///
/// The file lists every retried function that is linked into the test, sorted by name, with its limits, waits, worst case and
/// classification, as TOML. It is reviewed like `Cargo.lock`: whoever changes a policy that fifty functions share sees fifty
/// functions in the diff. No number of a line or a path is in it, and nothing that depends on the platform or on features of this
/// crate.
///
/// ```no_run
/// // In tests/lock.rs of a crate `my_service`:
/// # extern crate core as my_service;
/// use my_service as _;
///
/// #[test]
/// fn retries_are_as_reviewed() {
///     retry_runtime::assert_sites!("retry.lock");
/// }
/// ```
///
/// The path is relative to the root of the crate that has the test. `RETRY_LOCK=update cargo test` writes the file, which is how it
/// begins and how it is changed.
///
/// Give it a test binary of its own, in `tests/`: one among unit tests lists what they retry, too. `use my_service as _;` links the
/// functions; a binary that names nothing of a crate does not have them.
///
/// # Panics
///
/// Where the file is missing, cannot be read or written, or says something else, which is shown function by function; where no
/// function is linked; and where `RETRY_LOCK` is set to something else than `update`.
#[macro_export]
macro_rules! assert_sites {
    ($file:expr $(,)?) => {
        if let ::core::result::Result::Err(error) =
            $crate::__private::check_lock(::core::env!("CARGO_MANIFEST_DIR"), $file)
        {
            ::std::panic!("{}", error);
        }
    };
}

/// What a lock file and the functions do not agree on.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// A binary that lists nothing would agree with any code.
    #[error("no retried function is linked into this test; name the crate that has them, `use my_crate as _;`")]
    NoFunctions,
    /// There is no file yet.
    #[error("{0} is missing; `RETRY_LOCK=update cargo test` writes it")]
    Missing(String),
    /// Functions have changed.
    #[error("{file} does not say what the functions do; `RETRY_LOCK=update cargo test` writes it anew\n\n{difference}")]
    Stale { file: String, difference: String },
    /// The variable has another value.
    #[error("RETRY_LOCK is {0:?}, which means nothing; `RETRY_LOCK=update` writes the file")]
    Unknown(String),
    /// The file cannot be read, or not be written.
    #[error("{file}: {error}")]
    File { file: String, error: io::Error },
}

/// Compares the file, in the crate at `root`, with the functions of this binary.
///
/// # Errors
///
/// They do not agree, or the file cannot be had.
pub fn check(root: &str, file: &str) -> Result<(), LockError> {
    // A binary may run elsewhere than where it was compiled; cargo says where the crate is now.
    let root = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| root.into(), PathBuf::from);
    compare(&root.join(file), file, std::env::var_os("RETRY_LOCK").as_deref())
}

fn compare(path: &Path, file: &str, wish: Option<&OsStr>) -> Result<(), LockError> {
    let sites = sites();
    if sites.is_empty() {
        return Err(LockError::NoFunctions);
    }
    let now = text::of(&sites);
    let failed = |error| LockError::File { file: file.to_owned(), error };
    match wish.filter(|wish| !wish.is_empty()) {
        Some(wish) if wish == "update" => return fs::write(path, now).map_err(failed),
        Some(wish) => return Err(LockError::Unknown(wish.to_string_lossy().into_owned())),
        None => {}
    }
    let kept = match fs::read_to_string(path) {
        // A checkout on Windows may have other ends of lines.
        Ok(kept) => kept.replace("\r\n", "\n"),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(LockError::Missing(file.to_owned())),
        Err(error) => return Err(failed(error)),
    };
    if kept == now {
        return Ok(());
    }
    let difference = difference::of(&kept, &now);
    Err(LockError::Stale { file: file.to_owned(), difference })
}
