//! One policy by its path, from many functions in many modules.

use retry_runtime::retry;

use crate::common::script::{Script, seconds};
use crate::policy::Error::{self, Busy, Gone};
use crate::policy::limited;
use crate::policy::policies::{self, FOUR, inner::HINTED, private};

#[retry(policy = FOUR)]
async fn imported(script: &Script<Error>) -> Result<usize, Error> {
    script.call()
}

#[retry(policy = crate::policy::policies::FOUR)]
async fn from_the_root(script: &Script<Error>) -> Result<usize, Error> {
    script.call()
}

#[retry(policy = policies::FOUR)]
async fn relative(script: &Script<Error>) -> Result<usize, Error> {
    script.call()
}

mod deeper {
    use crate::common::script::Script;
    use crate::policy::Error;

    #[retry_runtime::retry(policy = super::super::policies::FOUR)]
    pub async fn load(script: &Script<Error>) -> Result<usize, Error> {
        script.call()
    }

    pub(super) use crate::policy::policies::FOUR as RENAMED;
}

#[retry(policy = deeper::RENAMED)]
async fn renamed(script: &Script<Error>) -> Result<usize, Error> {
    script.call()
}

/// Proves that a function follows `FOUR`.
async fn assert_four(load: impl AsyncFn(&Script<Error>) -> Result<usize, Error>) {
    let script = Script::new([Busy; 9]);
    assert_eq!((load(&script).await, script.waits()), (Err(Busy), seconds([1, 2, 4])));
    let script = Script::new([Busy, Gone]);
    assert_eq!((load(&script).await, script.waits()), (Err(Gone), seconds([1])));
    let script = Script::new([Busy, limited(9), Busy]);
    assert_eq!((load(&script).await, script.waits()), (Ok(4), seconds([1, 2, 4])));
}

#[tokio::test(start_paused = true)]
async fn by_every_path() {
    assert_four(imported).await;
    assert_four(from_the_root).await;
    assert_four(relative).await;
    assert_four(deeper::load).await;
    assert_four(renamed).await;
}

#[tokio::test(start_paused = true)]
async fn each_policy_of_a_macro_is_its_own() {
    #[retry(policy = HINTED)]
    async fn hinted(script: &Script<Error>) -> Result<usize, Error> {
        script.call()
    }
    let script = Script::new([Busy, limited(7), Busy]);
    assert_eq!((hinted(&script).await, script.waits()), (Ok(4), seconds([1, 7, 4])));
    let script = Script::new([Busy; 9]);
    assert_eq!((private::load(&script).await, script.calls()), (Err(Busy), 2));
}

#[tokio::test(start_paused = true)]
async fn a_policy_of_a_function_s_own() {
    retry_runtime::policy! {
        static LOCAL: Error = (max = 2, backoff = "fixed(3s)", retryable = [Error::Busy]);
    }
    #[retry(policy = LOCAL)]
    async fn load(script: &Script<Error>) -> Result<usize, Error> {
        script.call()
    }
    let script = Script::new([Busy; 9]);
    assert_eq!((load(&script).await, script.waits()), (Err(Busy), seconds([3])));
}

/// The limits can be read, also where only a constant will do.
#[test]
fn limits_can_be_read() {
    const ATTEMPTS: [u32; FOUR.max() as usize] = [0; FOUR.max() as usize];
    assert_eq!((ATTEMPTS.len(), FOUR.max(), policies::OWN.max(), HINTED.max()), (4, 4, 5, 4));
    assert_eq!((FOUR.within(), policies::LIMITED.within()), (None, seconds([3]).pop()));
}

/// One type for all policies of an error.
#[test]
fn a_policy_is_a_value() {
    let policies: [&'static retry_runtime::Policy<Error>; 3] = [&FOUR, &policies::OWN, &policies::LIMITED];
    assert_eq!(policies.map(retry_runtime::Policy::max), [4, 5, 6]);
}
