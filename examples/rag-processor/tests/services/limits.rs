//! What the calls of one client do to each other.

use std::time::Duration;

use rag_processor::gemini::{Gemini, Limits};
use rag_processor::jobs::Status;
use rag_processor::server::{Fault, Faults};
use rag_processor::services::{Audio, Document, Embedding, Image, Service, Transcription, Video};
use retry_runtime::{BreakerState, CircuitBreaker, RetryBudget};

use crate::bench::{Bench, FILE, PIXEL, VIDEO};

const HEALTHY: Faults = Faults::First(&[]);
const DAY: Duration = Duration::from_hours(24);

#[tokio::test]
async fn the_auth_breaker_trips_on_the_key_and_the_capacity_breaker_on_an_outage() {
    for fault in Fault::ALL {
        let (auth, capacity) = match fault {
            Fault::InvalidKey => (BreakerState::Open, BreakerState::Closed),
            Fault::Unavailable | Fault::Internal | Fault::Hung | Fault::Dropped | Fault::Truncated => {
                (BreakerState::Closed, BreakerState::Open)
            }
            Fault::InvalidRequest | Fault::Throttled(_) | Fault::DailyQuota | Fault::Malformed => {
                (BreakerState::Closed, BreakerState::Closed)
            }
        };
        let bench = Bench::with(Limits {
            auth: CircuitBreaker::new("gemini.auth").consecutive(1).open_for(DAY),
            capacity: CircuitBreaker::new("gemini.capacity").consecutive(1).open_for(DAY),
            ..Limits::default()
        })
        .await;
        bench.run(Image::new(bench.gemini.clone()), PIXEL, Faults::Always(fault)).await;
        let limits = bench.gemini.limits();
        assert_eq!((limits.auth.state(), limits.capacity.state()), (auth, capacity), "{fault:?}");
    }
}

/// Trips each breaker by a job, and sees the next one refused without a request; then takes the budget away.
async fn is_held_back<S: Service>(service: fn(Gemini) -> S, source: &str) {
    let limits = || Limits {
        auth: CircuitBreaker::new("gemini.auth").consecutive(1).open_for(DAY),
        capacity: CircuitBreaker::new("gemini.capacity").consecutive(1).open_for(DAY),
        ..Limits::default()
    };
    for (fault, breaker) in [(Fault::InvalidKey, "gemini.auth"), (Fault::Unavailable, "gemini.capacity")] {
        let bench = Bench::with(limits()).await;
        let (_, requests) = bench.run(service(bench.gemini.clone()), source, Faults::Always(fault)).await;
        assert_eq!(requests, 1, "{}, {fault:?}", S::NAME);
        let (row, requests) = bench.run(service(bench.gemini.clone()), source, HEALTHY).await;
        let last_error = row.last_error.unwrap_or_default();
        assert!(last_error.contains(breaker) && requests == 0, "{}, {requests}: {last_error}", S::NAME);
    }
    let bench = Bench::with(Limits { budget: RetryBudget::new().capacity(0), ..Limits::default() }).await;
    let throttled = Faults::Always(Fault::Throttled(None));
    let (_, requests) = bench.run(service(bench.gemini.clone()), source, throttled).await;
    assert_eq!(requests, 1, "{}", S::NAME);
}

#[tokio::test]
async fn every_service_is_held_back_by_every_limit() {
    is_held_back(Video::new, VIDEO).await;
    is_held_back(Audio::new, FILE).await;
    is_held_back(Image::new, PIXEL).await;
    is_held_back(Document::new, "text").await;
    is_held_back(Embedding::new, "text").await;
    is_held_back(Transcription::new, FILE).await;
}

#[tokio::test]
async fn an_outage_is_probed_when_its_time_is_over() {
    let capacity = CircuitBreaker::new("gemini.capacity").consecutive(3).open_for(Duration::from_millis(300));
    let bench = Bench::with(Limits { capacity, ..Limits::default() }).await;
    let down = Faults::Always(Fault::Unavailable);
    let capacity = &bench.gemini.limits().capacity;
    let (row, requests) = bench.run(Embedding::new(bench.gemini.clone()), "text", down).await;
    assert_eq!((row.status, row.last_error.as_deref()), (Status::Error, Some("Gemini is unavailable")));
    assert_eq!(requests, 3);

    while capacity.state() == BreakerState::Open {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    // The probe fails, which opens the breaker at once; its own retry would come too early.
    let (_, requests) = bench.run(Embedding::new(bench.gemini.clone()), "text", down).await;
    assert_eq!(requests, 1);
    while capacity.state() == BreakerState::Open {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let (row, requests) = bench.run(Embedding::new(bench.gemini.clone()), "text", HEALTHY).await;
    assert_eq!((row.status, requests, capacity.state()), (Status::Done, 1, BreakerState::Closed));
}

#[tokio::test]
async fn the_budget_is_spent_on_retries_and_earned_by_successes() {
    let budget = RetryBudget::new().capacity(10).cost(5).refund(1);
    let bench = Bench::with(Limits { budget, ..Limits::default() }).await;
    let embed = async |faults| bench.run(Embedding::new(bench.gemini.clone()), "text", faults).await.1;
    let refused = Faults::Always(Fault::Throttled(None));
    assert_eq!([embed(refused).await, embed(refused).await], [3, 1]);
    for _ in 0..5 {
        assert_eq!(embed(HEALTHY).await, 1);
    }
    assert_eq!([embed(refused).await, embed(refused).await], [2, 1]);
}
