//! The state machine against a plain model of the documented rules: every short sequence, and long random ones.

use proptest::prelude::*;

use super::*;

const OPEN_FOR: u64 = 10;

/// The rules, written as one would explain them: whole histories instead of rings, and no care for cost.
struct Model {
    settings: Settings,
    phase: Phase,
    /// Which phase, counted, so that an attempt knows its own.
    number: u32,
    /// How often in a row the probes have failed.
    reopened: u32,
    attempts: u32,
}

enum Phase {
    /// `dropped` in a row, since one last said anything.
    Closed {
        history: Vec<bool>,
        dropped: u32,
    },
    Open {
        until: u64,
    },
    /// The probes with their beginnings, until they end.
    HalfOpen {
        running: Vec<(u32, u64)>,
        successes: u32,
    },
}

impl Model {
    fn new(settings: Settings) -> Self {
        let phase = Phase::Closed { history: Vec::new(), dropped: 0 };
        Self { settings, phase, number: 0, reopened: 0, attempts: 0 }
    }

    fn enter(&mut self, phase: Phase) {
        self.phase = phase;
        self.number += 1;
    }

    fn close(&mut self) {
        self.reopened = 0;
        self.enter(Phase::Closed { history: Vec::new(), dropped: 0 });
    }

    fn open(&mut self, now: u64) {
        let most = self.settings.at_most.as_secs().max(OPEN_FOR);
        let time = (0..self.reopened).fold(OPEN_FOR, |time, _| (2 * time).min(most));
        self.enter(Phase::Open { until: now + time });
    }

    fn admit(&mut self, now: u64) -> Option<(u32, u32)> {
        if matches!(self.phase, Phase::Open { until } if until <= now) {
            self.enter(Phase::HalfOpen { running: Vec::new(), successes: 0 });
        }
        self.attempts += 1;
        match &mut self.phase {
            Phase::Open { .. } => return None,
            Phase::HalfOpen { running, .. } => {
                let young = running.iter().filter(|(_, began)| now < began + OPEN_FOR).count();
                if young == self.settings.probes as usize {
                    return None;
                }
                running.push((self.attempts, now));
            }
            Phase::Closed { .. } => {}
        }
        Some((self.number, self.attempts))
    }

    fn settle(&mut self, (number, attempt): (u32, u32), signal: Signal, now: u64) {
        if number != self.number {
            return;
        }
        match &mut self.phase {
            Phase::Open { .. } => unreachable!("an open phase lets nobody in"),
            Phase::Closed { history, dropped } => {
                let window = self.settings.window as usize;
                match signal {
                    Signal::Ignored => return,
                    Signal::Dropped => *dropped += 1,
                    Signal::Success | Signal::Failure => {
                        history.push(signal == Signal::Failure);
                        *dropped = 0;
                    }
                }
                let last: Vec<bool> = history.iter().rev().take(window).copied().collect();
                let failures = last.iter().filter(|failed| **failed).count();
                #[expect(clippy::cast_precision_loss)]
                let share = failures as f64 / window as f64;
                let failed = signal != Signal::Dropped && last.len() == window && share >= self.settings.failure_ratio;
                let hangs = self.settings.dropped == Dropped::FailedIfAll && *dropped as usize >= window.max(10);
                if failed || hangs {
                    self.open(now);
                }
            }
            Phase::HalfOpen { running, successes } => {
                running.retain(|(probe, _)| *probe != attempt);
                match signal {
                    Signal::Ignored | Signal::Dropped => {}
                    Signal::Failure => {
                        self.reopened += 1;
                        self.open(now);
                    }
                    Signal::Success => {
                        *successes += 1;
                        if *successes == self.settings.probes {
                            self.close();
                        }
                    }
                }
            }
        }
    }
}

/// Both, driven alike, with the attempts that are under way.
struct Pair {
    start: Instant,
    now: u64,
    circuit: Circuit,
    model: Model,
    running: Vec<(Ticket, (u32, u32))>,
}

#[derive(Debug, Clone, Copy)]
enum Step {
    Start,
    /// Ends the attempt under way at this place, counted round.
    End(usize, Signal),
    Pass(u64),
}

impl Pair {
    fn new(settings: Settings, start: Instant) -> Self {
        Self {
            start,
            now: 0,
            circuit: Circuit::new(),
            model: Model::new(settings),
            running: Vec::new(),
        }
    }

    fn step(&mut self, step: Step) {
        let settings = self.model.settings;
        let clock = self.start + Duration::from_secs(self.now);
        match step {
            Step::Pass(seconds) => self.now += seconds,
            Step::Start => {
                let (ticket, _) = self.circuit.admit(&settings, || clock);
                let expected = self.model.admit(self.now);
                assert_eq!(ticket.is_ok(), expected.is_some(), "admission at {}", self.now);
                self.running.extend(ticket.ok().zip(expected));
            }
            Step::End(place, signal) if !self.running.is_empty() => {
                let (ticket, number) = self.running.remove(place % self.running.len());
                self.circuit.settle(ticket, signal, &settings, || clock);
                self.model.settle(number, signal, self.now);
            }
            Step::End(..) => {}
        }
        self.compare();
    }

