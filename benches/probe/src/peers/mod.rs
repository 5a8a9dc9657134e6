//! The same call, retried by each of the other libraries: `now` without waits, `waits` after one second and two.

mod backon;
mod backon_macros;
mod resilience;
mod retry_if;
mod retrying;
mod seatbelt;
mod tokio_retry2;
mod tower;

pub use backon::waits as backon_waits;

use crate::call::{Path, functions};
use crate::keys;

pub fn call(who: &str, path: &Path, times: u32) -> anyhow::Result<()> {
    functions! {
        (who, path, times)
        "backon": backon::now, backon::waits;
        "backon-macros": backon_macros::now, backon_macros::waits;
        "tokio-retry2": tokio_retry2::now, tokio_retry2::waits;
        "tower": tower::now, tower::waits;
        "tower-resilience": resilience::now(), resilience::waits();
        "seatbelt": seatbelt::now()?, seatbelt::now()?;
        "retrying": retrying::now, retrying::waits;
        "retry-if": retry_if::now, retry_if::waits;
        else keys::call
    }
}
