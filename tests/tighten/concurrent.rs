//! Limits that are set by several threads at a time, while calls are made.

use std::thread;

use retry_runtime::{retry, tighten};

use crate::common::{Error, Service, Step};
use crate::sites_of;

/// Functions of one pattern.
macro_rules! functions {
    ($($name:ident)*) => {$(
        #[retry(max = 9, backoff = none, blocking, retryable = [Error::Busy])]
        fn $name(service: &Service) -> Result<usize, Error> {
            service.call()
        }
    )*
        const FUNCTIONS: [fn(&Service) -> Result<usize, Error>; 8] = [$($name),*];
    };
}

functions!(a b c d e f g h);

#[test]
fn no_call_makes_more_than_any_of_them_allows() {
    tighten("tighten::concurrent::*", 5).unwrap();
    for _ in 0..200 {
        let calls = thread::scope(|scope| {
            for limits in [[2, 5], [3, 4]] {
                scope.spawn(move || {
                    for limit in limits.repeat(10) {
                        tighten("tighten::concurrent::*", limit).unwrap();
                    }
                });
            }
            FUNCTIONS.map(|function| {
                let service = Service::new(&[Step::Busy; 9]);
                function(&service).unwrap_err();
                service.calls()
            })
        });
        assert!(calls.iter().all(|calls| (2..=5).contains(calls)), "{calls:?}");
        let limits: Vec<_> = sites_of("tighten::concurrent::").iter().map(|site| site.tightened).collect();
        assert!(limits.iter().all(|limit| matches!(limit, Some(4 | 5))), "the last of either: {limits:?}");
    }
}
