use retry_runtime::retry;

type Status = u16;

const UNAUTHORIZED: Status = 401;

#[retry(max = 3, non_retryable = [UNAUTHORISED])]
async fn embed(_text: &str) -> Result<Vec<f32>, Status> {
    Err(UNAUTHORIZED)
}

#[retry(max = 3, retryable = [503 | BUSY])]
async fn caption(_image: &[u8]) -> Result<String, Status> {
    Err(UNAUTHORIZED)
}

#[retry(max = 3, retryable = [status::BUSY])]
async fn transcribe(_audio: &[u8]) -> Result<String, Status> {
    Err(UNAUTHORIZED)
}

fn main() {}
