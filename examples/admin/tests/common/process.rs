//! The binary on a free port; ends with this.

use std::io::{BufRead, BufReader};
use std::net::Ipv4Addr;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::http;

pub struct Admin {
    process: Child,
    /// Where its page is.
    pub url: String,
}

impl Admin {
    pub fn start() -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_admin"))
            .args(["--port", "0"])
            .stdout(Stdio::piped())
            .spawn()
            .expect("the binary runs");
        let mut line = String::new();
        BufReader::new(process.stdout.take().expect("a pipe"))
            .read_line(&mut line)
            .expect("a line");
        let admin = Self { process, url: line.trim_end().to_owned() };
        assert!(admin.address().starts_with(&format!("{}:", Ipv4Addr::LOCALHOST)), "{}", admin.url);
        admin
    }

    pub fn address(&self) -> &str {
        let address = self.url.strip_prefix("http://").and_then(|rest| rest.strip_suffix("/retries"));
        address.unwrap_or_else(|| panic!("{}", self.url))
    }

    pub async fn retries(&self) -> Value {
        let answer = http::get(&format!("{}/retries.json", self.url)).await;
        answer.json().await.expect("JSON")
    }

    pub async fn function(&self, name: &str) -> Value {
        let retries = self.retries().await;
        let functions = retries["functions"].as_array().expect("functions");
        functions.iter().find(|function| function["name"] == name).expect("a function").clone()
    }

    /// Sends it a signal; its exit code.
    pub async fn end(&mut self, signal: &str) -> Option<i32> {
        let kill = Command::new("kill").args([signal, &self.process.id().to_string()]).status();
        assert!(kill.expect("kill runs").success());
        let start = Instant::now();
        loop {
            if let Some(status) = self.process.try_wait().expect("a status") {
                return status.code();
            }
            assert!(start.elapsed() < Duration::from_secs(30), "it does not end");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

impl Drop for Admin {
    fn drop(&mut self) {
        let _ended = self.process.kill();
        let _reaped = self.process.wait();
    }
}
