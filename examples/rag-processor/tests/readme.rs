//! The code in README.md is that of the crate.

use std::fs;
use std::path::Path;

const README: &str = include_str!("../README.md");

/// Code without what differs between a page and a file: comments, spaces, visibility, and commas at an end.
fn bare(code: &str) -> String {
    let lines: Vec<_> = code.lines().filter(|line| !line.trim().starts_with("//")).collect();
    let code = lines.concat().replace("pub(super) ", "").replace("retry_runtime::policy!", "policy!");
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    code.replace(",)", ")").replace(",}", "}")
}

fn sources(directory: &Path, text: &mut String) {
    for entry in fs::read_dir(directory).expect("a directory") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, text);
        } else if path.extension().is_some_and(|end| end == "rs") {
            text.push_str(&bare(&fs::read_to_string(&path).expect("a file")));
        }
    }
}

#[test]
fn the_code_in_the_readme_is_that_of_the_crate() {
    let mut source = String::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut source);
    let blocks: Vec<_> = README
        .split("```rust,ignore\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .collect();
    assert_eq!(blocks.len(), 2);
    for part in blocks.iter().flat_map(|block| block.split("\n\n")).flat_map(|part| part.split("// ..")) {
        // What was left out may have ended in the middle of an enum.
        let part = bare(part);
        let part = part.trim_end_matches('}');
        assert!(source.contains(part), "{part}");
    }
}

#[test]
fn every_file_that_the_readme_names_is_there() {
    let names = README.split('`').filter(|name| name.starts_with("src/") || name.starts_with("tests/"));
    let missing: Vec<_> = names.filter(|name| !Path::new(env!("CARGO_MANIFEST_DIR")).join(name).exists()).collect();
    assert_eq!(missing, [""; 0]);
}
