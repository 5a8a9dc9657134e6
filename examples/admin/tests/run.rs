//! The binary: its port, its load, its end.
#![cfg(unix)]

#[path = "common/http.rs"]
mod http;

use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

/// The binary on a free port; ends with this.
struct Admin {
    process: Child,
    url: String,
}

impl Admin {
    fn start() -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_admin"))
            .args(["--port", "0"])
            .stdout(Stdio::piped())
            .spawn()
            .expect("the binary runs");
        let mut line = String::new();
        BufReader::new(process.stdout.take().expect("a pipe"))
            .read_line(&mut line)
            .expect("a line");
        Self { process, url: line.trim_end().trim_end_matches('/').to_owned() }
    }

    async fn calls(&self, name: &str) -> u64 {
        let answer = http::get(&format!("{}/retries.json", self.url)).await;
        let retries: Value = answer.json().await.expect("JSON");
        let functions = retries["functions"].as_array().expect("functions");
        let function = functions.iter().find(|function| function["name"] == name).expect("a function");
        function["calls"].as_u64().expect("a number")
    }
}

impl Drop for Admin {
    fn drop(&mut self) {
        let _ended = self.process.kill();
        let _reaped = self.process.wait();
    }
}

#[tokio::test]
async fn the_load_moves_the_counters_and_ctrl_c_ends_all() {
    let mut admin = Admin::start();
    let address = admin.url.strip_prefix("http://").expect("an address");
    assert!(address.starts_with(&Ipv4Addr::LOCALHOST.to_string()), "{address}");
    let start = Instant::now();
    while admin.calls("gemini.transcribe").await < 2 {
        assert!(start.elapsed() < Duration::from_secs(30), "nothing calls the functions");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(admin.calls("storage.purge").await, 0);

    // A client that stops in the middle of its request must not keep the process.
    let mut stalled = TcpStream::connect(address).expect("a connection");
    stalled.write_all(b"GET / HTTP/1.1\r\nHost:").expect("half a request");
    tokio::time::sleep(Duration::from_millis(200)).await;
    let kill = Command::new("kill").args(["-INT", &admin.process.id().to_string()]).status();
    assert!(kill.expect("kill runs").success());
    let start = Instant::now();
    let status = loop {
        if let Some(status) = admin.process.try_wait().expect("a status") {
            break status;
        }
        assert!(start.elapsed() < Duration::from_secs(10), "it does not end");
        tokio::time::sleep(Duration::from_millis(20)).await;
    };
    assert_eq!(status.code(), Some(0));
    drop(stalled);
}

#[test]
fn wrong_arguments_are_named() {
    for (arguments, expected) in [
        (&["--prot"][..], "unknown argument \"--prot\"; there is `--port N`"),
        (&["--port"], "`--port` takes a number"),
        (&["--port", "x"], "\"x\" is no port"),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_admin")).args(arguments).output().expect("it runs");
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success() && error.contains(expected), "{arguments:?}: {error}");
    }
}
