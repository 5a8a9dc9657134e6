//! What a function asks for, as a whole: its own keys, or a shared policy and what tightens it.

use std::time::Duration;

use proc_macro2::Span;
use syn::{Expr, Ident, LitStr, Path};

use crate::check::rules::Rules;
use crate::check::{classification, guards, names};
use crate::errors::Errors;
use crate::item::function::Function;
use crate::parse::args::Args;
use crate::parse::classification::Classification;
use crate::parse::guards::Guards;
use crate::parse::once::Once;
use crate::text::text;

/// What a function's attribute asks for, checked across its keys and against the function.
pub struct Policy {
    pub source: Source,
    pub within: Option<(Duration, Span)>,
    pub guards: Guards,
    pub deadline: Option<Expr>,
    pub clone: Vec<Ident>,
    pub once: Vec<Once>,
    pub attempt: Option<Ident>,
    pub name: Option<LitStr>,
    pub krate: Option<Path>,
}

/// Where the rules stand: in the attribute, or in a shared policy, whose limit it may lower.
pub enum Source {
    Own(Box<Rules>),
    Shared {
        path: Path,
        max: Option<(u32, Span)>,
        /// What the function adds to the policy, or says itself where the policy is limits alone.
        classification: Box<Classification>,
    },
}

impl Policy {
    /// Checks the attribute, also where the function could not be read. `None`: the mistakes are reported.
    pub fn check(mut args: Args, function: Option<&Function>, errors: &mut Errors) -> Option<Self> {
        if let Some(function) = function {
            names::check(&args, function, errors);
        }
        let (within, clone, attempt) = (args.within, std::mem::take(&mut args.clone), args.attempt.take());
        let (name, krate) = (args.name.take(), args.krate.take());
        let (once, deadline) = (std::mem::take(&mut args.once), args.deadline.take().map(|(deadline, _)| deadline));
        // A missing key has no token. The place is that of the attribute, in the user's own hygiene: otherwise rustc adds a note about where the error originates.
        let place =
            function.map_or_else(Span::call_site, |function| function.sig.fn_token.span.located_at(Span::call_site()));
        let own = function.and_then(|function| function.output.error.as_ref());
        guards::check(&args, own, errors);
        let taken = std::mem::take(&mut args.guards);
        let source = match args.policy.take() {
            Some(path) => {
                check_shared(&args, &path, errors);
                classification::check(&args.classification, own, errors);
                Source::Shared { path, max: args.max, classification: Box::new(args.classification) }
            }
            None if args.gave("policy") => return None,
            None => Source::Own(Box::new(Rules::check(args, own, place, errors)?)),
        };
        Some(Self {
            source,
            within,
            guards: taken,
            deadline,
            clone,
            once,
            attempt,
            name,
            krate,
        })
    }
}

/// Beside a shared policy stands what tightens it, or what classifies where the policy does not. The waits are its own.
fn check_shared(args: &Args, path: &Path, errors: &mut Errors) {
    for key in ["backoff", "on"] {
        if let Some(given) = args.given(key) {
            errors.push(
                given,
                format!("`{key}` belongs to the policy `{}`; remove it here, or remove `policy`", text(path)),
            );
        }
    }
}
