//! Which list decides an error that several name: `non_retryable`, each `on` as written, `retryable`, and then the rest.

use retry_runtime::{Class, Classify, retry};

use crate::common::script::{Script, seconds};

/// Which lists name the error, bit by bit, and what it says of itself.
#[derive(Debug, Clone)]
struct Named(u8);

impl Named {
    fn in_non_retryable(&self) -> bool {
        self.0 & 1 != 0
    }

    fn in_first_on(&self) -> bool {
        self.0 & 2 != 0
    }

    fn in_second_on(&self) -> bool {
        self.0 & 4 != 0
    }

    fn in_retryable(&self) -> bool {
        self.0 & 8 != 0
    }

    fn is_transient(&self) -> bool {
        self.0 & 16 != 0
    }
}

impl Classify for Named {
    fn class(&self) -> Class {
        if self.is_transient() { Class::Transient } else { Class::Permanent }
    }
}

/// The wait, in seconds, after which such an error is retried, if it is. `rest` is what no list names.
fn expected(error: &Named, rest: bool) -> Option<u64> {
    if error.in_non_retryable() {
        None
    } else if error.in_first_on() {
        Some(10)
    } else if error.in_second_on() {
        Some(20)
    } else if error.in_retryable() || rest {
        Some(1)
    } else {
        None
    }
}

/// Proves the wait of every error there is, for a function with these lists, in this order.
macro_rules! order {
    ($($name:ident: [$($lists:tt)+], without $unused:literal, rest $rest:expr;)*) => {$(
        #[tokio::test(start_paused = true)]
        async fn $name() {
            #[retry(max = 2, backoff = "fixed(1s)", $($lists)+)]
            async fn load(script: &Script<Named>) -> Result<usize, Named> {
                script.call()
            }
            for error in (0..32).map(Named) {
                let expected = expected(&Named(error.0 & !$unused), $rest(&error));
                let script = Script::new([error.clone()]);
                let retried = load(&script).await.is_ok();
                assert_eq!((retried, script.waits()), (expected.is_some(), seconds(expected)), "{error:?}");
            }
        }
    )*};
}

order! {
    classified_comes_last: [
        non_retryable = [Named::in_non_retryable],
        on(Named::in_first_on, backoff = "fixed(10s)"),
        on(Named::in_second_on, backoff = "fixed(20s)"),
        retryable = [Named::in_retryable],
        classified,
    ], without 0, rest |error: &Named| error.is_transient();
    the_order_of_the_keys_does_not_matter_but_that_of_the_ons_does: [
        classified,
        retryable = [Named::in_retryable],
        on(Named::in_first_on, backoff = "fixed(10s)"),
        non_retryable = [Named::in_non_retryable],
        on(Named::in_second_on, backoff = "fixed(20s)"),
    ], without 0, rest |error: &Named| error.is_transient();
    the_rest_may_be_retried: [
        non_retryable = [Named::in_non_retryable],
        on(Named::in_first_on, backoff = "fixed(10s)"),
        on(Named::in_second_on, backoff = "fixed(20s)"),
        retryable = [Named::in_retryable, _],
    ], without 0, rest |_| true;
    the_rest_may_end_the_call_and_is_the_rest_wherever_it_stands: [
        non_retryable = [_, Named::in_non_retryable],
        on(Named::in_first_on, backoff = "fixed(10s)"),
        on(Named::in_second_on, backoff = "fixed(20s)"),
        retryable = [Named::in_retryable],
    ], without 0, rest |_| false;
    one_list_of_retryable_errors: [
        on(Named::in_first_on, backoff = "fixed(10s)"),
        on(Named::in_second_on, backoff = "fixed(20s)"),
        retryable = [Named::in_retryable],
    ], without 1, rest |_| false;
    one_list_of_others: [
        on(Named::in_first_on, backoff = "fixed(10s)"),
        on(Named::in_second_on, backoff = "fixed(20s)"),
        non_retryable = [Named::in_non_retryable],
    ], without 8, rest |_| true;
    no_list: [
        classified,
        on(Named::in_first_on, backoff = "fixed(10s)"),
        on(Named::in_second_on, backoff = "fixed(20s)"),
    ], without 9, rest |error: &Named| error.is_transient();
    patterns_and_predicates_mixed: [
        non_retryable = [Named(0b0000_0001 | 0b0000_0011), |error| error.0 % 2 == 1],
        on(Named(bits) if bits & 2 != 0, backoff = "fixed(10s)"),
        on(|error| error.0 & 4 != 0, backoff = "fixed(20s)"),
        retryable = [Named(0b0000_1000), Named::in_retryable],
        classified,
    ], without 0, rest |error: &Named| error.is_transient();
}
