use retry_runtime::retry;

enum GeminiError {
    InvalidKey,
    Busy,
}

impl GeminiError {
    #[retry(max = 3, non_retryable = [Self::InvalidKey], retryable = [Self::Bussy])]
    async fn probe() -> Result<(), Self> {
        Err(Self::Busy)
    }

    #[retry(max = 3, retryable = [Self])]
    async fn ping() -> Result<(), Self> {
        Err(Self::InvalidKey)
    }
}

fn main() {}
