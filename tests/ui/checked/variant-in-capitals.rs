use retry_runtime::retry;

enum Error {
    EOF(usize),
    IO { code: u8 },
    TLS,
}

// A name in capitals may be a constant, too. Where it is a variant that holds something, rustc says how to write it.
#[retry(max = 3, retryable = [Error::EOF, Error::IO])]
async fn embed(text: &str) -> Result<usize, Error> {
    Err(if text.is_empty() { Error::TLS } else { Error::EOF(text.len()) })
}

fn main() {}
