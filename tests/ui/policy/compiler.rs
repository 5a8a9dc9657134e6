use retry_runtime::policy;

enum GeminiError {
    InvalidKey,
    Busy,
    QuotaExceeded,
}

policy! {
    static NEW_VARIANT: GeminiError =
        (max = 3, non_retryable = [GeminiError::InvalidKey], retryable = [GeminiError::Busy]);
    static EVERYTHING: GeminiError =
        (max = 3, retryable = [GeminiError::InvalidKey, GeminiError::Busy, GeminiError::QuotaExceeded]);
    static MISSPELT: GeminiError = (max = 3, retryable = [GeminiError::Bussy]);
    static CLASSIFIED: GeminiError = (max = 3, classified);
}

fn main() {
    let _ = (&NEW_VARIANT, &EVERYTHING, &MISSPELT, &CLASSIFIED);
}
