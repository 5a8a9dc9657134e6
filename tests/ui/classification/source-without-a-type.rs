use retry_runtime::retry;

#[retry(max = 3, non_retryable = [source()])]
async fn embed() -> anyhow::Result<String> {
    anyhow::bail!("busy")
}

#[retry(max = 3, non_retryable = [source(std::io::Error, std::fmt::Error)])]
async fn caption() -> anyhow::Result<String> {
    anyhow::bail!("busy")
}

#[retry(max = 3, non_retryable = [source("busy")])]
async fn upload() -> anyhow::Result<String> {
    anyhow::bail!("busy")
}

#[retry(max = 3, non_retryable = [source(Timeout(_))])]
async fn delete() -> anyhow::Result<String> {
    anyhow::bail!("busy")
}

fn main() {}
