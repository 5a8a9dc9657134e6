//! `breaker(EXPR, trips_on = [..])`: a circuit breaker, and what counts as its failures.

use syn::parse::ParseStream;
use syn::{Expr, Ident, Token, token};

use crate::errors::Errors;
use crate::parse::attempt_timeout::error_option;
use crate::parse::callee::{Callee, Use};
use crate::parse::comma;
use crate::parse::entry::{Entry, Shape};

const ERROR: Use = Use {
    what: "a function that makes the error",
    example: "error = |open| MyError::new(open)",
    closure: "|open| ..",
};

/// A circuit breaker, and the errors that count as its failures.
pub struct Breaker {
    pub key: Ident,
    pub value: Expr,
    pub trips_on: Option<Vec<Entry>>,
    /// What makes the error of a refusal, where it is not `From<CircuitOpen>`.
    pub error: Option<Callee>,
}

impl Breaker {
    /// Parses `(EXPR, trips_on = [entry, ..])` behind the key. `None`: the mistakes are reported.
    pub fn parse(key: &Ident, input: ParseStream, errors: &mut Errors) -> Option<Self> {
        if !input.peek(token::Paren) {
            errors.push(key, "`breaker` takes a circuit breaker in parentheses; write `breaker(GEMINI)`");
            return None;
        }
        let content = errors.keep(comma::parenthesized(input))?;
        let before = errors.count();
        let (mut breaker, mut trips_on, mut error) = (None, None, None);
        comma::separated(&content, errors, |input, errors| {
            let name = input.fork().parse::<Ident>().map(|name| name.to_string()).unwrap_or_default();
            if name == "error" && !input.peek2(Token![.]) && !input.peek2(Token![::]) {
                error = Some(error_option(error.is_some(), "breaker", &ERROR, input, errors)?);
            } else if name == "trips_on" || input.peek(Ident) && input.peek2(Token![=]) && !input.peek2(Token![==]) {
                trips_on = Some(trips(trips_on.is_some(), input, errors)?);
            } else if breaker.is_some() {
                errors.push_at(input.span(), "one breaker for each key; write `breaker(A), breaker(B)`");
                return None;
            } else {
                breaker = Some(errors.keep(input.parse())?);
            }
            Some(())
        });
        if breaker.is_none() && errors.count() == before {
            errors.push(key, "`breaker` names no circuit breaker; write `breaker(GEMINI)`");
        }
        Some(Self { key: key.clone(), value: breaker?, trips_on, error })
    }

    /// The entry of `trips_on` that stands for every error.
    pub fn rest(&self) -> Option<&Entry> {
        self.trips_on.iter().flatten().find(|entry| matches!(entry.shape, Shape::Rest))
    }
}

/// `trips_on = [entry, ..]`.
fn trips(twice: bool, input: ParseStream, errors: &mut Errors) -> Option<Vec<Entry>> {
    let key: Ident = errors.keep(input.parse())?;
    if input.parse::<Token![=]>().is_err() {
        errors.push(&key, format!("`{key}` has no value; write `{key} = [..]`"));
        return None;
    }
    if key != "trips_on" {
        errors.push(
            &key,
            format!("unknown option `{key}`; `breaker` has `trips_on = [..]`, the errors that count as failures, and `error = |open| ..`"),
        );
        return None;
    }
    if twice {
        errors.push(&key, "`trips_on` stands twice; keep one");
        return None;
    }
    if !input.peek(token::Bracket) {
        errors.push(&key, "`trips_on` is a list; write `trips_on = [..]`");
        return None;
    }
    let span = input.span();
    let content = errors.keep(comma::bracketed(input))?;
    if content.is_empty() {
        errors.push_at(
            span,
            "`trips_on` is empty, so nothing would open the breaker; name at least one error, or remove it",
        );
        return None;
    }
    Some(Entry::parse_all(&content, errors))
}
