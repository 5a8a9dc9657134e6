//! The syntax of a backoff: `exp(1s, factor = 3, max = 30s, jitter = full)`.

use std::time::Duration;

use proc_macro2::Span;
use quote::quote;
use syn::parse::ParseStream;
use syn::{Expr, Ident, Lit, Token, token};

use crate::errors::Errors;
use crate::parse::jitter::Jitter;
use crate::parse::schedule::{Factor, Growth, Schedule};
use crate::parse::{comma, duration};
use crate::text::text;

const BACKOFFS: &str = "write `none`, `fixed(1s)`, `linear(1s)`, `exp(1s)`, `fib(1s)` or `list(1s, 5s)`";

/// What people write for a backoff, and what it is here.
const OTHER_NAMES: [(&[&str], &str); 5] = [
    (&["exponential", "expo"], "exp(1s)"),
    (&["constant", "every", "interval"], "fixed(1s)"),
    (&["fibonacci"], "fib(1s)"),
    (&["zero", "no", "immediate"], "none"),
    (&["delays", "table", "steps"], "list(1s, 5s)"),
];

/// Parses `exp(1s, factor = 3, max = 30s, jitter = full)`. `None`: the mistakes are reported.
pub fn parse(input: ParseStream, errors: &mut Errors) -> Option<Schedule> {
    let Ok(name) = input.parse::<Ident>() else {
        let mut value = comma::tokens(input);
        let mut several = false;
        while input.peek(Token![,]) && input.peek2(Lit) && input.parse::<Token![,]>().is_ok() {
            several = true;
            value.extend(quote!(,));
            value.extend(comma::tokens(input));
        }
        if value.is_empty() {
            errors.push_at(input.span(), format!("expected a backoff; {BACKOFFS}"));
        } else {
            errors.push(&value, not_a_backoff(&text(&value), several));
        }
        return None;
    };
    let kind = name.to_string();
    if !["none", "fixed", "linear", "exp", "fib", "list"].contains(&kind.as_str()) {
        errors.push(&name, unknown(&kind));
        return None;
    }
    let before = errors.count();
    let mut arguments = Arguments::default();
    if input.peek(token::Paren) {
        let content = errors.keep(comma::parenthesized(input))?;
        comma::separated(&content, errors, |input, errors| arguments.parse(&kind, input, errors));
    }
    let schedule = arguments.check(&name, errors);
    if errors.count() == before { schedule } else { None }
}

fn not_a_backoff(value: &str, several: bool) -> String {
    if several {
        return format!("`{value}` is not a backoff; write `list({value})`");
    }
    match value.strip_prefix('[').and_then(|value| value.strip_suffix(']')) {
        Some(waits) => format!("`{value}` is not a backoff; write `list({waits})`"),
        None if value.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("`{value}` is not a backoff; write `fixed({value}s)` to wait as long each time, or `exp({value}s)`")
        }
        None => {
            format!("`{value}` is not a backoff; write `fixed({value})` to wait as long each time, or `exp({value})`")
        }
    }
}

fn unknown(name: &str) -> String {
    let meant = OTHER_NAMES.iter().find(|(others, _)| others.contains(&name)).map(|(_, right)| *right);
    match meant {
        Some(right) => format!("unknown backoff `{name}`; write `{right}`"),
        None => format!("unknown backoff `{name}`; {BACKOFFS}"),
    }
}

/// What people write before the first wait.
const BASES: [&str; 4] = ["base", "initial", "start", "delay"];

/// What stands in the parentheses.
#[derive(Default)]
struct Arguments {
    waits: Vec<(Duration, Span)>,
    seen: Vec<String>,
    factor: Option<Factor>,
    cap: Option<(Duration, Span)>,
    jitter: Option<(Jitter, Span)>,
}

impl Arguments {
    /// Whether an option's name comes next, though without its `=`.
    fn is_option(input: ParseStream) -> bool {
        let name = input.fork().parse::<Ident>();
        name.is_ok_and(|name| ["factor", "max", "jitter"].iter().any(|option| name == option))
    }

    fn parse(&mut self, kind: &str, input: ParseStream, errors: &mut Errors) -> Option<()> {
        let option = input.peek(Ident)
            && (input.peek2(Token![=]) || input.peek2(Token![:]) && !input.peek2(Token![::]) || Self::is_option(input));
        if !option {
            let span = input.span();
            let wait = errors.keep(duration::parse(input));
            // A wait that is wrong is still one: the number of them is right.
            self.waits.push((wait.unwrap_or(Duration::from_secs(1)), span));
            return wait.map(drop);
        }
        let key: Ident = errors.keep(input.parse())?;
        let name = key.to_string();
        if let Some(message) = misplaced(kind, &name) {
            errors.push(&key, message);
            if BASES.contains(&name.as_str()) {
                self.waits.push((Duration::from_secs(1), key.span()));
            }
            return None;
        }
        if self.seen.contains(&name) {
            errors.push(&key, format!("`{name}` stands twice; keep one"));
            return None;
        }
        self.seen.push(name.clone());
        if input.parse::<Token![=]>().is_err() || comma::at_end(input) {
            let problem = if comma::at_end(input) { "has no value" } else { "takes its value after `=`" };
            errors.push(&key, format!("`{name}` {problem}; write `{}`", example(&name)));
            return None;
        }
        let span = input.span();
        match name.as_str() {
            "factor" => self.factor = Some(errors.keep(factor(input))?),
            "max" => self.cap = Some((errors.keep(duration::parse(input))?, span)),
            _ => self.jitter = Some((errors.keep(Jitter::parse(input))?, span)),
        }
        Some(())
    }

