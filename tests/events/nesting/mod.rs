//! That retries multiply: a retried call gives up inside of a later attempt of another.
//!
//! A pair of functions is told once in a process, so each test has functions of its own.

mod apart;
mod beside;
mod ends;
mod layers;
mod tasks;

use std::future::Future;

use retry_runtime::retry;

use crate::common::events::events;

/// The pairs that a future tells of, `outer > inner`. Before a call has given up, nothing is looked for: so one does.
async fn pairs<F: Future>(future: F) -> Vec<String> {
    #[retry(max = 2, backoff = none, blocking, retryable = [|()| gives_up])]
    fn first(gives_up: bool) -> Result<(), ()> {
        Err(())
    }
    let _ = first(true);
    let (_, lines) = events(future).await;
    told(&lines)
}

fn told(lines: &[String]) -> Vec<String> {
    let fields = lines
        .iter()
        .filter_map(|line| line.strip_prefix("WARN retry \"retries multiply\" retry.name="));
    let pair = |fields: &str| {
        let mut names = fields.split('"').skip(1).step_by(2);
        format!("{} > {}", names.next().unwrap(), names.next().unwrap())
    };
    fields.map(pair).collect()
}
