use proc_macro2::Span;
use syn::parse::ParseStream;
use syn::{Ident, Token, token};

use crate::entry::Entry;
use crate::errors::Errors;
use crate::hint::Hint;
use crate::list::{List, Role};
use crate::schedule::Schedule;
use crate::{attempts, backoff, comma};

/// What the errors of an `on(..)` have of their own.
#[derive(Default)]
pub struct Own {
    pub max: Option<(u32, Span)>,
    pub backoff: Option<(Schedule, Span)>,
    pub hint: Option<Hint>,
    seen: Vec<String>,
}

/// Parses `(entry, .., max = 5, backoff = "exp(10s)", hint(..))` behind the key `on`. `None`: the mistakes are reported.
pub fn parse(key: &Ident, input: ParseStream, errors: &mut Errors) -> Option<List> {
    if !input.peek(token::Paren) {
        errors.push(key, "`on` names errors and their own schedule; write `on(ApiError::RateLimited { .. }, backoff = \"exp(10s)\")`");
        return None;
    }
    let span = input.span();
    let content = errors.keep(comma::parenthesized(input))?;
    let before = errors.count();
    let (mut entries, mut own) = (Vec::new(), Own::default());
    comma::separated(&content, errors, |input, errors| {
        if is_option(input) {
            return own.option(input, errors);
        }
        if input.peek(token::Bracket) {
            errors.push_at(input.span(), "`on` takes its entries without brackets; write `on(A, B, backoff = ..)`");
            return None;
        }
        entries.push(errors.keep(input.parse::<Entry>())?);
        Some(())
    });
    if entries.is_empty() && errors.count() == before {
        errors.push(
            key,
            "`on` names no error; write `on(ApiError::RateLimited { .. }, backoff = \"exp(10s)\")`",
        );
    }
    if own.seen.is_empty() && errors.count() == before {
        errors.push(
            key,
            "`on` has no schedule of its own; add `max = ..` or `backoff = ..`, or move its errors to `retryable`",
        );
    }
    Some(List { key: key.clone(), span, entries, role: Role::On(Box::new(own)) })
}

fn is_option(input: ParseStream) -> bool {
    let assigned = input.peek(Ident) && input.peek2(Token![=]) && !input.peek2(Token![==]);
    let name = input.fork().parse::<Ident>();
    assigned || name.is_ok_and(|name| ["max", "backoff", "hint"].iter().any(|option| name == option))
}

impl Own {
    fn option(&mut self, input: ParseStream, errors: &mut Errors) -> Option<()> {
        let key: Ident = errors.keep(input.parse())?;
        let name = key.to_string();
        if self.seen.contains(&name) {
            errors.push(&key, format!("`{name}` stands twice; keep one"));
            return None;
        }
        self.seen.push(name.clone());
        if name == "hint" {
            self.hint = Some(Hint::parse(&key, input, errors)?);
            return Some(());
        }
        if input.parse::<Token![=]>().is_err() || comma::at_end(input) {
            let example = if name == "max" { "max = 3" } else { "backoff = \"exp(10s)\"" };
            errors.push(&key, format!("`{name}` takes its value after `=`; write `{example}`"));
            return None;
        }
        let span = input.span();
        match name.as_str() {
            "max" => self.max = Some((errors.keep(attempts::parse(input))?, span)),
            "backoff" => self.backoff = Some((comma::quoted(input, errors, backoff::parse)?, span)),
            _ => {
                errors.push(&key, format!("unknown option `{name}`; `on` has `max`, `backoff` and `hint(..)`"));
                return None;
            }
        }
        Some(())
    }
}
