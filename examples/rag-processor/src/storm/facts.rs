//! What the server saw of each job, beside what the table says of it.

use std::collections::{BTreeMap, HashMap};

use super::load::Expected;
use super::verdict::Check;
use crate::jobs::{JobId, Row, Status};
use crate::server::Attempt;

/// All of it.
pub(super) struct Facts<'a> {
    pub(super) rows: &'a [Row],
    pub(super) seen: &'a HashMap<JobId, Vec<(String, Attempt)>>,
    pub(super) expected: &'a HashMap<JobId, Expected>,
    pub(super) stored: &'a HashMap<JobId, (usize, usize)>,
}

impl Facts<'_> {
    fn seen(&self, row: &Row) -> &[(String, Attempt)] {
        self.seen.get(&row.id).map_or(&[], Vec::as_slice)
    }

    fn check(&self, promise: &'static str, numbers: String, broken: impl Fn(&Row) -> Option<String>) -> Check {
        let broken = self.rows.iter().filter_map(|row| Some(format!("job {}: {}", row.id, broken(row)?)));
        Check { promise, numbers, broken: broken.collect() }
    }

    pub(super) fn none_lost(&self) -> Check {
        let numbers = format!("{} jobs of {}", self.rows.len(), self.expected.len());
        let mut check = self.check("every job is done, or in error for a reason; none is lost", numbers, |row| {
            let told = row.last_error.as_deref().is_some_and(|error| !error.is_empty());
            let well = match row.status {
                Status::Done => self.expected.get(&row.id).is_some_and(|expected| expected.chunks.is_some()),
                Status::Error | Status::Poisoned => told,
                Status::Pending | Status::Running | Status::Cancelled => false,
            };
            (!well || row.finished.is_none()).then(|| format!("{} {:?}", row.status, row.last_error))
        });
        if self.rows.len() != self.expected.len() {
            check.broken.push(format!("{} jobs, not {}", self.rows.len(), self.expected.len()));
        }
        check
    }

    pub(super) fn stored_once(&self) -> Check {
        let vectors: usize = self.stored.values().map(|(_, vectors)| vectors).sum();
        self.check("what is done is stored, once", format!("{vectors} vectors"), |row| {
            let (chunks, vectors) = self.stored.get(&row.id).copied().unwrap_or_default();
            let wanted = self.expected.get(&row.id).and_then(|expected| expected.chunks);
            let well = row.status != Status::Done || (Some(chunks) == wanted && chunks == vectors);
            (!well).then(|| format!("{chunks} chunks and {vectors} vectors, not {wanted:?}"))
        })
    }

    /// A worker can be killed when it has counted an attempt and not sent it yet: one at most of each job that it had.
    pub(super) fn counted(&self, kills: usize) -> Check {
        let counted: usize = self.rows.iter().map(|row| row.attempts.total() as usize).sum();
        let seen: usize = self.seen.values().map(Vec::len).sum();
        let unsent = counted.saturating_sub(seen);
        let numbers =
            format!("{counted} counted, {seen} on the wire, {unsent} counted by the {kills} killed and not sent");
        self.check("attempts on the wire = attempts counted", numbers, |row| {
            let (counted, seen) = (row.attempts.total() as usize, self.seen(row).len());
            let well = seen <= counted && counted - seen <= row.kills as usize;
            (!well).then(|| format!("{counted} counted, {seen} on the wire, {} workers killed", row.kills))
        })
    }

    pub(super) fn bounded(&self) -> Check {
        let limits = limits();
        let most = self.seen.values().flatten().map(|(name, _)| number(name)).max().unwrap_or(0);
        let mut check = self.check("no call makes more attempts than its limit", format!("{most} at most"), |row| {
            let over = self.seen(row).iter().find(|(name, _)| {
                let step = name.split('/').next().unwrap_or_default();
                limits.get(step).is_none_or(|limit| number(name) > *limit)
            });
            over.map(|(name, _)| format!("attempt {name}"))
        });
        if limits.len() != 4 {
            check.broken.push(format!("the limits of {limits:?} are known, and not of four steps"));
        }
        check
    }

    /// With one claim, each retry that was counted was sent. With more, a kill or a breaker may have come between.
    pub(super) fn retries(&self) -> Check {
        let counted: u32 = self.rows.iter().map(|row| row.retry_count).sum();
        self.check("`retry_count` is true", format!("{counted} retries"), |row| {
            let sent = self.seen(row).iter().filter(|(name, _)| number(name) > 1).count();
            let counted = row.retry_count as usize;
            let between = row.claims.saturating_sub(1) as usize;
            let well = sent <= counted && counted - sent <= between;
            (!well).then(|| format!("retry_count {counted}, {sent} retries on the wire, {} claims", row.claims))
        })
    }

    pub(super) fn nothing_late(&self) -> Check {
        self.check("no request comes after the end of its job", format!("{} jobs", self.rows.len()), |row| {
            let last = self.seen(row).iter().map(|(_, attempt)| attempt.last).max()?;
            let finished = row.finished?;
            (last > finished).then(|| format!("a request {:?} after the end", last.since(finished)))
        })
    }
}

/// The limit of each step, as its function has it.
fn limits() -> BTreeMap<&'static str, u32> {
    let sites = retry_runtime::sites();
    sites
        .iter()
        .filter_map(|site| Some((site.name.strip_prefix("pipeline.")?, site.max)))
        .collect()
}

/// The number of an attempt, from its name: step/chunk/claim/number.
fn number(name: &str) -> u32 {
    name.rsplit('/').next().and_then(|number| number.parse().ok()).unwrap_or(u32::MAX)
}
