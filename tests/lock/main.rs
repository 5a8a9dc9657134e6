//! The lock file: what it says, and what a test says of one that is missing, old or not to be had.
//!
//! A binary of its own, so that the functions in it are all there are; and one that runs itself as a user's test.
#![cfg(feature = "registry")]
#![allow(dead_code, reason = "functions that nobody calls are what is tested")]

mod functions;

use std::path::Path;
use std::process::Command;
use std::{env, fs};

#[test]
fn the_functions_of_this_test_are_as_reviewed() {
    retry_runtime::assert_sites!("tests/lock/retry.lock");
}

#[test]
fn the_file_is_toml() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lock/retry.lock")).unwrap();
    let file: toml::Table = text.parse().unwrap();
    let functions = file["function"].as_array().unwrap();
    let names: Vec<_> = functions.iter().map(|function| function["name"].as_str().unwrap()).collect();
    assert_eq!(
        names,
        ["all.keys", "all.keys", "by.policy", "lock::functions::plain", "the \"quoted\" one"]
    );
    let all = &functions[1];
    assert_eq!(all["max"].as_integer(), Some(4));
    assert_eq!(all["on"][1]["entries"][0].as_str(), Some("Error::Busy"));
    assert_eq!(
        all["retryable"].as_array().unwrap().last().unwrap().as_str(),
        Some(r#"|error| error.text() == "a\n'b'""#)
    );
}

/// Runs the test of a user whose crate is in this folder.
fn run(root: &Path, lock: Option<&str>) -> Result<(), String> {
    let mut child = Command::new(env::current_exe().unwrap());
    child
        .args(["--exact", "the_test_of_a_user", "--nocapture"])
        .env("A_USERS_TEST", "")
        .env("CARGO_MANIFEST_DIR", root);
    child.env_remove("RETRY_LOCK");
    if let Some(lock) = lock {
        child.env("RETRY_LOCK", lock);
    }
    let output = child.output().unwrap();
    let told = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    if output.status.success() { Ok(()) } else { Err(told) }
}

#[test]
fn the_test_of_a_user() {
    if env::var_os("A_USERS_TEST").is_some() {
        retry_runtime::assert_sites!("retry.lock");
    }
}

#[test]
fn a_missing_file_is_written_when_asked_for() {
    let root = tempfile::tempdir().unwrap();
    let told = run(root.path(), None).unwrap_err();
    assert!(told.contains("retry.lock is missing; `RETRY_LOCK=update cargo test` writes it"), "{told}");
    assert!(!root.path().join("retry.lock").exists(), "a test writes nothing unasked");
    run(root.path(), Some("update")).unwrap();
    run(root.path(), None).unwrap();
    run(root.path(), Some("")).unwrap();
}

#[test]
fn a_changed_function_fails_the_test_and_shows_what_has_changed() {
    let root = tempfile::tempdir().unwrap();
    let file = root.path().join("retry.lock");
    run(root.path(), Some("update")).unwrap();
    let text = fs::read_to_string(&file).unwrap();
    let old = text.replace(
        "name = \"by.policy\"\npolicy = \"POLICY\"\nmax = 2",
        "name = \"by.policy\"\npolicy = \"POLICY\"\nmax = 5",
    );
    assert_ne!(text, old);
    fs::write(&file, old).unwrap();
    let told = run(root.path(), None).unwrap_err();
    let shown = "retry.lock does not say what the functions do; `RETRY_LOCK=update cargo test` writes it anew\n\n\
                 \"by.policy\"\n  - max = 5\n  + max = 2\n";
    assert!(told.contains(shown), "{told}");
    assert!(told.contains("tests/lock/main.rs"), "the place is that of the user's test: {told}");
    run(root.path(), Some("update")).unwrap();
    assert_eq!(fs::read_to_string(&file).unwrap(), text);
}

/// A checkout on Windows.
#[test]
fn other_ends_of_lines_are_the_same() {
    let root = tempfile::tempdir().unwrap();
    let file = root.path().join("retry.lock");
    run(root.path(), Some("update")).unwrap();
    fs::write(&file, fs::read_to_string(&file).unwrap().replace('\n', "\r\n")).unwrap();
    run(root.path(), None).unwrap();
}

#[test]
fn what_cannot_be_done_is_told_in_a_line() {
    let root = tempfile::tempdir().unwrap();
    let told = run(root.path(), Some("1")).unwrap_err();
    assert!(
        told.contains("RETRY_LOCK is \"1\", which means nothing; `RETRY_LOCK=update` writes the file"),
        "{told}"
    );
    fs::create_dir(root.path().join("retry.lock")).unwrap();
    for lock in [None, Some("update")] {
        let told = run(root.path(), lock).unwrap_err();
        assert!(told.contains("retry.lock: ") && told.contains("irectory"), "{told}");
    }
    let told = run(&root.path().join("nowhere"), Some("update")).unwrap_err();
    assert!(told.contains("retry.lock: No such file or directory"), "{told}");
}
