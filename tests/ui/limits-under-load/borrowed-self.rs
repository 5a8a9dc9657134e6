use retry_runtime::{CircuitBreaker, CircuitOpen, RetryBudget, retry};

struct Client {
    breaker: CircuitBreaker,
    budget: RetryBudget,
    calls: u32,
}

impl Client {
    fn call(&mut self) -> Result<u32, CircuitOpen> {
        self.calls += 1;
        Ok(self.calls)
    }

    #[retry(max = 3, retryable = [|open| open.remaining().is_some()], breaker(self.breaker))]
    async fn load(&mut self) -> Result<u32, CircuitOpen> {
        self.call()
    }

    #[retry(max = 3, retryable = [|open| open.remaining().is_some()], budget = self.budget)]
    async fn store(&mut self) -> Result<u32, CircuitOpen> {
        self.call()
    }
}

fn main() {}
