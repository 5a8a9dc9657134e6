use retry_runtime::Classify;

#[derive(Classify)]
enum GeminiError {
    #[transient(after = seconds)]
    RateLimited { seconds: u64 },
    #[transient(after = 0)]
    Throttled(Option<String>),
    #[delegate]
    Store(StoreError),
    #[permanent]
    InvalidKey,
}

enum StoreError {
    Full,
}

fn main() {
    let _ = StoreError::Full;
}
