use retry_runtime::retry;

enum CardError {
    Declined,
    Busy,
}

fn new_key() -> u64 {
    1
}

#[retry(max = 3, non_retryable = [CardError::Declined], once(card = new_key()))]
async fn charge(card: &str) -> Result<usize, CardError> {
    Ok(card.len())
}

#[retry(max = 3, non_retryable = [CardError::Declined], once())]
async fn refund() -> Result<(), CardError> {
    Ok(())
}

#[retry(max = 3, non_retryable = [CardError::Declined], once(key = new_key(), key = new_key()))]
async fn capture() -> Result<u64, CardError> {
    Ok(key)
}

#[retry(max = 3, non_retryable = [CardError::Declined], once(key = new_key()), attempt = key)]
async fn cancel() -> Result<u64, CardError> {
    Ok(key)
}

#[retry(max = 3, non_retryable = [CardError::Declined], once(key))]
async fn settle() -> Result<u64, CardError> {
    Ok(key)
}

#[retry(max = 3, non_retryable = [CardError::Declined], once(key = ))]
async fn dispute() -> Result<u64, CardError> {
    Ok(key)
}

#[retry(max = 3, non_retryable = [CardError::Declined], once = new_key())]
async fn payout() -> Result<u64, CardError> {
    Ok(key)
}

#[retry(max = 3, non_retryable = [CardError::Declined], once(self.key = new_key()))]
async fn list() -> Result<u64, CardError> {
    Ok(key)
}

#[retry(max = 3, non_retryable = [CardError::Declined], idempotency_key = new_key())]
async fn top_up() -> Result<u64, CardError> {
    Ok(key)
}

fn main() {}
