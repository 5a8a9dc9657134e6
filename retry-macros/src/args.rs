use std::time::Duration;

use proc_macro2::{Span, TokenStream};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Expr, ExprLit, ExprUnary, Ident, Lit, LitStr, Path, Token, UnOp, token};

use crate::classification::{Classification, List};
use crate::errors::Errors;
use crate::schedule::Schedule;
use crate::{advice, backoff, duration, list};

const KEYS: [&str; 10] = [
    "max",
    "backoff",
    "retryable",
    "non_retryable",
    "within",
    "clone",
    "attempt",
    "name",
    "blocking",
    "crate",
];

/// The syntax of the attribute: each key's value, checked by itself.
#[derive(Default)]
pub struct Args {
    pub max: Option<u32>,
    pub backoff: Option<(Schedule, Span)>,
    pub lists: Classification,
    pub within: Option<(Duration, Span)>,
    pub clone: Vec<Ident>,
    pub attempt: Option<Ident>,
    pub name: Option<LitStr>,
    pub blocking: Option<Ident>,
    pub krate: Option<Path>,
    /// The keys that stand there, or were meant to, whether or not their values could be read.
    given: Vec<String>,
}

impl Args {
    /// Parses `key = value, ..`, reporting every mistake.
    pub fn parse(tokens: TokenStream, errors: &mut Errors) -> Self {
        let mut args = Self::default();
        let parser = |input: ParseStream| {
            list::separated(input, errors, |input, errors| args.key(input, errors));
            Ok(())
        };
        if let Err(error) = parser.parse2(tokens) {
            errors.keep::<()>(Err(error));
        }
        args
    }

    /// Whether the user gave this key, rightly or wrongly.
    pub fn gave(&self, key: &str) -> bool {
        self.given.iter().any(|given| given == key)
    }

    fn key(&mut self, input: ParseStream, errors: &mut Errors) -> Option<()> {
        let Ok(key) = input.call(Ident::parse_any) else {
            errors.push_at(input.span(), "expected a key, such as `max = 3` or `retryable = [..]`");
            return None;
        };
        let name = key.to_string();
        if !KEYS.contains(&name.as_str()) {
            let (message, meant) = advice::unknown_key(&name, &KEYS);
            self.given.extend(meant.map(str::to_owned));
            errors.push(&key, message);
            return None;
        }
        if self.gave(&name) {
            errors.push(&key, format!("`{name}` stands twice; keep one"));
            return None;
        }
        self.given.push(name.clone());
        match name.as_str() {
            "blocking" => self.blocking = Some(flag(&key, input, errors)?),
            "clone" => self.clone = names(&key, input, errors)?,
            _ => {
                equals(&key, input, errors)?;
                self.value(&key, input, errors)?;
            }
        }
        Some(())
    }

    fn value(&mut self, key: &Ident, input: ParseStream, errors: &mut Errors) -> Option<()> {
        let span = input.span();
        match key.to_string().as_str() {
            "max" => self.max = Some(errors.keep(max(input))?),
            "backoff" => self.backoff = Some((quoted(input, errors, backoff::parse)?, span)),
            "retryable" => self.lists.retryable = Some(List::parse(key, input, errors)?),
            "non_retryable" => self.lists.non_retryable = Some(List::parse(key, input, errors)?),
            "within" => {
                let parse = |input: ParseStream<'_>, errors: &mut Errors| errors.keep(duration::parse(input));
                self.within = Some((quoted(input, errors, parse)?, span));
            }
            "attempt" => self.attempt = Some(errors.keep(variable(input))?),
            "name" => self.name = Some(errors.keep(label(input))?),
            _ => self.krate = Some(errors.keep(input.call(Path::parse_mod_style))?),
        }
        Some(())
    }
}

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
        "clone" => "clone(argument)",
        _ => "crate = ::my_crate::retry_runtime",
    }
}

/// The `=` of `key = value`; the mistake sits on the key, also at the end of the input.
fn equals(key: &Ident, input: ParseStream, errors: &mut Errors) -> Option<()> {
    let found = input.parse::<Token![=]>().is_ok();
    if found && !list::at_end(input) {
        return Some(());
    }
    let problem = if list::at_end(input) { "has no value" } else { "takes its value after `=`" };
    errors.push(key, format!("`{key}` {problem}; write `{}`", example(&key.to_string())));
    None
}

