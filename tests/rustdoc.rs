//! The paragraph "Retries", as a reader of the documentation sees it.
//!
//! A binary of its own: it runs cargo, for which the other tests should not have to wait.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

/// Where rustdoc put the pages of `tests/rustdoc/documented.rs`.
static PAGES: LazyLock<PathBuf> = LazyLock::new(|| {
    // The target folder of this build, where most of what it needs is made already.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("a target folder");
    let output = Command::new(env!("CARGO"))
        .args(["rustdoc", "--package", "retry", "--example", "documented", "--target-dir"])
        .arg(target)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    target.join("doc/documented")
});

/// The text of a page after the heading "Retries", up to the next heading; `None` without such a heading.
fn retries(page: &str) -> Option<String> {
    let html = std::fs::read_to_string(PAGES.join(page)).expect("a page");
    let (_, section) = html.split_once("<h2 id=\"retries\">")?;
    let (_, section) = section.split_once("</h2>")?;
    let section = section.split("<h2").next()?.split("</details>").next()?;
    let mut text = String::new();
    for piece in section.split('<') {
        text.push_str(piece.split_once('>').map_or(piece, |(_, text)| text));
    }
    let text = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#39;", "'")
        .replace("&quot;", "\"");
    Some(text.replace("&amp;", "&").trim().to_owned())
}

#[test]
fn a_documented_function_says_how_it_is_retried() {
    let expected = "Up to 3 attempts, with waits of 1s and 2s (at most 3s in all). \
        Not retried: Error::Http { status: 400..=499 }, |error| matches!(error, Error::Open(_)).";
    assert_eq!(retries("fn.plain.html").as_deref(), Some(expected));
}

#[test]
fn and_what_else_limits_it() {
    let expected = "Up to 9 attempts, with waits of 100ms, 200ms, 400ms .. 2s, or as long as the server asks, up to 10s \
        (at most 100s in all). No attempt starts later than 5min after the call. Not retried: Error::Http, Error::Open. \
        Retried by their own schedule: Error::Limited. Retried: Error::Busy, Error::Timeout. Each attempt may take 5s, \
        the whole call 145s. Also limited by its circuit breaker and its retry budget. A wait can be cancelled.";
    assert_eq!(retries("fn.limited.html").as_deref(), Some(expected));
}

#[test]
fn a_function_refers_to_its_policy_and_the_policy_says_the_rest() {
    let expected = "By the policy POLICY, with up to 2 attempts.";
    assert_eq!(retries("fn.shared.html").as_deref(), Some(expected));
    let expected = "Up to 3 attempts, with waits of 1s and 2s (at most 3s in all). No attempt starts later than 1min after \
        the call. Not retried: Error::Http { status: 400..=499 }.";
    assert_eq!(retries("static.POLICY.html").as_deref(), Some(expected));
}

#[test]
fn a_function_without_documentation_gets_none() {
    assert_eq!(retries("fn.silent.html"), None);
}
