//! A quota, 429s, and clients that listen to `Retry-After` or do not.

use std::rc::Rc;

use retry_runtime::retry;
use serde::Serialize;

use super::ScenarioError;
use crate::clock::Clock;
use crate::crowd::{Crowd, share};
use crate::number::{float, ratio, seconds, thousands};
use crate::plot::{Bar, Bars, Panels, Plot};
use crate::refused::Refused;
use crate::section::{Grid, Section};
use crate::server::{Hints, Quota, Server};
use crate::setup::Setup;

/// How many seconds the quota takes to serve all.
const SECONDS: u32 = 10;

/// What a client makes of a 429, and what the server puts in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Client {
    /// No hint, no jitter.
    Ignores,
    /// No hint, full jitter.
    IgnoresWithJitter,
    /// The hint alone.
    Obeys,
    /// The hint, and the random part of the wait on top.
    ObeysWithJitter,
    /// The hint alone, which is another one for each client.
    OwnTurn,
}

impl Client {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Ignores, Self::IgnoresWithJitter, Self::Obeys, Self::ObeysWithJitter, Self::OwnTurn];

    const fn name(self) -> &'static str {
        match self {
            Self::Ignores => "ignored",
            Self::IgnoresWithJitter => "ignored, full jitter",
            Self::Obeys => "obeyed",
            Self::ObeysWithJitter => "obeyed, full jitter",
            Self::OwnTurn => "obeyed, own turns",
        }
    }

    const fn hints(self) -> Hints {
        match self {
            Self::OwnTurn => Hints::OwnTurn,
            Self::Ignores | Self::IgnoresWithJitter | Self::Obeys | Self::ObeysWithJitter => Hints::NextSecond,
        }
    }
}

#[retry(max = 50, backoff = exp(100ms, max = 5s), retryable = [Refused::Throttled])]
async fn ignores(server: &Quota) -> Result<(), Refused> {
    server.serve().await
}

#[retry(max = 50, backoff = exp(100ms, max = 5s, jitter = full), retryable = [Refused::Throttled])]
async fn ignores_with_jitter(server: &Quota) -> Result<(), Refused> {
    server.serve().await
}

#[retry(
    max = 50,
    backoff = exp(100ms, max = 5s),
    hint(Refused::retry_after, cap = 60s),
    retryable = [Refused::Throttled],
)]
async fn obeys(server: &Quota) -> Result<(), Refused> {
    server.serve().await
}

#[retry(
    max = 50,
    backoff = exp(100ms, max = 5s, jitter = full),
    hint(Refused::retry_after, cap = 60s),
    retryable = [Refused::Throttled],
)]
async fn obeys_with_jitter(server: &Quota) -> Result<(), Refused> {
    server.serve().await
}

async fn call(client: Client, server: Rc<Quota>) -> Result<(), Refused> {
    match client {
        Client::Ignores => ignores(&server).await,
        Client::IgnoresWithJitter => ignores_with_jitter(&server).await,
        Client::Obeys | Client::OwnTurn => obeys(&server).await,
        Client::ObeysWithJitter => obeys_with_jitter(&server).await,
    }
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Figures {
    /// How many clients there were.
    pub clients: u32,
    /// How many requests the server serves in a second.
    pub quota_per_second: u32,
    /// An entry for each client.
    pub rows: Vec<Row>,
}

/// What came of one kind of client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// What it makes of the hint.
    pub hint: &'static str,
    /// Requests in all.
    pub requests: u64,
    /// When the last client was served, in milliseconds.
    pub done_ms: u64,
    /// Clients that gave up.
    pub gave_up: u64,
}

impl Figures {
    /// Runs it for each kind of client.
    ///
    /// # Errors
    ///
    /// If it cannot be run.
    pub fn simulate(setup: &Setup) -> Result<Self, ScenarioError> {
        let (clients, quota) = (setup.clients, setup.clients.div_ceil(SECONDS));
        let mut rows = Vec::new();
        for client in Client::ALL {
            rows.push(setup.simulate("throttling", async {
                let clock = Clock::start();
                let server = Rc::new(Quota::new(clock, quota, client.hints()));
                let crowd = Crowd::together(clock, clients, share(&server, move |server| call(client, server))).await;
                Row {
                    hint: client.name(),
                    requests: server.requests(),
                    done_ms: crowd.ended_ms,
                    gave_up: crowd.failed,
                }
            })?);
        }
        Ok(Self { clients, quota_per_second: quota, rows })
    }

    /// As it is shown.
    ///
    /// # Errors
    ///
    /// If JSON cannot hold it.
    pub fn section(&self) -> Result<Section, ScenarioError> {
        Ok(Section {
            name: "throttling",
            title: "Throttling: whether to obey `Retry-After`",
            about: format!(
                "{} clients call in the same moment a server with a quota of {} a second, which refuses the others with 429 and \
                 `Retry-After`: the next second, or for `own turns` a second with a place left. `backoff = exp(100ms, max = 5s)`.",
                thousands(self.clients.into()),
                thousands(self.quota_per_second.into()),
            ),
            grid: self.grid(),
            reading: self.reading(),
            plots: vec![self.plot()],
            figures: serde_json::to_value(self)?,
        })
    }

    fn grid(&self) -> Grid {
        let row = |row: &Row| {
            vec![
                row.hint.to_owned(),
                thousands(row.requests),
                format!("{:.2}", ratio(row.requests, self.clients.into())),
                seconds(row.done_ms),
                thousands(row.gave_up),
            ]
        };
        Grid {
            header: vec!["the hint is", "requests", "requests per client", "all done after", "gave up"],
            rows: self.rows.iter().map(row).collect(),
        }
    }

    fn reading(&self) -> String {
        let fewest = self.rows.iter().min_by_key(|row| row.requests);
        let fastest = self.rows.iter().min_by_key(|row| row.done_ms);
        let slowest = self.rows.iter().max_by_key(|row| row.done_ms);
        let (Some(fewest), Some(fastest), Some(slowest)) = (fewest, fastest, slowest) else {
            return String::new();
        };
        format!(
            "Fewest requests: {}, {:.2} for each client. First to be done: {}, after {}. Last: {}, after {}.",
            fewest.hint,
            ratio(fewest.requests, self.clients.into()),
            fastest.hint,
            seconds(fastest.done_ms),
            slowest.hint,
            seconds(slowest.done_ms),
        )
    }

    fn plot(&self) -> Plot {
        let requests = |row: &Row| {
            let value = ratio(row.requests, self.clients.into());
            Bar { label: row.hint.to_owned(), value, text: format!("{value:.2}") }
        };
        let times = |row: &Row| Bar {
            label: row.hint.to_owned(),
            value: float(row.done_ms) / 1000.0,
            text: seconds(row.done_ms),
        };
        Plot {
            name: "throttling",
            title: "429 with Retry-After, by what clients make of it".to_owned(),
            panels: Panels::Bars(vec![
                Bars {
                    axis: "requests per client".to_owned(),
                    bars: self.rows.iter().map(requests).collect(),
                },
                Bars {
                    axis: "time until all are done (s)".to_owned(),
                    bars: self.rows.iter().map(times).collect(),
                },
            ]),
        }
    }
}
