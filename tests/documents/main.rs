//! What is written: links lead somewhere, quotations are true, and the quick start does what the README says.
//!
//! A binary of its own, for those who change words and not code: it needs nothing of the other tests.

mod expansion;
mod keys;
mod links;
mod messages;
mod page;
mod quick_start;

use std::fs;
use std::path::{Path, PathBuf};

use page::Page;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn page(path: &str) -> Page {
    Page::read(&root().join(path))
}

/// All documents that people read: those of the repository, of the examples, and of the crates.
fn pages() -> Vec<Page> {
    let mut paths: Vec<_> = [
        "README.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "SECURITY.md",
        "retry-macros/README.md",
        "retry-admin/README.md",
        "benches/README.md",
    ]
    .map(|path| root().join(path))
    .to_vec();
    for folder in ["docs", "retry-runtime/docs", "examples"] {
        collect(&root().join(folder), &mut paths);
    }
    paths.iter().map(|path| Page::read(path)).collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            paths.push(path);
        }
    }
}
