//! A small load, so that the counters move.

use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval};

use crate::services;

/// Between the beginnings of two rounds.
const PERIOD: Duration = Duration::from_millis(500);

/// One round after the other, until it is dropped.
pub async fn run() {
    let mut ticks = interval(PERIOD);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    for number in 0.. {
        ticks.tick().await;
        round(number).await;
    }
}

/// Calls each of the services once, but for the one that nobody calls.
///
/// How they end is on the page; there is nobody here who needed an answer.
pub async fn round(number: u64) {
    let _answers = tokio::join!(
        services::embed("A cat."),
        services::caption(),
        services::suggest(number),
        services::summarise(),
        services::translate(),
    );
}
