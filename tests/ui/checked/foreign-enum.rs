use std::io::ErrorKind;

use retry_runtime::retry;

// std's own enum as the error says the same; in a struct of ours, std's source stays out of the message.
struct UploadError {
    kind: ErrorKind,
}

#[retry(
    max = 3,
    non_retryable = [UploadError { kind: ErrorKind::NotFound }],
    retryable = [UploadError { kind: ErrorKind::TimedOut }],
)]
async fn upload(_file: &[u8]) -> Result<String, UploadError> {
    Err(UploadError { kind: ErrorKind::TimedOut })
}

fn main() {}
