use retry_runtime::{policy, retry};

enum CardError {
    Declined,
    Busy,
    InvalidKey,
}


enum MoreErrors {
    Declined,
    Busy,
    InvalidKey,
    New,
}

#[retry(max = 3, expected = [MoreErrors::Declined], non_retryable = [MoreErrors::InvalidKey], retryable = [MoreErrors::Busy])]
async fn new_variant() -> Result<(), MoreErrors> {
    Err(MoreErrors::Declined)
}

// Nothing would be retried.
#[retry(max = 3, expected = [CardError::Declined, CardError::Busy], non_retryable = [CardError::InvalidKey])]
async fn nothing_left() -> Result<(), CardError> {
    Err(CardError::Declined)
}

policy! {
    static LIMITS = (max = 3, backoff = none);
}

// Answers are no classification, beside limits alone either.
#[retry(policy = LIMITS, expected = [CardError::Declined])]
async fn beside_limits_alone() -> Result<(), CardError> {
    Err(CardError::Declined)
}

fn main() {}
