//! A bucket does what its rules say, in whatever order calls and time come.

use std::time::Duration;

use proptest::prelude::*;

use super::{Payment, RetryBudget};

/// What happens to a bucket.
#[derive(Debug, Clone, Copy)]
enum Event {
    /// A call succeeds at once.
    Success,
    /// A call fails, and would be retried.
    Retry { throttled: bool, end: End },
    /// Nothing, for so many milliseconds.
    Time(u16),
}

/// What comes of a retry that is paid for.
#[derive(Debug, Clone, Copy)]
enum End {
    Success,
    Failure,
    NeverSent,
}

const EVENTS: [Event; 8] = [
    Event::Success,
    Event::Retry { throttled: false, end: End::Success },
    Event::Retry { throttled: false, end: End::Failure },
    Event::Retry { throttled: false, end: End::NeverSent },
    Event::Retry { throttled: true, end: End::Success },
    Event::Retry { throttled: true, end: End::Failure },
    Event::Retry { throttled: true, end: End::NeverSent },
    Event::Time(700),
];

#[derive(Debug, Clone, Copy)]
struct Settings {
    capacity: u32,
    cost: u32,
    throttling_cost: u32,
    refund: u32,
    refill: u32,
}

impl Settings {
    const fn budget(self) -> RetryBudget {
        let Self { capacity, cost, throttling_cost, refund, refill } = self;
        let budget = RetryBudget::new().capacity(capacity).cost(cost).throttling_cost(throttling_cost);
        if refill > 0 {
            budget.refill(refill).refund(refund)
        } else {
            budget.refund(refund)
        }
    }
}

/// The rules in plain numbers, without a care for width or threads: tokens as they come, and the parts of them.
struct Model {
    settings: Settings,
    tokens: u64,
    thousandths: u64,
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
            Event::Time(millis) => {
                let thousandths = self.thousandths + u64::from(millis) * u64::from(self.settings.refill);
                self.give(thousandths / 1_000);
                self.thousandths = thousandths % 1_000;
            }
        }
    }

    fn give(&mut self, amount: u64) {
        self.tokens = (self.tokens + amount).min(self.settings.capacity.into());
    }
}

async fn happen(budget: &RetryBudget, event: Event) {
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
        Event::Time(millis) => tokio::time::advance(Duration::from_millis(millis.into())).await,
    }
}

/// Whoever asks what is left counts the time, so it is only asked after each event where it is `watched`.
async fn does_as_the_model(settings: Settings, events: impl IntoIterator<Item = Event>, watched: bool) {
    let budget = settings.budget();
    let mut model = Model { settings, tokens: budget.available().into(), thousandths: 0 };
    for event in events {
        happen(&budget, event).await;
        model.happen(event);
        if watched {
            assert_eq!(u64::from(budget.available()), model.tokens, "after {event:?} with {settings:?}");
        }
    }
    assert_eq!(u64::from(budget.available()), model.tokens, "with {settings:?}");
}

fn on_a_paused_clock(test: impl Future<Output = ()>) {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    runtime.enable_time().start_paused(true).build().unwrap().block_on(test);
}

#[test]
fn every_short_sequence_does_as_the_model() {
    const SETTINGS: [(u32, u32, u32, u32, u32); 6] = [
        (500, 14, 5, 1, 0),
        (30, 14, 5, 1, 2),
        (12, 5, 3, 1, 0),
        (10, 5, 10, 7, 0),
        (4, 5, 1, 1, 1),
        (3, 1, 2, 0, 1),
    ];
    on_a_paused_clock(async {
        for (capacity, cost, throttling_cost, refund, refill) in SETTINGS {
            let settings = Settings { capacity, cost, throttling_cost, refund, refill };
            for length in 0..=5_u32 {
                for word in 0..EVENTS.len().pow(length) {
                    let letter = |place: u32| EVENTS[word / EVENTS.len().pow(place) % EVENTS.len()];
                    does_as_the_model(settings, (0..length).map(letter), word % 2 == 0).await;
                }
            }
        }
    });
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let event = prop_oneof![4 => prop::sample::select(&EVENTS[..]), 1 => any::<u16>().prop_map(Event::Time)];
    prop::collection::vec(event, 0..300)
}

/// A bucket that nothing fills is refused, so the refund is 1 at least where there is no refill.
fn settings(
    capacity: impl Strategy<Value = u32>,
    numbers: impl Strategy<Value = u32> + Clone,
    refill: impl Strategy<Value = u32>,
) -> impl Strategy<Value = Settings> {
    let costs = (numbers.clone().prop_map(|n| n.max(1)), numbers.clone().prop_map(|n| n.max(1)));
    (capacity, costs, numbers, refill).prop_map(|(capacity, (cost, throttling_cost), refund, refill)| Settings {
        capacity,
        cost,
        throttling_cost,
        refund: if refill == 0 { refund.max(1) } else { refund },
        refill,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn long_sequences_do_as_the_model(
        settings in settings(any::<u32>(), any::<u32>(), prop_oneof![Just(0), any::<u32>()]),
        events in events(), watched in any::<bool>(),
    ) {
        on_a_paused_clock(does_as_the_model(settings, events, watched));
    }

    #[test]
    fn small_buckets_do_as_the_model(
        settings in settings(0..60_u32, 0..9_u32, 0..9_u32), events in events(), watched in any::<bool>(),
    ) {
        on_a_paused_clock(does_as_the_model(settings, events, watched));
    }
}
