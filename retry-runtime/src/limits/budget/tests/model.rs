//! A bucket does what its rules say, in whatever order calls and time come.

use proptest::prelude::*;

use super::{Payment, RetryBudget};

/// What happens to a bucket.
#[derive(Debug, Clone, Copy)]
enum Event {
    /// A call succeeds at once.
    Success,
    /// A call fails, and would be retried.
    Retry { throttled: bool, end: End },
}

/// What comes of a retry that is paid for.
#[derive(Debug, Clone, Copy)]
enum End {
    Success,
    Failure,
    NeverSent,
}

const EVENTS: [Event; 7] = [
    Event::Success,
    Event::Retry { throttled: false, end: End::Success },
    Event::Retry { throttled: false, end: End::Failure },
    Event::Retry { throttled: false, end: End::NeverSent },
    Event::Retry { throttled: true, end: End::Success },
    Event::Retry { throttled: true, end: End::Failure },
    Event::Retry { throttled: true, end: End::NeverSent },
];

#[derive(Debug, Clone, Copy)]
struct Settings {
    capacity: u32,
    cost: u32,
    throttling_cost: u32,
    refund: u32,
}

impl Settings {
    const fn budget(self) -> RetryBudget {
        let Self { capacity, cost, throttling_cost, refund } = self;
        RetryBudget::new()
            .capacity(capacity)
            .cost(cost)
            .throttling_cost(throttling_cost)
            .refund(refund)
    }
}

/// The rules in plain numbers, without a care for width or threads.
struct Model {
    settings: Settings,
    tokens: u64,
}

impl Model {
    fn happen(&mut self, event: Event) {
        match event {
            Event::Success => self.give(self.settings.refund.into()),
            Event::Retry { throttled, end } => {
                let cost = if throttled { self.settings.throttling_cost } else { self.settings.cost };
                if let (true, End::Failure) = (self.tokens >= cost.into(), end) {
                    self.tokens -= u64::from(cost);
                }
            }
        }
    }

    fn give(&mut self, amount: u64) {
        self.tokens = (self.tokens + amount).min(self.settings.capacity.into());
    }
}

fn happen(budget: &RetryBudget, event: Event) {
    let mut payment = Payment::new(budget);
    match event {
        Event::Success => payment.succeed(),
        Event::Retry { throttled, end } => {
            if payment.pay(throttled).is_err() {
                return;
            }
            match end {
                End::NeverSent => {}
                End::Failure => payment.send(),
                End::Success => {
                    payment.send();
                    payment.succeed();
                }
            }
        }
    }
}

fn does_as_the_model(settings: Settings, events: impl IntoIterator<Item = Event>) {
    let budget = settings.budget();
    let mut model = Model { settings, tokens: budget.available().into() };
    for event in events {
        happen(&budget, event);
        model.happen(event);
        assert_eq!(u64::from(budget.available()), model.tokens, "after {event:?} with {settings:?}");
    }
}

#[test]
fn every_short_sequence_does_as_the_model() {
    for (capacity, cost, throttling_cost, refund) in
        [(500, 14, 5, 1), (12, 5, 3, 1), (10, 5, 10, 7), (4, 5, 1, 1), (3, 1, 2, 0)]
    {
        let settings = Settings { capacity, cost, throttling_cost, refund };
        for length in 0..=5_u32 {
            for word in 0..EVENTS.len().pow(length) {
                let letter = |place: u32| EVENTS[word / EVENTS.len().pow(place) % EVENTS.len()];
                does_as_the_model(settings, (0..length).map(letter));
            }
        }
    }
}

fn settings(
    capacity: impl Strategy<Value = u32>,
    cost: impl Strategy<Value = u32> + Clone,
) -> impl Strategy<Value = Settings> {
    (capacity, cost.clone(), cost.clone(), cost).prop_map(|(capacity, cost, throttling_cost, refund)| Settings {
        capacity,
        cost: cost.max(1),
        throttling_cost: throttling_cost.max(1),
        refund,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn long_sequences_do_as_the_model(
        settings in settings(any::<u32>(), any::<u32>()),
        events in prop::collection::vec(prop::sample::select(&EVENTS[..]), 0..300),
    ) {
        does_as_the_model(settings, events);
    }

    #[test]
    fn small_buckets_do_as_the_model(
        settings in settings(0..60_u32, 0..9_u32),
        events in prop::collection::vec(prop::sample::select(&EVENTS[..]), 0..300),
    ) {
        does_as_the_model(settings, events);
    }
}
