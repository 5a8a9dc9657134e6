//! What follows an attempt: the end of the call, or the wait for the next one.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use crate::expand::context::Context;
use crate::expand::{decision, hook, state};
use crate::item::body::Kind;

/// The end of the loop's body.
pub fn next(context: &Context, verdicts: &TokenStream) -> TokenStream {
    let Context { policy, function, krate } = context;
    let (call, decide) = (state::call(context), decision::of_policy(context));
    // Where an alias turns out to be no `Result`, rustc reports it once.
    let outcome = Ident::new("outcome", Span::mixed_site().located_at(function.output.ty.span()));
    let show = quote_spanned!(Span::mixed_site()=> |error, text| #krate::Shown::new(error).write(text));
    let judged = quote_spanned!(Span::mixed_site()=> judge(site(), #outcome, #decide, #show)#verdicts);
    let wait = match function.body.kind {
        Kind::Async(_) => quote!(.await),
        Kind::Blocking => quote!(.block()),
    };
    if policy.guards.keeps_outcome() {
        return with_outcome(context, &quote!(#call.#judged), &wait);
    }
    let after = if policy.guards.is_empty() && state::is_endless(policy) {
        quote_spanned!(Span::mixed_site()=> retry.after(site(), #outcome, #decide, #show))
    } else {
        quote!(#call.#judged.finish())
    };
    quote_spanned! {Span::mixed_site()=>
        let delay = match #after {
            ::core::ops::ControlFlow::Break(outcome) => break outcome,
            ::core::ops::ControlFlow::Continue(delay) => delay,
        };
        delay #wait;
    }
}

/// The same, where a hook sees the failed outcome, or a cancelled wait returns it. It is not held for a wait that cannot
/// be cancelled.
fn with_outcome(context: &Context, judged: &TokenStream, wait: &TokenStream) -> TokenStream {
    let policy = context.policy;
    let kept = kept(&quote_spanned!(Span::mixed_site()=> #judged.keep()));
    let hook = policy.guards.on_retry.as_ref().map(|hook| run_hook(context, hook::run(context, hook)));
    let Some((cancel, _)) = &policy.guards.cancel else {
        return quote_spanned! {Span::mixed_site()=>
            let delay = {
                #kept
                #hook
                delay
            };
            delay #wait;
        };
    };
    let race = Ident::new("or_cancelled", Span::mixed_site().located_at(cancel.span()));
    quote_spanned! {Span::mixed_site()=>
        #kept
        #hook
        if delay.#race(#cancel).await {
            break kept.cancelled();
        }
    }
}

/// A hook may use up the time of the call.
fn run_hook(context: &Context, mut run: TokenStream) -> TokenStream {
    if !state::is_endless(context.policy) {
        let call = state::call(context);
        run.extend(kept(&quote_spanned!(Span::mixed_site()=> #call.resume(kept, delay))));
    }
    run
}

/// Takes the failed outcome and its wait out of a step, or ends the call with it.
fn kept(step: &TokenStream) -> TokenStream {
    quote_spanned! {Span::mixed_site()=>
        let (kept, delay) = match #step {
            ::core::ops::ControlFlow::Break(outcome) => break outcome,
            ::core::ops::ControlFlow::Continue(next) => next,
        };
    }
}
