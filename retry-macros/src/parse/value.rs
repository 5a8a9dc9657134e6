//! The plain values of keys: flags, names, paths, expressions; and what each key looks like with its value.

use std::collections::HashSet;

use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Expr, Ident, LitStr, Path, Token, token};

use crate::errors::Errors;
use crate::parse::comma;

/// What a key looks like with its value.
fn example(key: &str) -> &'static str {
    match key {
        "max" => "max = 3",
        "backoff" => "backoff = \"exp(1s)\"",
        "retryable" => "retryable = [..]",
        "non_retryable" => "non_retryable = [..]",
        "within" => "within = \"30s\"",
        "attempt" => "attempt = n",
        "name" => "name = \"gemini.embed\"",
        "attempt_timeout" => "attempt_timeout = \"5s\"",
        "budget" => "budget = BUDGET",
        "cancel" => "cancel = shutdown.cancelled()",
        "deadline" => "deadline = request.deadline()",
        "on_retry" => "on_retry = |retry| ..",
        "policy" => "policy = GEMINI",
        "by" => "by = tonic::Status::code",
        "clone" => "clone(argument)",
        _ => "crate = ::my_crate::retry_runtime",
    }
}

/// The `=` of `key = value`; the mistake sits on the key, also at the end of the input.
pub fn equals(key: &Ident, input: ParseStream, errors: &mut Errors) -> Option<()> {
    let found = input.parse::<Token![=]>().is_ok();
    if found && !comma::at_end(input) {
        return Some(());
    }
    let problem = if comma::at_end(input) { "has no value" } else { "takes its value after `=`" };
    errors.push(key, format!("`{key}` {problem}; write `{}`", example(&key.to_string())));
    None
}

pub fn flag(key: &Ident, input: ParseStream, errors: &mut Errors) -> Option<Ident> {
    if !comma::at_end(input) {
        errors.push(key, format!("`{key}` takes no value; write `{key}` alone"));
        return None;
    }
    Some(key.clone())
}

/// The names of `clone(a, b)`.
pub fn names(key: &Ident, input: ParseStream, errors: &mut Errors) -> Option<Vec<Ident>> {
    if !input.peek(token::Paren) {
        errors.push(key, format!("`{key}` names parameters in parentheses; write `{}`", example("clone")));
        return None;
    }
    let content = errors.keep(comma::parenthesized(input))?;
    let (mut names, mut seen) = (Vec::new(), HashSet::new());
    let before = errors.count();
    comma::separated(&content, errors, |input, errors| {
        let span = input.span();
        let name = input.call(Ident::parse_any).ok().filter(|_| comma::at_end(input));
        let Some(name) = name else {
            errors.push_at(span, "`clone` takes the names of parameters alone; write `clone(argument)`");
            return None;
        };
        if seen.insert(name.to_string()) {
            names.push(name);
        } else {
            errors.push(&name, format!("`{name}` stands twice in `{key}`; keep one"));
        }
        Some(())
    });
    if names.is_empty() && errors.count() == before {
        errors.push(key, format!("`{key}` names no parameter; write `{}`, or remove it", example("clone")));
    }
    Some(names)
}

/// A name for a variable of the body.
pub fn variable(input: ParseStream) -> syn::Result<Ident> {
    let problem = "`attempt` names a variable for the body; write `attempt = n`";
    input.parse().map_err(|error| syn::Error::new(error.span(), problem))
}

/// A name for events and metrics.
pub fn label(input: ParseStream) -> syn::Result<LitStr> {
    let literal: LitStr = input
        .parse()
        .map_err(|error| syn::Error::new(error.span(), "`name` is a string; write `name = \"gemini.embed\"`"))?;
    if literal.value().trim().is_empty() {
        return Err(syn::Error::new_spanned(
            &literal,
            "`name` is empty; write `name = \"gemini.embed\"`, or remove it",
        ));
    }
    Ok(literal)
}

/// A path to an item.
pub fn path(key: &Ident, input: ParseStream) -> syn::Result<Path> {
    input.call(Path::parse_mod_style).map_err(|error| {
        syn::Error::new(error.span(), format!("`{key}` is a path; write `{}`", example(&key.to_string())))
    })
}

/// An expression; at the end of the input, the mistake sits on the key.
pub fn expression(key: &Ident, input: ParseStream) -> syn::Result<Expr> {
    input.parse().map_err(|error| {
        if input.is_empty() {
            let example = example(&key.to_string());
            syn::Error::new_spanned(key, format!("`{key}` has an unfinished value; write `{example}`"))
        } else {
            error
        }
    })
}
