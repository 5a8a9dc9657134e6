//! Two threads and one bucket of ten tokens, in every order of their steps.

use std::sync::atomic::Ordering;

use crate::limits::budget::tokens::{self, Counter};

impl Counter for loom::sync::atomic::AtomicU32 {
    // A write to the checker: it tries no other order for a plain load behind which the same thread reads again.
    fn load(&self) -> u32 {
        self.fetch_or(0, Ordering::Relaxed)
    }

    fn replace(&self, current: u32, new: u32) -> Result<u32, u32> {
        self.compare_exchange(current, new, Ordering::Relaxed, Ordering::Relaxed)
    }
}

struct Bucket {
    tokens: loom::sync::atomic::AtomicU32,
    claimed: loom::sync::atomic::AtomicU32,
}

const CAPACITY: u32 = 10;

impl Bucket {
    fn take(&self, cost: u32) -> bool {
        tokens::take(&self.tokens, cost)
    }

    /// True, like a retry that is paid for, so that both can be a step.
    fn give(&self, amount: u32) -> bool {
        tokens::give(&self.tokens, amount, CAPACITY);
        true
    }

    /// Adds what is left of the tokens that time has added.
    fn add(&self, due: u32) -> bool {
        tokens::add(&self.tokens, CAPACITY, || due - self.claimed.fetch_max(due, Ordering::Relaxed));
        true
    }
}

/// Runs the two closures on two threads, and hands what is left to `check`, with what they said.
fn every_order(start: u32, one: fn(&Bucket) -> bool, two: fn(&Bucket) -> bool, check: fn(u32, bool, bool)) {
    loom::model(move || {
        let bucket = loom::sync::Arc::new(Bucket {
            tokens: loom::sync::atomic::AtomicU32::new(start),
            claimed: loom::sync::atomic::AtomicU32::new(0),
        });
        let other = {
            let bucket = bucket.clone();
            loom::thread::spawn(move || two(&bucket))
        };
        let one = one(&bucket);
        let two = other.join().unwrap();
        check(Counter::load(&bucket.tokens), one, two);
    });
}

#[test]
fn two_retries_never_share_a_token() {
    every_order(
        5,
        |bucket| bucket.take(5),
        |bucket| bucket.take(5),
        |left, one, two| {
            assert!(one ^ two);
            assert_eq!(left, 0);
        },
    );
}

#[test]
fn a_refund_and_a_retry_lose_nothing() {
    every_order(
        7,
        |bucket| bucket.take(5),
        |bucket| bucket.give(1),
        |left, took, _| {
            assert!(took);
            assert_eq!(left, 3);
        },
    );
}

#[test]
fn refunds_stop_at_the_capacity() {
    every_order(
        4,
        |bucket| bucket.give(5),
        |bucket| bucket.give(5),
        |left, _, _| assert_eq!(left, CAPACITY),
    );
}

#[test]
fn what_is_paid_back_is_there_for_another() {
    every_order(
        5,
        |bucket| bucket.take(5) && bucket.give(5),
        |bucket| bucket.take(5),
        |left, _, took| assert_eq!(left, if took { 0 } else { 5 }),
    );
}

#[test]
fn time_is_added_once() {
    every_order(0, |bucket| bucket.add(6), |bucket| bucket.add(6), |left, _, _| assert_eq!(left, 6));
}

#[test]
fn time_and_a_refund_lose_nothing() {
    every_order(0, |bucket| bucket.add(6), |bucket| bucket.give(1), |left, _, _| assert_eq!(left, 7));
}

#[test]
fn time_that_found_a_full_bucket_pays_for_no_retry_after_it() {
    let retry = |bucket: &Bucket| bucket.add(100) && bucket.take(6);
    every_order(CAPACITY, retry, retry, |left, one, two| {
        assert!(one ^ two);
        assert_eq!(left, 4);
    });
}

#[test]
fn a_full_bucket_is_not_written_to() {
    struct ReadOnly;
    impl Counter for ReadOnly {
        fn load(&self) -> u32 {
            CAPACITY
        }

        fn replace(&self, _: u32, _: u32) -> Result<u32, u32> {
            panic!("a full bucket was written to")
        }
    }
    tokens::give(&ReadOnly, 1, CAPACITY);
    tokens::add(&ReadOnly, CAPACITY, || 1);
}
