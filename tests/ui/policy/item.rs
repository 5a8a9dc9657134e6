use retry_runtime::policy;

enum GeminiError {
    InvalidKey,
    Busy,
}

policy! {
    static WITHOUT_TYPE = (max = 3, non_retryable = [GeminiError::InvalidKey]);
}

policy! {
    static WITHOUT_PARENTHESES: GeminiError = max = 3;
}

policy! {
    const GEMINI: GeminiError = (max = 3, non_retryable = [GeminiError::InvalidKey]);
}

policy! {
    max = 3, non_retryable = [GeminiError::InvalidKey]
}

policy! {
    static WITHOUT_EQUALS: GeminiError (max = 3, non_retryable = [GeminiError::InvalidKey]);
}

fn main() {
    let _ = GeminiError::Busy;
}
