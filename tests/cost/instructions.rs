//! How many instructions a call takes in a release build, beside the loop by hand that does the same: what nothing else here
//! sees, a clock that is read or a step that is made for nothing.
//!
//! Callgrind counts, and always counts the same. Where there is none, or another compiler or processor than the limits were
//! measured with, this is skipped and says so. Whoever makes a call cheaper writes a lower limit.

#[path = "../../benches/src/callgrind.rs"]
mod callgrind;

use std::env;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use callgrind::{Pair, without_driver};

/// What success may take where nothing is to be said of it: the room of a few instructions that the optimiser moves.
const SUCCESS: f64 = 1.10;

/// Who on which path, and at most how many times the instructions of the loop by hand.
///
/// In the order in which they are counted: what comes after a call that was exhausted takes more.
const LIMITS: [(&str, &str, f64); 22] = [
    ("#[retry]", "success", 1.05),
    ("#[retry]", "waits", 1.06),
    // 1.79: a failure asks the mode of the process, the schedule and whether anybody listens; by hand it is two comparisons.
    ("#[retry]", "two", 1.88),
    // 2.11: the same once, and that the call has ended; by hand there is less beside it.
    ("#[retry]", "gone", 2.22),
    ("one_list/ours", "success", SUCCESS),
    ("both_lists/ours", "success", SUCCESS),
    ("classified/ours", "success", SUCCESS),
    ("policy/ours", "success", SUCCESS),
    ("within/ours", "success", SUCCESS),
    ("deadline/ours", "success", SUCCESS),
    ("attempt_timeout/ours", "runtime:success", SUCCESS),
    // 0.61: by hand it takes a lock, twice.
    ("breaker/ours", "success", 0.64),
    ("budget/ours", "success", SUCCESS),
    ("hint/ours", "success", SUCCESS),
    ("cancel/ours", "success", SUCCESS),
    ("on_retry/ours", "success", SUCCESS),
    ("clone/ours", "success", SUCCESS),
    ("once/ours", "success", SUCCESS),
    ("attempt/ours", "success", SUCCESS),
    ("on/ours", "success", SUCCESS),
    // 4.43: that a call was exhausted is noted for the process.
    ("#[retry]", "exhausted", 4.65),
    // 3.67: from then on each retry looks whether another gives up inside of it.
    ("#[retry]", "again", 3.85),
];

/// On which path the feature `metrics` takes at most how many times the instructions without it, where no recorder is installed:
/// the key of each counter is made and hashed, for the call and for each of its failures.
///
/// 2.25, 1.24, 8.30, 5.61 and 3.78 were measured.
const METRICS: [(&str, f64); 5] =
    [("success", 2.36), ("waits", 1.30), ("two", 8.71), ("gone", 5.89), ("exhausted", 3.97)];

#[test]
fn a_call_takes_as_many_as_by_hand_and_few_more_where_it_fails() {
    if let Some(why) = skipped() {
        // Not captured, as what `println!` says would be.
        writeln!(std::io::stderr(), "SKIPPED: {why}").unwrap();
        return;
    }
    let probe = build("");
    every_key_has_its_limit(&probe);
    let mut exceeded = Vec::new();
    let plain = without_driver(&probe, &pairs()).unwrap();
    for ((who, path, limit), count) in LIMITS.iter().zip(plain.chunks_exact(2)) {
        exceeded.extend(above(&format!("{who}, {path}"), count[0], count[1], *limit));
    }
    let metrics: Vec<Pair> = METRICS.iter().map(|(path, _)| pair("#[retry]", path)).collect();
    let counts = without_driver(&build("metrics"), &metrics).unwrap();
    for ((path, limit), count) in METRICS.iter().zip(counts) {
        let place = LIMITS.iter().position(|(who, of, _)| (*who, of) == ("#[retry]", path)).unwrap();
        exceeded.extend(above(&format!("metrics, {path}"), count, plain[2 * place], *limit));
    }
    assert!(exceeded.is_empty(), "{}", exceeded.join("\n"));
}

fn skipped() -> Option<&'static str> {
    if !cfg!(target_arch = "x86_64") || !rustversion::cfg!(stable(1.95)) {
        return Some("the limits of instructions are those of Rust 1.95 on x86-64");
    }
    let runs = Command::new("valgrind").arg("--version").output().is_ok();
    (!runs).then_some("no valgrind on the path to count instructions")
}

/// The probe in the profile that a service is shipped in, whatever this test was built by; apart from all other builds, since
/// cargo may hold those while it runs tests. The next one takes its place.
fn build(features: &str) -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("guard");
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .args(["build", "--release", "--locked", "--package=probe", "--no-default-features", "--features", features])
        .args(["--manifest-path", concat!(env!("CARGO_MANIFEST_DIR"), "/benches/Cargo.toml"), "--target-dir"])
        .arg(&target);
    for (name, _) in env::vars_os().filter(|(name, _)| name.to_str().is_some_and(changes_the_build)) {
        cargo.env_remove(name);
    }
    // Empty, it also stands for the flags of configurations, which may ask for a processor that valgrind does not know.
    cargo.env("CARGO_ENCODED_RUSTFLAGS", "");
    let built = cargo.output().unwrap();
    assert!(
        built.status.success(),
        "the probe does not build:\n{}",
        String::from_utf8_lossy(&built.stderr)
    );
    target.join("release/probe")
}

fn changes_the_build(variable: &str) -> bool {
    let about_builds =
        ["CARGO_BUILD_", "CARGO_PROFILE_", "CARGO_TARGET_", "CARGO_INCREMENTAL", "RUSTC_WORKSPACE_WRAPPER"];
    about_builds.iter().any(|start| variable.starts_with(start)) && variable != "CARGO_BUILD_JOBS"
}

/// Each with its loop by hand.
fn pairs() -> Vec<Pair> {
    LIMITS
        .iter()
        .flat_map(|&(who, path, _)| {
            let hand = who.strip_suffix("/ours").map_or("hand_block".to_owned(), |key| format!("{key}/hand"));
            [pair(who, path), pair(&hand, path)]
        })
        .collect()
}

fn pair(who: &str, path: &str) -> Pair {
    (who.to_owned(), path.to_owned())
}

fn every_key_has_its_limit(probe: &Path) {
    let keys = Command::new(probe).arg("keys").output().unwrap();
    for key in String::from_utf8(keys.stdout).unwrap().lines() {
        assert!(LIMITS.iter().any(|(who, ..)| *who == format!("{key}/ours")), "`{key}` has no limit");
    }
}

/// What to say if it is too much.
fn above(what: &str, count: f64, base: f64, limit: f64) -> Option<String> {
    let ratio = count / base;
    let said = format!("{what}: {count:.0} instructions to {base:.0} are {ratio:.3}; at most {limit:.2}");
    println!("{said}");
    (ratio.is_nan() || ratio > limit).then_some(said)
}
