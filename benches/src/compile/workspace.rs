//! A temporary workspace of generated crates, with the versions that this package is locked to.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::probe::{cargo, package};

pub struct Workspace {
    folder: TempDir,
}

impl Workspace {
    pub fn new() -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        fs::write(
            folder.path().join("Cargo.toml"),
            "[workspace]\nmembers = [\"crates/*\"]\nresolver = \"3\"\n",
        )?;
        fs::copy(package().join("Cargo.lock"), folder.path().join("Cargo.lock"))?;
        Ok(Self { folder })
    }

    /// Adds a crate, or writes it again.
    pub fn write(&self, name: &str, dependencies: &str, source: &str) -> anyhow::Result<()> {
        let folder = self.folder.path().join("crates").join(name);
        fs::create_dir_all(folder.join("src"))?;
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}\n"
        );
        // A newer manifest would have cargo look at the dependencies again.
        if fs::read_to_string(folder.join("Cargo.toml")).ok().as_deref() != Some(manifest.as_str()) {
            fs::write(folder.join("Cargo.toml"), manifest)?;
        }
        fs::write(folder.join("src/lib.rs"), source)?;
        Ok(())
    }

    /// `cargo check` or `cargo build` of one crate, into the target folder of that name.
    pub fn cargo(&self, what: &str, name: &str, target: &str) -> Command {
        let mut cargo = cargo();
        cargo.args([what, "--quiet", "--package", name, "--target-dir", target]);
        cargo
            .current_dir(self.folder.path())
            .env("CARGO_INCREMENTAL", "0")
            .env_remove("RUSTFLAGS");
        cargo
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// The dependency on the library that is measured.
pub fn retry_runtime() -> String {
    format!("retry-runtime = {{ path = '{}' }}\n", package().join("../retry-runtime").display())
}
