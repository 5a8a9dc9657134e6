//! Which errors an entry matches, shape by shape.
//!
//! Every function here fails at each attempt, without waiting, so that an error is retried if its body runs twice.

mod by;
mod capitals;
mod carried;
mod chains;
mod constants;
mod lists;
mod patterns;
mod predicates;
mod wrappers;

use std::cell::Cell;

/// Declares `fn name(error: impl Fn() -> Error) -> bool`: whether a function with these lists retries that error.
macro_rules! retried {
    ($($name:ident: $error:ty, $($lists:tt)+)?) => {$(
        fn $name(error: impl Fn() -> $error) -> bool {
            #[retry_runtime::retry(max = 2, backoff = none, $($lists)+)]
            async fn fails(calls: &std::cell::Cell<u32>, error: impl Fn() -> $error) -> Result<(), $error> {
                calls.set(calls.get() + 1);
                Err(error())
            }
            crate::classification::runs_twice(|calls| {
                futures_util::FutureExt::now_or_never(fails(calls, error)).unwrap().is_err()
            })
        }
    )?};
}
use retried;

/// Whether this failing call runs its body twice; it runs once or twice.
fn runs_twice(call: impl FnOnce(&Cell<u32>) -> bool) -> bool {
    let calls = Cell::new(0);
    assert!(call(&calls), "the call succeeded");
    match calls.get() {
        1 => false,
        2 => true,
        calls => panic!("{calls} calls"),
    }
}
