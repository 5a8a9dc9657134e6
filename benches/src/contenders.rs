//! Who is compared, and on which paths.

/// A call's way to its end, `key` for the probe and `name` for the table.
pub struct Path {
    pub key: &'static str,
    pub name: &'static str,
}

/// In the order in which they are measured: once a call has given up after retries, `#[retry]` looks after each retry whether
/// one of the next gives up inside of another. `again` is `two` after that.
pub const PATHS: [Path; 6] = [
    Path { key: "success", name: "success at once" },
    Path { key: "two", name: "2 failures, no waits" },
    Path { key: "gone", name: "not retryable" },
    Path { key: "waits", name: "2 failures, 1 s and 2 s" },
    Path { key: "exhausted", name: "exhausted, no waits" },
    Path { key: "again", name: "2 failures, after a call was exhausted" },
];

/// What everything is compared with.
pub const BASE: &str = "hand_block";
pub const OURS: &str = "#[retry]";

pub const ALL: [&str; 11] = [
    "hand",
    BASE,
    OURS,
    "backon",
    "backon-macros",
    "tokio-retry2",
    "tower",
    "tower-resilience",
    "seatbelt",
    "retrying",
    "retry-if",
];

/// Libraries that put a timer before each retry, also before one without a wait: there they need a runtime.
const ALWAYS_SLEEP: [&str; 5] = ["backon", "backon-macros", "tokio-retry2", "tower-resilience", "retry-if"];

/// Whether the call has to run in a runtime although it has no wait to speak of.
pub fn sleeps_for_zero(who: &str, path: &str) -> bool {
    ALWAYS_SLEEP.contains(&who) && matches!(path, "two" | "exhausted")
}

/// Whether the path is measured: the clock of seatbelt is no clock of tokio, and does not pass when that is paused; and nobody
/// but `#[retry]` remembers that a call was exhausted.
pub fn can(who: &str, path: &str) -> bool {
    match path {
        "waits" => who != "seatbelt",
        "again" => [BASE, OURS].contains(&who),
        _ => true,
    }
}

/// The path as the probe knows it.
pub fn in_runtime(who: &str, path: &str) -> String {
    if sleeps_for_zero(who, path) {
        format!("runtime:{path}")
    } else {
        path.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::{ALL, BASE, OURS, PATHS, can, in_runtime, sleeps_for_zero};

    #[test]
    fn whom_all_are_compared_with_is_measured_on_every_path() {
        assert!(PATHS.iter().all(|path| can(BASE, path.key) && can(OURS, path.key)));
        assert!(ALL.contains(&BASE) && ALL.contains(&OURS));
    }

    #[test]
    fn a_timer_for_no_wait_needs_a_runtime() {
        assert_eq!(in_runtime("backon", "two"), "runtime:two");
        assert_eq!(in_runtime("backon", "success"), "success");
        assert!(ALL.iter().all(|who| !sleeps_for_zero(who, "waits")));
    }
}
