//! The quick start of the README is the example of that name, and prints what the README says.

use std::fs;
use std::io::Write;
use std::sync::{Arc, Mutex};

use retry_runtime::retry;
use tracing_subscriber::fmt::MakeWriter;

use super::{page, root};

// The quick start without its `main`, whose items nobody else can name.
#[derive(Debug, thiserror::Error)]
#[error("the API key is not valid")]
struct AuthError;

#[retry(max = 3, backoff = "exp(1s)", non_retryable = [AuthError])]
async fn embed(key: &str) -> anyhow::Result<Vec<f32>> {
    anyhow::ensure!(key == "valid", AuthError);
    anyhow::bail!("503 Service Unavailable")
}

#[test]
fn it_is_the_example() {
    let example = fs::read_to_string(root().join("examples/quickstart.rs")).unwrap();
    let code: Vec<_> = example.lines().skip_while(|line| line.starts_with("//!") || line.is_empty()).collect();
    let readme = page("README.md");
    let quoted = readme.blocks.iter().find(|block| block.info.starts_with("rust")).unwrap();
    assert_eq!(quoted.text.trim_end(), code.join("\n"));

    let (_, rest) = quoted.text.split_once("#[derive").unwrap();
    let (without_main, _) = rest.split_once("#[tokio::main]").unwrap();
    assert!(
        include_str!("quick_start.rs").contains(without_main),
        "what is run here is not the quick start"
    );
}

/// What is printed, events and all.
#[derive(Clone, Default)]
struct Printed(Arc<Mutex<Vec<u8>>>);

impl Write for Printed {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Printed {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

#[test]
fn it_prints_what_the_readme_says() {
    let mut printed = Printed::default();
    let subscriber = tracing_subscriber::fmt()
        .without_time()
        .with_ansi(false)
        .with_writer(printed.clone())
        .finish();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .unwrap();
    // As its `main` does it, which prints to where a test cannot read.
    tracing::subscriber::with_default(subscriber, || {
        for key in ["revoked", "valid"] {
            let error = runtime.block_on(embed(key)).unwrap_err();
            writeln!(printed, "failed: {error}\n").unwrap();
        }
    });
    let printed = String::from_utf8(printed.0.lock().unwrap().clone()).unwrap();
    let printed = printed.replace("documents::quick_start::", "quickstart::");

    let readme = page("README.md");
    let quoted = readme.blocks.iter().find(|block| block.info == "text").unwrap();
    assert_eq!(quoted.text.trim_end(), printed.trim_end());

    let operating = page("retry-runtime/docs/guide/operating.md");
    let quoted = operating.blocks.iter().find(|block| block.info == "text").unwrap();
    assert!(printed.contains(&quoted.text), "{}", quoted.text);
}
