use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc;
use std::time::Duration;

use proptest::prelude::*;

use super::circuit::Circuit;
use super::*;
use crate::wait::clock;

const THREADS: u32 = 16;
const ATTEMPTS: u32 = 1_000_000 / THREADS;
const PROBES: u32 = 3;

/// How many probes of each half-open phase are under way, counted beside the breaker's own count.
struct Probing(Vec<AtomicU32>);

impl Probing {
    fn of(&self, era: u32) -> &AtomicU32 {
        &self.0[usize::try_from(era).unwrap() % self.0.len()]
    }
}

/// One thread's attempts, which end in every way that there is.
fn hammer(breaker: &CircuitBreaker, probing: &Probing, seed: u32) {
    for number in 0..ATTEMPTS {
        let Ok(permit) = admit(breaker) else { continue };
        let half_open = breaker.lock().probes_with(permit.ticket);
        if let Some(era) = half_open {
            assert!(probing.of(era).fetch_add(1, Ordering::SeqCst) < PROBES);
            probing.of(era).fetch_sub(1, Ordering::SeqCst);
        }
        match number.wrapping_mul(2_654_435_761).wrapping_add(seed) >> 13 & 7 {
            0..=3 => drop(permit.settle(Signal::Success)),
            4 | 5 => drop(permit.settle(Signal::Failure)),
            6 => drop(permit),
            _ => drop(permit.settle(Signal::Ignored)),
        }
    }
}

#[test]
fn no_permit_is_lost_over_many_threads() {
    let breaker = CircuitBreaker::new("hammered")
        .window(8)
        .open_for(Duration::from_nanos(1))
        .patient()
        .probes(PROBES);
    let probing = Probing((0..16_384).map(|_| AtomicU32::new(0)).collect());
    std::thread::scope(|scope| {
        for seed in 0..THREADS {
            let (breaker, probing) = (&breaker, &probing);
            scope.spawn(move || hammer(breaker, probing, seed));
        }
    });
    // Whatever the last state is, a failure opens it or it is open, and then all its probes pass.
    while breaker.state() == BreakerState::Closed {
        admit(&breaker).unwrap().settle(Signal::Failure);
    }
    std::thread::sleep(Duration::from_millis(1));
    let probes: Vec<Permit<'_>> = std::iter::from_fn(|| admit(&breaker).ok()).collect();
    assert_eq!(probes.len(), PROBES as usize);
}

#[test]
fn a_half_open_breaker_lets_in_as_many_as_it_probes_with_and_no_more() {
    let breaker = CircuitBreaker::new("probed")
        .consecutive(1)
        .open_for(Duration::from_nanos(1))
        .patient()
        .probes(2);
    admit(&breaker).unwrap().settle(Signal::Failure);
    std::thread::sleep(Duration::from_millis(1));
    let probes: Vec<Permit<'_>> = std::iter::from_fn(|| admit(&breaker).ok()).take(100).collect();
    assert_eq!(probes.len(), 2);
    drop(probes);
    assert!(admit(&breaker).is_ok(), "a dropped probe gives its place back");
}

#[test]
fn a_panic_gives_the_permit_back() {
    let breaker = CircuitBreaker::new("panicked").consecutive(1).open_for(Duration::from_nanos(1)).patient();
    admit(&breaker).unwrap().settle(Signal::Failure);
    std::thread::sleep(Duration::from_millis(1));
    let probe = std::panic::AssertUnwindSafe(|| {
        let _permit = admit(&breaker).unwrap();
        panic!("the attempt panics");
    });
    assert!(std::panic::catch_unwind(probe).is_err());
    assert!(admit(&breaker).is_ok());
}

#[test]
fn a_refusal_tells_of_probes_under_way() {
    let breaker = CircuitBreaker::new("probed").consecutive(1).open_for(Duration::from_nanos(1)).patient();
    admit(&breaker).unwrap().settle(Signal::Failure);
    std::thread::sleep(Duration::from_millis(1));
    let probe = admit(&breaker).unwrap();
    let refusal = breaker.refusal().unwrap();
    assert_eq!(refusal.to_string(), "circuit breaker `probed` is half-open, and its probes are under way");
    assert_eq!((refusal.remaining(), breaker.state()), (None, BreakerState::HalfOpen));
    drop(probe);
    assert_eq!(breaker.refusal(), None);
}

/// What is done to a breaker in one step.
#[derive(Debug, Clone, Copy)]
enum Step {
    Admit,
    Settle(usize, Signal),
    Pass(u64),
    ForceOpen,
    Reset,
}

fn step() -> impl Strategy<Value = Step> {
    let signal = prop_oneof![
        6 => Just(Signal::Success),
        2 => Just(Signal::Failure),
        1 => Just(Signal::Ignored),
        1 => Just(Signal::Dropped),
    ];
    prop_oneof![
        20 => Just(Step::Admit),
        20 => (0..4_usize, signal).prop_map(|(which, signal)| Step::Settle(which, signal)),
        2 => (0..3_000_u64).prop_map(Step::Pass),
        1 => Just(Step::ForceOpen),
        1 => Just(Step::Reset),
    ]
}

