//! Each key alone, beside the loop by hand that does the same: a file for each, and what the loops share.

mod attempt;
mod attempt_timeout;
mod bodies;
mod both_lists;
mod breaker;
mod budget;
mod cancel;
mod classified;
mod clone;
mod deadline;
mod hand_breaker;
mod hand_budget;
mod hint;
mod on;
mod on_retry;
mod once;
mod one_list;
mod policy;
mod prelude;
mod within;

use crate::call::{Path, repeat};
use crate::service::Service;

/// The futures of a key: its own and those of the loop by hand, for each body.
pub struct Sizes {
    pub name: &'static str,
    /// Of a body that is ready, of one that holds 1 KiB, and with an error of 512 bytes.
    pub bodies: [(usize, usize); 3],
}

macro_rules! keys {
    ($($name:ident),* $(,)?) => {
        pub const NAMES: &[&str] = &[$(stringify!($name)),*];

        /// `who` is `KEY/ours` or `KEY/hand`.
        pub fn call(who: &str, path: &Path, times: u32) -> anyhow::Result<()> {
            match who {
                $(
                    concat!(stringify!($name), "/ours") => repeat($name::ready::ours, path, times),
                    concat!(stringify!($name), "/hand") => repeat($name::ready::hand, path, times),
                )*
                _ => anyhow::bail!("nobody is named `{who}`"),
            }
        }

        pub fn sizes(service: &'static Service) -> Vec<Sizes> {
            vec![$(Sizes {
                name: stringify!($name),
                bodies: [
                    (size_of_val(&$name::ready::ours(service)), size_of_val(&$name::ready::hand(service))),
                    (size_of_val(&$name::large_body::ours(service)), size_of_val(&$name::large_body::hand(service))),
                    (size_of_val(&$name::large_error::ours(service)), size_of_val(&$name::large_error::hand(service))),
                ],
            }),*]
        }
    };
}

// `on` is the last: its calls give up, and after that `#[retry]` looks whether others do so inside of each other.
keys! {
    one_list, both_lists, classified, policy, within, deadline, attempt_timeout, breaker, budget, hint, cancel, on_retry, clone, once, attempt, on,
}

pub use both_lists::ready::ours as plain;
pub use breaker::ready::ours as guarded;
pub use budget::ready::ours as paid;