fn flag(key: &Ident, input: ParseStream, errors: &mut Errors) -> Option<Ident> {
    if !list::at_end(input) {
        errors.push(key, format!("`{key}` takes no value; write `{key}` alone"));
        return None;
    }
    Some(key.clone())
}

/// The names of `clone(a, b)`.
fn names(key: &Ident, input: ParseStream, errors: &mut Errors) -> Option<Vec<Ident>> {
    if !input.peek(token::Paren) {
        errors.push(key, format!("`{key}` names parameters in parentheses; write `{}`", example("clone")));
        return None;
    }
    let content = errors.keep(list::parenthesized(input))?;
    let mut names: Vec<Ident> = Vec::new();
    list::separated(&content, errors, |input, errors| {
        let name = errors.keep(input.call(Ident::parse_any))?;
        if names.contains(&name) {
            errors.push(&name, format!("`{name}` stands twice in `{key}`; keep one"));
        } else {
            names.push(name);
        }
        Some(())
    });
    if names.is_empty() {
        errors.push(key, format!("`{key}` names no parameter; write `{}`, or remove it", example("clone")));
    }
    Some(names)
}

/// The value itself, or the same text in quotes.
fn quoted<T>(
    input: ParseStream,
    errors: &mut Errors,
    parse: impl FnOnce(ParseStream, &mut Errors) -> Option<T>,
) -> Option<T> {
    if !input.peek(LitStr) {
        return parse(input, errors);
    }
    let literal: LitStr = errors.keep(input.parse())?;
    if literal.parse::<TokenStream>().is_err() {
        errors.push(&literal, format!("`{}` cannot be read; check its brackets and quotes", literal.value()));
        return None;
    }
    let mut value = None;
    let parser = |input: ParseStream<'_>| {
        value = parse(input, errors);
        let rest: TokenStream = input.parse()?;
        if value.is_some() && !rest.is_empty() {
            let rest = crate::text::text(&rest);
            errors.push(&literal, format!("`{rest}` stands after the end of the value; remove it"));
            value = None;
        }
        Ok(())
    };
    let read = literal.parse_with(parser);
    errors.keep(read)?;
    value
}

/// An integer literal from 2 to 100.
fn max(input: ParseStream) -> syn::Result<u32> {
    let value: Expr = input
        .parse()
        .map_err(|error| syn::Error::new(error.span(), "expected a number; write `max = 3`"))?;
    let refused = |message: String| Err(syn::Error::new_spanned(&value, message));
    let text = crate::text::text(&value);
    match &value {
        Expr::Lit(ExprLit {
            lit: Lit::Int(number), ..
        }) if number.suffix().is_empty() => match number.base10_parse::<u32>() {
            Ok(0) => refused("`max = 0` would make no attempt; write `max = 3`, which counts every attempt".to_owned()),
            Ok(1) => refused("`max = 1` never retries; write 2 or more, or remove the attribute".to_owned()),
            Ok(attempts @ 2..=100) => Ok(attempts),
            _ => refused(format!("`max = {text}` is as good as no limit; write 2 to 100")),
        },
        Expr::Lit(ExprLit {
            lit: Lit::Int(number), ..
        }) => refused(format!("`{text}` needs no suffix; write `max = {}`", number.base10_digits())),
        Expr::Unary(ExprUnary { op: UnOp::Neg(_), .. }) => {
            refused(format!("`max = {text}` is negative; write `max = 3`"))
        }
        Expr::Lit(_) => refused(format!("`max = {text}` is not a whole number; write `max = 3`")),
        _ => refused(format!(
            "`{text}` is not a literal, and the limit must stand in the source; write `max = 3`"
        )),
    }
}

/// A name for a variable of the body.
fn variable(input: ParseStream) -> syn::Result<Ident> {
    let problem = "`attempt` names a variable for the body; write `attempt = n`";
    input.parse().map_err(|error| syn::Error::new(error.span(), problem))
}

/// A name for events and metrics.
fn label(input: ParseStream) -> syn::Result<LitStr> {
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
