use retry_runtime::{CircuitBreaker, retry};

#[derive(Debug)]
struct Busy;

struct Client {
    breaker: CircuitBreaker,
}

impl Client {
    #[retry(max = 3, retryable = [|error| error.len() > 3], breaker(self.breaker))]
    async fn embed(&self) -> Result<String, String> {
        Err("busy".to_owned())
    }

    #[retry(max = 3, retryable = [|error| error.len() > 3], attempt_timeout = "5s")]
    async fn caption(&self) -> Result<String, String> {
        Err("busy".to_owned())
    }

    #[retry(max = 3, retryable = [|_: &Busy| self.breaker.name().is_empty()], breaker(self.breaker), attempt_timeout = 5s)]
    async fn upload(&self) -> Result<String, Busy> {
        Err(Busy)
    }
}

#[async_trait::async_trait]
trait Transcribe {
    async fn transcribe(&self) -> Result<String, Busy>;
}

#[async_trait::async_trait]
impl Transcribe for Client {
    #[retry(max = 3, retryable = [|_: &Busy| self.breaker.name().is_empty()], breaker(self.breaker), attempt_timeout = 5s)]
    async fn transcribe(&self) -> Result<String, Busy> {
        Err(Busy)
    }
}

#[retry(max = 3, retryable = [|error| error.is_some()], breaker(breaker))]
async fn describe<E>(breaker: &CircuitBreaker) -> Result<String, Option<E>> {
    Err(None)
}

fn main() {}
