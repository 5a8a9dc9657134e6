use std::time::Duration;

use proc_macro2::{Ident, Span};
use syn::{LitStr, Path};

use crate::args::Args;
use crate::classification::Classification;
use crate::duration;
use crate::errors::Errors;
use crate::function::Function;
use crate::schedule::{Growth, Schedule};

/// Waits that add up to more than this need a `within` beside them.
const LONGEST_WORST_CASE: Duration = Duration::from_secs(3_600);

/// What a function's attribute asks for, checked across its keys and against the function.
pub struct Policy {
    pub attempts: u32,
    pub schedule: Schedule,
    pub lists: Classification,
    pub within: Option<Duration>,
    pub clone: Vec<Ident>,
    pub attempt: Option<Ident>,
    pub name: Option<LitStr>,
    pub krate: Option<Path>,
}

impl Policy {
    /// Checks the attribute, also where the function could not be read. `None`: the mistakes are reported.
    pub fn check(args: Args, function: Option<&Function>, errors: &mut Errors) -> Option<Self> {
        if !args.gave("max") {
            errors.push_at(
                Span::call_site(),
                "no limit; add `max = 3`, which counts every attempt, the first included",
            );
        }
        if !args.gave("retryable") && !args.gave("non_retryable") {
            errors.push_at(
                Span::call_site(),
                "no error is classified; add `non_retryable = [..]` with the errors that must end the call, or `retryable = [..]`",
            );
        }
        args.lists.check(function.and_then(|function| function.output.error.as_ref()), errors);
        if let Some(function) = function {
            check_names(&args, function, errors);
        }
        check_waits(&args, errors);
        Some(Self {
            attempts: args.max?,
            schedule: args.backoff.map(|(schedule, _)| schedule).unwrap_or_default(),
            lists: args.lists,
            within: args.within.map(|(within, _)| within),
            clone: args.clone,
            attempt: args.attempt,
            name: args.name,
            krate: args.krate,
        })
    }

    /// The waits between the attempts, without jitter.
    pub fn waits(&self) -> Vec<Duration> {
        self.schedule.table(self.attempts)
    }
}

/// `clone` names what is there, `attempt` what is not.
fn check_names(args: &Args, function: &Function, errors: &mut Errors) {
    let bindings = function.bindings();
    let owner = &function.sig.ident;
    for name in &args.clone {
        match bindings.iter().find(|binding| binding.name == *name) {
            None => errors.push(
                name,
                format!("`{name}` is not a parameter of `{owner}`; `clone(..)` names by-value parameters"),
            ),
            Some(binding) if binding.by_reference => {
                errors.push(
                    name,
                    format!("`{name}` is a reference, which every attempt can use as it is; remove it from `clone`"),
                );
            }
            Some(_) => {}
        }
    }
    if let Some(name) = &args.attempt {
        if bindings.iter().any(|binding| binding.name == *name) {
            errors.push(
                name,
                format!("`{name}` is already a parameter of `{owner}`; give the attempt another name"),
            );
        }
    }
}

/// The waits against the limits, as far as both could be read.
fn check_waits(args: &Args, errors: &mut Errors) {
    let standard = (Schedule::default(), Span::call_site());
    if args.gave("backoff") && args.backoff.is_none() {
        return;
    }
    let (schedule, span) = args.backoff.as_ref().unwrap_or(&standard);
    let Some(attempts) = args.max else { return };
    if let Growth::List(waits) = &schedule.growth {
        let needed = usize::try_from(attempts).unwrap_or(usize::MAX) - 1;
        if waits.len() != needed {
            let listed = waits.len();
            let message = format!(
                "`list` has {listed} {}, and `max = {attempts}` makes {needed}; write one wait for each attempt after the first",
                if listed == 1 { "wait" } else { "waits" }
            );
            errors.push_at(*span, message);
            return;
        }
    }
    let waits: Vec<Duration> = schedule.table(attempts).into_iter().map(|wait| schedule.longest(wait)).collect();
    let worst = waits.iter().fold(Duration::ZERO, |sum, wait| sum.saturating_add(*wait));
    if worst > LONGEST_WORST_CASE && !args.gave("within") {
        let message = format!(
            "the waits add up to {} in the worst case, over one hour; cap each wait with `max = 30s` in the backoff, or add \
             `within = \"10min\"`",
            approximate(worst)
        );
        errors.push_at(*span, message);
    }
    if let (Some((within, span)), Some(first)) = (args.within, waits.first()) {
        if within <= *first {
            let (within, first) = (duration::text(within), duration::text(*first));
            errors.push_at(span, format!("`within = {within}` is not above the first wait of {first}, so nothing would be retried; raise it, or shorten the wait"));
        }
    }
}

/// A long time in whole units: exact figures of years help nobody.
fn approximate(duration: Duration) -> String {
    let seconds = duration.as_secs();
    let plural = |number: u64, unit: &str| format!("about {number} {unit}{}", if number == 1 { "" } else { "s" });
    match seconds {
        0..7_200 => plural(seconds / 60, "minute"),
        7_200..172_800 => plural(seconds / 3_600, "hour"),
        172_800..63_072_000 => plural(seconds / 86_400, "day"),
        _ => plural(seconds / 31_536_000, "year"),
    }
}
