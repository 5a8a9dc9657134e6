use retry_runtime::Classify;

#[derive(Classify)]
enum GeminiError {
    #[permanent]
    InvalidKey,
    Busy,
    RateLimited {
        after: u64,
    },
    #[transient]
    Timeout,
    Transport(std::io::Error),
}

#[derive(Classify)]
enum StoreError {
    #[permanent]
    Full,
    Locked,
}

#[derive(Classify)]
struct NetworkError;

// Functions that use it go on as if it were right.
#[retry_runtime::retry(max = 3, classified)]
async fn embed() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

fn main() {}
