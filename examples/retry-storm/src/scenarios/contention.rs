//! Many clients that call in the same moment, and a server that can serve few of them at a time.

use std::rc::Rc;
use std::time::Duration;

use retry_runtime::retry;
use serde::Serialize;

use super::ScenarioError;
use crate::clock::Clock;
use crate::crowd::{Crowd, share};
use crate::number::{float, ratio, seconds, thousands};
use crate::plot::{Bar, Bars, Panels, Plot};
use crate::refused::Refused;
use crate::section::{Grid, Section};
use crate::server::{Server, Slots};
use crate::setup::Setup;

/// How long a request holds its slot.
const TIME: Duration = Duration::from_millis(50);

/// How many times more clients than slots there are.
const CROWD: u32 = 50;

/// The kinds of jitter that the library has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Jitter {
    /// `jitter = none`
    None,
    /// `jitter = 0.2`
    Share,
    /// `jitter = equal`
    Equal,
    /// `jitter = decorrelated`
    Decorrelated,
    /// `jitter = full`
    Full,
}

impl Jitter {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::None, Self::Share, Self::Equal, Self::Decorrelated, Self::Full];

    const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Share => "0.2",
            Self::Equal => "equal",
            Self::Decorrelated => "decorrelated",
            Self::Full => "full",
        }
    }
}

/// A kind of jitter is a word in the attribute and no value, so each has a function of its own.
macro_rules! clients {
    ($($name:ident: $jitter:tt,)*) => {
        $(
            #[retry(max = 100, backoff = exp(100ms, max = 2s, jitter = $jitter), retryable = [Refused::Busy])]
            async fn $name(server: &Slots) -> Result<(), Refused> {
                server.serve().await
            }
        )*
    };
}

clients! {
    none: none,
    share_of_it: 0.2,
    equal: equal,
    decorrelated: decorrelated,
    full: full,
}

async fn call(jitter: Jitter, server: Rc<Slots>) -> Result<(), Refused> {
    match jitter {
        Jitter::None => none(&server).await,
        Jitter::Share => share_of_it(&server).await,
        Jitter::Equal => equal(&server).await,
        Jitter::Decorrelated => decorrelated(&server).await,
        Jitter::Full => full(&server).await,
    }
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Figures {
    /// How many clients there were.
    pub clients: u32,
    /// How many of them the server can serve at a time.
    pub slots: u32,
    /// The shortest time in which the server can serve all.
    pub least_ms: u64,
    /// An entry for each kind of jitter.
    pub rows: Vec<Row>,
}

/// What came of one kind of jitter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// As the attribute writes it.
    pub jitter: &'static str,
    /// Requests in all.
    pub calls: u64,
    /// When the last client was served, in milliseconds.
    pub done_ms: u64,
    /// Clients that gave up, after 100 attempts.
    pub gave_up: u64,
}

impl Figures {
    /// Runs it for each kind of jitter.
    ///
    /// # Errors
    ///
    /// If it cannot be run.
    pub fn simulate(setup: &Setup) -> Result<Self, ScenarioError> {
        let clients = setup.clients;
        let slots = clients.div_ceil(CROWD);
        let mut rows = Vec::new();
        for jitter in Jitter::ALL {
            rows.push(setup.simulate("contention", async {
                let server = Rc::new(Slots::new(slots, TIME));
                let client = share(&server, move |server| call(jitter, server));
                let crowd = Crowd::together(Clock::start(), clients, client).await;
                Row {
                    jitter: jitter.name(),
                    calls: server.requests(),
                    done_ms: crowd.ended_ms,
                    gave_up: crowd.failed,
                }
            })?);
        }
        let rounds = clients.div_ceil(slots.max(1));
        Ok(Self { clients, slots, least_ms: crate::number::millis(TIME * rounds), rows })
    }

    /// As it is shown.
    ///
    /// # Errors
    ///
    /// If JSON cannot hold it.
    pub fn section(&self) -> Result<Section, ScenarioError> {
        Ok(Section {
            name: "contention",
            title: "Contention: which jitter",
            about: format!(
                "{} clients call in the same moment a server that serves {} at a time, for {} ms each, and refuses the others at once. \
                 They come back by `max = 100, backoff = exp(100ms, max = 2s, jitter = ..)`.",
                thousands(self.clients.into()),
                thousands(self.slots.into()),
                TIME.as_millis(),
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
                row.jitter.to_owned(),
                thousands(row.calls),
                format!("{:.1}", ratio(row.calls, self.clients.into())),
                seconds(row.done_ms),
                thousands(row.gave_up),
            ]
        };
        Grid {
            header: vec!["jitter", "calls", "calls per client", "all done after", "gave up"],
            rows: self.rows.iter().map(row).collect(),
        }
    }

    fn reading(&self) -> String {
        let fewest = self.rows.iter().min_by_key(|row| row.calls);
        let fastest = self.rows.iter().min_by_key(|row| row.done_ms);
        let none = self.rows.iter().find(|row| row.jitter == "none");
        let (Some(fewest), Some(fastest), Some(none)) = (fewest, fastest, none) else {
            return String::new();
        };
        format!(
            "Fewest calls: `{}`, {:.1} for each client, where `none` makes {:.1}. First to be done: `{}`, after {}, where `none` \
             takes {} and the server alone would need {}.",
            fewest.jitter,
            ratio(fewest.calls, self.clients.into()),
            ratio(none.calls, self.clients.into()),
            fastest.jitter,
            seconds(fastest.done_ms),
            seconds(none.done_ms),
            seconds(self.least_ms),
        )
    }

    fn plot(&self) -> Plot {
        let bars = |value: fn(&Row) -> f64, text: fn(f64) -> String| {
            let bar = |row: &Row| Bar {
                label: row.jitter.to_owned(),
                value: value(row),
                text: text(value(row)),
            };
            self.rows.iter().map(bar).collect()
        };
        let clients = float(self.clients.into());
        let mut calls: Vec<Bar> = bars(|row| float(row.calls), |_| String::new());
        for bar in &mut calls {
            bar.value /= clients;
            bar.text = format!("{:.1}", bar.value);
        }
        let times = bars(|row| float(row.done_ms) / 1000.0, |seconds| format!("{seconds:.1} s"));
        Plot {
            name: "contention",
            title: "Clients that failed together, by how they wait".to_owned(),
            panels: Panels::Bars(vec![
                Bars { axis: "calls per client".to_owned(), bars: calls },
                Bars { axis: "time until all are done (s)".to_owned(), bars: times },
            ]),
        }
    }
}
