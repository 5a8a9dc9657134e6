//! What a list of all retried functions is told of an attribute or of a policy: its keys, as data.

use std::time::Duration;

use proc_macro2::TokenStream;
use quote::quote;
use syn::Expr;

use crate::check::policy::Source;
use crate::expand::context::Context;
use crate::expand::time;
use crate::parse::classification::Classification;
use crate::parse::guards::Guards;
use crate::parse::list::{List, Role};
use crate::text::text;

/// What stands in the attribute of a function itself.
pub fn of_function(context: &Context) -> TokenStream {
    let policy = context.policy;
    let classification = match &policy.source {
        Source::Own(rules) => &rules.classification,
        Source::Shared { classification, .. } => classification,
    };
    let keys = Keys { classification, guards: &policy.guards, krate: &context.krate };
    let within = policy.within.map(|(within, _)| within);
    keys.told(within, |value| context.is_static(value))
}

/// What stands in a policy; its limits are statics.
pub fn of_policy(
    classification: &Classification,
    guards: &Guards,
    within: Option<Duration>,
    krate: &TokenStream,
) -> TokenStream {
    Keys { classification, guards, krate }.told(within, |_| true)
}

struct Keys<'a> {
    classification: &'a Classification,
    guards: &'a Guards,
    krate: &'a TokenStream,
}

impl Keys<'_> {
    fn told(&self, within: Option<Duration>, is_static: impl Fn(&Expr) -> bool) -> TokenStream {
        let Self { classification, guards, krate } = self;
        let lists = classification.lists().map(|list| self.list(list));
        let classified = classification.classified.as_ref().map(|_| quote!(.classified()));
        let by = classification.by.as_ref().map(|(by, _)| {
            let by = text(by);
            quote!(.by(#by))
        });
        let limit = |key: TokenStream, limit: Option<Duration>| {
            let limit = limit.map(time::tokens)?;
            Some(quote!(.#key(#limit)))
        };
        let hint = limit(quote!(hint), classification.hint.as_ref().map(|hint| hint.cap));
        let within = limit(quote!(within), within);
        let attempt = limit(quote!(attempt_timeout), guards.attempt_timeout.as_ref().map(|timeout| timeout.limit));
        let named = |value: &Expr| named(value, is_static(value), krate);
        let breakers = (!guards.breakers.is_empty()).then(|| {
            let breakers = guards.breakers.iter().map(|breaker| named(&breaker.value));
            quote!(.breakers(&[#(#breakers),*]))
        });
        let budget = guards.budget.as_ref().map(|budget| {
            let budget = named(budget);
            quote!(.budget(#budget))
        });
        quote!(#krate::Told::new(&[#(#lists),*]) #classified #by #hint #within #attempt #breakers #budget)
    }

    fn list(&self, list: &List) -> TokenStream {
        let (krate, key) = (self.krate, list.key.to_string());
        let entries = list.entries.iter().map(|entry| &entry.text);
        let hint = match &list.role {
            Role::On(own) => own.hint.as_ref(),
            Role::Expected | Role::NonRetryable | Role::Retryable => None,
        };
        let hint = hint.map(|hint| {
            let cap = time::tokens(hint.cap);
            quote!(.hint(#cap))
        });
        quote!(#krate::List::new(#key, &[#(#entries),*]) #hint)
    }
}

/// A breaker or a budget: what it is, where that can be known without a call.
fn named(value: &Expr, is_static: bool, krate: &TokenStream) -> TokenStream {
    let text = text(value);
    if is_static {
        quote!(#krate::Named::new(#text, || &#value))
    } else {
        quote!(#krate::Named::unknown(#text))
    }
}
