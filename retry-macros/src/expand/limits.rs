//! Where breakers and the budget come into the loop.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Expr, Path};

use crate::check::policy::Source;
use crate::expand::context::Context;
use crate::expand::{attempt, callee, decision};
use crate::parse::breaker::Breaker;

/// The pieces of the loop that the limits fill.
#[derive(Default)]
pub struct Places {
    /// Before the loop: what the user's expressions are, once for each call.
    pub before: TokenStream,
    /// Before each attempt: may it start?
    pub admission: TokenStream,
    /// After a success: what the limits are told.
    pub successes: TokenStream,
    /// After a failure, between its judgement and the end of it: what the limits say.
    pub verdicts: TokenStream,
}

pub fn places(context: &Context) -> Places {
    let guards = &context.policy.guards;
    let mut places = Places::default();
    if attempt::is_asked_for_the_time(context) {
        places.verdicts.extend(quote_spanned!(Span::mixed_site()=> .timed_out(late)));
    }
    if let Some(shared) = context.shared() {
        add_shared(shared, context, &mut places);
    }
    for (number, breaker) in guards.breakers.iter().enumerate() {
        add_breaker(breaker, number, context, &mut places);
    }
    match (&guards.budget, context.shared()) {
        (Some(budget), _) => add_budget(budget, &context.krate, &mut places),
        (None, Some(shared)) => add_shared_budget(shared, &context.krate, &mut places),
        (None, None) => {}
    }
    places
}

/// Adds the breakers of a shared policy, if it has any; its type knows.
fn add_shared(shared: &Path, context: &Context, places: &mut Places) {
    let (krate, output) = (&context.krate, &context.function.output.ty);
    if let Source::Shared { classification, .. } = &context.policy.source {
        places.before.extend(decision::limits_alone(classification, shared, krate));
    }
    let refused_by = Ident::new("refused_by", Span::mixed_site().located_at(shared.span()));
    places.admission.extend(quote_spanned! {Span::mixed_site()=>
        let permits = match #krate::admit_by(&#shared) {
            ::core::result::Result::Ok(permits) => permits,
            ::core::result::Result::Err(refused) => {
                break retry.#refused_by::<#output, _, _, _, _>(&__RETRY_SITE, refused, &#shared);
            }
        };
    });
    let succeeded = quote_spanned!(Span::mixed_site()=> #krate::breakers_succeeded_by(&#shared, permits););
    places.successes.extend(succeeded);
    places
        .verdicts
        .extend(quote_spanned!(Span::mixed_site()=> .breakers_by(&#shared, permits)));
}

/// Adds what this breaker says to the loop; `number` tells it from the others.
fn add_breaker(breaker: &Breaker, number: usize, context: &Context, places: &mut Places) {
    let Breaker { key, value, trips_on, error } = breaker;
    let (krate, output) = (&context.krate, &context.function.output.ty);
    let (name, permit) = (local("breaker", number), local("permit", number));
    // A static can be named before each attempt, so that no reference to it is held for the whole call.
    let place = if context.is_static(value) {
        &mut places.admission
    } else {
        &mut places.before
    };
    place.extend(bound(&name, &quote!(#krate::CircuitBreaker), value));
    let admit = Ident::new(if trips_on.is_some() { "admit_named" } else { "admit" }, Span::mixed_site());
    let refuse = if let Some(error) = error {
        let error = callee::closure(error);
        quote_spanned!(Span::mixed_site()=> break retry.refused_as::<#output, _>(&__RETRY_SITE, open, #error))
    } else {
        let refused = Ident::new("refused", Span::mixed_site().located_at(key.span()));
        quote_spanned!(Span::mixed_site()=> break retry.#refused::<#output>(&__RETRY_SITE, open))
    };
    // The breakers before this one have let in an attempt that is not made.
    let shared = context
        .shared()
        .map(|shared| quote_spanned!(Span::mixed_site()=> #krate::withdraw_by(&#shared, permits);));
    let refuse = if number == 0 && shared.is_none() {
        quote!(#refuse,)
    } else {
        let permits = (0..number).map(|number| local("permit", number));
        quote_spanned!(Span::mixed_site()=> { #shared #(#permits.withdraw();)* #refuse; })
    };
    places.admission.extend(quote_spanned! {Span::mixed_site()=>
        let #permit = match #krate::#admit(#name) {
            ::core::result::Result::Ok(permit) => permit,
            ::core::result::Result::Err(open) => #refuse
        };
    });
    places.successes.extend(quote_spanned!(Span::mixed_site()=> #permit.succeed();));
    let trips = trips_on.as_ref().map(|entries| decision::any(entries, context.by(), krate));
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
    places.successes.extend(quote_spanned!(Span::mixed_site()=> payment.succeed();));
    places.verdicts.extend(quote_spanned!(Span::mixed_site()=> .budget(&mut payment)));
}

/// Adds the budget of a shared policy, if it has one; its type knows.
fn add_shared_budget(shared: &Path, krate: &TokenStream, places: &mut Places) {
    places
        .before
        .extend(quote_spanned!(Span::mixed_site()=> let mut payment = #krate::payment_by(&#shared);));
    places
        .admission
        .extend(quote_spanned!(Span::mixed_site()=> #krate::send_by(&#shared, &mut payment);));
    let succeeded = quote_spanned!(Span::mixed_site()=> #krate::budget_succeeded_by(&#shared, &payment););
    places.successes.extend(succeeded);
    places
        .verdicts
        .extend(quote_spanned!(Span::mixed_site()=> .budget_by(&#shared, &mut payment)));
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
