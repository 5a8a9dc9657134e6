//! The static of a function: its name and its limits, what a list of all functions is told of it, and what is asserted of a
//! shared policy.

use proc_macro2::{Literal, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};

use crate::check::policy::{Policy, Source};
use crate::expand::context::Context;
use crate::expand::{docs, schedules, time};
use crate::parse::duration;
use crate::text::text;

/// The static, visible to nothing else, and what is checked against a shared policy.
pub fn site(context: &Context) -> TokenStream {
    let Context { policy, function, krate } = context;
    let function = function.sig.ident.to_string();
    let name = policy.name.as_ref().map_or_else(
        || quote!(::core::concat!(::core::module_path!(), "::", #function)),
        ToTokens::to_token_stream,
    );
    let (value, assertions, told) = (value(policy, &name, krate), assertions(policy), told(policy));
    quote_spanned! {Span::mixed_site()=>
        #assertions
        static SITE: #krate::Site = #value;
        #krate::register!(SITE, #told);
    }
}

/// The initial value of the static.
fn value(policy: &Policy, name: &TokenStream, krate: &TokenStream) -> TokenStream {
    match &policy.source {
        Source::Own(rules) => {
            let schedule = schedules::own(rules, krate);
            let kinds = (!rules.kinds.is_empty()).then(|| {
                let kinds = schedules::kinds(rules, krate);
                quote!(.kinds(#kinds))
            });
            quote!(#krate::Site::new(#name, #schedule) #kinds)
        }
        Source::Shared { path, max } => {
            let at_most = max.map(|(max, _)| {
                let max = Literal::u32_unsuffixed(max);
                quote!(.at_most(#max))
            });
            quote!(#path.__site(#name) #at_most)
        }
    }
}

/// What a list of retried functions says of this one: worst case, limit of time, and all of it in words.
fn told(policy: &Policy) -> TokenStream {
    let text = docs::of_function(policy);
    let within = policy.within.map(|(within, _)| time::some(within));
    let attempt = policy.guards.attempt_timeout.as_ref().map(|timeout| timeout.limit);
    match &policy.source {
        Source::Own(rules) => {
            let worst_case = time::tokens(rules.longest_call(attempt));
            let within = within.unwrap_or_else(time::none);
            quote!(#worst_case, #within, #text)
        }
        Source::Shared { path, max } => {
            let max =
                max.map_or_else(|| quote!(#path.max()), |(max, _)| Literal::u32_unsuffixed(max).into_token_stream());
            let within = within.unwrap_or_else(|| quote!(#path.within()));
            let attempts = attempt.map(|limit| {
                let limit = time::tokens(limit);
                quote!(.saturating_add(#limit.saturating_mul(#max)))
            });
            quote!(#path.__worst_case(#max) #attempts, #within, #text, #path.__text())
        }
    }
}

/// What the compiler checks against the shared policy: a function may only tighten it. Items, and not `const { .. }` blocks
/// in the body, which `cargo check` does not evaluate in a generic function.
fn assertions(policy: &Policy) -> TokenStream {
    let Source::Shared { path, max } = &policy.source else {
        return TokenStream::new();
    };
    let shared = text(path);
    let max = max.map(|(max, span)| {
        let message =
            format!("`max = {max}` is above the limit of the policy `{shared}`; a function may lower it, not raise it");
        let max = Literal::u32_unsuffixed(max);
        assertion(span, &quote_spanned!(span=> #max <= #path.max()), &message)
    });
    let within = policy.within.map(|(limit, span)| {
        let message = format!(
            "`within = {}` is above that of the policy `{shared}`; a function may shorten it, not extend it",
            duration::text(limit)
        );
        let within = time::tokens(limit);
        let useless = format!(
            "`within = {}` is not above the first wait of the policy `{shared}`, so nothing would be retried; raise it",
            duration::text(limit)
        );
        let allows = assertion(span, &quote_spanned!(span=> #path.__allows(#within)), &message);
        let retries = assertion(span, &quote_spanned!(span=> #path.__retries(#within)), &useless);
        quote!(#allows #retries)
    });
    quote!(#max #within)
}

/// An assertion that `cargo check` evaluates. `assert!` would find a `panic!` of the user's in edition 2018.
fn assertion(span: Span, condition: &TokenStream, message: &str) -> TokenStream {
    quote_spanned! {span=>
        const _: () = if !(#condition) {
            ::core::panic!("{}", #message)
        };
    }
}
