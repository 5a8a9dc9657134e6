use retry_runtime::{CircuitBreaker, CircuitOpen, policy, retry};

enum CardError {
    Declined,
    Busy,
    InvalidKey,
    Open(CircuitOpen),
}

impl From<CircuitOpen> for CardError {
    fn from(open: CircuitOpen) -> Self {
        Self::Open(open)
    }
}

static CARDS: CircuitBreaker = CircuitBreaker::new("cards");

// Answers are no classification of the failures.
#[retry(max = 3, expected = [CardError::Declined])]
async fn alone() -> Result<(), CardError> {
    Err(CardError::Declined)
}

#[retry(max = 3, expected = [], retryable = [CardError::Busy])]
async fn empty() -> Result<(), CardError> {
    Err(CardError::Declined)
}

#[retry(max = 3, expected = [_], retryable = [CardError::Busy])]
async fn rest() -> Result<(), CardError> {
    Err(CardError::Declined)
}

#[retry(max = 3, expected = [CardError::Declined, CardError::Busy], retryable = [CardError::Busy])]
async fn twice() -> Result<(), CardError> {
    Err(CardError::Declined)
}

#[retry(max = 3, expected = [CardError::Declined], retryable = [CardError::Busy], breaker(CARDS, trips_on = [CardError::Declined]))]
async fn trips() -> Result<(), CardError> {
    Err(CardError::Declined)
}

#[retry(max = 3, accept = [CardError::Declined], retryable = [CardError::Busy])]
async fn by_another_name() -> Result<(), CardError> {
    Err(CardError::Declined)
}

policy! {
    static ALONE: CardError = (max = 3, expected = [CardError::Declined]);
    static LIMITS = (max = 3, expected = [CardError::Declined]);
}

fn main() {}
