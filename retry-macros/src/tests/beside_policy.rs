//! No key of a function can loosen the policy that it names: every key is refused, asserted, or a thing of the function's own.

use crate::parse::args::KEYS;

enum Beside {
    /// The macro refuses it.
    Refused,
    /// The compiler checks it against the policy, by this name.
    Asserted(&'static str),
    /// It can only end calls earlier, or says nothing of how often and how long.
    Own,
}
use Beside::{Asserted, Own, Refused};

/// How each key is written, and what becomes of it.
const ALL: [(&str, &str, Beside); 23] = [
    ("max", "max = 2", Asserted("__above_max")),
    ("backoff", "backoff = none", Refused),
    // Their errors end the call before the policy is asked.
    ("expected", "expected = [E::Gone]", Own),
    ("non_retryable", "non_retryable = [E::Gone]", Own),
    ("on", "on(E::Busy, max = 2)", Refused),
    ("retryable", "retryable = [E::Busy]", Asserted("limits_alone")),
    ("classified", "classified", Asserted("limits_alone")),
    ("by", "by = E::code, non_retryable = [404]", Own),
    ("hint", "hint(E::wait, cap = 1s)", Asserted("limits_alone")),
    ("within", "within = 5s", Asserted("__above_within")),
    // It tightens `within`, whatever it is.
    ("deadline", "deadline = end()", Own),
    ("attempt_timeout", "attempt_timeout = 5s", Asserted("__above_timeout")),
    ("breaker", "breaker(B)", Own),
    ("budget", "budget = B", Asserted("__second_budget")),
    ("cancel", "cancel = stopped()", Own),
    ("on_retry", "on_retry = |_| ()", Own),
    ("clone", "clone(text)", Own),
    ("once", "once(key = new_key())", Own),
    ("attempt", "attempt = n", Own),
    ("policy", "", Own),
    ("name", "name = \"load\"", Own),
    ("blocking", "", Own),
    ("crate", "crate = ::retry_runtime", Own),
];

#[test]
fn every_key_is_refused_or_asserted_or_the_functions_own() {
    assert_eq!(ALL.map(|(key, ..)| key), KEYS, "what does a new key do beside a policy?");
    for (key, written, beside) in ALL {
        let args = format!("policy = P, {written}");
        let item = "async fn load(text: String) -> Result<(), E> { get(text).await }";
        let expansion = crate::expand::retry::retry(args.parse().unwrap(), &item.parse().unwrap()).to_string();
        let refused = expansion.contains("compile_error");
        match beside {
            Refused => assert!(refused, "{key}"),
            Asserted(name) => assert!(!refused && expansion.contains(name), "{key}: {expansion}"),
            Own => assert!(!refused, "{key}: {expansion}"),
        }
    }
}

/// A blocking function cannot drop an attempt, whatever the policy says.
#[test]
fn a_blocking_function_asks_for_a_policy_without_a_time() {
    let item = "fn load() -> Result<(), E> { get() }".parse().unwrap();
    let expansion = crate::expand::retry::retry("policy = P, blocking".parse().unwrap(), &item).to_string();
    assert!(expansion.contains("__blocking_timeout"), "{expansion}");
}
