//! The whole attribute: which keys there are, and the value of each.

use std::time::Duration;

use proc_macro2::{Span, TokenStream};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Expr, Ident, LitStr, Path, Token};

use crate::errors::Errors;
use crate::group;
use crate::parse::attempt_timeout::AttemptTimeout;
use crate::parse::breaker::Breaker;
use crate::parse::callee::{Callee, Use};
use crate::parse::classification::Classification;
use crate::parse::guards::Guards;
use crate::parse::hint::Hint;
use crate::parse::list::{List, Role};
use crate::parse::on_retry::Hook;
use crate::parse::once::Once;
use crate::parse::schedule::Schedule;
use crate::parse::{backoff, comma, duration, max, value, wrong_keys};

/// The keys of a function's attribute.
pub const KEYS: [&str; 23] = [
    "max",
    "backoff",
    "expected",
    "non_retryable",
    "on",
    "retryable",
    "classified",
    "by",
    "hint",
    "within",
    "deadline",
    "attempt_timeout",
    "breaker",
    "budget",
    "cancel",
    "on_retry",
    "clone",
    "once",
    "attempt",
    "policy",
    "name",
    "blocking",
    "crate",
];

/// The keys of a shared policy.
pub const SHARED_KEYS: [&str; 14] = [
    "max",
    "backoff",
    "expected",
    "non_retryable",
    "on",
    "retryable",
    "classified",
    "by",
    "hint",
    "within",
    "attempt_timeout",
    "breaker",
    "budget",
    "crate",
];

const BY: Use = Use {
    what: "a function from the error to a value",
    example: "by = tonic::Status::code",
    closure: "|error| ..",
};

/// The syntax of the attribute: each key's value, checked by itself.
#[derive(Default)]
pub struct Args {
    pub max: Option<(u32, Span)>,
    pub backoff: Option<(Schedule, Span)>,
    pub classification: Classification,
    pub within: Option<(Duration, Span)>,
    pub guards: Guards,
    pub deadline: Option<(Expr, Ident)>,
    pub clone: Vec<Ident>,
    pub once: Vec<Once>,
    pub attempt: Option<Ident>,
    pub policy: Option<Path>,
    pub name: Option<LitStr>,
    pub blocking: Option<Ident>,
    pub krate: Option<Path>,
    /// The keys that stand there, whether or not their values could be read.
    given: Vec<Ident>,
    /// The keys that were meant by a wrong name.
    meant: Vec<&'static str>,
}

impl Args {
    /// Parses `key = value, ..` with these keys, reporting every mistake.
    pub fn parse(tokens: TokenStream, keys: &[&'static str], errors: &mut Errors) -> Self {
        let mut args = Self::default();
        let parser = |input: ParseStream| {
            comma::separated(input, errors, |input, errors| args.key(keys, input, errors));
            Ok(())
        };
        // The parser reads to the end, whatever it finds.
        let _ = parser.parse2(group::open(tokens));
        args
    }

    /// Whether the user gave this key, rightly or wrongly.
    pub fn gave(&self, key: &str) -> bool {
        self.given(key).is_some() || self.meant.contains(&key)
    }

    /// The key as it stands in the attribute.
    pub fn given(&self, key: &str) -> Option<&Ident> {
        self.given.iter().find(|given| *given == key)
    }

    fn key(&mut self, keys: &[&'static str], input: ParseStream, errors: &mut Errors) -> Option<()> {
        let Ok(key) = input.call(Ident::parse_any) else {
            errors.push_at(input.span(), "expected a key, such as `max = 3` or `retryable = [..]`");
            return None;
        };
        let mut name = key.to_string();
        while input.peek(Token![-]) && input.peek2(Ident) {
            errors.keep(input.parse::<Token![-]>())?;
            name = format!("{name}-{}", errors.keep(input.parse::<Ident>())?);
        }
        if !keys.contains(&name.as_str()) {
            if KEYS.contains(&name.as_str()) {
                errors.push(&key, format!("`{name}` belongs to the function; write it there, beside `policy = ..`"));
                return None;
            }
            let (message, meant) = wrong_keys::unknown_key(&name, keys);
            self.meant.extend(meant);
            errors.push(&key, message);
            return None;
        }
        if self.given(&name).is_some() && !matches!(name.as_str(), "on" | "breaker") {
            errors.push(&key, format!("`{name}` stands twice; keep one"));
            return None;
        }
        self.given.push(key.clone());
        match name.as_str() {
            "attempt_timeout" => self.guards.attempt_timeout = Some(AttemptTimeout::parse(&key, input, errors)?),
            "breaker" => self.guards.breakers.push(Breaker::parse(&key, input, errors)?),
            "blocking" => self.blocking = Some(value::flag(&key, input, errors)?),
            "classified" => self.classification.classified = Some(value::flag(&key, input, errors)?),
            "clone" => self.clone = value::names(&key, input, errors)?,
            "hint" => self.classification.hint = Some(Hint::parse(&key, input, errors)?),
            "once" => self.once = Once::parse_all(&key, input, errors)?,
            "on" => self.classification.ons.push(List::parse_on(&key, input, errors)?),
            _ => {
                value::equals(&key, input, errors)?;
                self.value(&key, input, errors)?;
            }
        }
        Some(())
    }

    fn value(&mut self, key: &Ident, input: ParseStream, errors: &mut Errors) -> Option<()> {
        let span = input.span();
        let lists = &mut self.classification;
        match key.to_string().as_str() {
            "max" => self.max = Some((errors.keep(max::parse(input))?, span)),
            "backoff" => self.backoff = Some((comma::quoted(input, errors, backoff::parse)?, span)),
            "expected" => lists.expected = Some(List::parse(key, Role::Expected, input, errors)?),
            "retryable" => lists.retryable = Some(List::parse(key, Role::Retryable, input, errors)?),
            "non_retryable" => lists.non_retryable = Some(List::parse(key, Role::NonRetryable, input, errors)?),
            "within" => self.within = Some((time(input, errors)?, span)),
            "by" => lists.by = Some((errors.keep(Callee::parse(input, &BY))?, key.clone())),
            "budget" => self.guards.budget = Some(errors.keep(value::expression(key, input))?),
            "deadline" => self.deadline = Some((deadline(key, input, errors)?, key.clone())),
            "cancel" => self.guards.cancel = Some((errors.keep(value::expression(key, input))?, key.clone())),
            "on_retry" => self.guards.on_retry = Some(Hook::parse(key, input, errors)?),
            "attempt" => self.attempt = Some(errors.keep(value::variable(input))?),
            "name" => self.name = Some(errors.keep(value::label(input))?),
            "policy" => self.policy = Some(errors.keep(value::path(key, input))?),
            _ => self.krate = Some(errors.keep(value::path(key, input))?),
        }
        Some(())
    }
}

/// A point in time. A literal can be none: it is a duration, which is what `within` takes.
fn deadline(key: &Ident, input: ParseStream, errors: &mut Errors) -> Option<Expr> {
    let value = errors.keep(value::expression(key, input))?;
    if matches!(value, Expr::Lit(_)) {
        errors.push(&value, "`deadline` is a point in time; write `within` for the time of a call");
    }
    Some(value)
}

/// A duration, in quotes or without.
fn time(input: ParseStream, errors: &mut Errors) -> Option<Duration> {
    comma::quoted(input, errors, |input, errors| errors.keep(duration::parse(input)))
}
