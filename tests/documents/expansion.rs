//! The page `what_the_macro_writes` is the snapshot of the macro's own tests, with comments.
//!
//! `GUIDE=update cargo test -p retry --test documents expansion` writes the snapshot into the page, and keeps each comment above the
//! line that it stood on. What has lost its line is shown, to be put somewhere else by hand.

use std::fs;

use super::root;

const PAGE: &str = "retry-runtime/docs/guide/what_the_macro_writes.md";

/// The block of the page that has the expansion begins with this.
const FENCE: &str = "```text\n///";

/// The expansion of `quick_start`, from the margin.
fn snapshot() -> String {
    let tests = fs::read_to_string(root().join("retry-macros/src/tests/shapes.rs"))
        .unwrap()
        .replace("\r\n", "\n");
    let (_, rest) = tests.split_once("fn quick_start()").expect("the snapshot of the quick start");
    let (_, rest) = rest.split_once("r#\"\n").expect("its text");
    let (text, _) = rest.split_once("\"#]]").expect("its end");
    let margin = text.lines().next().map_or(0, |line| line.len() - line.trim_start().len());
    let lines: Vec<_> = text.trim_end().lines().map(|line| line.get(margin..).unwrap_or_default()).collect();
    lines.join("\n")
}

/// The page before its block, the block, and the page behind it.
fn page() -> [String; 3] {
    let text = fs::read_to_string(root().join(PAGE)).unwrap().replace("\r\n", "\n");
    let start = text.find(FENCE).expect("the block") + "```text\n".len();
    let end = start + text[start..].find("\n```").expect("its end");
    [&text[..start], &text[start..end], &text[end..]].map(str::to_owned)
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with("// ")
}

#[test]
fn the_page_is_the_snapshot() {
    let [before, block, after] = page();
    let snapshot = snapshot();
    if std::env::var_os("GUIDE").is_some_and(|value| value == "update") {
        let (block, lost) = commented(&snapshot, &block);
        fs::write(root().join(PAGE), before + &block + &after).unwrap();
        assert!(lost.is_empty(), "these comments have lost their lines:\n{}", lost.join("\n"));
        return;
    }
    let code: Vec<_> = block.lines().filter(|line| !is_comment(line)).collect();
    let remedy = "write it by `GUIDE=update cargo test -p retry --test documents expansion`";
    assert!(code.join("\n") == snapshot, "the page shows another expansion; {remedy}");
    assert!(block.lines().filter(|line| is_comment(line)).count() > 15, "it has no comments");
}

/// The snapshot with the comments of the block, each above the line that it stood on, and those whose line is gone.
fn commented(snapshot: &str, block: &str) -> (String, Vec<String>) {
    let mut comments: Vec<(Vec<&str>, &str)> = Vec::new();
    let mut pending = Vec::new();
    for line in block.lines() {
        if is_comment(line) {
            pending.push(line.trim_start());
        } else if !pending.is_empty() {
            comments.push((std::mem::take(&mut pending), line.trim_start()));
        }
    }
    let mut lines = Vec::new();
    for line in snapshot.lines() {
        let code = line.trim_start();
        if let Some(place) = comments.iter().position(|(_, below)| *below == code) {
            let margin = &line[..line.len() - code.len()];
            lines.extend(comments.remove(place).0.iter().map(|comment| format!("{margin}{comment}")));
        }
        lines.push(line.to_owned());
    }
    let lost = comments.into_iter().flat_map(|(comments, _)| comments).map(str::to_owned).collect();
    (lines.join("\n"), lost)
}

#[test]
fn comments_follow_their_lines() {
    let block = "a\n// of b\n  b\n// of c\nc";
    let (text, lost) = commented("b\n    b2\na", block);
    assert_eq!((text.as_str(), lost), ("// of b\nb\n    b2\na", vec!["// of c".to_owned()]));
}
