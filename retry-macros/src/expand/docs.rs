//! What an attribute asks for, in words: for the documentation and for the list of all functions.

use std::time::Duration;

use proc_macro2::TokenStream;
use quote::quote;

use crate::check::policy::{Policy, Source};
use crate::check::rules::Rules;
use crate::parse::attempt_timeout::AttemptTimeout;
use crate::parse::duration;
use crate::parse::list::{List, Role};
use crate::text::text;

/// The paragraph that the documentation ends with.
pub fn attributes(text: &str) -> TokenStream {
    let paragraph = format!("# Retries\n\n{text}");
    quote!(#[doc = ""] #[doc = #paragraph])
}

/// What a function's attribute asks for, in words.
pub fn of_function(policy: &Policy) -> String {
    let within = policy.within.map(|(within, _)| within);
    let text = match &policy.source {
        Source::Own(rules) => of_rules(rules, within) + &attempts(policy, Some(longest(policy, rules))),
        Source::Shared { path, max } => {
            let max = max.map_or_else(String::new, |(max, _)| format!(", with up to {max} attempts"));
            format!("By the policy `{}`{max}.{}", text(path), limit(within)) + &attempts(policy, None)
        }
    };
    text + &guards(policy)
}

/// The longest that a call can take whose attempts have a time.
fn longest(policy: &Policy, rules: &Rules) -> Duration {
    let longest = rules.longest_call(policy.guards.attempt_timeout.as_ref().map(|timeout| timeout.limit));
    policy.within.map_or(longest, |(within, _)| longest.min(within))
}

/// How long an attempt may take, and the whole call, as far as the attribute alone tells it.
fn attempts(policy: &Policy, longest: Option<Duration>) -> String {
    let Some(AttemptTimeout { limit, .. }) = &policy.guards.attempt_timeout else {
        return String::new();
    };
    let call = longest.map_or_else(String::new, |longest| format!(", the whole call {}", duration::text(longest)));
    format!(" Each attempt may take {}{call}.", duration::text(*limit))
}

/// What else can end an attempt or the call.
fn guards(policy: &Policy) -> String {
    let guards = &policy.guards;
    let limits = match (guards.breakers.len(), guards.budget.is_some()) {
        (0, false) => None,
        (0, true) => Some("its retry budget"),
        (_, false) => Some("its circuit breaker"),
        (_, true) => Some("its circuit breaker and its retry budget"),
    };
    let limits = limits.map(|limits| format!(" Also limited by {limits}."));
    let cancel = guards.cancel.as_ref().map(|_| " A wait can be cancelled.".to_owned());
    [limits, cancel].into_iter().flatten().collect()
}

/// The same for a shared policy.
pub fn of_rules(rules: &Rules, within: Option<Duration>) -> String {
    let lists: String = rules.classification.lists().map(entries).collect();
    let classified = if rules.classification.classified.is_some() {
        " The error classifies itself."
    } else {
        ""
    };
    let attempts = rules.attempts;
    format!("Up to {attempts} attempts, {}.{}{lists}{classified}", waits(rules), limit(within))
}

/// A piece of code in Markdown, also where it has backticks of its own.
fn code(text: &str) -> String {
    let longest = text.split(|letter| letter != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    if longest == 0 {
        format!("{fence}{text}{fence}")
    } else {
        format!("{fence} {text} {fence}")
    }
}

fn limit(within: Option<Duration>) -> String {
    within.map_or_else(String::new, |within| {
        format!(" No attempt starts later than {} after the call.", duration::text(within))
    })
}

fn waits(rules: &Rules) -> String {
    let waits: Vec<String> = rules.schedule.table(rules.attempts).into_iter().map(duration::text).collect();
    let longest = rules.longest();
    if longest.is_zero() {
        return "without waiting between them".to_owned();
    }
    let listed = match waits.as_slice() {
        [first, second, third, .., last] if waits.len() > 5 => format!("{first}, {second}, {third} .. {last}"),
        [waits @ .., last] if !waits.is_empty() => format!("{} and {last}", waits.join(", ")),
        waits => waits.join(", "),
    };
    let hint = rules.classification.hint.as_ref().map_or_else(String::new, |hint| {
        format!(", or as long as the server asks, up to {}", duration::text(hint.cap))
    });
    format!("with waits of {listed}{hint} (at most {} in all)", duration::text(longest))
}

fn entries(list: &List) -> String {
    let verb = match &list.role {
        Role::NonRetryable => "Not retried",
        Role::Retryable => "Retried",
        Role::On(_) => "Retried by their own schedule",
    };
    let entries: Vec<String> = list.entries.iter().map(|entry| code(&entry.text)).collect();
    format!(" {verb}: {}.", entries.join(", "))
}
