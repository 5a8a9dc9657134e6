use retry_runtime::retry;

const UNAUTHORIZED: u16 = 401;

enum Kind {
    ResetByPeer,
}

enum GeminiError {
    Http(u16),
    Grpc { status: u16 },
    Transport(Kind),
    Busy,
}

// Each of these names would bind whatever stands in its place, and so match every status.
#[retry(max = 3, non_retryable = [GeminiError::Http(UNAUTHORISED)])]
async fn embed(_text: &str) -> Result<Vec<f32>, GeminiError> {
    Err(GeminiError::Http(UNAUTHORIZED))
}

#[retry(max = 3, non_retryable = [GeminiError::Grpc { status: UNAUTHENTICATED }])]
async fn caption(_image: &[u8]) -> Result<String, GeminiError> {
    Err(GeminiError::Grpc { status: 16 })
}

#[retry(max = 3, retryable = [GeminiError::Http(503) | GeminiError::Http(TOO_MANY), GeminiError::Busy])]
async fn transcribe(_audio: &[u8]) -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, retryable = [GeminiError::Transport(ResetByPeer)])]
async fn upload(_file: &[u8]) -> Result<String, GeminiError> {
    Err(GeminiError::Transport(Kind::ResetByPeer))
}

fn main() {}
