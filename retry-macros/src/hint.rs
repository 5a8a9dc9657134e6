use std::time::Duration;

use syn::parse::ParseStream;
use syn::{ExprClosure, ExprPath, Ident, Token, token};

use crate::errors::Errors;
use crate::{comma, duration};

const EXAMPLE: &str = "`hint(GeminiError::retry_delay, cap = 60s)`";

/// Where the server says how long to wait, and how much of it is heeded.
pub struct Hint {
    pub ask: Ask,
    pub cap: Duration,
    pub key: Ident,
}

/// What reads the wait off the error.
pub enum Ask {
    Function(ExprPath),
    Closure(ExprClosure),
    /// The error itself, through `Classify`.
    Error,
}

impl Hint {
    /// Parses `(path_or_closure, cap = 60s)` behind the key. `None`: the mistakes are reported.
    pub fn parse(key: &Ident, input: ParseStream, errors: &mut Errors) -> Option<Self> {
        if !input.peek(token::Paren) {
            errors.push(key, format!("`{key}` takes a function and a cap; write {EXAMPLE}"));
            return None;
        }
        let content = errors.keep(comma::parenthesized(input))?;
        let before = errors.count();
        let (mut ask, mut cap) = (None, None);
        comma::separated(&content, errors, |input, errors| {
            if input.peek(Ident) && input.peek2(Token![=]) {
                let name: Ident = errors.keep(input.parse())?;
                errors.keep(input.parse::<Token![=]>())?;
                if name != "cap" {
                    errors.push(
                        &name,
                        format!("unknown option `{name}`; `hint` has `cap`, the longest wait it may ask for"),
                    );
                    return None;
                }
                if cap.is_some() {
                    errors.push(&name, "`cap` stands twice; keep one");
                    return None;
                }
                cap = Some(comma::quoted(input, errors, |input, errors| errors.keep(duration::parse(input)))?);
            } else {
                let found = errors.keep(function(input))?;
                if ask.is_some() {
                    errors.push(key, "`hint` asks one function; combine them in a closure");
                    return None;
                }
                ask = Some(found);
            }
            Some(())
        });
        if cap.is_none() && errors.count() == before {
            errors.push(key, format!("`{key}` has no cap, so a server could ask for any wait; write {EXAMPLE}"));
        }
        Some(Self { ask: ask.unwrap_or(Ask::Error), cap: cap?, key: key.clone() })
    }
}

fn function(input: ParseStream) -> syn::Result<Ask> {
    if input.peek(Token![|]) || input.peek(Token![move]) {
        return Ok(Ask::Closure(input.parse()?));
    }
    let path = input.parse().map_err(|error| {
        syn::Error::new(
            error.span(),
            format!("expected a function or a closure from the error to a wait; write {EXAMPLE}"),
        )
    })?;
    Ok(Ask::Function(path))
}
