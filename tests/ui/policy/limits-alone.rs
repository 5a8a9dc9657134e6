use retry_runtime::{CircuitBreaker, policy};

static GEMINI: CircuitBreaker = CircuitBreaker::new("gemini");

#[derive(Debug)]
struct Status(String);

policy! {
    // A static has no parameters.
    static GENERIC<E>: E = (max = 3, backoff = "exp(1s)");
}

policy! {
    static NO_LIMIT = (backoff = "exp(1s)");
    static CLASSIFIES = (max = 3, retryable = [std::io::Error], classified);
    static SEES_ERRORS = (
        max = 3,
        attempt_timeout(5s, error = |timeout| Status(timeout.to_string())),
        breaker(GEMINI, trips_on = [Status], error = |open| Status(open.to_string())),
    );
    static NO_STATIC: Status = (max = 3, retryable = [|status| status.0 == "busy"], breaker(CircuitBreaker::new("own")));
    static OF_THE_FUNCTION: Status = (max = 3, retryable = [|status| status.0 == "busy"], cancel = std::future::pending());
}

fn main() {}
