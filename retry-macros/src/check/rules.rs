//! A limit, its waits and a classification: what a function or a shared policy must have.

use std::time::Duration;

use proc_macro2::Span;
use syn::{Ident, Type};

use crate::check::{classification, waits};
use crate::errors::Errors;
use crate::parse::args::Args;
use crate::parse::classification::Classification;
use crate::parse::list::Role;
use crate::parse::schedule::Schedule;

/// A limit, its waits and a classification that belong together.
pub struct Rules {
    pub attempts: u32,
    pub schedule: Schedule,
    /// The schedule of each `on(..)`, and how many attempts it allows.
    pub kinds: Vec<(u32, Schedule)>,
    pub classification: Classification,
}

impl Rules {
    /// Checks what the keys say together. `own` is the error type, as far as it can be read; `place` is where a missing
    /// key is reported. `None`: the mistakes are reported.
    pub fn check(args: Args, own: Option<&Type>, place: Span, errors: &mut Errors) -> Option<Self> {
        if !args.gave("max") {
            errors.push_at(place, "no limit; add `max = 3`, which counts every attempt, the first included");
        }
        if !["retryable", "non_retryable", "classified"].iter().any(|key| args.gave(key)) {
            let remedy = "add `non_retryable = [..]` with the errors that must end the call, or `retryable = [..]`, or `classified`";
            match args.given("expected") {
                Some(key) => errors.push(key, format!("`expected` names answers, and classifies no failure; {remedy}")),
                None => errors.push_at(place, format!("no error is classified; {remedy}")),
            }
        }
        classification::check(&args.classification, own, errors);
        let schedule = args.backoff.as_ref().map(|(schedule, _)| schedule.clone()).unwrap_or_default();
        let kinds = kinds(&args, &schedule, errors);
        waits::check(&args, &schedule, &kinds, errors);
        // Where the limit is missing or wrong, all the rest has been checked by now all the same.
        let (attempts, _) = args.max?;
        Some(Self { attempts, schedule, kinds, classification: args.classification })
    }

    /// The same for a policy of limits alone, which has nothing to classify.
    pub fn alone(args: &Args, name: &Ident, errors: &mut Errors) -> Option<Self> {
        if !args.gave("max") {
            errors.push(name, "no limit; add `max = 3`, which counts every attempt, the first included");
        }
        for key in ["expected", "non_retryable", "on", "retryable", "classified", "by", "hint"] {
            if let Some(given) = args.given(key) {
                let remedy = format!("write `static {name}: MyError = (..)`, or leave it to the functions");
                errors.push(given, format!("`{key}` needs the error type that it is about; {remedy}"));
            }
        }
        let schedule = args.backoff.as_ref().map(|(schedule, _)| schedule.clone()).unwrap_or_default();
        waits::check(args, &schedule, &[], errors);
        let (attempts, _) = args.max?;
        Some(Self {
            attempts,
            schedule,
            kinds: Vec::new(),
            classification: Classification::default(),
        })
    }

    /// The longest that all waits of a call can take together.
    pub fn longest(&self) -> Duration {
        self.longest_of(self.attempts)
    }

    /// The same for two attempts, for three, and so on up to the limit.
    pub fn longest_by_attempts(&self) -> impl Iterator<Item = Duration> {
        (2..=self.attempts).map(|attempts| self.longest_of(attempts))
    }

    /// The longest that a call can take whose attempts take this long; the waits alone where nobody knows how long.
    pub fn longest_call(&self, attempt: Option<Duration>) -> Duration {
        let attempts = attempt.map_or(Duration::ZERO, |attempt| attempt.saturating_mul(self.attempts));
        self.longest().saturating_add(attempts)
    }

    fn longest_of(&self, attempts: u32) -> Duration {
        waits::longest(attempts, &self.schedule, &self.kinds, &waits::caps(&self.classification))
    }
}

/// The schedules of the `on(..)`s; what they do not name is the function's.
fn kinds(args: &Args, schedule: &Schedule, errors: &mut Errors) -> Vec<(u32, Schedule)> {
    let whole = args.max.map_or(100, |(attempts, _)| attempts);
    let own = args
        .classification
        .ons
        .iter()
        .filter_map(|list| if let Role::On(own) = &list.role { Some(own) } else { None });
    own.map(|own| {
        if let Some((attempts, span)) = own.max.filter(|(attempts, _)| *attempts > whole) {
            let message = format!("`max = {attempts}` here is above the function's own `max = {whole}`, which bounds the whole call; lower it, or raise that");
            errors.push_at(span, message);
        }
        let attempts = own.max.map_or(whole, |(attempts, _)| attempts);
        (attempts, own.backoff.as_ref().map_or_else(|| schedule.clone(), |(schedule, _)| schedule.clone()))
    })
    .collect()
}
