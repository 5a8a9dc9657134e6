//! An attempt and what follows it: the end of the call, or the wait for the next one.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use crate::check::policy::Source;
use crate::expand::context::Context;
use crate::expand::limits::Places;
use crate::expand::{decision, hook, state};
use crate::item::body::Kind;

/// The loop's body from the attempt on. The outcome has a block of its own, so that it is gone before the wait. `own` makes the user's
/// expressions of the attribute fit the body.
pub fn next(
    context: &Context,
    attempt: &TokenStream,
    places: &Places,
    own: impl Fn(TokenStream) -> TokenStream,
) -> TokenStream {
    let Context { policy, function, krate } = context;
    let (call, decide) = (state::call(context), decision::of_policy(context));
    // Where an alias turns out to be no `Result`, rustc reports it once.
    let outcome = quote_spanned!(Span::mixed_site().located_at(function.output.ty.span())=> &outcome);
    let show = quote_spanned!(Span::mixed_site()=> |error, text| #krate::Shown::new(error).write(text));
    let Places { successes, verdicts, .. } = places;
    // Asked before all that a failure needs: that is most calls.
    let attempt = &quote_spanned! {Span::mixed_site()=>
        #attempt
        if retry.succeeded(site(), #outcome) {
            #successes
            break outcome;
        }
    };
    let judged = quote_spanned!(Span::mixed_site()=> judge(site(), #outcome, #decide, #show)#verdicts);
    let wait = match (&function.body.kind, &policy.source) {
        // Nothing to wait for is no await point either.
        (_, Source::Own(rules)) if rules.longest().is_zero() => quote!(.skip()),
        (Kind::Async(_), _) => quote!(.await),
        (Kind::Blocking, _) => quote!(.block()),
    };
    if policy.guards.keeps_outcome() {
        return with_outcome(context, attempt, &quote!(#call.#judged), &wait, own);
    }
    let after = if policy.guards.is_empty() && state::is_endless(policy) {
        quote_spanned!(Span::mixed_site()=> retry.after(site(), #outcome, #decide, #show))
    } else {
        quote!(#call.#judged.finish())
    };
    let after = own(after);
    quote_spanned! {Span::mixed_site()=>
        let delay = {
            #attempt
            match #after {
                ::core::option::Option::Some(delay) => delay,
                ::core::option::Option::None => break outcome,
            }
        };
        delay #wait;
    }
}

/// The same, where a hook sees the failed outcome, or a cancelled wait returns it. It is not held for a wait that cannot
/// be cancelled.
fn with_outcome(
    context: &Context,
    attempt: &TokenStream,
    judged: &TokenStream,
    wait: &TokenStream,
    own: impl Fn(TokenStream) -> TokenStream,
) -> TokenStream {
    let policy = context.policy;
    let hook = policy.guards.on_retry.as_ref().map(|hook| run_hook(context, hook::run(context, hook)));
    let kept = own(quote_spanned! {Span::mixed_site()=>
        let (kept, delay) = match #judged.keep() {
            ::core::option::Option::Some(next) => next,
            ::core::option::Option::None => break outcome,
        };
        #hook
    });
    let Some((cancel, _)) = &policy.guards.cancel else {
        return quote_spanned! {Span::mixed_site()=>
            let delay = {
                #attempt
                #kept
                delay
            };
            delay #wait;
        };
    };
    let race = Ident::new("or_cancelled", Span::mixed_site().located_at(cancel.span()));
    let cancelled = own(quote_spanned! {Span::mixed_site()=>
        if delay.#race(#cancel).await {
            kept.cancelled(&outcome);
            break outcome;
        }
    });
    quote!(#attempt #kept #cancelled)
}

/// A hook may use up the time of the call.
fn run_hook(context: &Context, mut run: TokenStream) -> TokenStream {
    if !state::is_endless(context.policy) {
        let call = state::call(context);
        run.extend(quote_spanned! {Span::mixed_site()=>
            let delay = match #call.resume(&kept, &outcome, delay) {
                ::core::option::Option::Some(delay) => delay,
                ::core::option::Option::None => break outcome,
            };
        });
    }
    run
}
