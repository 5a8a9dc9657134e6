//! What the limits beyond the count cannot do.

use syn::{Expr, Ident, Type};

use crate::check::classification;
use crate::errors::Errors;
use crate::parse::args::Args;
use crate::parse::attempt_timeout::AttemptTimeout;
use crate::parse::entry::Entry;
use crate::parse::guards::Guards;
use crate::parse::list::List;
use crate::text::text;

/// They cannot stop a thread, or trip on every error. `own` is the error type, as far as it can be read.
pub fn check(args: &Args, own: Option<&Type>, errors: &mut Errors) {
    let Guards { attempt_timeout, breakers, cancel, .. } = &args.guards;
    if let (Some(AttemptTimeout { key, .. }), true) = (attempt_timeout, args.gave("blocking")) {
        errors.push(key, "a blocking attempt cannot be dropped when its time is up; give the call itself a timeout, or use an `async fn`");
    }
    if let (Some((_, key)), true) = (cancel, args.gave("blocking")) {
        errors.push(key, "a blocking wait cannot be cancelled; remove `cancel`, or use an `async fn`");
    }
    for breaker in breakers {
        if let Some(rest) = breaker.rest() {
            errors.push(
                &rest.tokens,
                "`_` trips on every error; remove `trips_on`, and those that are retried count, or name the errors",
            );
        }
        let entries = breaker.trips_on.as_deref().unwrap_or_default();
        for (place, entry) in entries.iter().enumerate() {
            let hides = args.classification.by.is_none() || !entry.is_pattern();
            classification::check_type(entry, own.filter(|_| hides), errors);
            if entries[..place].iter().any(|other| other.text == entry.text) {
                errors.push(&entry.tokens, format!("`{}` stands twice in `trips_on`; keep one", entry.text));
            }
            check_expected(entry, args.classification.expected.as_ref(), errors);
        }
    }
}

/// What is an answer is a success of the service.
fn check_expected(entry: &Entry, expected: Option<&List>, errors: &mut Errors) {
    let answers = expected.map(|list| list.entries.as_slice()).unwrap_or_default();
    if answers.iter().any(|answer| answer.text == entry.text) {
        errors.push(
            &entry.tokens,
            format!(
                "`{}` is `expected`, and so a success of the service; remove it here, or there",
                entry.text
            ),
        );
    }
}

/// In a policy they name statics; what sees an error needs the policy to have an error type.
pub fn check_shared(guards: &Guards, name: &Ident, has_error: bool, errors: &mut Errors) {
    let values = guards.breakers.iter().map(|breaker| &breaker.value).chain(&guards.budget);
    for value in values.filter(|value| !matches!(value, Expr::Path(_))) {
        errors.push(
            value,
            format!("`{}` is no path; a policy names a static, such as `breaker(CAPACITY)`", text(value)),
        );
    }
    if has_error {
        return;
    }
    let remedy = format!("write `static {name}: MyError = (..)`, or remove it");
    for breaker in &guards.breakers {
        for entry in breaker.trips_on.iter().flatten() {
            errors.push(&entry.tokens, format!("`{}` needs an error type to be matched; {remedy}", entry.text));
        }
    }
    let made = guards.breakers.iter().filter_map(|breaker| breaker.error.as_ref());
    let made = made.chain(guards.attempt_timeout.iter().filter_map(|timeout| timeout.error.as_ref()));
    for error in made {
        errors.push(error, format!("what makes an error needs its type; {remedy}"));
    }
}
