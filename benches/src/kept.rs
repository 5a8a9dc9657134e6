//! What was measured last, so that the report can be written again after a change of its text.

use std::fs;
use std::path::PathBuf;

use anyhow::Context;

use crate::probe::package;

fn folder() -> PathBuf {
    package().join("target/measured")
}

pub fn keep(part: &str, kind: &str, text: &str) -> anyhow::Result<()> {
    fs::create_dir_all(folder())?;
    let file = folder().join(format!("{part}.{kind}.md"));
    fs::write(&file, text).with_context(|| format!("cannot write {}", file.display()))
}

pub fn read(part: &str, kind: &str) -> anyhow::Result<String> {
    let file = folder().join(format!("{part}.{kind}.md"));
    fs::read_to_string(file).with_context(|| format!("template.md asks for `{part}.{kind}`, which was not measured"))
}
