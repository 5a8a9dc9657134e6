//! An attempt and what follows it: the end of the call, or the wait for the next one.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use crate::check::policy::Source;
use crate::expand::context::Context;
use crate::expand::limits::Places;
use crate::expand::{attempt, callee, decision, hook, state};
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
    let (policy, decide) = (context.policy, decision::of_policy(context));
    let attempt = failed(context, attempt, &places.successes);
    // Where an alias turns out to be no `Result`, rustc reports it once for each place.
    let place = Span::mixed_site().located_at(context.function.output.ty.span());
    if policy.guards.is_empty() && state::is_endless(policy) {
        let (after, failed) = (Ident::new("after", place), quote_spanned!(place=> &failed));
        let after = own(quote_spanned!(Span::mixed_site()=> retry.#after(&__RETRY_SITE, #failed, #decide)));
        return delayed(context, &attempt, &after);
    }
    let (call, verdicts, of_failed) = (state::call(context), &places.verdicts, asked("error", "failed", context));
    let failed = quote_spanned! {Span::mixed_site()=>
        #attempt
        let ::core::option::Option::Some(error) = #of_failed else {
            break failed;
        };
    };
    let judged = quote_spanned!(Span::mixed_site()=> #call.judge(&__RETRY_SITE, error, #decide)#verdicts);
    if policy.guards.keeps_outcome() {
        return with_outcome(context, &failed, &judged, own);
    }
    delayed(context, &failed, &own(quote!(#judged.finish())))
}

/// An attempt whose success ends the call, and its outcome if it failed. That has a place of its own, which is known by its address:
/// an outcome that succeeded need not be in memory. And what the attempt takes is gone before a hook or a wait.
fn failed(context: &Context, attempt: &TokenStream, successes: &TokenStream) -> TokenStream {
    let (succeeded, outcome) = (asked("succeeded", "outcome", context), attempt::named("outcome", context));
    let failed = attempt::named("failed", context);
    quote_spanned! {Span::mixed_site()=>
        let #failed = {
            #attempt
            if #succeeded {
                retry.succeeded(&__RETRY_SITE);
                #successes
                break outcome;
            }
            #outcome
        };
    }
}

/// The wait after a failed attempt, in which nothing of it is held.
fn delayed(context: &Context, failed: &TokenStream, after: &TokenStream) -> TokenStream {
    let wait = wait(context);
    quote_spanned! {Span::mixed_site()=>
        let delay = {
            #failed
            match #after {
                ::core::option::Option::Some(delay) => delay,
                ::core::option::Option::None => break failed,
            }
        };
        delay #wait;
    }
}

/// What an outcome is asked. Where an alias turns out to be no `Result`, rustc reports it once, at the type.
fn asked(question: &str, outcome: &str, context: &Context) -> TokenStream {
    let place = Span::mixed_site().located_at(context.function.output.ty.span());
    let krate = callee::located(&context.krate, place);
    let (question, outcome) = (Ident::new(question, place), Ident::new(outcome, place));
    quote_spanned!(place=> #krate::#question(&#outcome))
}

/// The text of the error that an outcome turns out to have.
fn text(context: &Context) -> TokenStream {
    let krate = &context.krate;
    quote_spanned!(Span::mixed_site()=> |error| #krate::Shown::new(error).text())
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
    let (policy, wait, text) = (context.policy, wait(context), text(context));
    let hook = policy.guards.on_retry.as_ref().map(|hook| run_hook(context, hook, &text));
    let kept = own(quote_spanned! {Span::mixed_site()=>
        let (rule, delay) = match #judged.keep() {
            ::core::option::Option::Some(next) => next,
            ::core::option::Option::None => break failed,
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
            retry.cancelled(&__RETRY_SITE, rule, &failed, #text);
            break failed;
        }
    });
    quote!(#attempt #kept #cancelled)
}

/// A hook may use up the time of the call.
fn run_hook(context: &Context, hook: &Hook, text: &TokenStream) -> TokenStream {
    let mut run = hook::run(context, hook);
    if !state::is_endless(context.policy) {
        let call = state::call(context);
        run.extend(quote_spanned! {Span::mixed_site()=>
            let delay = match #call.resume(&__RETRY_SITE, rule, &failed, delay, #text) {
                ::core::option::Option::Some(delay) => delay,
                ::core::option::Option::None => break failed,
            };
        });
    }
    run
}
