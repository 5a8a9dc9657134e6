use retry_runtime::retry;

#[retry(max = 3, non_retryable = [std::io::Error])]
async fn cleanup() {}

#[retry(max = 3, non_retryable = [std::io::Error])]
async fn count() -> usize {
    3
}

#[retry(max = 3, non_retryable = [std::io::Error])]
async fn find(name: &str) -> Option<String> {
    Some(name.to_owned())
}

#[retry(max = 3, non_retryable = [std::io::Error])]
async fn pair() -> (u32, u32) {
    (1, 2)
}

#[retry(max = 3, non_retryable = [std::io::Error], blocking)]
fn read() -> String {
    String::new()
}

#[retry(max = 3, non_retryable = [std::io::Error])]
async fn serve() -> ! {
    loop {}
}

fn main() {}
