//! What was promised, held against what the server saw and what the table says.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::{fmt, fs};

use comfy_table::{Table, presets};

use super::Plan;
use super::arena::{Arena, KEYS};
use super::facts::Facts;
use super::load::Expected;
use super::samples::Samples;
use crate::jobs::{JobId, Row, Status};
use crate::server::Attempt;

/// Of how many jobs the numbers are shown that are not as they should be.
const SHOWN: usize = 5;

/// One promise.
#[derive(Clone, Debug)]
pub struct Check {
    /// What was promised.
    pub promise: &'static str,
    /// The numbers of it.
    pub numbers: String,
    /// What is not as promised. None is good.
    pub broken: Vec<String>,
}

/// All of them.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// In the order in which they are told.
    pub checks: Vec<Check>,
    /// How many jobs ended in each way.
    pub ended: BTreeMap<&'static str, usize>,
    /// How many jobs ended with each error.
    pub errors: BTreeMap<String, usize>,
}

impl Verdict {
    /// Whether all of them were kept.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        self.checks.iter().all(|check| check.broken.is_empty())
    }

    pub(super) async fn of(
        plan: &Plan,
        arena: &Arena,
        expected: &HashMap<JobId, Expected>,
        samples: &Samples,
        kills: usize,
    ) -> anyhow::Result<Self> {
        let rows = arena.jobs.list(None, u32::MAX).await?;
        let stored = arena.jobs.stored().await?;
        let mut seen: HashMap<JobId, Vec<(String, Attempt)>> = HashMap::new();
        for ((job, name), attempt) in arena.server.attempts() {
            seen.entry(job).or_default().push((name, attempt));
        }
        let mut ended = BTreeMap::new();
        let mut errors = BTreeMap::new();
        for row in &rows {
            *ended.entry(row.status.as_str()).or_default() += 1;
            if let Some(error) = row.last_error.as_ref().filter(|_| row.status != Status::Done) {
                *errors.entry(without_numbers(error)).or_default() += 1;
            }
        }
        let facts = Facts { rows: &rows, seen: &seen, expected, stored: &stored };
        let checks = vec![
            facts.none_lost(),
            facts.stored_once(),
            facts.counted(kills),
            facts.bounded(),
            facts.retries(),
            facts.nothing_late(),
            no_secret(plan, arena, &rows)?,
            memory(samples),
        ];
        Ok(Self { checks, ended, errors })
    }
}

/// Errors that differ in their numbers alone are one.
fn without_numbers(error: &str) -> String {
    let error: String = error.chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).collect();
    let mut error = error;
    while error.contains("##") {
        error = error.replace("##", "#");
    }
    error
}

fn no_secret(plan: &Plan, arena: &Arena, rows: &[Row]) -> anyhow::Result<Check> {
    let account = fs::read_to_string(&arena.account_file)?;
    let account: serde_json::Value = serde_json::from_str(&account)?;
    let private = account["private_key"]
        .as_str()
        .and_then(|key| key.lines().nth(1))
        .unwrap_or("?")
        .to_owned();
    let secrets = [KEYS[0], KEYS[1], "ya29.", private.as_str()];
    let (mut broken, mut bytes) = (Vec::new(), 0);
    let mut search = |name: String, content: &[u8]| {
        bytes += content.len();
        for secret in secrets {
            if content.windows(secret.len()).any(|window| window == secret.as_bytes()) {
                broken.push(format!("{name} tells a secret"));
            }
        }
    };
    for name in logs(&plan.directory.join("logs"))? {
        search(name.display().to_string(), &fs::read(&name)?);
    }
    for row in rows {
        search(format!("job {}", row.id), format!("{row:?}").as_bytes());
    }
    let numbers = format!("{} KiB of logs and rows", bytes >> 10);
    Ok(Check {
        promise: "no key and no token is in a log or in the table",
        numbers,
        broken,
    })
}

fn logs(directory: &Path) -> std::io::Result<Vec<PathBuf>> {
    fs::read_dir(directory)?.map(|entry| Ok(entry?.path())).collect()
}

/// Of workers that lived for a while: what they had in the last quarter of it, against the second one.
fn memory(samples: &Samples) -> Check {
    const SETTLED: usize = 40;
    const SLACK: u64 = 16 << 20;
    let lives = samples.memory.iter().filter(|(_, life)| life.len() >= SETTLED);
    let mut broken = Vec::new();
    for (process, life) in lives.clone() {
        let quarter = |number: usize| life[life.len() * number / 4..life.len() * (number + 1) / 4].iter().max();
        if let (Some(before), Some(after)) = (quarter(1), quarter(3))
            && *after > before + before / 4 + SLACK
        {
            broken.push(format!("process {process} grew from {} to {} MiB", before >> 20, after >> 20));
        }
    }
    let most = samples.samples.iter().map(|sample| sample.memory).max().unwrap_or(0);
    let numbers = format!("{} MiB at most, {} lives long enough to be judged", most >> 20, lives.count());
    Check { promise: "the memory of a worker is flat", numbers, broken }
}

impl fmt::Display for Verdict {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut table = Table::new();
        table.load_style(presets::ASCII_MARKDOWN);
        table.set_header(["promise", "numbers", "kept"]);
        for Check { promise, numbers, broken } in &self.checks {
            table.add_row([*promise, numbers.as_str(), if broken.is_empty() { "yes" } else { "NO" }]);
        }
        writeln!(formatter, "{table}")?;
        for Check { promise, broken, .. } in self.checks.iter().filter(|check| !check.broken.is_empty()) {
            writeln!(formatter, "\nNOT MET: {promise}: {} times", broken.len())?;
            for what in broken.iter().take(SHOWN) {
                writeln!(formatter, "- {what}")?;
            }
        }
        let ended: Vec<_> = self.ended.iter().map(|(status, jobs)| format!("{jobs} {status}")).collect();
        write!(formatter, "\n{}", ended.join(", "))
    }
}
