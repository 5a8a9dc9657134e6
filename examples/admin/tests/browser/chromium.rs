//! Chromium without a window, for a single page at a time.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Output, Stdio};
use std::time::Duration;

use tempfile::TempDir;
use tokio::process::Command;
use tokio::time::timeout;

/// A page takes a second or two.
const LIMIT: Duration = Duration::from_secs(60);

/// The program.
pub struct Chromium(PathBuf);

impl Chromium {
    /// Where Debian has it, else the first of these names on the path; says so if there is none.
    pub fn find() -> Option<Self> {
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
        found.map(Self)
    }

    /// The document of `url`, as the browser understood it.
    pub async fn dom(&self, url: &str) -> String {
        let output = self.run(&["--dump-dom"], url).await;
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    /// The picture of `url` at this size, as PNG.
    pub async fn screenshot(&self, url: &str, (width, height): (u32, u32)) -> Vec<u8> {
        let folder = TempDir::new().expect("a folder");
        let file = folder.path().join("page.png");
        let flags = [format!("--window-size={width},{height}"), format!("--screenshot={}", file.display())];
        let output = self.run(&flags.each_ref().map(String::as_str), url).await;
        std::fs::read(file).unwrap_or_else(|error| panic!("no picture: {error}: {output:?}"))
    }

    /// With a profile of its own, and nothing that a browser does on the side.
    async fn run(&self, flags: &[&str], url: &str) -> Output {
        let profile = TempDir::new().expect("a folder");
        let mut command = Command::new(&self.0);
        command
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
            .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .args(flags)
            .arg(url)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true);
        // Its helpers are in its group, and must not outlive it.
        #[cfg(unix)]
        command.process_group(0);
        let browser = command.spawn().expect("the browser starts");
        let id = browser.id().expect("it runs");
        let output = timeout(LIMIT, browser.wait_with_output()).await;
        if output.is_err() {
            let killed = std::process::Command::new("kill").args(["-KILL", "--", &format!("-{id}")]).status();
            panic!("the browser took over {LIMIT:?}: {killed:?}");
        }
        let output = output.expect("in time").expect("it ran");
        assert!(output.status.success(), "{output:?}");
        output
    }
}
