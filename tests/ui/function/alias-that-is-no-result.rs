use retry_runtime::retry;

struct Embedding(Vec<f32>);

type Answer = Embedding;

#[retry(max = 3, non_retryable = [std::io::Error])]
async fn embed() -> Answer {
    Embedding(Vec::new())
}

#[retry(max = 3, non_retryable = [std::io::Error], blocking)]
fn caption() -> Answer {
    Embedding(Vec::new())
}

fn main() {
    let _ = Embedding(Vec::new()).0;
}
