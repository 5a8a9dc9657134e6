//! The jobs of the storm: files of each kind, and some that cannot be processed.

use std::collections::HashMap;

use super::arena::Arena;
use super::{Plan, Sample};
use crate::jobs::JobId;
use crate::pipeline::SERVICE;

/// What has to come of a file, unless something gives up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expected {
    /// How many chunks it has. `None` if it cannot be processed.
    pub chunks: Option<usize>,
}

/// The files, with how many of a hundred jobs are about them.
const FILES: [(&str, u32, Option<usize>); 6] = [
    ("storm/short.txt", 30, Some(1)),
    ("storm/long.txt", 40, Some(3)),
    ("storm/pixel.png", 18, Some(1)),
    ("storm/launch.mp4", 10, Some(2)),
    ("storm/missing.txt", 1, None),
    ("storm/app.zip", 1, None),
];

/// How many jobs are added at a time.
const BATCH: usize = 32;

/// Puts the files into their bucket, and adds the jobs: what has to come of each.
pub async fn submit(arena: &Arena, plan: &Plan, look: &impl Fn(&Sample)) -> anyhow::Result<HashMap<JobId, Expected>> {
    let paragraph = "Every retry has a limit. ".repeat(26);
    arena.server.put("storm/short.txt", b"Every retry has a limit.");
    arena.server.put("storm/long.txt", [paragraph.as_str(); 3].join("\n\n").as_bytes());
    arena.server.put("storm/pixel.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00");
    arena.server.put("storm/launch.mp4", include_bytes!("../../assets/launch.mp4"));
    arena.server.put("storm/app.zip", b"PK\x03\x04\x00\x00");
    let mut chance = fastrand::Rng::with_seed(plan.seed);
    let mut expected = HashMap::new();
    let numbers: Vec<u32> = (0..plan.jobs).collect();
    for batch in numbers.chunks(BATCH) {
        let adding = batch.iter().map(|number| {
            let (file, chunks) = file(chance.u32(0..100));
            let (source, request) = (format!("gs://{file}"), format!("storm-{number}"));
            async move { (arena.jobs.create_once(SERVICE, &source, &request).await, Expected { chunks }) }
        });
        for (job, what) in futures_util::future::join_all(adding).await {
            expected.insert(job?.id, what);
        }
        look(&Sample { added: expected.len(), ..Sample::default() });
    }
    Ok(expected)
}

fn file(mut drawn: u32) -> (&'static str, Option<usize>) {
    for (file, share, chunks) in FILES {
        if drawn < share {
            return (file, chunks);
        }
        drawn -= share;
    }
    (FILES[0].0, FILES[0].2)
}
