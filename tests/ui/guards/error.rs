use retry_runtime::{CircuitBreaker, retry};

static GEMINI: CircuitBreaker = CircuitBreaker::new("gemini");

#[derive(Debug)]
struct Status(String);

#[retry(max = 3, retryable = [|status| status.0 == "busy"], attempt_timeout(5s, errors = |timeout| Status(timeout.to_string())))]
async fn another_name() -> Result<(), Status> {
    Err(Status(String::new()))
}

#[retry(max = 3, retryable = [|status| status.0 == "busy"], attempt_timeout(error = |timeout| Status(timeout.to_string())))]
async fn no_time() -> Result<(), Status> {
    Err(Status(String::new()))
}

#[retry(max = 3, retryable = [|status| status.0 == "busy"], attempt_timeout(5s, 6s, error = Status))]
async fn two_times() -> Result<(), Status> {
    Err(Status(String::new()))
}

#[retry(max = 3, retryable = [|status| status.0 == "busy"], breaker(GEMINI, error = Status("open".to_owned())))]
async fn no_function() -> Result<(), Status> {
    Err(Status(String::new()))
}

#[retry(max = 3, retryable = [|status| status.0 == "busy"], breaker(GEMINI, error =))]
async fn no_value() -> Result<(), Status> {
    Err(Status(String::new()))
}

#[retry(max = 3, retryable = [|status| status.0 == "busy"], breaker(GEMINI, error = |open| Status(1), error = Status))]
async fn twice() -> Result<(), Status> {
    Err(Status(String::new()))
}

// The types are the compiler's.
#[retry(max = 3, retryable = [|status| status.0 == "busy"], attempt_timeout(5s, error = |timeout| timeout.to_string()))]
async fn another_type() -> Result<(), Status> {
    Err(Status(String::new()))
}

#[retry(max = 3, retryable = [|status| status.0 == "busy"], breaker(GEMINI, error = Status))]
async fn another_argument() -> Result<(), Status> {
    Err(Status(String::new()))
}

fn main() {}
