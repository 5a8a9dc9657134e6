//! Where the output goes: text, JSON, plots, a pipe whose reader has gone, a disk that is full.

use std::fs;
use std::process::Stdio;

use crate::{command, error_line, run, text};

const SMALL: [&str; 2] = ["--clients", "100"];

#[test]
fn without_a_terminal_there_are_tables_and_no_bar() {
    let output = run(&SMALL);
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty(), "{}", text(&output.stderr));
    let told = text(&output.stdout);
    assert!(told.starts_with("## Contention: which jitter\n\n100 clients call "), "{told}");
    assert_eq!(told.matches("\n## ").count(), 5, "{told}");
    assert!(!told.contains(['\r', '\x1b']), "{told}");
}

#[test]
fn a_command_runs_its_scenario_alone() {
    let told = text(&run(&["layers", "--clients", "100"]).stdout);
    assert!(told.starts_with("## Layers: where to retry\n"), "{told}");
    assert_eq!(told.matches("## ").count(), 1, "{told}");
}

/// The bar, on a terminal that the command `script` makes.
#[cfg(target_os = "linux")]
#[test]
fn on_a_terminal_a_bar_tells_how_far_it_is() {
    let mut script = std::process::Command::new("script");
    let wide = concat!("stty cols 120; exec '", env!("CARGO_BIN_EXE_retry-storm"), "' --clients 2000 contention");
    script.args(["--quiet", "--return", "--command", wide, "/dev/null"]);
    script.env_remove("NO_COLOR").env("TERM", "xterm").stdin(Stdio::null());
    let output = script.output().expect("script runs");
    let told = text(&output.stdout);
    assert!(output.status.success(), "{told}");
    let (bar, table) = told.split_once("## Contention").expect("a table");
    assert!(bar.contains("/5, contention"), "{bar:?}");
    assert!(bar.ends_with("\r\x1b[2K"), "{bar:?}");
    assert!(!table.contains("/5, contention"), "{table}");
}

#[test]
fn json_has_the_figures_and_how_to_get_them_again() {
    let output = run(&["replicas", "--json", "--seed", "7", "--clients", "100"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!((&json["seed"], &json["clients"]), (&7.into(), &100.into()));
    assert_eq!(json["scenarios"]["replicas"]["rows"][0]["retries"], 35);
}

#[test]
fn plots_are_written_where_they_are_asked_for_and_nowhere_else() {
    let place = tempfile::tempdir().expect("a directory");
    let output = command().args(["layers", "--clients", "100"]).current_dir(place.path()).output();
    assert!(output.expect("the binary runs").status.success());
    assert_eq!(fs::read_dir(place.path()).expect("a list").count(), 0);

    let plots = place.path().join("a/b");
    let output = run(&["layers", "--clients", "100", "--out", plots.to_str().expect("text")]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    for (name, start) in [("light", true), ("dark", true), ("light", false), ("dark", false)] {
        let end = if start { "svg" } else { "png" };
        let file = fs::read(plots.join(format!("layers-{name}.{end}"))).expect("a plot");
        assert!(file.starts_with(if start { b"<svg" } else { b"\x89PNG" }), "{name}.{end}");
    }
    assert_eq!(fs::read_dir(plots).expect("a list").count(), 4);
}

#[test]
fn a_directory_that_cannot_be_made_is_one_line_and_nothing_is_simulated() {
    let place = tempfile::tempdir().expect("a directory");
    let file = place.path().join("file");
    fs::write(&file, "").expect("a file");
    let out = file.join("plots");
    let output = run(&["--clients", "100000", "--out", out.to_str().expect("text")]);
    assert_eq!(output.status.code(), Some(1));
    let line = error_line(&output);
    assert!(line.contains("plots` cannot be written ("), "{line}");
    assert!(line.ends_with("; choose another directory by `--out`"), "{line}");
    assert!(output.stdout.is_empty());
}

#[test]
fn a_plot_that_cannot_be_written_is_one_line() {
    let place = tempfile::tempdir().expect("a directory");
    fs::create_dir(place.path().join("layers-light.png")).expect("a directory in its place");
    let output = run(&["layers", "--clients", "100", "--out", place.path().to_str().expect("text")]);
    assert_eq!(output.status.code(), Some(1));
    assert!(error_line(&output).contains("layers-light.png` cannot be written ("));
}

#[cfg(unix)]
#[test]
fn a_reader_that_has_gone_ends_it_quietly() {
    use std::os::fd::OwnedFd;
    use std::os::unix::net::UnixStream;

    for arguments in [&["--help"][..], &["layers", "--clients", "100"], &["layers", "--clients", "100", "--json"]] {
        // Gone before the process starts: into a pipe, it could write all it has before its reader is dropped.
        let (output, reader) = UnixStream::pair().expect("two ends");
        drop(reader);
        let mut process = command();
        process.args(arguments).stdout(OwnedFd::from(output)).stderr(Stdio::piped());
        let output = process.output().expect("the binary runs");
        assert_eq!(output.status.code(), Some(141), "{arguments:?}");
        assert!(output.stderr.is_empty(), "{}", text(&output.stderr));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error_of_one_line() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("a full disk");
    let mut process = command();
    process.args(["layers", "--clients", "100"]).stdout(full).stderr(Stdio::piped());
    let output = process.output().expect("the binary runs");
    assert_eq!(output.status.code(), Some(1));
    let reason = "No space left on device (os error 28)";
    assert_eq!(
        error_line(&output),
        format!("error: standard output cannot be written ({reason}); send it elsewhere")
    );
}
