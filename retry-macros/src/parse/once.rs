//! `once(key = EXPR, ..)`: what is the same in all attempts of a call.

use std::collections::HashSet;

use syn::parse::ParseStream;
use syn::{Expr, Ident, Token, token};

use crate::errors::Errors;
use crate::parse::comma;

const EXAMPLE: &str = "write `once(key = new_key())`";

/// A variable that is bound before the first attempt.
pub struct Once {
    pub name: Ident,
    pub value: Expr,
}

impl Once {
    /// Parses `(name = EXPR, ..)` behind the key. `None`: the mistakes are reported.
    pub fn parse_all(key: &Ident, input: ParseStream, errors: &mut Errors) -> Option<Vec<Self>> {
        if !input.peek(token::Paren) {
            errors.push(key, format!("`{key}` takes names and values in parentheses; {EXAMPLE}"));
            return None;
        }
        let content = errors.keep(comma::parenthesized(input))?;
        let (mut all, mut seen) = (Vec::new(), HashSet::new());
        let before = errors.count();
        comma::separated(&content, errors, |input, errors| {
            let once = Self::parse(input, errors)?;
            if seen.insert(once.name.to_string()) {
                all.push(once);
            } else {
                errors.push(&once.name, format!("`{}` stands twice in `{key}`; keep one", once.name));
            }
            Some(())
        });
        if all.is_empty() && errors.count() == before {
            errors.push(key, format!("`{key}` binds nothing; {EXAMPLE}, or remove it"));
        }
        Some(all)
    }

    fn parse(input: ParseStream, errors: &mut Errors) -> Option<Self> {
        let span = input.span();
        let name = input.parse::<Ident>().ok().filter(|_| input.peek(Token![=]) && !input.peek(Token![==]));
        let Some(name) = name else {
            errors.push_at(span, format!("`once` binds names to values; {EXAMPLE}"));
            return None;
        };
        errors.keep(input.parse::<Token![=]>())?;
        if comma::at_end(input) {
            errors.push(&name, format!("`{name}` has no value; {EXAMPLE}"));
            return None;
        }
        Some(Self { name, value: errors.keep(input.parse())? })
    }
}
