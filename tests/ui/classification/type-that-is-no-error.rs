use retry_runtime::retry;

#[derive(Debug)]
struct RateLimit;

impl std::fmt::Display for RateLimit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("too many requests")
    }
}

#[retry(max = 3, non_retryable = [RateLimit])]
async fn embed(_text: &str) -> anyhow::Result<Vec<f32>> {
    anyhow::bail!("busy")
}

#[retry(max = 3, non_retryable = [source(RateLimit)])]
async fn caption(_image: &[u8]) -> anyhow::Result<String> {
    anyhow::bail!("busy")
}

#[retry(max = 3, non_retryable = [String])]
async fn transcribe(_audio: &[u8]) -> anyhow::Result<String> {
    anyhow::bail!("busy")
}

fn main() {
    let _ = RateLimit;
}
