//! A function may lower the policy's `max` and shorten its `within`; the rest stays the policy's.

use retry_runtime::{Attempt, retry};

use crate::common::script::{Script, seconds};
use crate::policy::Error::{self, Busy, Gone};
use crate::policy::limited;
use crate::policy::policies::{FOUR, LIMITED, OWN};

/// Proves what becomes of a call that meets these errors, and of its waits in seconds.
macro_rules! tightened {
    ($($name:ident: [$($keys:tt)+], $errors:expr, $outcome:expr, $waits:expr;)*) => {$(
        #[tokio::test(start_paused = true)]
        async fn $name() {
            #[retry($($keys)+)]
            async fn load(script: &Script<Error>) -> Result<usize, Error> {
                script.call()
            }
            let script = Script::new($errors);
            assert_eq!((load(&script).await, script.waits()), ($outcome, seconds($waits)));
        }
    )*};
}

tightened! {
    a_lower_max: [policy = FOUR, max = 2], [Busy; 9], Err(Busy), [1];
    one_less: [policy = FOUR, max = 3], [Busy; 9], Err(Busy), [1, 2];
    the_same_max: [policy = FOUR, max = 4], [Busy; 9], Err(Busy), [1, 2, 4];
    max_before_the_policy: [max = 2, policy = FOUR], [Busy; 9], Err(Busy), [1];
    what_ends_the_call_still_does: [policy = FOUR, max = 3], [Gone], Err(Gone), [];
    a_success_is_one: [policy = FOUR, max = 3], [Busy, Busy], Ok(3), [1, 2];
    a_time_where_the_policy_has_none: [policy = FOUR, within = "6999ms"], [Busy; 9], Err(Busy), [1, 2];
    a_time_to_the_last_attempt: [policy = FOUR, within = "7s"], [Busy; 9], Err(Busy), [1, 2, 4];
    a_shorter_time: [policy = LIMITED, within = "2s"], [Busy; 9], Err(Busy), [1, 1];
    the_same_time: [policy = LIMITED, within = "3s"], [Busy; 9], Err(Busy), [1, 1, 1];
    the_policy_s_time_beside_a_lower_max: [policy = LIMITED, max = 5], [Busy; 9], Err(Busy), [1, 1, 1];
    a_max_below_the_time: [policy = LIMITED, max = 3], [Busy; 9], Err(Busy), [1, 1];
    both_where_the_time_is_shorter: [policy = FOUR, max = 3, within = "2s"], [Busy; 9], Err(Busy), [1];
    both_where_the_max_is_lower: [policy = FOUR, max = 2, within = "7s"], [Busy; 9], Err(Busy), [1];
    the_kinds_keep_their_limits: [policy = OWN, max = 4], [limited(0); 9], Err(limited(0)), [10, 20];
    and_are_below_the_lower_max: [policy = OWN, max = 2], [limited(0); 9], Err(limited(0)), [10];
    and_their_walks: [policy = OWN, max = 4], [Busy, limited(0), Busy, Busy], Err(Busy), [1, 10, 2];
    the_kinds_keep_to_the_time: [policy = OWN, within = "11s"], [Busy, limited(0), Busy], Err(Busy), [1, 10];
}

#[tokio::test(start_paused = true)]
async fn the_body_sees_the_lower_limit() {
    #[retry(policy = FOUR, max = 2, attempt = n)]
    async fn load(script: &Script<Error>, seen: &mut Vec<Attempt>) -> Result<usize, Error> {
        seen.push(n);
        script.call()
    }
    let mut seen = Vec::new();
    assert_eq!(load(&Script::new([Busy; 9]), &mut seen).await, Err(Busy));
    let seen: Vec<_> = seen.iter().map(|n| (n.number(), n.max(), n.is_last())).collect();
    assert_eq!(seen, [(1, 2, false), (2, 2, true)]);
}

#[tokio::test(start_paused = true)]
async fn the_policy_itself_stays_as_it_is() {
    #[retry(policy = FOUR, max = 2, within = "2s")]
    async fn tight(script: &Script<Error>) -> Result<usize, Error> {
        script.call()
    }
    #[retry(policy = FOUR)]
    async fn whole(script: &Script<Error>) -> Result<usize, Error> {
        script.call()
    }
    for _ in 0..2 {
        let (one, other) = (Script::new([Busy; 9]), Script::new([Busy; 9]));
        assert_eq!((tight(&one).await, whole(&other).await), (Err(Busy), Err(Busy)));
        assert_eq!((one.calls(), other.calls(), FOUR.max(), FOUR.within()), (2, 4, 4, None));
    }
}
