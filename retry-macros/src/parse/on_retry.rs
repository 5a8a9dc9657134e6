//! `on_retry = |retry| ..`: the closure whose body runs before each wait.

use syn::parse::ParseStream;
use syn::{Expr, Ident, Pat};

use crate::errors::Errors;
use crate::parse::value;
use crate::text::text;

/// What runs before each wait: the closure of `on_retry`, whose body becomes part of the function.
pub struct Hook {
    pub parameter: Pat,
    pub body: Expr,
}

impl Hook {
    /// Parses `|retry| EXPR` behind `on_retry =`. `None`: the mistakes are reported.
    pub fn parse(key: &Ident, input: ParseStream, errors: &mut Errors) -> Option<Self> {
        let value = errors.keep(value::expression(key, input))?;
        let Expr::Closure(closure) = value else {
            errors.push(&value, not_a_closure(&value));
            return None;
        };
        let before = errors.count();
        if let Some(keyword) = &closure.asyncness {
            errors.push(
                keyword,
                "`on_retry` is part of the function, where `.await` works as it is; remove `async`",
            );
        }
        if let Some(keyword) = &closure.capture {
            errors.push(keyword, "`on_retry` is part of the function and can run again; remove `move`");
        }
        if closure.inputs.len() != 1 {
            let message = "`on_retry` takes one parameter, the retry; write `on_retry = |retry| ..`";
            if closure.inputs.is_empty() {
                errors.push(key, message);
            } else {
                errors.push(&closure.inputs, message);
            }
        }
        let parameter = closure.inputs.first().cloned().filter(|_| errors.count() == before)?;
        Some(Self { parameter, body: *closure.body })
    }
}

fn not_a_closure(value: &Expr) -> String {
    let problem = "`on_retry` is a closure, whose body becomes part of the function";
    match value {
        Expr::Path(path) => format!("{problem}; write `on_retry = |retry| {}(&retry)`", text(path)),
        _ => format!("{problem}; write `on_retry = |retry| ..`"),
    }
}
