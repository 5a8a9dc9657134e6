//! Where breakers and the budget come into the loop.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Expr;
use syn::spanned::Spanned;

use crate::expand::context::Context;
use crate::expand::decision;
use crate::parse::breaker::Breaker;

/// The pieces of the loop that the limits fill.
#[derive(Default)]
pub struct Places {
    /// Before the loop: what the user's expressions are, once for each call.
    pub before: TokenStream,
    /// Before each attempt: may it start?
    pub admission: TokenStream,
    /// After each attempt, between its judgement and the end of it: what the limits say.
    pub verdicts: TokenStream,
}

pub fn places(context: &Context) -> Places {
    let guards = &context.policy.guards;
    let mut places = Places::default();
    if guards.ask_for_the_time() {
        places.verdicts.extend(quote_spanned!(Span::mixed_site()=> .timed_out(late)));
    }
    for (number, breaker) in guards.breakers.iter().enumerate() {
        add_breaker(breaker, number, context, &mut places);
    }
    if let Some(budget) = &guards.budget {
        add_budget(budget, &context.krate, &mut places);
    }
    places
}

/// Adds what this breaker says to the loop; `number` tells it from the others.
fn add_breaker(breaker: &Breaker, number: usize, context: &Context, places: &mut Places) {
    let Breaker { key, value, trips_on } = breaker;
    let (krate, output) = (&context.krate, &context.function.output.ty);
    let (name, permit) = (local("breaker", number), local("permit", number));
    let refused = Ident::new("refused", Span::mixed_site().located_at(key.span()));
    places.before.extend(bound(&name, &quote!(#krate::CircuitBreaker), value));
    let admit = Ident::new(if trips_on.is_some() { "admit_named" } else { "admit" }, Span::mixed_site());
    let refuse = quote_spanned!(Span::mixed_site()=> break retry.#refused::<#output>(site(), open));
    // The breakers before this one have let in an attempt that is not made.
    let refuse = if number == 0 {
        quote!(#refuse,)
    } else {
        let permits = (0..number).map(|number| local("permit", number));
        quote_spanned!(Span::mixed_site()=> { #(#permits.withdraw();)* #refuse; })
    };
    places.admission.extend(quote_spanned! {Span::mixed_site()=>
        let #permit = match #krate::#admit(#name) {
            ::core::result::Result::Ok(permit) => permit,
            ::core::result::Result::Err(open) => #refuse
        };
    });
    let trips = trips_on.as_ref().map(|entries| decision::any(entries, krate));
    places.verdicts.extend(trips.map_or_else(
        || quote_spanned!(Span::mixed_site()=> .breaker(#permit)),
        |trips| quote_spanned!(Span::mixed_site()=> .breaker_on(#permit, #trips)),
    ));
}

fn add_budget(budget: &Expr, krate: &TokenStream, places: &mut Places) {
    let budget = bound(&Ident::new("budget", Span::mixed_site()), &quote!(#krate::RetryBudget), budget);
    places.before.extend(quote_spanned! {Span::mixed_site()=>
        #budget
        let mut payment = #krate::Payment::new(budget);
    });
    // A breaker that refuses the attempt has it paid back, so this comes behind all of them.
    places.admission.extend(quote_spanned!(Span::mixed_site()=> payment.send();));
    places.verdicts.extend(quote_spanned!(Span::mixed_site()=> .budget(&mut payment)));
}

/// Binds a reference to what the user's expression is or points to. In two steps: the type of the first is the
/// expression's own, so that a block may end in an `Arc`; where the second does not fit, rustc points at the expression.
fn bound(name: &Ident, ty: &TokenStream, value: &Expr) -> TokenStream {
    let held = Ident::new("held", Span::mixed_site().located_at(value.span()));
    quote_spanned! {Span::mixed_site()=>
        let #held = &#value;
        let #name: &#ty = #held;
    }
}

fn local(name: &str, number: usize) -> Ident {
    let number = if number == 0 { String::new() } else { (number + 1).to_string() };
    Ident::new(&format!("{name}{number}"), Span::mixed_site())
}
