//! The published cases of the retry behavior that the AWS SDKs have had since November 2026, as their own tests have them:
//! after each answer the tokens that are left, the wait, and why a call ends. Chance is left out, there and here.
//!
//! From smithy-kotlin, `NewStandardRetryIntegrationTestResources.kt`, and botocore, `test_standard_retry_v2_1.py`. Where ours
//! differs the case says why.

mod calls;
mod hints;
mod quota;
mod shared;

use std::sync::Mutex;
use std::time::Duration;

use retry_runtime::{RetryBudget, Retrying, hint, retry};

use crate::common::events::events;
use crate::common::script::Script;

/// What a service answers that is not well, by its status.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Answer {
    /// It has failed.
    Failed(u16),
    /// The same, with the header that says in milliseconds when to come back.
    Asks(&'static str),
    /// It has throttled the call, and does not say when to come back.
    Throttled,
    /// The same, with that header.
    ThrottledFor(&'static str),
    /// It will answer the same again.
    Rejected,
}

impl Answer {
    fn asked(&self) -> Option<Duration> {
        match self {
            Self::Asks(header) | Self::ThrottledFor(header) => hint::retry_after_ms(header),
            Self::Failed(_) | Self::Throttled | Self::Rejected => None,
        }
    }
}

/// What comes of an answer: a retry after so many milliseconds, or the end, with the tokens that are left.
#[derive(Debug, Clone, PartialEq)]
enum Step {
    Retry { left: u32, delay: u128 },
    End { outcome: String, left: u32 },
}

const fn retry_after(delay: u128, left: u32) -> Step {
    Step::Retry { left, delay }
}

fn end(outcome: &str, left: u32) -> Step {
    Step::End { outcome: outcome.to_owned(), left }
}

/// One call, which fails with its answers in order.
struct Call<'a> {
    budget: &'a RetryBudget,
    script: Script<Answer>,
    steps: Mutex<Vec<Step>>,
}

impl<'a> Call<'a> {
    fn new(budget: &'a RetryBudget, answers: &[Answer]) -> Self {
        Self { budget, script: Script::new(answers.to_vec()), steps: Mutex::default() }
    }

    fn told(&self, retry: &Retrying<Answer>) {
        let delay = retry.delay.as_millis();
        self.steps.lock().unwrap().push(retry_after(delay, self.budget.available()));
    }

    /// What came of each answer. The waits are those that were told.
    async fn steps(self, run: impl AsyncFn(&Self) -> Result<usize, Answer>) -> Vec<Step> {
        let (outcome, lines) = events(run(&self)).await;
        let left = self.budget.available();
        let outcome = match &outcome {
            Ok(_) => "success",
            Err(_) => lines.last().and_then(|line| line.split('"').find(|word| ENDS.contains(word))).unwrap(),
        };
        let mut steps = self.steps.into_inner().unwrap();
        let waits = self.script.waits().into_iter().map(|wait| wait.as_millis());
        let told = steps.iter().map(|step| if let Step::Retry { delay, .. } = step { *delay } else { 0 });
        assert!(waits.eq(told), "{steps:?}");
        steps.push(end(outcome, left));
        steps
    }
}

/// `max_attempts_exceeded`, `retry_quota_exceeded` and `fail_request`, in our words.
const ENDS: [&str; 3] = ["exhausted", "budget_exhausted", "not_retryable"];

/// Makes the client of a case, with its greatest number of attempts and its longest wait.
macro_rules! client {
    ($name:ident, max = $max:literal, backoff up to $cap:literal) => {
        #[retry(
                                            max = $max,
                                            backoff = exp(50ms, max = $cap),
                                            on(Answer::Throttled, Answer::ThrottledFor, backoff = exp(1s, max = 20s)),
                                            retryable = [Answer::Failed, Answer::Asks],
                                            hint(Answer::asked, cap = 60s),
                                            budget = call.budget,
                                            on_retry = |retry| call.told(&retry),
                                        )]
        async fn $name(call: &Call<'_>) -> Result<usize, Answer> {
            call.script.call()
        }
    };
}

client!(standard, max = 3, backoff up to 20s);
client!(five_attempts, max = 5, backoff up to 20s);
client!(five_attempts_soon, max = 5, backoff up to 200ms);
