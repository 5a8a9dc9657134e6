//! The worker processes: they are this command, and they are killed without a word.

use std::fs::File;
use std::path::PathBuf;
use std::process::Stdio;

use anyhow::Context;
use tokio::process::{Child, Command};

use super::Plan;
use super::arena::Arena;

/// All workers.
pub struct Fleet {
    members: Vec<Child>,
    program: PathBuf,
    directory: PathBuf,
    environment: Vec<(&'static str, String)>,
    started: usize,
}

impl Fleet {
    pub fn start(plan: &Plan, arena: &Arena) -> anyhow::Result<Self> {
        let url = arena.server.url();
        let path = |path: &PathBuf| path.display().to_string();
        let mut fleet = Self {
            members: Vec::new(),
            program: plan.program.clone(),
            directory: plan.directory.join("logs"),
            environment: vec![
                ("DATABASE_URL", arena.database.clone()),
                ("GEMINI_API_KEY_FILE", path(&arena.key_file)),
                ("GOOGLE_APPLICATION_CREDENTIALS", path(&arena.account_file)),
                ("GEMINI_BASE_URL", url.clone()),
                ("STORAGE_BASE_URL", url.clone()),
                ("VERTEX_BASE_URL", url),
            ],
            started: 0,
        };
        match std::fs::remove_dir_all(&fleet.directory) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => std::fs::create_dir_all(&fleet.directory)?,
        }
        for _ in 0..plan.workers {
            let member = fleet.spawn()?;
            fleet.members.push(member);
        }
        Ok(fleet)
    }

    fn spawn(&mut self) -> anyhow::Result<Child> {
        self.started += 1;
        let log = File::create(self.directory.join(format!("worker-{}.log", self.started)))?;
        let mut command = Command::new(&self.program);
        command.args(["worker", "--places", "8", "--lease", "2"]);
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command.env_remove("RETRY_LIMITS").env_remove("GEMINI_API_KEY");
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log).kill_on_drop(true);
        command.spawn().context("a worker could not start")
    }

    /// Kills a worker by SIGKILL, and starts another in its place.
    pub async fn kill(&mut self, number: usize) -> anyhow::Result<()> {
        self.members[number].kill().await.context("a worker could not be killed")?;
        self.members[number] = self.spawn()?;
        Ok(())
    }

    /// How many there are.
    pub fn size(&self) -> usize {
        self.members.len()
    }

    /// How many of them have ended without being killed.
    pub fn lost(&mut self) -> usize {
        self.members.iter_mut().filter_map(|member| member.try_wait().ok()?).count()
    }

    /// The resident memory of each, in bytes, by its process. Known on Linux.
    pub fn memory(&self) -> Vec<(u32, u64)> {
        let resident = |id: u32| -> Option<u64> {
            let status = std::fs::read_to_string(format!("/proc/{id}/status")).ok()?;
            let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
            line.trim()
                .strip_suffix(" kB")?
                .trim()
                .parse::<u64>()
                .ok()
                .map(|kilobytes| kilobytes << 10)
        };
        self.members
            .iter()
            .filter_map(Child::id)
            .filter_map(|id| Some((id, resident(id)?)))
            .collect()
    }

    /// Ends all of them.
    pub async fn end(&mut self) -> anyhow::Result<()> {
        let lost = self.lost();
        for member in &mut self.members {
            member.kill().await.context("a worker could not be ended")?;
        }
        anyhow::ensure!(lost == 0, "{lost} workers ended by themselves; see {}", self.directory.display());
        Ok(())
    }
}
