//! `attempt_timeout = 5s` or `attempt_timeout(5s, error = |timeout| ..)`: the time of an attempt, and the error of one that
//! took longer.

use std::time::Duration;

use syn::parse::ParseStream;
use syn::{Ident, Token, token};

use crate::errors::Errors;
use crate::parse::callee::{Callee, Use};
use crate::parse::{comma, duration, value};

/// The time of each attempt.
pub struct AttemptTimeout {
    pub limit: Duration,
    pub key: Ident,
    /// What makes the error, where it is not `From<AttemptTimeout>`.
    pub error: Option<Callee>,
}

const ERROR: Use = Use {
    what: "a function that makes the error",
    example: "error = |timeout| MyError::new(timeout)",
    closure: "|timeout| ..",
};

impl AttemptTimeout {
    /// Parses what follows the key. `None`: the mistakes are reported.
    pub fn parse(key: &Ident, input: ParseStream, errors: &mut Errors) -> Option<Self> {
        if !input.peek(token::Paren) {
            value::equals(key, input, errors)?;
            return Some(Self { limit: time(input, errors)?, key: key.clone(), error: None });
        }
        let content = errors.keep(comma::parenthesized(input))?;
        let before = errors.count();
        let (mut limit, mut error) = (None, None);
        comma::separated(&content, errors, |input, errors| {
            if input.peek(Ident) {
                error = Some(error_option(error.is_some(), "attempt_timeout", &ERROR, input, errors)?);
            } else if limit.is_some() {
                errors.push_at(input.span(), "`attempt_timeout` has one time; remove this");
                return None;
            } else {
                limit = Some(time(input, errors)?);
            }
            Some(())
        });
        if limit.is_none() && errors.count() == before {
            errors.push(key, "`attempt_timeout` has no time; write `attempt_timeout(5s, error = |timeout| ..)`");
        }
        Some(Self { limit: limit?, key: key.clone(), error })
    }
}

/// `error = |timeout| ..`, in the parentheses of the key `owner`.
pub fn error_option(twice: bool, owner: &str, wanted: &Use, input: ParseStream, errors: &mut Errors) -> Option<Callee> {
    let name: Ident = errors.keep(input.parse())?;
    if name != "error" {
        errors.push(
            &name,
            format!(
                "unknown option `{name}`; `{owner}` has `error`, what makes the error that the call then ends with"
            ),
        );
        return None;
    }
    if twice {
        errors.push(&name, "`error` stands twice; keep one");
        return None;
    }
    if input.parse::<Token![=]>().is_err() || comma::at_end(input) {
        errors.push(&name, format!("`error` has no value; write `{}`", wanted.example));
        return None;
    }
    errors.keep(Callee::parse(input, wanted))
}

/// A duration, in quotes or without.
fn time(input: ParseStream, errors: &mut Errors) -> Option<Duration> {
    comma::quoted(input, errors, |input, errors| errors.keep(duration::parse(input)))
}
