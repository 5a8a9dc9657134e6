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
