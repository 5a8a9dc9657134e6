//! What was seen over time.

use std::collections::BTreeMap;
use std::time::Duration;

use tokio::time::Instant;

use super::arena::Arena;
use super::events::Event;
use super::fleet::Fleet;
use crate::jobs::{JobsError, Status};
use crate::server::Tally;

/// A worker that was not heard of for as long has no breakers.
const SILENCE: Duration = Duration::from_secs(2);

/// One look.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    /// When, since the workers began.
    pub at: Duration,
    /// How many jobs were added so far.
    pub added: usize,
    /// How many jobs have ended.
    pub ended: u64,
    /// How many of these are done.
    pub done: u64,
    /// How many requests there were.
    pub tally: Tally,
    /// How many workers have a breaker of this name that is not closed.
    pub breakers: BTreeMap<String, usize>,
    /// The largest memory of a worker, in bytes.
    pub memory: u64,
}

/// All looks, and what happened between them.
#[derive(Debug)]
pub struct Samples {
    /// In their order.
    pub samples: Vec<Sample>,
    /// What happened, and when.
    pub events: Vec<(Duration, Event)>,
    /// The memory of each process, in the order of the looks.
    pub memory: BTreeMap<u32, Vec<u64>>,
    jobs: u32,
    started: Instant,
}

impl Samples {
    pub(super) fn new(jobs: u32) -> Self {
        Self {
            samples: Vec::new(),
            events: Vec::new(),
            memory: BTreeMap::new(),
            jobs,
            started: Instant::now(),
        }
    }

    /// Notes that something happens now.
    pub(super) fn note(&mut self, event: Event) {
        self.events.push((self.started.elapsed(), event));
    }

    pub(super) async fn take(&mut self, arena: &Arena, fleet: &Fleet) -> Result<Sample, JobsError> {
        let (counts, workers) = (arena.jobs.counts().await?, arena.jobs.workers(SILENCE).await?);
        let mut breakers = BTreeMap::new();
        for breaker in workers.iter().flat_map(|worker| worker.breakers.split(',')) {
            if let Some((name, _)) = breaker.split_once('=') {
                *breakers.entry(name.to_owned()).or_default() += 1;
            }
        }
        let memory = fleet.memory();
        for (process, bytes) in &memory {
            self.memory.entry(*process).or_default().push(*bytes);
        }
        let sample = Sample {
            at: self.started.elapsed(),
            added: self.jobs as usize,
            ended: counts.iter().filter(|(status, _)| status.is_end()).map(|(_, jobs)| jobs).sum(),
            done: counts.get(&Status::Done).copied().unwrap_or(0),
            tally: arena.server.tally(),
            breakers,
            memory: memory.iter().map(|(_, bytes)| *bytes).max().unwrap_or(0),
        };
        self.samples.push(sample.clone());
        Ok(sample)
    }

    /// Whether anything happened since the look before the last one.
    pub(super) fn has_changed(&self) -> bool {
        match &self.samples[..] {
            [.., before, last] => (before.ended, before.tally) != (last.ended, last.tally),
            _ => true,
        }
    }
}
