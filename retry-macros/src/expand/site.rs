//! The static of a function: its name and its limits, what a list of all functions is told of it, and what is asserted of a
//! shared policy.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::Path;
use syn::spanned::Spanned;

use crate::check::policy::{Policy, Source};
use crate::expand::context::Context;
use crate::expand::{schedules, time, told};
use crate::item::body::Kind;
use crate::parse::duration;
use crate::text::text;

/// Whether the runtime may have a list of all functions: its feature turns this one on, and where another build of the runtime in the
/// same workspace has done so, what is written for the list expands to nothing.
const IS_LISTED: bool = cfg!(any(test, feature = "registry"));

/// The static, and what is checked against a shared policy.
pub fn site(context: &Context) -> TokenStream {
    let Context { policy, function, krate } = context;
    let function = function.sig.ident.to_string();
    let name = policy.name.as_ref().map_or_else(
        || quote!(::core::concat!(::core::module_path!(), "::", #function)),
        ToTokens::to_token_stream,
    );
    let (value, assertions) = (value(policy, &name, krate), assertions(context));
    let register = IS_LISTED.then(|| {
        let listed = listed(context);
        quote_spanned!(Span::mixed_site()=> #krate::register!(__RETRY_SITE, #listed);)
    });
    quote_spanned! {Span::mixed_site()=>
        static __RETRY_SITE: #krate::Site = #value;
        #register
        #assertions
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
        Source::Shared { path, max, .. } => {
            let at_most = max.map(|(max, _)| {
                let max = Literal::u32_unsuffixed(max);
                quote!(.at_most(#max))
            });
            quote!(#path.__site(#name) #at_most)
        }
    }
}

/// The worst case of a call, the policy that it shares, and what the attribute says itself.
fn listed(context: &Context) -> TokenStream {
    let policy = context.policy;
    let attempt = policy.guards.attempt_timeout.as_ref().map(|timeout| timeout.limit);
    let told = told::of_function(context);
    match &policy.source {
        Source::Own(rules) => {
            let worst_case = time::tokens(rules.longest_call(attempt));
            let none = time::none();
            quote!(#worst_case, #none, #told)
        }
        Source::Shared { path, max, .. } => {
            let max =
                max.map_or_else(|| quote!(#path.max()), |(max, _)| Literal::u32_unsuffixed(max).into_token_stream());
            let (attempt, name) = (attempt.map_or_else(time::none, time::some), text(path));
            let shared = quote!(::core::option::Option::Some((#name, #path.__told())));
            quote!(#path.__worst_case(#max, #attempt), #shared, #told)
        }
    }
}

/// What the compiler checks against the shared policy: a function may only tighten it. Items, and not `const { .. }` blocks
/// in the body, which `cargo check` does not evaluate in a generic function.
fn assertions(context: &Context) -> TokenStream {
    let Context { policy, function, .. } = context;
    let Source::Shared { path, max, .. } = &policy.source else {
        return TokenStream::new();
    };
    let owner = &function.sig.ident;
    let max = max.map(|(max, span)| {
        let value = Literal::u32_unsuffixed(max);
        assertion(
            path,
            span,
            "__above_max",
            Some(&value.into_token_stream()),
            &format!("`max = {max}` of `{owner}`"),
        )
    });
    let within = policy.within.map(|(limit, span)| {
        let (value, asked) = (time::tokens(limit), format!("`within = {}` of `{owner}`", duration::text(limit)));
        let above = assertion(path, span, "__above_within", Some(&value), &asked);
        let below = assertion(path, span, "__below_first", Some(&value), &asked);
        quote!(#above #below)
    });
    let timeout = policy.guards.attempt_timeout.as_ref().map(|timeout| {
        let asked = format!("`attempt_timeout = {}` of `{owner}`", duration::text(timeout.limit));
        assertion(path, timeout.key.span(), "__above_timeout", Some(&time::tokens(timeout.limit)), &asked)
    });
    let budget = policy
        .guards
        .budget
        .as_ref()
        .map(|budget| assertion(path, budget.span(), "__second_budget", None, &format!("`budget` of `{owner}`")));
    let blocking = matches!(function.body.kind, Kind::Blocking)
        .then(|| assertion(path, path.span(), "__blocking_timeout", None, &format!("`{owner}`")));
    quote!(#max #within #timeout #budget #blocking)
}

/// An assertion that `cargo check` evaluates. `assert!` would find a `panic!` of the user's in edition 2018.
fn assertion(policy: &Path, span: Span, question: &str, value: Option<&TokenStream>, asked: &str) -> TokenStream {
    let question = Ident::new(question, span);
    let (name, value) = (text(policy), value.map(|value| quote!(#value,)));
    quote_spanned! {span=>
        const _: () = if let ::core::option::Option::Some(message) = #policy.#question(#value #asked, #name) {
            ::core::panic!("{}", message.as_str())
        };
    }
}
