//! The program that is measured, built in some profile with some features.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, bail, ensure};

pub struct Probe {
    pub path: PathBuf,
}

/// The folder of this package.
pub fn package() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

impl Probe {
    /// The profile is `release` or `lto`.
    pub fn build(profile: &str, features: &str) -> anyhow::Result<Self> {
        eprintln!("building the probe: {profile} {features}");
        let target = package().join("target");
        let mut cargo = cargo();
        cargo.args(["build", "--quiet", "--package", "probe", "--profile", profile, "--features", features]);
        cargo
            .arg("--manifest-path")
            .arg(package().join("Cargo.toml"))
            .arg("--target-dir")
            .arg(&target);
        ensure!(cargo.status()?.success(), "the probe does not build in the profile {profile}");
        // The next build puts its program in the same place.
        let path = target.join(format!("probe-{profile}-{features}"));
        fs::copy(target.join(profile).join("probe"), &path)
            .with_context(|| format!("cannot copy the probe to {}", path.display()))?;
        Ok(Self { path })
    }

    /// What it says when it is run.
    pub fn run(&self, arguments: &[&str]) -> anyhow::Result<String> {
        let output = Command::new(&self.path).args(arguments).stderr(Stdio::inherit()).output()?;
        if !output.status.success() {
            bail!("`probe {}` failed", arguments.join(" "));
        }
        Ok(String::from_utf8(output.stdout)?)
    }

    /// The same as numbers.
    pub fn numbers(&self, arguments: &[&str]) -> anyhow::Result<Vec<f64>> {
        numbers(&self.run(arguments)?)
    }
}

pub fn numbers(line: &str) -> anyhow::Result<Vec<f64>> {
    line.split_whitespace()
        .map(|word| word.parse().with_context(|| format!("`{word}` is no number")))
        .collect()
}

/// The cargo that runs this command.
pub fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn a_line_of_numbers_is_read_and_a_word_named() {
        assert_eq!(numbers("1 2.5\n").unwrap(), [1.0, 2.5]);
        assert_eq!(numbers("1 many").unwrap_err().to_string(), "`many` is no number");
    }
}
