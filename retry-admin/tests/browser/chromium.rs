//! Chromium without a window, and one page in it, by the protocol that its developer tools speak.

use std::io::Write;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::process::{Child, Command};
use tokio::sync::{Mutex, MutexGuard};
use tokio::time::timeout;

use crate::protocol::Protocol;

/// A page takes a second or two.
const LIMIT: Duration = Duration::from_secs(60);

/// One test after the other: they share the breakers that they look at, and a machine.
static TURN: Mutex<()> = Mutex::const_new(());

/// A browser that ends with this.
pub struct Chromium {
    protocol: Protocol,
    process: Child,
    _profile: TempDir,
    _turn: MutexGuard<'static, ()>,
}

/// Where Debian has it, else the first of these names on the path; says so if there is none.
fn find() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let named = ["chromium", "google-chrome"]
        .into_iter()
        .flat_map(|name| std::env::split_paths(&path).map(move |folder| folder.join(name)));
    let found = std::iter::once(PathBuf::from("/usr/bin/chromium"))
        .chain(named)
        .find(|file| file.is_file());
    if found.is_none() {
        // Not `eprintln!`, which is kept back for a test that passes.
        let skipped = "SKIPPED: no /usr/bin/chromium, and no chromium or google-chrome on the path";
        writeln!(std::io::stderr(), "{skipped}").expect("standard error");
    }
    found
}

impl Chromium {
    /// Starts one with a profile of its own, and nothing that a browser does on the side. All names of `.test` are this machine.
    pub async fn start() -> Option<Self> {
        let program = find()?;
        let turn = TURN.lock().await;
        let profile = TempDir::new().expect("a folder");
        let mut command = Command::new("sh");
        command
            // It speaks on the files 3 and 4, which are the pipes to this test.
            .args(["-c", "exec \"$0\" \"$@\" 3<&0 4>&1 </dev/null >/dev/null 2>&1"])
            .arg(program)
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
            .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
            .args(["--host-resolver-rules=MAP *.test 127.0.0.1", "--no-proxy-server", "--remote-debugging-pipe"])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .process_group(0)
            .kill_on_drop(true);
        let mut process = command.spawn().expect("the browser starts");
        let pipes = (process.stdin.take().expect("a pipe"), process.stdout.take().expect("a pipe"));
        let mut browser = Self {
            protocol: Protocol::new(pipes),
            process,
            _profile: profile,
            _turn: turn,
        };
        browser.attach().await;
        Some(browser)
    }

    async fn attach(&mut self) {
        let target = self.call("Target.createTarget", json!({"url": "about:blank"})).await;
        let attach = json!({"targetId": target["targetId"], "flatten": true});
        let session = self.call("Target.attachToTarget", attach).await;
        self.protocol.session = session["sessionId"].as_str().map(str::to_owned);
        for domain in ["Page", "Log", "Accessibility"] {
            self.call(&format!("{domain}.enable"), json!({})).await;
        }
    }

    pub async fn call(&mut self, method: &str, parameters: Value) -> Value {
        let answer = timeout(LIMIT, self.protocol.call(method, parameters)).await;
        answer.unwrap_or_else(|_| panic!("{method}: no answer in {LIMIT:?}"))
    }

    /// The size of the window, and whether it is dark.
    pub async fn window(&mut self, (width, height): (u32, u32), scheme: &str) {
        let size = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500});
        self.call("Emulation.setDeviceMetricsOverride", size).await;
        let media = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
        self.call("Emulation.setEmulatedMedia", media).await;
    }

    /// Opens a page, and waits until it is there.
    pub async fn open(&mut self, url: &str) {
        self.protocol.forget();
        let answer = self.call("Page.navigate", json!({"url": url})).await;
        assert_eq!(answer.get("errorText"), None, "{url}");
        self.loaded().await;
    }

    /// Does what leads to another page, and waits until that is there.
    pub async fn follow(&mut self, script: &str) {
        self.protocol.forget();
        self.run(script).await;
        self.loaded().await;
    }

    async fn loaded(&mut self) {
        let event = timeout(LIMIT, self.protocol.wait("Page.loadEventFired")).await;
        event.unwrap_or_else(|_| panic!("no page in {LIMIT:?}"));
    }

    /// What this expression is on the page. The page itself runs no script; the developer tools do.
    pub async fn run(&mut self, script: &str) -> Value {
        let answer = self.call("Runtime.evaluate", json!({"expression": script, "returnByValue": true})).await;
        assert_eq!(answer.get("exceptionDetails"), None, "{script}");
        answer["result"]["value"].clone()
    }

    /// The same, for a text.
    pub async fn text(&mut self, script: &str) -> String {
        let value = self.run(script).await;
        value.as_str().unwrap_or_else(|| panic!("{script}: {value}")).to_owned()
    }

    /// The picture of the window, as PNG.
    pub async fn screenshot(&mut self) -> Vec<u8> {
        let answer = self.call("Page.captureScreenshot", json!({"format": "png"})).await;
        let data = answer["data"].as_str().expect("a picture");
        base64::Engine::decode(&base64::engine::general_purpose::STANDARD, data).expect("base64")
    }

    /// What the browser complained of.
    pub fn complaints(&self) -> &[String] {
        &self.protocol.complaints
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        // Its helpers are in its group, and must not outlive it.
        if let Some(id) = self.process.id() {
            let _ended = std::process::Command::new("kill").args(["-KILL", "--", &format!("-{id}")]).status();
        }
    }
}
