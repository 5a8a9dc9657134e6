use std::time::Duration;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{LitStr, Path};

use crate::args::Args;
use crate::classification;
use crate::duration;
use crate::errors::Errors;
use crate::function::Function;
use crate::guards::Guards;
use crate::rules::Rules;
use crate::text::text;

/// What a function's attribute asks for, checked across its keys and against the function.
pub struct Policy {
    pub source: Source,
    pub within: Option<(Duration, Span)>,
    pub guards: Guards,
    pub clone: Vec<Ident>,
    pub attempt: Option<Ident>,
    pub name: Option<LitStr>,
    pub krate: TokenStream,
}

/// Where the rules stand: in the attribute, or in a shared policy, whose limit it may lower.
pub enum Source {
    Own(Box<Rules>),
    Shared { path: Path, max: Option<(u32, Span)> },
}

impl Policy {
    /// Checks the attribute, also where the function could not be read. `None`: the mistakes are reported.
    pub fn check(mut args: Args, function: Option<&Function>, errors: &mut Errors) -> Option<Self> {
        if let Some(function) = function {
            check_names(&args, function, errors);
        }
        check_guards(&args, function, errors);
        let (within, clone, attempt) = (args.within, std::mem::take(&mut args.clone), args.attempt.take());
        let (name, path) = (args.name.take(), args.krate.take());
        let guards = std::mem::take(&mut args.guards);
        // The attribute, in the user's own hygiene: otherwise rustc adds a note about where the error originates.
        let place =
            function.map_or_else(Span::call_site, |function| function.sig.fn_token.span.located_at(Span::call_site()));
        let own = function.and_then(|function| function.output.error.as_ref());
        let source = match args.policy.take() {
            Some(path) => {
                check_shared(&args, &path, errors);
                Source::Shared { path, max: args.max }
            }
            None if args.gave("policy") => return None,
            None => Source::Own(Box::new(Rules::check(args, own, place, errors)?)),
        };
        let path = path.map_or_else(|| quote!(::retry_runtime), ToTokens::into_token_stream);
        Some(Self {
            source,
            within,
            guards,
            clone,
            attempt,
            name,
            krate: quote!(#path::__private),
        })
    }

    /// The initial value of the function's static.
    pub fn site(&self, name: &TokenStream) -> TokenStream {
        let krate = &self.krate;
        match &self.source {
            Source::Own(rules) => {
                let schedule = rules.schedule_tokens(krate);
                let kinds = (!rules.kinds.is_empty()).then(|| {
                    let kinds = rules.kinds_tokens(krate);
                    quote!(.kinds(#kinds))
                });
                quote!(#krate::Site::new(#name, #schedule) #kinds)
            }
            Source::Shared { path, max } => {
                let at_most = max.map(|(max, _)| {
                    let max = proc_macro2::Literal::u32_unsuffixed(max);
                    quote!(.at_most(#max))
                });
                quote!(#path.__site(#name) #at_most)
            }
        }
    }

    /// The state that a call starts with; what no key asks for is not in it.
    pub fn state(&self) -> TokenStream {
        let krate = &self.krate;
        let walks = match &self.source {
            Source::Own(rules) => rules.walks().map(ToTokens::into_token_stream),
            Source::Shared { path, .. } => Some(quote!({ #path.__walks() })),
        };
        let new = walks.map_or_else(|| quote!(new), |walks| quote!(<[_; #walks]>::walking));
        let new = quote_spanned!(Span::mixed_site()=> Retry::#new(site()));
        let ends = self.ends().map(|ends| quote_spanned!(Span::mixed_site()=> let ends = #ends;));
        quote_spanned! {Span::mixed_site()=>
            let mut retry = #krate::#new;
            #ends
        }
    }

    /// The call after an attempt.
    pub fn call(&self) -> TokenStream {
        if self.is_endless() {
            quote_spanned!(Span::mixed_site()=> retry.until(&[]))
        } else {
            quote_spanned!(Span::mixed_site()=> retry.until(&ends))
        }
    }

    /// Whether the call has no time limit for certain.
    pub fn is_endless(&self) -> bool {
        self.ends().is_none()
    }

    fn ends(&self) -> Option<TokenStream> {
        let krate = &self.krate;
        match (&self.source, self.within) {
            (_, Some((within, _))) => {
                let within = duration::some(within);
                Some(quote!(#krate::ends::<1>(#within)))
            }
            (Source::Shared { path, .. }, None) => Some(quote!(#krate::ends::<{ #path.__limits() }>(#path.within()))),
            (Source::Own(_), None) => None,
        }
    }

    /// The closure from the error to its decision.
    pub fn decision(&self) -> TokenStream {
        match &self.source {
            Source::Own(rules) => rules.decision_tokens(&self.krate),
            Source::Shared { path, .. } => {
                let error = Ident::new("error", Span::mixed_site());
                let krate = &self.krate;
                let decide = quote_spanned!(path.span()=> #krate::decide(#error, &#path));
                quote!(|#error| #decide)
            }
        }
    }

    /// What the compiler checks against the shared policy: a function may only tighten it.
    pub fn assertions(&self) -> TokenStream {
        let Source::Shared { path, max } = &self.source else {
            return TokenStream::new();
        };
        let policy = text(path);
        let max = max.map(|(max, span)| {
            let message = format!(
                "`max = {max}` is above the limit of the policy `{policy}`; a function may lower it, not raise it"
            );
            let max = proc_macro2::Literal::u32_unsuffixed(max);
            quote_spanned!(span=> const _: () = ::core::assert!(#max <= #path.max(), #message);)
        });
        let within = self.within.map(|(limit, span)| {
            let message = format!(
                "`within = {}` is above that of the policy `{policy}`; a function may shorten it, not extend it",
                duration::text(limit)
            );
            let within = duration::tokens(limit);
            let useless = format!(
                "`within = {}` is not above the first wait of the policy `{policy}`, so nothing would be retried; raise it",
                duration::text(limit)
            );
            quote_spanned! {span=>
                const _: () = ::core::assert!(#path.__allows(#within), #message);
                const _: () = ::core::assert!(#path.__retries(#within), #useless);
            }
        });
        quote!(#max #within)
    }
}

/// `clone` names what is there, `attempt` what is not.
fn check_names(args: &Args, function: &Function, errors: &mut Errors) {
    let bindings = function.bindings();
    let owner = &function.sig.ident;
    for name in &args.clone {
        match bindings.iter().find(|binding| binding.name == *name) {
            None if name == "self" => {
                errors.push(name, "`self` cannot be cloned for each attempt; take `&self`, or `self: Arc<Self>`");
            }
            None => errors.push(
                name,
                format!("`{name}` is not a parameter of `{owner}`; `clone(..)` names by-value parameters"),
            ),
            Some(binding) if binding.by_reference => {
                errors.push(
                    name,
                    format!("`{name}` is a reference, which every attempt can use as it is; remove it from `clone`"),
                );
            }
            Some(_) => {}
        }
    }
    if let Some(name) = &args.attempt {
        if bindings.iter().any(|binding| binding.name == *name) {
            errors.push(
                name,
                format!("`{name}` is already a parameter of `{owner}`; give the attempt another name"),
            );
        }
    }
}

/// What the limits beyond the count cannot do: stop a thread, or trip on every error.
fn check_guards(args: &Args, function: Option<&Function>, errors: &mut Errors) {
    let Guards { attempt_timeout, breakers, cancel, .. } = &args.guards;
    if let (Some((_, key)), true) = (attempt_timeout, args.gave("blocking")) {
        errors.push(key, "a blocking attempt cannot be dropped when its time is up; give the call itself a timeout, or use an `async fn`");
    }
    if let (Some((_, key)), true) = (cancel, args.gave("blocking")) {
        errors.push(key, "a blocking wait cannot be cancelled; remove `cancel`, or use an `async fn`");
    }
    let own = function.and_then(|function| function.output.error.as_ref());
    for breaker in breakers {
        if let Some(rest) = breaker.rest() {
            errors.push(
                &rest.tokens,
                "`_` trips on every error; remove `trips_on`, and those that are retried count, or name the errors",
            );
        }
        let entries = breaker.trips_on.as_deref().unwrap_or_default();
        for (place, entry) in entries.iter().enumerate() {
            classification::check_type(entry, own, errors);
            if entries[..place].iter().any(|other| other.text == entry.text) {
                errors.push(&entry.tokens, format!("`{}` stands twice in `trips_on`; keep one", entry.text));
            }
        }
    }
}

/// Beside a shared policy, only the limits may stand, to tighten them.
fn check_shared(args: &Args, path: &Path, errors: &mut Errors) {
    for key in ["backoff", "non_retryable", "on", "retryable", "classified", "hint"] {
        if let Some(given) = args.given(key) {
            errors.push(
                given,
                format!("`{key}` belongs to the policy `{}`; remove it here, or remove `policy`", text(path)),
            );
        }
    }
}
