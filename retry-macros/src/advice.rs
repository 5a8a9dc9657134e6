/// Keys that other libraries have: the names, what stands for them here, and what to write.
const WRONG_KEYS: [(&[&str], &str, &str); 8] = [
    (
        &[
            "retries",
            "max_retries",
            "max_attempts",
            "attempts",
            "times",
            "max_tries",
            "tries",
            "limit",
        ],
        "max",
        "write `max = 3`: it counts every attempt, the first included",
    ),
    (
        &["delay", "wait", "waits", "interval", "strategy", "schedule", "sleep"],
        "backoff",
        "write `backoff = \"exp(1s)\"`",
    ),
    (
        &["timeout", "deadline", "max_elapsed", "max_duration", "total_timeout"],
        "within",
        "write `within = \"30s\"` for the whole call, waits included",
    ),
    (
        &["only", "retry_on", "retry_for", "transient", "on_error", "retriable"],
        "retryable",
        "write `retryable = [..]` with the errors to try again",
    ),
    (
        &[
            "except",
            "ignore",
            "abort_on",
            "not_retryable",
            "permanent",
            "fatal",
            "skip",
            "unless",
        ],
        "non_retryable",
        "write `non_retryable = [..]` with the errors that end the call",
    ),
    (
        &["when", "retry_if", "predicate", "condition", "filter"],
        "retryable",
        "write a function path or a closure as an entry, such as `retryable = [|error| error.is_timeout()]`",
    ),
    (&["jitter"], "", "write it in the backoff, as in `backoff = \"exp(1s, jitter = full)\"`"),
    (
        &["factor", "max_delay", "cap"],
        "",
        "write it in the backoff, as in `backoff = \"exp(1s, factor = 3, max = 30s)\"`",
    ),
];

/// What to say of a key that does not exist, and the key that was meant.
pub fn unknown_key(name: &str, keys: &[&str]) -> (String, Option<&'static str>) {
    if let Some((_, meant, remedy)) = WRONG_KEYS.iter().find(|(names, ..)| names.contains(&name)) {
        return (format!("unknown key `{name}`; {remedy}"), Some(meant).copied());
    }
    let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    (format!("unknown key `{name}`; the keys are {}", keys.join(", ")), None)
}
