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

/// How many schedules are walked apart: none where the count of failures is enough.
pub fn walks(rules: &Rules) -> Option<Literal> {
    let remembers = rules.schedule.jitter == Jitter::Decorrelated;
    let apart = !rules.kinds.is_empty() || remembers;
    apart.then(|| Literal::usize_unsuffixed(rules.kinds.len() + 1))
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
