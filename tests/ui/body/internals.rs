#[derive(Debug)]
enum GeminiError {
    InvalidKey,
    Busy,
}

// Nothing that the macro declares can be named by the body.
#[retry_runtime::retry(max = 3, backoff = "exp(1s, jitter = full)", within = 30s, non_retryable = [GeminiError::InvalidKey])]
async fn embed(text: &str) -> Result<usize, GeminiError> {
    let _ = retry.attempt();
    let _ = outcome;
    let _ = delay;
    let _ = error;
    let _ = returns;
    let _ = never;
    let _ = decision;
    let _ = attempt;
    Ok(text.len())
}

#[retry_runtime::retry(max = 3, non_retryable = [GeminiError::InvalidKey], blocking)]
fn embed_blocking(text: &str) -> Result<usize, GeminiError> {
    let _ = (retry, outcome, delay, error, returns, never, decision, attempt);
    Ok(text.len())
}

fn main() {}