    /// As many waits as the backoff takes.
    fn check_waits(&self, name: &Ident, errors: &mut Errors) {
        match (name.to_string().as_str(), self.waits.as_slice()) {
            ("none", [(_, span), ..]) => {
                errors.push_at(*span, "`none` does not wait; remove this, or write `fixed(1s)`");
            }
            ("none", []) | ("list", [_, ..]) | (_, [_]) => {}
            ("list", []) => errors.push(name, "`list` needs its waits; write `list(1s, 5s)`"),
            (kind, []) => errors.push(name, format!("`{kind}` needs its first wait; write `{kind}(1s)`")),
            (kind, [_, (_, span), ..]) => {
                errors.push_at(*span, format!("`{kind}` has one wait; for several write `list(..)`"));
            }
        }
    }

    fn check(self, name: &Ident, errors: &mut Errors) -> Option<Schedule> {
        let base = self.waits.first().map(|(wait, _)| *wait);
        let kind = name.to_string();
        self.check_waits(name, errors);
        if let (Some((cap, span)), Some(base)) = (self.cap, base) {
            if cap < base {
                let (cap, base) = (duration::text(cap), duration::text(base));
                errors.push_at(
                    span,
                    format!("`max = {cap}` is below the first wait of {base}; raise it, or write `fixed({cap})`"),
                );
            }
        }
        if let Some((Jitter::Decorrelated, span)) = self.jitter {
            if !matches!(kind.as_str(), "exp" | "linear") {
                errors.push_at(
                    span,
                    format!("`decorrelated` goes with `exp` and `linear`, not with `{kind}`; write `jitter = full`"),
                );
            }
        }
        let growth = match kind.as_str() {
            "none" => Growth::None,
            "fixed" => Growth::Fixed(base?),
            "linear" => Growth::Linear(base?),
            "exp" => Growth::Exponential(base?, self.factor.unwrap_or(Factor::DOUBLE)),
            "fib" => Growth::Fibonacci(base?),
            _ => Growth::List(self.waits.into_iter().map(|(wait, _)| wait).collect()),
        };
        let jitter = self.jitter.map_or(Jitter::None, |(jitter, _)| jitter);
        Some(Schedule { growth, cap: self.cap.map(|(cap, _)| cap), jitter })
    }
}

/// Why the option `name` cannot stand in a backoff of this kind.
fn misplaced(kind: &str, name: &str) -> Option<String> {
    match (kind, name) {
        (_, "factor") if kind == "exp" => None,
        (_, "factor") => Some("`factor` belongs to `exp`; remove it, or write `exp(1s, factor = 3)`".to_owned()),
        ("none", "max" | "jitter") => Some(format!("`none` does not wait, so it has no `{name}`; remove it")),
        ("fixed" | "list", "max") => {
            Some(format!("the waits of `{kind}` do not grow, so they need no `max`; remove it"))
        }
        (_, "max" | "jitter") => None,
        (_, "cap" | "limit" | "max_delay" | "max_wait" | "ceiling") => {
            Some(format!("unknown option `{name}`; write `max = 30s` for the longest wait"))
        }
        (_, base) if BASES.contains(&base) => Some(format!("unknown option `{name}`; write `{kind}(1s)`")),
        (_, "multiplier" | "rate") => Some(format!("unknown option `{name}`; write `exp(1s, factor = 3)`")),
        _ => Some(format!("unknown option `{name}`; the options are `factor`, `max`, `jitter`")),
    }
}

fn example(option: &str) -> &'static str {
    match option {
        "factor" => "factor = 3",
        "max" => "max = 30s",
        _ => "jitter = full",
    }
}

/// A number above 1, with up to three decimals.
fn factor(input: ParseStream) -> syn::Result<Factor> {
    let literal: Expr = input
        .parse()
        .map_err(|error| syn::Error::new(error.span(), "expected a number; write `factor = 3`"))?;
    let number = text(&literal);
    let message = match Factor::of(&number) {
        Some(factor) if factor > Factor::ONE => return Ok(factor),
        Some(_) => format!("factor `{number}` does not grow; write a factor above 1, or `fixed(..)`"),
        None => {
            format!("factor `{number}` is not a number from 1 to 1000 with up to three decimals; write `factor = 3`")
        }
    };
    Err(syn::Error::new_spanned(literal, message))
}
