//! `hint(path, cap = 60s)`: what reads the wait off an error, and its cap.

use std::time::Duration;

use syn::parse::ParseStream;
use syn::{Ident, Token, token};

use crate::errors::Errors;
use crate::parse::callee::{Callee, Use};
use crate::parse::{comma, duration};

const HINT: Use = Use {
    what: "a function from the error to a wait",
    example: "hint(GeminiError::retry_delay, cap = 60s)",
    closure: "|error| ..",
};

/// Where the server says how long to wait, and how much of it is heeded.
pub struct Hint {
    pub ask: Ask,
    pub cap: Duration,
    pub key: Ident,
}

/// What reads the wait off the error.
pub enum Ask {
    Callee(Callee),
    /// The error itself, through `Classify`.
    Error,
}

impl Hint {
    /// Parses `(path_or_closure, cap = 60s)` behind the key. `None`: the mistakes are reported.
    pub fn parse(key: &Ident, input: ParseStream, errors: &mut Errors) -> Option<Self> {
        if !input.peek(token::Paren) {
            errors.push(key, format!("`{key}` takes a function and a cap; write `{}`", HINT.example));
            return None;
        }
        let content = errors.keep(comma::parenthesized(input))?;
        let before = errors.count();
        let (mut ask, mut cap, mut asked) = (None, None, false);
        comma::separated(&content, errors, |input, errors| {
            if is_option(input) {
                cap = Some(cap_option(cap.is_some(), input, errors)?);
            } else {
                let twice = std::mem::replace(&mut asked, true);
                let found = errors.keep(Callee::parse(input, &HINT))?;
                if twice {
                    errors.push(found, "`hint` asks one function; combine them in a closure");
                    return None;
                }
                ask = Some(Ask::Callee(found));
            }
            Some(())
        });
        if cap.is_none() && errors.count() == before {
            errors.push(
                key,
                format!("`{key}` has no cap, so a server could ask for any wait; write `{}`", HINT.example),
            );
        }
        let ask = if asked { ask? } else { Ask::Error };
        Some(Self { ask, cap: cap?, key: key.clone() })
    }
}

/// `cap = 60s`.
fn cap_option(twice: bool, input: ParseStream, errors: &mut Errors) -> Option<Duration> {
    let name: Ident = errors.keep(input.parse())?;
    if name != "cap" {
        errors.push(
            &name,
            format!("unknown option `{name}`; `hint` has `cap`, the longest wait it may ask for"),
        );
        return None;
    }
    if twice {
        errors.push(&name, "`cap` stands twice; keep one");
        return None;
    }
    if input.parse::<Token![=]>().is_err() || comma::at_end(input) {
        errors.push(&name, "`cap` has no value; write `cap = 60s`");
        return None;
    }
    comma::quoted(input, errors, |input, errors| errors.keep(duration::parse(input)))
}

fn is_option(input: ParseStream) -> bool {
    let cap = input.fork().parse::<Ident>().is_ok_and(|name| name == "cap");
    input.peek(Ident) && (input.peek2(Token![=]) || cap)
}
