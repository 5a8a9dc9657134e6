//! What an attribute asks for, in words: for the documentation and for the list of all functions.

use std::time::Duration;

use proc_macro2::TokenStream;
use quote::quote;

use crate::check::policy::{Policy, Source};
use crate::check::rules::Rules;
use crate::parse::duration;
use crate::parse::guards::Guards;
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
    let guards = &policy.guards;
    let text = match &policy.source {
        Source::Own(rules) => of_policy(rules, guards, within),
        Source::Shared { path, max, classification } => {
            let max = max.map_or_else(String::new, |(max, _)| format!(", with up to {max} attempts"));
            let lists: String = classification.lists().map(entries).collect();
            format!("By the policy `{}`{max}.{}{lists}", text(path), limit(within)) + &of_guards(guards, None)
        }
    };
    let cancel = if guards.cancel.is_some() { " A wait can be cancelled." } else { "" };
    text + cancel
}

/// The longest that a call can take whose attempts have a time.
fn longest(rules: &Rules, guards: &Guards, within: Option<Duration>) -> Duration {
    let longest = rules.longest_call(guards.attempt_timeout.as_ref().map(|timeout| timeout.limit));
    within.map_or(longest, |within| longest.min(within))
}

/// What else can end an attempt or the call; `longest` is the whole call, as far as the attribute alone tells it.
fn of_guards(guards: &Guards, longest: Option<Duration>) -> String {
    let attempts = guards.attempt_timeout.as_ref().map(|timeout| {
        let call = longest.map_or_else(String::new, |longest| format!(", the whole call {}", duration::text(longest)));
        format!(" Each attempt may take {}{call}.", duration::text(timeout.limit))
    });
    let limits = match (guards.breakers.len(), guards.budget.is_some()) {
        (0, false) => None,
        (0, true) => Some("its retry budget"),
        (_, false) => Some("its circuit breaker"),
        (_, true) => Some("its circuit breaker and its retry budget"),
    };
    let limits = limits.map(|limits| format!(" Also limited by {limits}."));
    [attempts, limits].into_iter().flatten().collect()
}

/// What a policy asks for, or an attribute that has none.
pub fn of_policy(rules: &Rules, guards: &Guards, within: Option<Duration>) -> String {
    of_rules(rules, within) + &of_guards(guards, Some(longest(rules, guards, within)))
}

fn of_rules(rules: &Rules, within: Option<Duration>) -> String {
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
        Role::Expected => "Expected answers",
        Role::NonRetryable => "Not retried",
        Role::Retryable => "Retried",
        Role::On(_) => "Retried by their own schedule",
    };
    let entries: Vec<String> = list.entries.iter().map(|entry| code(&entry.text)).collect();
    format!(" {verb}: {}.", entries.join(", "))
}
