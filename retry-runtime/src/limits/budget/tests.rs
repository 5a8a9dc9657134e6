use proptest::prelude::*;

use super::*;

impl Counter for loom::sync::atomic::AtomicU32 {
    fn load(&self) -> u32 {
        self.load(Ordering::Relaxed)
    }

    fn replace(&self, current: u32, new: u32) -> Result<u32, u32> {
        self.compare_exchange(current, new, Ordering::Relaxed, Ordering::Relaxed)
    }
}

/// Runs the two closures on two threads in every order of their steps, and hands what is left to `check`.
fn every_order(start: u32, one: fn(&Model) -> bool, two: fn(&Model) -> bool, check: fn(u32, bool, bool)) {
    loom::model(move || {
        let tokens = loom::sync::Arc::new(Model::new(start));
        let other = {
            let tokens = tokens.clone();
            loom::thread::spawn(move || two(&tokens))
        };
        let one = one(&tokens);
        let two = other.join().unwrap();
        check(Counter::load(&*tokens), one, two);
    });
}

type Model = loom::sync::atomic::AtomicU32;

#[test]
fn two_retries_never_share_a_token() {
    every_order(
        5,
        |t| take(t, 5),
        |t| take(t, 5),
        |left, one, two| {
            assert!(one ^ two);
            assert_eq!(left, 0);
        },
    );
}

#[test]
fn a_refund_and_a_retry_lose_nothing() {
    let give_one = |t: &Model| {
        give(t, 1, 10);
        true
    };
    every_order(
        7,
        |t| take(t, 5),
        give_one,
        |left, took, _| {
            assert!(took);
            assert_eq!(left, 3);
        },
    );
}

#[test]
fn refunds_stop_at_the_capacity() {
    let give_five = |t: &Model| {
        give(t, 5, 10);
        true
    };
    every_order(4, give_five, give_five, |left, _, _| assert_eq!(left, 10));
}

#[test]
fn a_full_bucket_is_not_written_to() {
    struct ReadOnly;
    impl Counter for ReadOnly {
        fn load(&self) -> u32 {
            10
        }

        fn replace(&self, _: u32, _: u32) -> Result<u32, u32> {
            panic!("a full bucket was written to")
        }
    }
    give(&ReadOnly, 1, 10);
}

/// What happens to a bucket: a call that succeeds at once, and calls that are retried, after a timeout or not, and then
/// succeed or fail.
#[derive(Debug, Clone, Copy)]
enum Event {
    Success,
    Retried { timed_out: bool, succeeds: bool },
}

const EVENTS: [Event; 5] = [
    Event::Success,
    Event::Retried { timed_out: false, succeeds: true },
    Event::Retried { timed_out: false, succeeds: false },
    Event::Retried { timed_out: true, succeeds: true },
    Event::Retried { timed_out: true, succeeds: false },
];

/// The rules in plain numbers, without a care for width or threads.
fn model(tokens: u64, event: Event, capacity: u64, cost: u64, refund: u64) -> u64 {
    match event {
        Event::Success => (tokens + refund).min(capacity),
        Event::Retried { timed_out, succeeds } => {
            let cost = if timed_out { 2 * cost } else { cost };
            let paid = tokens >= cost;
            if paid && !succeeds { tokens - cost } else { tokens }
        }
    }
}

fn happen(budget: &RetryBudget, event: Event) {
    match event {
        Event::Success => budget.earn(Spent::NOTHING),
        Event::Retried { timed_out, succeeds } => {
            let spent = budget.pay(timed_out);
            if let (Some(spent), true) = (spent, succeeds) {
                budget.earn(spent);
            }
        }
    }
}

fn does_as_the_model(budget: &RetryBudget, events: impl IntoIterator<Item = Event>) {
    let (capacity, cost, refund) = (budget.capacity.into(), budget.cost.into(), budget.refund.into());
    let mut tokens = u64::from(budget.available());
    for event in events {
        happen(budget, event);
        tokens = model(tokens, event, capacity, cost, refund);
        assert_eq!(u64::from(budget.available()), tokens, "after {event:?}");
    }
}

#[test]
fn every_short_sequence_does_as_the_model() {
    for (capacity, cost, refund) in [(500, 5, 1), (12, 5, 1), (10, 5, 7), (4, 5, 1), (3, 1, 0)] {
        for length in 0..=6_u32 {
            for word in 0..EVENTS.len().pow(length) {
                let budget = RetryBudget::new().capacity(capacity).cost(cost).refund(refund);
                let letter = |place: u32| EVENTS[word / EVENTS.len().pow(place) % EVENTS.len()];
                does_as_the_model(&budget, (0..length).map(letter));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn long_sequences_do_as_the_model(
        capacity in any::<u32>(), cost in 1..u32::MAX / 2, refund in any::<u32>(),
        events in prop::collection::vec(prop::sample::select(&EVENTS[..]), 0..300),
    ) {
        does_as_the_model(&RetryBudget::new().capacity(capacity).cost(cost).refund(refund), events);
    }

    #[test]
    fn small_buckets_do_as_the_model(
        capacity in 0..60_u32, cost in 1..9_u32, refund in 0..9_u32,
        events in prop::collection::vec(prop::sample::select(&EVENTS[..]), 0..300),
    ) {
        does_as_the_model(&RetryBudget::new().capacity(capacity).cost(cost).refund(refund), events);
    }
}