proptest! {
    /// A breaker that asks its circuit only where something can change does what the circuit alone would do.
    #[test]
    fn who_reads_and_does_not_lock_does_the_same(window in 1..6_u32, steps in proptest::collection::vec(step(), 0..200)) {
        let breaker = CircuitBreaker::new("model").window(window).open_for(Duration::from_secs(1));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
        runtime.block_on(async {
            let settings = breaker.settings();
            let (mut circuit, mut tickets) = (Circuit::new(), Vec::new());
            for step in steps {
                match step {
                    Step::Admit => {
                        let (expected, _) = circuit.admit(settings, clock::now);
                        let admitted = breaker.admit();
                        assert_eq!(admitted.is_ok(), expected.is_ok(), "{step:?}");
                        tickets.extend(admitted.ok().zip(expected.ok()));
                    }
                    Step::Settle(which, signal) if which < tickets.len() => {
                        let (ticket, expected) = tickets.swap_remove(which);
                        circuit.settle(expected, signal, settings, clock::now);
                        breaker.settle(ticket, signal);
                    }
                    Step::Settle(..) => {}
                    Step::Pass(millis) => tokio::time::advance(Duration::from_millis(millis)).await,
                    Step::ForceOpen => {
                        circuit.force_open();
                        breaker.force_open();
                    }
                    Step::Reset => {
                        circuit.reset();
                        breaker.reset();
                    }
                }
                assert_eq!(breaker.state() == BreakerState::Closed, circuit.is_closed(), "{step:?}");
            }
        });
    }
}

/// Does it in another thread while this one holds the breaker's lock; whether it ended meanwhile.
fn ends_beside_the_lock(breaker: &CircuitBreaker, run: impl FnOnce() + Send) -> bool {
    // Who waits for the lock waits for as long as it is held.
    const PATIENCE: Duration = Duration::from_secs(10);
    let held = breaker.lock();
    std::thread::scope(|scope| {
        let (ended, ends) = mpsc::channel();
        scope.spawn(move || {
            run();
            ended.send(())
        });
        let ended = ends.recv_timeout(PATIENCE).is_ok();
        drop(held);
        ended
    })
}

fn succeed(breaker: &CircuitBreaker) {
    admit(breaker).unwrap().succeed();
}

/// After as many successes as the window holds, nobody takes the lock any more; until something fails.
#[test]
fn while_all_is_well_nobody_takes_the_lock() {
    let breaker = CircuitBreaker::new("calm").window(3);
    let succeed = || succeed(&breaker);
    (0..3).for_each(|_| succeed());
    assert!(ends_beside_the_lock(&breaker, succeed));
    admit(&breaker).unwrap().settle(Signal::Failure);
    assert!(!breaker.is_calm());
    (0..2).for_each(|_| succeed());
    assert!(!breaker.is_calm(), "the failure is still in the window");
    succeed();
    assert!(breaker.is_calm() && ends_beside_the_lock(&breaker, succeed));
    drop(admit(&breaker).unwrap());
    assert!(!breaker.is_calm(), "one was dropped");
    succeed();
    assert!(breaker.is_calm());
    breaker.force_open();
    assert!(!breaker.is_calm());
}

/// Every end of an attempt that says nothing against the service; of a breaker that nobody can change, for its lock is held.
#[test]
fn while_all_is_well_an_attempt_changes_nothing() {
    let breaker = CircuitBreaker::new("calm").window(3);
    (0..3).for_each(|_| succeed(&breaker));
    let before = format!("{breaker:?}");
    let ends: [fn(&CircuitBreaker); 4] = [
        succeed,
        |breaker| admit(breaker).unwrap().withdraw(),
        |breaker| admit_named(breaker).unwrap().succeed(),
        // One that is dropped counts only where the breaker judges by itself.
        |breaker| drop(admit_named(breaker).unwrap()),
    ];
    for (number, end) in ends.into_iter().enumerate() {
        assert!(ends_beside_the_lock(&breaker, || end(&breaker)), "end {number} takes the lock");
        assert_eq!(format!("{breaker:?}"), before, "end {number}");
    }
}

/// Two threads: one fails between the admission and the success of the other, whose success then has its place in the window.
#[test]
fn a_success_counts_once_another_thread_has_failed() {
    let breaker = CircuitBreaker::new("calm").window(2).failure_ratio(1.0);
    (0..2).for_each(|_| succeed(&breaker));
    let ((admitted, is_admitted), (failed, has_failed)) = (mpsc::channel(), mpsc::channel());
    std::thread::scope(|scope| {
        let breaker = &breaker;
        scope.spawn(move || {
            let permit = admit(breaker).unwrap();
            admitted.send(()).unwrap();
            has_failed.recv().unwrap();
            permit.succeed();
        });
        is_admitted.recv().unwrap();
        admit(breaker).unwrap().settle(Signal::Failure);
        failed.send(()).unwrap();
    });
    // Had it not been counted, this would be the second failure in a row.
    admit(&breaker).unwrap().settle(Signal::Failure);
    assert_eq!(breaker.state(), BreakerState::Closed);
    admit(&breaker).unwrap().settle(Signal::Failure);
    assert_eq!(breaker.state(), BreakerState::Open);
}
