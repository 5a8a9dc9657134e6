//! An attempt and what follows it: the end of the call, or the wait for the next one.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use crate::check::policy::Source;
use crate::expand::context::Context;
use crate::expand::limits::Places;
use crate::expand::{callee, decision, hook, state};
use crate::item::body::Kind;
use crate::parse::on_retry::Hook;

/// The loop's body from the attempt on. The outcome has a block of its own, so that it is gone before the wait. `own` makes the user's
/// expressions of the attribute fit the body.
pub fn next(
    context: &Context,
    attempt: &TokenStream,
    places: &Places,
    own: impl Fn(TokenStream) -> TokenStream,
) -> TokenStream {
    let policy = context.policy;
    let (call, decide, show) = (state::call(context), decision::of_policy(context), show(context));
    let Places { successes, verdicts, .. } = places;
    let succeeded = quote_spanned! {Span::mixed_site()=>
        retry.succeeded(site());
        #successes
        break outcome;
    };
    let judged = quote_spanned!(Span::mixed_site()=> #call.judge(site(), error, #decide, #show)#verdicts);
    let of_outcome = error_of("outcome", context);
    if policy.guards.keeps_outcome() {
        let attempt = quote_spanned! {Span::mixed_site()=>
            #attempt
            let ::core::option::Option::Some(error) = #of_outcome else { #succeeded };
        };
        return with_outcome(context, &attempt, &judged, own);
    }
    let after = own(if policy.guards.is_empty() && state::is_endless(policy) {
        quote_spanned!(Span::mixed_site()=> retry.after(site(), error, #decide, #show))
    } else {
        quote!(#judged.finish())
    });
    let (of_failed, wait) = (error_of("failed", context), wait(context));
    // A failed outcome has a place of its own, which is known by its address: an outcome that succeeded need not be in memory.
    quote_spanned! {Span::mixed_site()=>
        let delay = {
            #attempt
            if #of_outcome.is_none() { #succeeded }
            let failed = outcome;
            let ::core::option::Option::Some(error) = #of_failed else {
                break failed;
            };
            match #after {
                ::core::option::Option::Some(delay) => delay,
                ::core::option::Option::None => break failed,
            }
        };
        delay #wait;
    }
}

/// The error of an outcome. Where an alias turns out to be no `Result`, rustc reports it once, at the type.
fn error_of(outcome: &str, context: &Context) -> TokenStream {
    let place = Span::mixed_site().located_at(context.function.output.ty.span());
    let krate = callee::located(&context.krate, place);
    let (error, outcome) = (Ident::new("error", place), Ident::new(outcome, place));
    quote_spanned!(place=> #krate::#error(&#outcome))
}

/// How an error is written.
fn show(context: &Context) -> TokenStream {
    let krate = &context.krate;
    quote_spanned!(Span::mixed_site()=> |error, text| #krate::Shown::new(error).write(text))
}

/// How a delay is waited for.
fn wait(context: &Context) -> TokenStream {
    match (&context.function.body.kind, &context.policy.source) {
        // Nothing to wait for is no await point either.
        (_, Source::Own(rules)) if rules.longest().is_zero() => quote!(.skip()),
        (Kind::Async(_), _) => quote!(.await),
        (Kind::Blocking, _) => quote!(.block()),
    }
}

/// The same, where a hook sees the failed outcome, or a cancelled wait returns it. It is not held for a wait that cannot
/// be cancelled.
fn with_outcome(
    context: &Context,
    attempt: &TokenStream,
    judged: &TokenStream,
    own: impl Fn(TokenStream) -> TokenStream,
) -> TokenStream {
    let (policy, wait, show) = (context.policy, wait(context), show(context));
    let hook = policy.guards.on_retry.as_ref().map(|hook| run_hook(context, hook, &show));
    let kept = own(quote_spanned! {Span::mixed_site()=>
        let (rule, delay) = match #judged.keep() {
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
            retry.cancelled(site(), rule, &outcome, #show);
            break outcome;
        }
    });
    quote!(#attempt #kept #cancelled)
}

/// A hook may use up the time of the call.
fn run_hook(context: &Context, hook: &Hook, show: &TokenStream) -> TokenStream {
    let mut run = hook::run(context, hook, show);
    if !state::is_endless(context.policy) {
        let call = state::call(context);
        run.extend(quote_spanned! {Span::mixed_site()=>
            let delay = match #call.resume(site(), rule, &outcome, delay, #show) {
                ::core::option::Option::Some(delay) => delay,
                ::core::option::Option::None => break outcome,
            };
        });
    }
    run
}
