use retry_runtime::retry;

fn main() {
    #[retry(max = 3, retryable = [std::io::Error])]
    let embed = async |text: &str| -> anyhow::Result<usize> { Ok(text.len()) };
    let _ = embed("hello");
}
