//! The options of an `on(..)`: what its errors have of their own.

use proc_macro2::Span;
use syn::parse::ParseStream;
use syn::{Ident, Token};

use crate::errors::Errors;
use crate::parse::hint::Hint;
use crate::parse::schedule::Schedule;
use crate::parse::{backoff, comma, max};

/// What the errors of an `on(..)` have of their own.
#[derive(Default)]
pub struct Own {
    pub max: Option<(u32, Span)>,
    pub backoff: Option<(Schedule, Span)>,
    pub hint: Option<Hint>,
    /// The options that stand there, whether or not their values could be read.
    seen: Vec<String>,
}

/// Whether an option comes next, and not an entry.
pub fn is_option(input: ParseStream) -> bool {
    let assigned = input.peek(Ident) && input.peek2(Token![=]) && !input.peek2(Token![==]);
    let name = input.fork().parse::<Ident>();
    assigned || name.is_ok_and(|name| ["max", "backoff", "hint"].iter().any(|option| name == option))
}

impl Own {
    /// Whether no option stands there.
    pub fn is_empty(&self) -> bool {
        self.seen.is_empty()
    }

    /// Parses one option.
    pub fn option(&mut self, input: ParseStream, errors: &mut Errors) -> Option<()> {
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
            "max" => self.max = Some((errors.keep(max::parse(input))?, span)),
            "backoff" => self.backoff = Some((comma::quoted(input, errors, backoff::parse)?, span)),
            _ => {
                errors.push(&key, format!("unknown option `{name}`; `on` has `max`, `backoff` and `hint(..)`"));
                return None;
            }
        }
        Some(())
    }
}
