//! Instructions that rustc takes to check a function, by callgrind. They vary as little between runs as those of a call, where
//! the time that a check takes varies by a tenth.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::Command;

use anyhow::ensure;

use super::variants::Variant;
use super::workspace::Workspace;
use crate::callgrind;

/// Runs the compiler of the generated crates under callgrind, and whatever else cargo asks of it without.
pub struct Counted<'a> {
    workspace: &'a Workspace,
    script: PathBuf,
}

impl<'a> Counted<'a> {
    pub fn new(workspace: &'a Workspace) -> anyhow::Result<Self> {
        let script = workspace.path().join("counted.sh");
        // Not the `rustc` that cargo names: where that is rustup's, it starts another.
        let output = Command::new("rustc").args(["--print", "sysroot"]).output()?;
        let rustc = format!("{}/bin/rustc", String::from_utf8(output.stdout)?.trim());
        let out = workspace.path().join("counted.out");
        let callgrind = format!("valgrind --quiet --tool=callgrind --callgrind-out-file='{}'", out.display());
        let text = format!(
            "#!/bin/sh\ncase \"$*\" in\n*--emit*) shift; exec {callgrind} '{rustc}' \"$@\" ;;\n*) exec \"$@\" ;;\nesac\n"
        );
        fs::write(&script, text)?;
        fs::set_permissions(&script, fs::Permissions::from_mode(0o755))?;
        Ok(Self { workspace, script })
    }

    /// Millions of one function: what many take more than few, so that nothing counts that is done once.
    pub fn millions(&self, variant: &Variant) -> anyhow::Result<f64> {
        const FEW: u16 = 20;
        const MANY: u16 = 80;
        let [few, many] = [FEW, MANY].map(|functions| self.check(variant, functions));
        Ok((many? - few?) / f64::from(MANY - FEW) / 1e6)
    }

    fn check(&self, variant: &Variant, functions: u16) -> anyhow::Result<f64> {
        self.workspace
            .write(variant.name, &variant.dependencies, &variant.source(functions.into()))?;
        let mut cargo = self.workspace.cargo("check", variant.name, "target");
        let status = cargo.env("RUSTC_WORKSPACE_WRAPPER", &self.script).status()?;
        ensure!(status.success(), "{cargo:?} fails under callgrind");
        callgrind::counted(&self.workspace.path().join("counted.out"))
    }
}
