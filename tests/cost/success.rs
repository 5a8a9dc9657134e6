//! Of a call that succeeds at once.

use super::*;

#[test]
fn success_at_once_allocates_nothing() {
    let service = Failing(Cell::new(0));
    assert_eq!(cost(pattern(&service), Ok(1)), 0);
    assert_eq!(cost(closure(&service), Ok(1)), 0);
    assert_eq!(cost(returned(&service), Ok(1)), 0);
    assert_eq!(measure(|| assert_eq!(blocking(&service), Ok(1))).count_total, 0);
}

#[test]
fn a_body_allocates_what_it_allocates() {
    const FAILURES: u32 = if cfg!(any(feature = "metrics", feature = "registry")) { 0 } else { 2 };
    #[retry(max = 3, backoff = none, retryable = [Error::Busy])]
    async fn load(service: &Failing) -> Result<u32, Error> {
        let list = std::hint::black_box(vec![1; 10]);
        service.call().map(|number| number * list[9])
    }
    assert_eq!(cost(load(&Failing(Cell::new(0))), Ok(1)), 1);
    assert_eq!(cost(load(&Failing(Cell::new(FAILURES))), Ok(1)), u64::from(FAILURES) + 1);
}

/// A limit that was lowered is looked at by who fails, and by a body that asks for it.
#[cfg(feature = "registry")]
#[test]
fn a_success_under_a_lower_limit_allocates_nothing() {
    #[retry(max = 3, backoff = none, retryable = [Error::Busy], attempt = n, name = "success.tightened")]
    async fn load(service: &Failing) -> Result<u32, Error> {
        service.call().map(|number| number * n.max())
    }
    retry_runtime::tighten("success.tightened", 2).unwrap();
    assert_eq!(cost(load(&Failing(Cell::new(0))), Ok(2)), 0);
}
