//! `policy!`: a static with the keys of `#[retry]` in place of its value.

use std::time::Duration;

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Ident, Type};

use crate::check::guards;
use crate::check::rules::Rules;
use crate::errors::Errors;
use crate::expand::context::{private, runtime};
use crate::expand::{callee, decision, docs, schedules, time, told};
use crate::parse::args::{Args, SHARED_KEYS};
use crate::parse::breaker::Breaker;
use crate::parse::duration;
use crate::parse::guards::Guards;
use crate::parse::policy_item::PolicyItem;

/// Expands `policy!`. What is wrong in one policy does not hide the others.
pub fn policy(input: TokenStream) -> TokenStream {
    let (items, error) = PolicyItem::parse_all(input);
    let parsed = error.map(syn::Error::into_compile_error);
    let items = items.into_iter().map(|item| {
        let mut errors = Errors::default();
        let item = expand(item, &mut errors);
        let errors = errors.finish();
        quote!(#errors #item)
    });
    quote!(#parsed #(#items)*)
}

fn expand(item: PolicyItem, errors: &mut Errors) -> TokenStream {
    let PolicyItem { attrs, vis, name, error, args } = item;
    let mut args = Args::parse(args, &SHARED_KEYS, errors);
    let krate = runtime(args.krate.as_ref());
    let private = private(&krate);
    let within = args.within.map(|(within, _)| within);
    guards::check(&args, error.as_ref(), errors);
    let guards = std::mem::take(&mut args.guards);
    guards::check_shared(&guards, &name, error.is_some(), errors);
    let rules = match &error {
        Some(error) => Rules::check(args, Some(error), name.span(), errors),
        None => Rules::alone(&args, &name, errors),
    };
    let ty = error.as_ref().map_or_else(|| quote!(#krate::Unclassified), ToTokens::to_token_stream);
    let Some(rules) = rules.filter(|_| errors.count() == 0) else {
        // Stands in for the policy, so that the functions that use it report nothing.
        return quote! {
            #(#attrs)* #vis static #name: #krate::Policy<#ty> = #krate::Policy::__new(
                #private::Plan::new(#private::Schedule::new(&[::core::time::Duration::ZERO; 99]), "100", "0s"),
                |_| #private::Decision::permanent(""), (), (), (),
            );
        };
    };
    let shared = Shared { rules: &rules, guards: &guards, error: error.as_ref(), krate: &private };
    let documented = attrs.iter().any(|attr| attr.path().is_ident("doc"));
    let doc = documented.then(|| docs::attributes(&docs::of_policy(&rules, &guards, within)));
    let plan = shared.plan(within);
    let decide = shared.decide();
    let ((time_type, time), (breakers_type, breakers)) = (shared.time(), shared.breakers());
    let (budget_type, budget) = shared.budget();
    quote! {
        #(#attrs)* #doc
        #vis static #name: #krate::Policy<#ty, #time_type, #breakers_type, #budget_type> =
            #krate::Policy::<#ty, #time_type, #breakers_type, #budget_type>::__new(
                #plan, #decide, #time, #breakers, #budget,
            );
    }
}

/// One policy, with what its parts are and of what type.
struct Shared<'a> {
    rules: &'a Rules,
    guards: &'a Guards,
    error: Option<&'a Type>,
    krate: &'a TokenStream,
}

/// A type, and a value of it.
type Part = (TokenStream, TokenStream);

impl Shared<'_> {
    fn plan(&self, limit: Option<Duration>) -> TokenStream {
        let Self { rules, guards, krate, .. } = self;
        let schedule = schedules::own(rules, krate);
        let first = rules.schedule.table(rules.attempts).first().copied().unwrap_or_default();
        let (max, first) = (rules.attempts.to_string(), duration::text(first));
        let kinds = (!rules.kinds.is_empty()).then(|| {
            let kinds = schedules::kinds(rules, krate);
            quote!(.kinds(#kinds))
        });
        let within = limit.map(|limit| {
            let (within, text) = (time::tokens(limit), duration::text(limit));
            quote!(.within(#within, #text))
        });
        let timeout = guards.attempt_timeout.as_ref().map(|timeout| {
            let (limit, text) = (time::tokens(timeout.limit), duration::text(timeout.limit));
            quote!(.attempt_timeout(#limit, #text))
        });
        let budget = guards.budget.as_ref().map(|_| quote!(.budget()));
        let longest = rules.longest_by_attempts().map(time::tokens);
        let told = told::of_policy(&rules.classification, guards, limit, krate);
        quote! {
            #krate::plan!(
                #krate::Plan::new(#schedule, #max, #first) #kinds #within #timeout #budget,
                #told, &[#(#longest),*]
            )
        }
    }

    fn decide(&self) -> TokenStream {
        if self.error.is_some() {
            decision::tokens(&self.rules.classification, self.krate)
        } else {
            quote!(|error| match *error {})
        }
    }

    fn time(&self) -> Part {
        let krate = self.krate;
        let Some(timeout) = &self.guards.attempt_timeout else {
            return (quote!(()), quote!(()));
        };
        let limit = time::tokens(timeout.limit);
        let Some(error) = self.error else {
            return (quote!(::core::time::Duration), limit);
        };
        let make = timeout
            .error
            .as_ref()
            .map_or_else(|| from(krate, "FromTimeout", "from_timeout", timeout.key.span()), callee::closure);
        (
            quote!(#krate::PolicyTimeout<#error>),
            quote!(#krate::PolicyTimeout { limit: #limit, error: #make }),
        )
    }

    fn breakers(&self) -> Part {
        let (krate, breakers) = (self.krate, &self.guards.breakers);
        if breakers.is_empty() {
            return (quote!(()), quote!(()));
        }
        let count = breakers.len();
        let Some(error) = self.error else {
            let values = breakers.iter().map(|breaker| &breaker.value);
            return (quote!([&'static #krate::CircuitBreaker; #count]), quote!([#(&#values),*]));
        };
        let values = breakers.iter().map(|breaker| self.breaker(breaker));
        (quote!([#krate::PolicyBreaker<#error>; #count]), quote!([#(#values),*]))
    }

    fn breaker(&self, breaker: &Breaker) -> TokenStream {
        let Breaker { key, value, trips_on, error } = breaker;
        let (krate, by) = (self.krate, self.rules.classification.by.as_ref().map(|(by, _)| by));
        let trips = trips_on.as_ref().map_or_else(time::none, |entries| {
            let trips = decision::any(entries, by, krate);
            quote!(::core::option::Option::Some(#trips))
        });
        let make = error
            .as_ref()
            .map_or_else(|| from(krate, "FromOpen", "from_open", key.span()), callee::closure);
        quote!(#krate::PolicyBreaker { breaker: &#value, trips: #trips, error: #make })
    }

    fn budget(&self) -> Part {
        let krate = self.krate;
        self.guards.budget.as_ref().map_or_else(
            || (quote!(()), quote!(())),
            |budget| (quote!(&'static #krate::RetryBudget), quote!(&#budget)),
        )
    }
}

/// The conversion that the error type has, or else rustc says at the key that it has none.
fn from(krate: &TokenStream, converts: &str, method: &str, key: Span) -> TokenStream {
    let place = Span::mixed_site().located_at(key);
    let krate = callee::located(krate, place);
    let (converts, method) = (Ident::new(converts, place), Ident::new(method, place));
    quote_spanned!(place=> #krate::#converts::#method)
}
