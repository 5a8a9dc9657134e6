//! The classification as a closure from the error to its `Decision`: a `match` that rustc checks, or a chain of tests.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Pat, PatGuard, Path};

use crate::check::policy::Source;
use crate::expand::callee::{called, error, located};
use crate::expand::context::Context;
use crate::expand::pattern::open;
use crate::expand::time;
use crate::parse::callee::Callee;
use crate::parse::classification::Classification;
use crate::parse::entry::{Entry, Shape};
use crate::parse::hint::{Ask, Hint};
use crate::parse::list::{List, Role};

/// The closure from the error to its decision and to its text, if somebody wants it: by the function's own lists, by a shared
/// policy, or by both in this order. One closure for both, because rustc checks each as a function of its own.
pub fn of_policy(context: &Context) -> TokenStream {
    let Context { policy, krate, .. } = context;
    let (classification, shared) = match &policy.source {
        Source::Own(rules) => (&rules.classification, None),
        Source::Shared { path, classification, .. } => (&**classification, Some(path)),
    };
    let error = error(Span::mixed_site());
    let Parts { before, decision, hint } = Decider { classification, shared, krate }.parts();
    // Decided first: where the error's type is not known, the entries tell it, and `Shown` needs to know.
    quote_spanned! {Span::mixed_site()=>
        |#error| {
            #before
            let decision = #decision;
            (decision #hint, #krate::Shown::new(#error).text())
        }
    }
}

