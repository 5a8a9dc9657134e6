//! What happens in the storm, and when: at shares of the jobs that have ended, so that it happens on every machine.

use std::collections::VecDeque;
use std::fmt;
use std::time::Duration;

use tokio::time::Instant;

use super::Plan;
use super::arena::Arena;
use super::fleet::Fleet;
use super::samples::{Sample, Samples};
use crate::server::{Call, Fault, Faults, Weather};

/// How long Gemini is down.
const OUTAGE: Duration = Duration::from_secs(2);

/// How long a revoked key is waited for to be noticed by all workers.
const NOTICE: Duration = Duration::from_secs(5);

/// Something that happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A worker was killed, and another began.
    Kill,
    /// Gemini went down.
    Down,
    /// Gemini came back.
    Back,
    /// The API key was revoked.
    KeyRevoked,
    /// Another key took its place.
    KeyReplaced,
    /// No token is accepted that was given out so far.
    TokensRevoked,
    /// The database was restarted, or all connections to it were ended.
    DatabaseRestarted,
}

impl fmt::Display for Event {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Kill => "worker killed",
            Self::Down => "Gemini down",
            Self::Back => "Gemini back",
            Self::KeyRevoked => "key revoked",
            Self::KeyReplaced => "key replaced",
            Self::TokensRevoked => "tokens revoked",
            Self::DatabaseRestarted => "database restarted",
        })
    }
}

/// What is still to happen.
pub(super) struct Events {
    /// With the share of the jobs, in thousandths, after which it does.
    coming: VecDeque<(u64, Event)>,
    jobs: u64,
    chance: fastrand::Rng,
    weather: Weather,
    restart: Option<String>,
    began: bool,
    since: Instant,
    kills: usize,
}

impl Events {
    pub(super) fn new(plan: &Plan) -> Self {
        let mut coming = vec![
            (200, Event::Down),
            (200, Event::Back),
            (400, Event::KeyRevoked),
            (400, Event::KeyReplaced),
            (550, Event::TokensRevoked),
            (700, Event::DatabaseRestarted),
        ];
        // One kill in 250 jobs, and four at least.
        let kills = u64::from((plan.jobs / 250).max(4));
        coming.extend((1..=kills).map(|kill| (kill * 950 / (kills + 1), Event::Kill)));
        // What belongs together stays together.
        coming.sort_by_key(|(share, _)| *share);
        Self {
            coming: coming.into(),
            jobs: plan.jobs.into(),
            chance: fastrand::Rng::with_seed(plan.seed.wrapping_add(1)),
            weather: Weather { seed: plan.seed, per_mille: 120, delay: Duration::from_millis(20) },
            restart: plan.restart.clone(),
            began: false,
            since: Instant::now(),
            kills: 0,
        }
    }

    /// How many workers were killed.
    pub(super) const fn kills(&self) -> usize {
        self.kills
    }

    /// Lets the next thing happen, if it is time.
    pub(super) async fn happen(
        &mut self,
        sample: &Sample,
        arena: &Arena,
        fleet: &mut Fleet,
        samples: &mut Samples,
    ) -> anyhow::Result<()> {
        if !self.began {
            self.began = true;
            arena.server.set_weather(Some(self.weather));
        }
        let Some((share, event)) = self.coming.front().copied() else { return Ok(()) };
        if self.is_time(share, event, sample, fleet) {
            self.coming.pop_front();
            self.since = Instant::now();
            if self.let_happen(event, arena, fleet).await? {
                samples.note(event);
            }
        }
        Ok(())
    }

    fn is_time(&self, share: u64, event: Event, sample: &Sample, fleet: &Fleet) -> bool {
        match event {
            Event::Back => self.since.elapsed() >= OUTAGE,
            Event::KeyReplaced => {
                // Whose breaker is open for another reason does not ask, and cannot notice.
                let noticed = sample.breakers.values().sum::<usize>() >= fleet.size();
                noticed && sample.breakers.contains_key("gemini.auth") || self.since.elapsed() >= NOTICE
            }
            _ => sample.ended * 1000 >= share * self.jobs,
        }
    }

    /// Whether it did.
    async fn let_happen(&mut self, event: Event, arena: &Arena, fleet: &mut Fleet) -> anyhow::Result<bool> {
        match event {
            Event::Kill => {
                fleet.kill(self.chance.usize(0..fleet.size())).await?;
                self.kills += 1;
            }
            Event::Down => arena.server.plan_all(Call::Model, Faults::Always(Fault::Unavailable)),
            Event::Back => arena.server.plan_all(Call::Model, Faults::First(&[])),
            Event::KeyRevoked => arena.revoke_key(),
            Event::KeyReplaced => arena.replace_key()?,
            Event::TokensRevoked => arena.server.revoke_tokens(),
            Event::DatabaseRestarted => return arena.restart_database(self.restart.as_deref()).await,
        }
        Ok(true)
    }
}
