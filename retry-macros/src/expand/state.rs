//! The state that a call starts with, and its end in time.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;

use crate::check::policy::{Policy, Source};
use crate::expand::context::Context;
use crate::expand::{schedules, time};
use crate::item::body::Kind;

/// The state before the first attempt; what no key asks for is not in it.
pub fn state(context: &Context) -> TokenStream {
    let Context { policy, krate, .. } = context;
    let apart = match &policy.source {
        Source::Own(rules) => schedules::apart(rules).map(|(number, way)| (number.into_token_stream(), way)),
        // Whether its waits depend on each other, only its static knows.
        Source::Shared { path, .. } => Some((quote!({ #path.__walks() }), "walking")),
    };
    let new = apart.map_or_else(
        || quote!(new),
        |(number, way)| {
            let way = Ident::new(way, Span::mixed_site());
            quote!(<[_; #number]>::#way)
        },
    );
    let new = quote_spanned!(Span::mixed_site()=> Retry::#new(&__RETRY_SITE));
    let ends = ends(policy, krate).map(|ends| quote_spanned!(Span::mixed_site()=> let ends = #ends;));
    quote_spanned! {Span::mixed_site()=>
        let mut retry = #krate::#new;
        #ends
    }
}

/// The call after an attempt.
pub fn call(context: &Context) -> TokenStream {
    let ends = known(context.policy);
    match (is_endless(context.policy), &context.policy.guards.attempt_timeout, context.shared()) {
        (true, ..) | (false, None, None) => quote_spanned!(Span::mixed_site()=> retry.until(#ends)),
        (false, Some(_), _) => quote_spanned!(Span::mixed_site()=> retry.before(#ends)),
        (false, None, Some(policy)) => quote_spanned!(Span::mixed_site()=> retry.by(#ends, &#policy)),
    }
}

/// The attempt that is about to start.
pub fn attempt(context: &Context) -> TokenStream {
    let Context { policy, function, krate } = context;
    let limit = match (&policy.guards.attempt_timeout, context.shared(), &function.body.kind) {
        (Some(timeout), ..) => time::some(timeout.limit),
        (None, Some(shared), Kind::Async(_)) => quote!(#krate::limit_by(&#shared)),
        (None, ..) if is_endless(policy) => return quote_spanned!(Span::mixed_site()=> retry.attempt(&__RETRY_SITE)),
        (None, ..) => time::none(),
    };
    let ends = known(policy);
    quote_spanned!(Span::mixed_site()=> retry.timed_attempt(&__RETRY_SITE, #ends, #limit))
}

/// The ends of the call's time, as a slice.
fn known(policy: &Policy) -> TokenStream {
    if policy.deadline.is_some() {
        quote_spanned!(Span::mixed_site()=> ends.as_slice())
    } else if is_endless(policy) {
        quote!(&[])
    } else {
        quote_spanned!(Span::mixed_site()=> &ends)
    }
}

/// Whether the call has no time limit for certain.
pub fn is_endless(policy: &Policy) -> bool {
    matches!((&policy.source, policy.within, &policy.deadline), (Source::Own(_), None, None))
}

/// The ends of the call's time. Whether a shared policy has one, only its static knows: so it is an array whose length is
/// a number of that static, and empty where there is none.
fn ends(policy: &Policy, krate: &TokenStream) -> Option<TokenStream> {
    if let Some(deadline) = &policy.deadline {
        let within = match (&policy.source, policy.within) {
            (_, Some((within, _))) => time::some(within),
            (Source::Shared { path, .. }, None) => quote!(#path.within()),
            (Source::Own(_), None) => time::none(),
        };
        let earliest = Ident::new("earliest", Span::mixed_site().located_at(deadline.span()));
        return Some(quote_spanned!(Span::mixed_site()=> #krate::#earliest(#within, #deadline)));
    }
    match (&policy.source, policy.within) {
        (_, Some((within, _))) => {
            let within = time::some(within);
            Some(quote!(#krate::ends::<1>(#within)))
        }
        (Source::Shared { path, .. }, None) => Some(quote!(#krate::ends::<{ #path.__limits() }>(#path.within()))),
        (Source::Own(_), None) => None,
    }
}
