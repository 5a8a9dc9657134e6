//! Schedules as the tables that the runtime reads.

use std::time::Duration;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::check::rules::Rules;
use crate::expand::time;
use crate::parse::jitter::Jitter;
use crate::parse::schedule::Schedule;

/// The function's own schedule.
pub fn own(rules: &Rules, krate: &TokenStream) -> TokenStream {
    schedule(&rules.schedule, rules.attempts, krate)
}

/// The schedules of the `on(..)`s.
pub fn kinds(rules: &Rules, krate: &TokenStream) -> TokenStream {
    let kinds = rules.kinds.iter().map(|(attempts, kind)| schedule(kind, *attempts, krate));
    quote!(&[#(#kinds),*])
}

/// How many schedules are walked apart, and what the runtime calls it: none where the count of failures is enough, and a count for
/// each where no wait depends on the one before.
pub fn apart(rules: &Rules) -> Option<(Literal, &'static str)> {
    let mut all = rules.kinds.iter().map(|(_, kind)| kind).chain([&rules.schedule]);
    let remembers = all.any(|schedule| schedule.jitter == Jitter::Decorrelated);
    let number = Literal::usize_unsuffixed(rules.kinds.len() + 1);
    match (remembers, rules.kinds.is_empty()) {
        (true, _) => Some((number, "walking")),
        (false, false) => Some((number, "counting")),
        (false, true) => None,
    }
}

fn schedule(schedule: &Schedule, attempts: u32, krate: &TokenStream) -> TokenStream {
    let waits = schedule.table(attempts).into_iter().map(time::tokens);
    let jitter = (schedule.jitter != Jitter::None).then(|| {
        let jitter = jitter(schedule.jitter, schedule.growth.base(), krate);
        quote!(.jitter(#jitter))
    });
    // Only a spread goes above the table, which is capped already.
    let cap = schedule.cap.filter(|_| matches!(schedule.jitter, Jitter::Spread(_))).map(|cap| {
        let cap = time::tokens(cap);
        quote!(.cap(#cap))
    });
    quote!(#krate::Schedule::new(&[#(#waits),*]) #jitter #cap)
}

fn jitter(jitter: Jitter, base: Duration, krate: &TokenStream) -> TokenStream {
    let variant = match jitter {
        Jitter::None => quote!(None),
        Jitter::Full => quote!(Full),
        Jitter::Equal => quote!(Equal),
        Jitter::Decorrelated => {
            let base = time::tokens(base);
            quote!(Decorrelated(#base))
        }
        Jitter::Spread(millionths) => quote!(Spread(#millionths)),
    };
    quote!(#krate::Jitter::#variant)
}
