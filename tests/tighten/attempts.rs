//! What the body sees of its limit: that of the moment in which the attempt starts.

use retry_runtime::{Attempt, retry, tighten};

use crate::common::{Error, Service, Step};

fn told(seen: &[Attempt]) -> Vec<(u32, u32, bool)> {
    seen.iter().map(|n| (n.number(), n.max(), n.is_last())).collect()
}

#[tokio::test(start_paused = true)]
async fn the_limit_in_force() {
    #[retry(max = 4, retryable = [Error::Busy], attempt = n, name = "attempts.in_force")]
    async fn load(service: &Service, seen: &mut Vec<Attempt>) -> Result<usize, Error> {
        seen.push(n);
        service.call()
    }
    for (max, expected) in [(2, vec![(1, 2, false), (2, 2, true)]), (1, vec![(1, 1, true)])] {
        tighten("attempts.in_force", max).unwrap();
        let mut seen = Vec::new();
        load(&Service::new(&[Step::Busy; 4]), &mut seen).await.unwrap_err();
        assert_eq!(told(&seen), expected);
    }
}

#[tokio::test(start_paused = true)]
async fn an_attempt_under_way_keeps_what_it_was_told() {
    #[retry(max = 4, retryable = [Error::Busy], attempt = n, name = "attempts.under_way")]
    async fn load(service: &Service, limits: &[u32], seen: &mut Vec<Attempt>) -> Result<usize, Error> {
        tighten("attempts.under_way", limits[seen.len()]).unwrap();
        seen.push(n);
        service.call()
    }
    let mut seen = Vec::new();
    load(&Service::new(&[Step::Busy; 4]), &[2, 3, 1], &mut seen).await.unwrap_err();
    // The second looked like the last; the third did not, and was.
    assert_eq!(told(&seen), [(1, 4, false), (2, 2, true), (3, 3, true)]);
}