/// Asks that the policy is limits alone, where the function says what only such a policy leaves to it.
pub fn limits_alone(classification: &Classification, policy: &Path, krate: &TokenStream) -> Option<TokenStream> {
    let Classification { retryable, classified, hint, .. } = classification;
    let keys = [retryable.as_ref().map(|list| &list.key), classified.as_ref(), hint.as_ref().map(|hint| &hint.key)];
    let key = keys.into_iter().flatten().next()?;
    let policy = located(&policy.to_token_stream(), key.span());
    Some(quote_spanned!(Span::mixed_site().located_at(key.span())=> #krate::limits_alone(&#policy);))
}

/// The classification as one closure from the error to its `Decision`.
pub fn tokens(classification: &Classification, krate: &TokenStream) -> TokenStream {
    let error = error(Span::mixed_site());
    let Parts { before, decision, hint } = Decider { classification, shared: None, krate }.parts();
    if before.is_empty() && hint.is_none() {
        return quote!(|#error| #decision);
    }
    quote_spanned! {Span::mixed_site()=>
        |#error| {
            #before
            let decision = #decision;
            decision #hint
        }
    }
}

/// What rustc says under an entry that can never decide.
const DEAD: &str = "an entry that earlier ones cover, or a list that covers every error, classifies nothing; remove it";

/// A closure that says whether any of these entries accepts the error.
pub fn any(entries: &[Entry], by: Option<&Callee>, krate: &TokenStream) -> TokenStream {
    let classification = &Classification::default();
    let decider = Decider { classification, shared: None, krate };
    let error = error(Span::mixed_site());
    let constants = entries.iter().flat_map(|entry| &entry.constants);
    let value = by.map_or_else(|| error.to_token_stream(), |by| called(by, &error, krate));
    let tests = entries.iter().filter_map(|entry| match &entry.shape {
        Shape::Pattern(pattern) => {
            let pattern = arm_pattern(pattern, by.is_none());
            Some(quote!(::core::matches!(#value, #pattern)))
        }
        _ => decider.condition(entry),
    });
    quote!(|#error| { #(_ = #constants;)* #(#tests)||* })
}

/// What a decision is made of.
struct Parts {
    /// What stands before it.
    before: TokenStream,
    decision: TokenStream,
    hint: Option<TokenStream>,
}

struct Decider<'a> {
    classification: &'a Classification,
    /// Where the rest is for a policy to decide.
    shared: Option<&'a Path>,
    krate: &'a TokenStream,
}

impl Decider<'_> {
    fn parts(&self) -> Parts {
        let entries = self.lists().flat_map(|(_, list)| &list.entries);
        let constants = entries.flat_map(|entry| &entry.constants);
        let mut before = quote_spanned!(Span::mixed_site()=> #(_ = #constants;)*);
        let decision = if self.lists().any(|(_, list)| list.entries.iter().any(Entry::is_pattern)) {
            let list = self.lists().last().map_or_else(Span::mixed_site, |(_, list)| list.key.span());
            before.extend(quote_spanned!(list=> #[deny(unreachable_patterns, reason = #DEAD)]));
            self.by_match()
        } else {
            self.by_tests()
        };
        let hint = self.classification.hint.as_ref().map(|hint| self.hint(hint));
        Parts { before, decision, hint }
    }

    /// A `match` that rustc checks: what it does not cover is E0004, what can never match is an error too.
    fn by_match(&self) -> TokenStream {
        let arms = self
            .lists()
            .flat_map(|(kind, list)| list.entries.iter().filter_map(move |entry| self.arm(kind, list, entry)));
        let rest = self.rest().map(|(span, decision)| {
            let wildcard = quote_spanned!(span=> _);
            let unless =
                (self.may_cover_all() || self.is_owed_a_rest()).then(|| quote!(#[allow(unreachable_patterns)]));
            quote!(#unless #wildcard => #decision,)
        });
        // E0004, "not covered", stands under the scrutinee: so that is spanned as the key of the last list, where an entry is
        // missing.
        let error = error(self.lists().last().map_or_else(Span::mixed_site, |(_, list)| list.key.span()));
        let by = self.classification.by.as_ref();
        let scrutinee = by.map_or_else(|| error.to_token_stream(), |(by, _)| called(by, &error, self.krate));
        quote! {
            match #scrutinee {
                #(#arms)*
                #rest
            }
        }
    }

    /// A chain of tests, where no entry is a pattern.
    fn by_tests(&self) -> TokenStream {
        let tests = self.lists().flat_map(|(kind, list)| {
            list.entries.iter().filter_map(move |entry| {
                let (condition, decision) = (self.condition(entry)?, self.decided(kind, list, &entry.text));
                Some(quote!(if #condition { #decision } else))
            })
        });
        let tests: TokenStream = tests.collect();
        let rest = self.rest().map(|(_, decision)| decision);
        if tests.is_empty() {
            rest.into_token_stream()
        } else {
            quote!(#tests { #rest })
        }
    }

    /// The lists in the order in which they decide, each with the number of its schedule.
    fn lists(&self) -> impl Iterator<Item = (usize, &List)> {
        self.classification.lists().scan(0, |kinds, list| {
            *kinds += usize::from(matches!(list.role, Role::On(_)));
            Some((*kinds, list))
        })
    }

    fn arm(&self, kind: usize, list: &List, entry: &Entry) -> Option<TokenStream> {
        let decision = self.decided(kind, list, &entry.text);
        match &entry.shape {
            Shape::Pattern(guarded @ Pat::Guard(_)) => {
                let pattern = arm_pattern(guarded, self.by_reference());
                Some(quote!(#pattern => #decision,))
            }
            Shape::Pattern(pattern) => {
                let pattern = arm_pattern(pattern, self.by_reference());
                // rustc proposes a missing arm behind the last one: here, in the user's list.
                let end = entry.tokens.clone().into_iter().last().map_or_else(Span::mixed_site, |last| last.span());
                let arrow = quote_spanned!(end=> =>);
                let mut decision = Group::new(Delimiter::Brace, decision);
                decision.set_span(end);
                Some(quote!(#pattern #arrow #decision,))
            }
            _ => self.condition(entry).map(|condition| quote!(_ if #condition => #decision,)),
        }
    }

    /// Whether the patterns are matched against a reference: to the error, and not against the value of `by`.
    fn by_reference(&self) -> bool {
        self.classification.by.is_none()
    }

    /// Whether an entry that is no pattern accepts the error.
    fn condition(&self, entry: &Entry) -> Option<TokenStream> {
        let span = Span::mixed_site().located_at(entry.tokens.span());
        let krate = located(self.krate, span);
        let error = error(span);
        // E0308 about an argument stands under the argument: where the user's function does not take this error, under the
        // function's name and not under nothing.
        let mut argument = Group::new(Delimiter::Parenthesis, error.to_token_stream());
        argument.set_span(entry.tokens.span());
        match &entry.shape {
            Shape::Pattern(_) | Shape::Rest => None,
            Shape::Function(path) => Some(quote!(#path #argument)),
            Shape::Closure(closure) => Some(quote_spanned!(span=> #krate::test(#error, #closure))),
            // anyhow and eyre keep typed contexts and boxed errors out of the chain, and only their own `downcast_ref` sees
            // them; whether the error is one of theirs, only its methods tell.
            Shape::Carried(ty) => Some(quote_spanned! {span=> {
                use #krate::Context as _;
                #krate::holds::<#ty, _, _>(#error, #error.downcast_ref(), #error.downcast_ref())
            }}),
            Shape::Source(ty, None) => Some(quote_spanned!(span=> #krate::source::<#ty, _, _, _>(#error))),
            Shape::Source(ty, Some(pattern)) => {
                let pattern = arm_pattern(pattern, true);
                let test = quote_spanned!(span=> |#error| ::core::matches!(#error, #pattern));
                Some(quote_spanned!(span=> #krate::source_where::<#ty, _, _>(#error, #test)))
            }
        }
    }

    /// The decision for what no entry matches, and where it comes from; `None` where the lists must cover everything.
    fn rest(&self) -> Option<(Span, TokenStream)> {
        let Self { classification, krate, .. } = self;
        if let Some((kind, list, rest)) = self.lists().find_map(|(kind, list)| Some((kind, list, list.rest()?))) {
            return Some((rest.tokens.span(), self.decided(kind, list, &rest.text)));
        }
        if let Some(key) = &classification.classified {
            let span = Span::mixed_site().located_at(key.span());
            let (krate, error) = (located(krate, span), error(span));
            return Some((key.span(), quote_spanned!(span=> #krate::Decision::classified(#error))));
        }
        if let (Some(policy), None) = (self.shared, &classification.retryable) {
            // What is expected leaves the failures to a policy that classifies them; one of limits alone does not.
            let rest = if classification.non_retryable.is_some() { "rest" } else { "decide" };
            let (rest, error) = (Ident::new(rest, policy.span()), error(Span::mixed_site()));
            return Some((policy.span(), quote_spanned!(policy.span()=> #krate::#rest(#error, &#policy))));
        }
        let (list, opposite) = match (&classification.non_retryable, &classification.retryable) {
            (Some(list), None) => (list, quote!(transient)),
            (None, Some(list)) => (list, quote!(permanent)),
            _ => return None,
        };
        let rule = format!("not in `{}`", list.key);
        Some((list.span, quote!(#krate::Decision::#opposite(#rule))))
    }

    /// Whether the lists may leave nothing to a rest that nobody wrote: what ends the call and what has its own schedule, or what
    /// is expected and what is retried, can be all there is.
    fn may_cover_all(&self) -> bool {
        let Classification { expected, non_retryable, ons, retryable, classified, .. } = self.classification;
        let both_sides = match (non_retryable, retryable) {
            (Some(_), None) => !ons.is_empty(),
            (None, Some(_)) => expected.is_some(),
            _ => false,
        };
        both_sides && classified.is_none()
    }

    /// Whether a `_` stands there because we asked for it, which is no mistake where the patterns cover everything.
    fn is_owed_a_rest(&self) -> bool {
        let Classification { non_retryable, retryable, .. } = self.classification;
        let mut tests = self.classification.unchecked().filter(|(_, entry)| !matches!(entry.shape, Shape::Rest));
        non_retryable.is_some() && retryable.is_some() && tests.next().is_some()
    }

    fn decided(&self, kind: usize, list: &List, rule: &str) -> TokenStream {
        let krate = self.krate;
        match &list.role {
            Role::Expected => quote!(#krate::Decision::expected(#rule)),
            Role::NonRetryable => quote!(#krate::Decision::permanent(#rule)),
            Role::Retryable => quote!(#krate::Decision::transient(#rule)),
            Role::On(own) => {
                let kind = proc_macro2::Literal::usize_unsuffixed(kind);
                let hint = own.hint.as_ref().map(|hint| self.hint(hint));
                quote!(#krate::Decision::on(#kind, #rule) #hint)
            }
        }
    }

    fn hint(&self, hint: &Hint) -> TokenStream {
        let span = Span::mixed_site().located_at(hint.key.span());
        let (krate, error) = (located(self.krate, span), error(span));
        let ask = match &hint.ask {
            Ask::Callee(callee @ Callee::Path(_)) => called(callee, &error, &krate),
            Ask::Callee(Callee::Closure(closure)) => quote_spanned!(span=> #krate::ask(#error, #closure)),
            Ask::Error => quote_spanned!(span=> #krate::Classify::retry_after(#error)),
        };
        let cap = time::tokens(hint.cap);
        quote_spanned!(Span::mixed_site()=> .hint(#cap, || #ask))
    }
}

/// A pattern, with its guard if it has one, as it stands in an arm.
fn arm_pattern(pattern: &Pat, by_reference: bool) -> TokenStream {
    match pattern {
        Pat::Guard(PatGuard { pat, guard, .. }) => {
            let pattern = open((**pat).clone(), by_reference);
            quote!(#pattern if #guard)
        }
        pattern => open(pattern.clone(), by_reference).into_token_stream(),
    }
}