    fn compare(&self) {
        match (&self.circuit.state, &self.model.phase) {
            (State::Closed(window), Phase::Closed { history, .. }) => {
                let last = history.iter().rev().take(self.model.settings.window as usize);
                assert_eq!(window.failures() as usize, last.filter(|failed| **failed).count());
            }
            (State::Open(Some(until)), Phase::Open { until: expected }) => {
                assert_eq!(*until, self.start + Duration::from_secs(*expected));
            }
            (State::HalfOpen(probes), Phase::HalfOpen { running, successes }) => {
                let clock = self.start + Duration::from_secs(self.now);
                let young = running.iter().filter(|(_, began)| self.now < began + OPEN_FOR).count();
                assert_eq!(probes.successes(), *successes);
                let full = probes.is_full(self.model.settings.probes, Duration::from_secs(OPEN_FOR), clock);
                assert_eq!(full, young == self.model.settings.probes as usize);
            }
            _ => panic!("{:?} is not the state of the model", self.circuit.state),
        }
    }
}

fn settings(window: u32, failure_ratio: f64, probes: u32) -> Settings {
    let (open_for, at_most) = (Duration::from_secs(OPEN_FOR), Duration::ZERO);
    Settings {
        window,
        failure_ratio,
        open_for,
        at_most,
        probes,
        patience: open_for,
        dropped: Dropped::FailedIfAll,
    }
}

fn growing(settings: Settings) -> Settings {
    Settings {
        at_most: Duration::from_secs(3 * OPEN_FOR),
        dropped: Dropped::Ignore,
        ..settings
    }
}

#[tokio::test(start_paused = true)]
async fn every_short_sequence_does_as_the_model() {
    let start = crate::wait::clock::now();
    let attempt = |signal| vec![Step::Start, Step::End(0, signal)];
    let letters = [
        attempt(Signal::Success),
        attempt(Signal::Failure),
        attempt(Signal::Ignored),
        attempt(Signal::Dropped),
        vec![Step::Start],
        vec![Step::Pass(OPEN_FOR)],
        vec![Step::Pass(OPEN_FOR - 1)],
    ];
    let all = [
        settings(1, 1.0, 1),
        settings(2, 0.5, 1),
        settings(2, 1.0, 2),
        settings(3, 0.4, 2),
        growing(settings(1, 1.0, 1)),
    ];
    for settings in all {
        for length in 0..=6_u32 {
            for word in 0..letters.len().pow(length) {
                let mut pair = Pair::new(settings, start);
                for place in 0..length {
                    let letter = word / letters.len().pow(place) % letters.len();
                    letters[letter].iter().for_each(|step| pair.step(*step));
                }
            }
        }
    }
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let signal =
        prop_oneof![Just(Signal::Success), Just(Signal::Failure), Just(Signal::Ignored), Just(Signal::Dropped)];
    let step = prop_oneof![
        4 => Just(Step::Start),
        4 => (any::<usize>(), signal).prop_map(|(place, signal)| Step::End(place, signal)),
        1 => (0..=OPEN_FOR + 1).prop_map(Step::Pass),
    ];
    prop::collection::vec(step, 0..400)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn overlapping_attempts_do_as_the_model(
        window in 1..=130_u32, ratio in 1..=20_u32, probes in 1..=4_u32, grows in any::<bool>(), steps in steps(),
    ) {
        let settings = settings(window, f64::from(ratio) / 20.0, probes);
        let settings = if grows { growing(settings) } else { settings };
        let mut pair = Pair::new(settings, crate::wait::clock::now());
        for step in steps {
            pair.step(step);
        }
    }
}

#[test]
fn a_closed_circuit_reads_no_clock() {
    let settings = settings(2, 1.0, 1);
    let mut circuit = Circuit::new();
    let no_clock = || -> Instant { panic!("the clock was read") };
    for signal in [Signal::Success, Signal::Failure, Signal::Success, Signal::Ignored] {
        let ticket = circuit.admit(&settings, no_clock).0.unwrap();
        assert_eq!(circuit.settle(ticket, signal, &settings, no_clock), None);
    }
}

#[test]
fn successes_alone_allocate_nothing() {
    let settings = settings(1_000, 1.0, 1);
    let mut window = Window::EMPTY;
    for _ in 0..3_000 {
        window.push(false, &settings);
    }
    assert_eq!(window.capacity(), 0);
}

/// Every ratio of up to three decimals is reached by the first count of failures that is at least as many, for all windows in
/// which a whole number of failures is exactly that ratio.
#[test]
fn a_ratio_is_reached_by_exactly_its_share() {
    for window in 1..=1_000_u32 {
        for thousandths in 1..=1_000_u32 {
            let failures = u64::from(window) * u64::from(thousandths);
            if failures % 1_000 != 0 {
                continue;
            }
            let ratio: f64 = format!("{}.{:03}", thousandths / 1_000, thousandths % 1_000).parse().unwrap();
            let failures = u32::try_from(failures / 1_000).unwrap();
            let share = |failures: u32| f64::from(failures) / f64::from(window);
            assert!(
                share(failures) >= ratio && share(failures - 1) < ratio,
                "{failures} of {window} at {ratio}"
            );
        }
    }
}

#[test]
fn the_open_time_doubles_and_is_capped() {
    let settings = Settings {
        at_most: Duration::from_secs(60),
        open_for: Duration::from_secs(5),
        ..settings(1, 1.0, 1)
    };
    let times: Vec<u64> = (0..6).map(|reopened| settings.open_time(reopened).as_secs()).collect();
    assert_eq!(times, [5, 10, 20, 40, 60, 60]);
    assert_eq!(settings.open_time(u32::MAX), Duration::from_secs(60), "and never overflows");
    let constant = Settings { at_most: Duration::ZERO, ..settings };
    assert_eq!(constant.open_time(7), Duration::from_secs(5));
}
