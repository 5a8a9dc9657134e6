//! Keys that do not exist here, and what to write instead.

/// Keys that other libraries have: the names, what stands for them here, and what to write.
const WRONG_KEYS: [(&[&str], &str, &str); 16] = [
    (
        &["retries", "max_retries", "max_attempts", "attempts", "times", "max_tries", "tries", "limit"],
        "max",
        "write `max = 3`: it counts every attempt, the first included",
    ),
    (
        &["delay", "wait", "waits", "interval", "strategy", "schedule", "sleep"],
        "backoff",
        "write `backoff = \"exp(1s)\"`",
    ),
    (
        &["exp", "exponential", "fixed", "linear", "fib", "list"],
        "backoff",
        "write `backoff = \"exp(1s)\"`",
    ),
    (
        &["timeout", "max_elapsed", "max_duration", "total_timeout"],
        "within",
        "write `within = \"30s\"` for the whole call, or `attempt_timeout = \"5s\"` for each attempt",
    ),
    (
        &["only", "retry_on", "retry_for", "transient", "on_error", "retriable"],
        "retryable",
        "write `retryable = [..]` with the errors to try again",
    ),
    (
        &["except", "ignore", "abort_on", "not_retryable", "permanent", "fatal", "skip", "unless"],
        "non_retryable",
        "write `non_retryable = [..]` with the errors that end the call",
    ),
    (
        &["answers", "answer", "accept", "not_a_failure", "allowed"],
        "expected",
        "write `expected = [..]` with the errors that are answers and no failures, such as a 404",
    ),
    (
        &["when", "retry_if", "predicate", "condition", "filter"],
        "retryable",
        "write a function path or a closure as an entry, such as `retryable = [|error| error.is_timeout()]`",
    ),
    (
        &["circuit_breaker", "circuit"],
        "breaker",
        "write `breaker(GEMINI)`, the name of a `CircuitBreaker`",
    ),
    (
        &["idempotency_key", "idempotency", "before", "setup", "init"],
        "once",
        "write `once(key = new_key())`, which is the same in all attempts",
    ),
    (&["retry_budget"], "budget", "write `budget = BUDGET`, the name of a `RetryBudget`"),
    (
        &["per_attempt_timeout", "try_timeout", "request_timeout"],
        "attempt_timeout",
        "write `attempt_timeout = \"5s\"`",
    ),
    (
        &["cancellation", "cancel_on", "token", "shutdown", "until"],
        "cancel",
        "write `cancel = token.cancelled()`, a future that ends the waits",
    ),
    (
        &["hook", "notify", "before_retry", "before_sleep", "before_wait", "on_failure", "callback", "inspect"],
        "on_retry",
        "write `on_retry = |retry| ..`, which runs before each wait",
    ),
    (&["jitter"], "", "write it in the backoff, as in `backoff = \"exp(1s, jitter = full)\"`"),
    (
        &["factor", "max_delay", "cap"],
        "",
        "write it in the backoff, as in `backoff = \"exp(1s, factor = 3, max = 30s)\"`",
    ),
];

/// What to say of a key that does not exist, and the key that was meant.
pub fn unknown_key(name: &str, keys: &[&'static str]) -> (String, Option<&'static str>) {
    if let Some((_, meant, remedy)) = WRONG_KEYS.iter().find(|(names, ..)| names.contains(&name)) {
        return (format!("unknown key `{name}`; {remedy}"), Some(meant).copied());
    }
    if let Some(meant) = keys.iter().find(|key| is_typo(&name.to_lowercase().replace('-', "_"), key)) {
        return (format!("unknown key `{name}`; write `{meant}`"), Some(meant));
    }
    let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    (format!("unknown key `{name}`; the keys are {}", keys.join(", ")), None)
}

/// Whether one letter of a key is missing, added or wrong, or, where it is long enough, two neighbours are.
fn is_typo(name: &str, key: &str) -> bool {
    let front = name.bytes().zip(key.bytes()).take_while(|(a, b)| a == b).count();
    let back = name.bytes().rev().zip(key.bytes().rev()).take_while(|(a, b)| a == b).count();
    let (longer, as_long) = (name.len().max(key.len()), name.len() == key.len());
    let wrong = longer.saturating_sub(front + back);
    longer >= 3 && name.len().abs_diff(key.len()) <= 1 && (wrong <= 1 || wrong == 2 && as_long && longer > 4)
}
