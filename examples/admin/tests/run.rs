//! The binary: its port, its load, its page, its end.
#![cfg(unix)]

#[path = "common/http.rs"]
mod http;
#[path = "common/process.rs"]
mod process;

use std::io::Write;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use self::process::Admin;

/// Runs it with these arguments until it ends by itself.
fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_admin")).args(arguments).output().expect("it runs")
}

/// What it said on standard error: one line, and no backtrace.
fn line(output: &Output) -> String {
    let error = String::from_utf8(output.stderr.clone()).expect("text");
    assert_eq!(error.lines().count(), 1, "{error}");
    error
}

#[tokio::test]
async fn the_load_moves_the_counters_and_everything_is_on_the_page() {
    let admin = Admin::start();
    let start = Instant::now();
    while admin.function("gemini.transcribe").await["calls"].as_u64() < Some(4) {
        assert!(start.elapsed() < Duration::from_secs(30), "nothing calls the functions");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(admin.function("storage.purge").await["calls"], 0);
    assert_eq!(admin.function("gemini.embed").await["tightened"], 2);
    let retries = admin.retries().await;
    let states: Vec<_> = ["breakers", "budgets"]
        .iter()
        .map(|kind| retries[kind].as_array().map(Vec::len))
        .collect();
    assert_eq!(states, [Some(2), Some(1)]);

    let html = http::get(&admin.url).await.text().await.expect("text");
    assert!(html.contains("action=\"./retries/actions/breaker/reset\""), "{html}");
}

#[tokio::test]
async fn other_names_of_this_machine_are_refused() {
    let admin = Admin::start();
    for (host, status) in [("127.0.0.1:8080", 200), ("localhost", 200), ("evil.test", 403), ("evil.test:8080", 403)] {
        let answer = http::get_as(&admin.url, host).await;
        assert_eq!(answer.status(), status, "{host}");
    }
}

#[tokio::test]
async fn ctrl_c_and_sigterm_end_it_also_with_a_client_that_stops_in_the_middle() {
    for signal in ["-INT", "-TERM"] {
        let mut admin = Admin::start();
        let mut stalled = TcpStream::connect(admin.address()).expect("a connection");
        stalled.write_all(b"GET / HTTP/1.1\r\nHost:").expect("half a request");
        // A whole answer on a later connection: the server has seen the first one.
        assert_eq!(http::get(&admin.url).await.status(), 200);
        assert_eq!(admin.end(signal).await, Some(0), "{signal}");
        drop(stalled);
    }
}

#[test]
fn wrong_arguments_are_named_in_one_line() {
    for (arguments, expected) in [
        (&["--prot"][..], "unexpected argument '--prot' found"),
        (&["--port"], "a value is required for '--port <PORT>'"),
        (&["--port", "x"], "invalid value 'x' for '--port <PORT>'"),
        (&["--port", "70000"], "invalid value '70000' for '--port <PORT>'"),
    ] {
        let output = run(arguments);
        let error = line(&output);
        assert!(error.contains(expected) && error.contains("; see `admin --help`"), "{error}");
        assert_eq!(output.status.code(), Some(2));
    }
}

#[test]
fn help_and_version_are_answers() {
    for (argument, expected) in [("--help", "--port <PORT>"), ("--version", env!("CARGO_PKG_VERSION"))] {
        let output = run(&[argument]);
        let text = String::from_utf8(output.stdout).expect("text");
        assert!(output.status.success() && output.stderr.is_empty() && text.contains(expected), "{text}");
    }
}

#[test]
fn a_port_that_is_taken_is_one_line() {
    let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let output = run(&["--port", &port]);
    let error = line(&output);
    assert!(error.starts_with(&format!("error: port {port} of 127.0.0.1 cannot be had")), "{error}");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_closed_pipe_is_one_line() {
    // Its reader has gone before it begins.
    let (writer, reader) = UnixStream::pair().expect("a pair");
    drop(reader);
    let output = Command::new(env!("CARGO_BIN_EXE_admin"))
        .args(["--port", "0"])
        .env("RUST_BACKTRACE", "1")
        .stdout(OwnedFd::from(writer))
        .stderr(Stdio::piped())
        .output()
        .expect("it runs");
    assert_eq!(line(&output), "error: standard output is closed\n");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn limits_of_the_environment_that_are_wrong_are_one_line() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_admin"));
    let output = command.args(["--port", "0"]).env("RETRY_LIMITS", "gemini=1").output().expect("it runs");
    let error = line(&output);
    assert!(
        error.starts_with("error: `RETRY_LIMITS`: no retried function is named `gemini`"),
        "{error}"
    );
}
