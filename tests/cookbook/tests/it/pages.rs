//! Every page is shown, compiled, and named in the index.

use std::fs;
use std::path::{Path, PathBuf};

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../retry-runtime/docs")
}

/// The pages by their names, without the index.
fn pages() -> Vec<String> {
    let files = fs::read_dir(docs().join("cookbook")).unwrap().map(|entry| entry.unwrap().path());
    let names = files.map(|file| file.file_stem().unwrap().to_str().unwrap().to_owned());
    let mut pages: Vec<_> = names.filter(|name| name != "index").chain(["coming_from".to_owned()]).collect();
    pages.sort();
    pages
}

/// The modules of a file of Rust, by their names; each has a page of this name.
fn modules(file: &Path) -> Vec<String> {
    let text = fs::read_to_string(file).unwrap();
    let lines = text.lines().collect::<Vec<_>>();
    let of = |pair: &[&str]| {
        let name = pair[1].strip_suffix(" {}")?.split(' ').next_back()?;
        assert!(pair[0].ends_with(&format!("/{name}.md\")]")), "`{name}` shows {}", pair[0]);
        Some(name.to_owned())
    };
    let mut modules: Vec<_> = lines.windows(2).filter_map(of).collect();
    modules.sort();
    modules
}

#[test]
fn every_page_is_shown_and_compiled() {
    let pages = pages();
    assert!(pages.len() > 10);
    assert_eq!(modules(&docs().join("../src/cookbook.rs")), pages);
    assert_eq!(modules(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/pages.rs")), pages);
}

#[test]
fn every_page_is_in_the_index() {
    let index = fs::read_to_string(docs().join("cookbook/index.md")).unwrap();
    for page in pages() {
        assert!(index.contains(&format!("| [`{page}`] |")), "{page}");
    }
}

/// A block that rustdoc is told to pass over would not be compiled; what is not Rust says what it is.
#[test]
fn every_block_is_compiled() {
    let files = pages().into_iter().map(|page| match page.as_str() {
        "coming_from" => docs().join("coming_from.md"),
        _ => docs().join(format!("cookbook/{page}.md")),
    });
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let fences = text.lines().filter(|line| line.starts_with("```")).step_by(2);
        for fence in fences {
            let known = matches!(fence, "```" | "```text" | "```no_run") || fence.starts_with("```compile_fail,E");
            assert!(known, "{}: {fence}", file.display());
        }
    }
}
