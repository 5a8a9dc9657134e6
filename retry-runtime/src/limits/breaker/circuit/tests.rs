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
}

enum Phase {
    Closed { history: Vec<bool> },
    Open { until: u64 },
    HalfOpen { running: u32, successes: u32 },
}

impl Model {
    fn new(settings: Settings) -> Self {
        Self { settings, phase: Phase::Closed { history: Vec::new() }, number: 0 }
    }

    fn enter(&mut self, phase: Phase) {
        self.phase = phase;
        self.number += 1;
    }

    fn admit(&mut self, now: u64) -> Option<u32> {
        if matches!(self.phase, Phase::Open { until } if until <= now) {
            self.enter(Phase::HalfOpen { running: 0, successes: 0 });
        }
        match &mut self.phase {
            Phase::Open { .. } => return None,
            Phase::HalfOpen { running, .. } if *running == self.settings.probes => return None,
            Phase::HalfOpen { running, .. } => *running += 1,
            Phase::Closed { .. } => {}
        }
        Some(self.number)
    }

    fn settle(&mut self, number: u32, signal: Signal, now: u64) {
        if number != self.number {
            return;
        }
        let until = now + OPEN_FOR;
        match &mut self.phase {
            Phase::Open { .. } => unreachable!("an open phase lets nobody in"),
            Phase::Closed { history } => {
                if signal != Signal::Ignored {
                    history.push(signal == Signal::Failure);
                }
                let window = self.settings.window as usize;
                let last: Vec<bool> = history.iter().rev().take(window).copied().collect();
                let failures = last.iter().filter(|failed| **failed).count();
                #[expect(clippy::cast_precision_loss)]
                let share = failures as f64 / window as f64;
                if signal != Signal::Ignored && last.len() == window && share >= self.settings.failure_ratio {
                    self.enter(Phase::Open { until });
                }
            }
            Phase::HalfOpen { running, successes } => {
                *running -= 1;
                match signal {
                    Signal::Ignored => {}
                    Signal::Failure => self.enter(Phase::Open { until }),
                    Signal::Success => {
                        *successes += 1;
                        if *successes == self.settings.probes {
                            self.enter(Phase::Closed { history: Vec::new() });
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
    running: Vec<(Ticket, u32)>,
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
            (State::Closed(window), Phase::Closed { history }) => {
                let last = history.iter().rev().take(self.model.settings.window as usize);
                assert_eq!(window.failures as usize, last.filter(|failed| **failed).count());
            }
            (State::Open(Some(until)), Phase::Open { until: expected }) => {
                assert_eq!(*until, self.start + Duration::from_secs(*expected));
            }
            (State::HalfOpen { running, successes }, Phase::HalfOpen { running: r, successes: s }) => {
                assert_eq!((running, successes), (r, s));
                assert!(*running <= self.model.settings.probes);
            }
            _ => panic!("{:?} is not the state of the model", self.circuit.state),
        }
    }
}

fn settings(window: u32, failure_ratio: f64, probes: u32) -> Settings {
    Settings { window, failure_ratio, open_for: Duration::from_secs(OPEN_FOR), probes }
}

#[tokio::test(start_paused = true)]
async fn every_short_sequence_does_as_the_model() {
    let start = crate::wait::clock::now();
    let attempt = |signal| vec![Step::Start, Step::End(0, signal)];
    let letters = [
        attempt(Signal::Success),
        attempt(Signal::Failure),
        attempt(Signal::Ignored),
        vec![Step::Start],
        vec![Step::Pass(OPEN_FOR)],
        vec![Step::Pass(OPEN_FOR - 1)],
    ];
    for settings in [settings(1, 1.0, 1), settings(2, 0.5, 1), settings(2, 1.0, 2), settings(3, 0.4, 2)] {
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
    let signal = prop_oneof![Just(Signal::Success), Just(Signal::Failure), Just(Signal::Ignored)];
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
        window in 1..=130_u32, ratio in 1..=20_u32, probes in 1..=4_u32, steps in steps(),
    ) {
        let mut pair = Pair::new(settings(window, f64::from(ratio) / 20.0, probes), crate::wait::clock::now());
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
        window.push(Signal::Success, &settings);
    }
    assert_eq!(window.bits.capacity(), 0);
}
