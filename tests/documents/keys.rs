//! The tables of the README have every key that the reference has, and no other.

use std::collections::BTreeSet;
use std::fs;

use super::{page, root};

#[test]
fn the_readme_has_every_key() {
    let reference = page("retry-runtime/docs/retry.md");
    let grammar = &reference.blocks.iter().find(|block| block.info == "text").unwrap().text;
    let (keys, _) = grammar.split_once("BACKOFF  ").unwrap();
    let (_, keys) = keys.split_once("KEY  ").unwrap();
    let known: BTreeSet<_> = keys.lines().map(|line| word(line.trim_start())).filter(|key| !key.is_empty()).collect();
    assert!(known.len() > 20, "{known:?}");

    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let rows = readme
        .lines()
        .filter_map(|line| line.strip_prefix("| `").or_else(|| line.strip_prefix("| [`")));
    let shown: BTreeSet<_> = rows.map(word).collect();
    assert_eq!(shown, known);
}

/// The name that a line begins with.
fn word(line: &str) -> &str {
    let end = line.find(|letter: char| !letter.is_ascii_lowercase() && letter != '_');
    &line[..end.unwrap_or(line.len())]
}
