use std::time::Duration;

use proc_macro2::{Delimiter, Group, Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;

use crate::args::{Args, KEYS};
use crate::body::Kind;
use crate::breaker::Places;
use crate::errors::Errors;
use crate::function::Function;
use crate::policy::{Policy, Source};
use crate::{duration, summary};

/// Expands the attribute; after a mistake, the item stands unchanged beside the errors.
pub fn retry(args: TokenStream, item: &TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let args = Args::parse(args, &KEYS, &mut errors);
    let function = Function::parse(item.clone(), args.blocking.as_ref(), &mut errors);
    let policy = Policy::check(args, function.as_ref(), &mut errors);
    match (errors.finish(), policy, function) {
        (None, Some(policy), Some(function)) => retried(&policy, function),
        (errors, ..) => quote!(#errors #item),
    }
}

fn retried(policy: &Policy, mut function: Function) -> TokenStream {
    let retry_loop = retry_loop(policy, &function);
    for name in &policy.clone {
        function.hand_over_mut(name);
    }
    let Function { attrs, vis, sig, body, .. } = function;
    // A function without documentation keeps none, so that `missing_docs` still speaks of it.
    let documented = attrs.iter().any(|attr| attr.path().is_ident("doc"));
    let doc = documented.then(|| {
        let paragraph = summary::paragraph(&summary::of_function(policy));
        quote!(#[doc = ""] #[doc = #paragraph])
    });
    let body = body.with(retry_loop);
    quote!(#(#attrs)* #doc #vis #sig #body)
}

/// The loop around the user's statements. Its names are hygienic, so that the statements cannot see them.
fn retry_loop(policy: &Policy, function: &Function) -> TokenStream {
    let site = site(policy, &function.sig.ident);
    let state = policy.state();
    let Places { before, admission, verdicts } = policy.guards.places(&function.output, &policy.krate);
    let attempt = policy
        .attempt
        .as_ref()
        .map(|name| quote_spanned!(Span::mixed_site()=> let #name = retry.attempt(site());));
    let run = run(policy, function);
    let next = next(policy, function, &verdicts);
    let own = |tokens| if function.body.renames_self() { renamed_self(tokens) } else { tokens };
    let (before, next) = (own(before), own(next));
    quote_spanned! {Span::mixed_site()=>
        let site = || {
            #site
            &SITE
        };
        #state
        #before
        loop {
            #admission
            #attempt
            #run
            #next
        }
    }
}

/// What follows an attempt: the end of the call, or the wait for the next one.
fn next(policy: &Policy, function: &Function, verdicts: &TokenStream) -> TokenStream {
    let (call, decide) = (policy.call(), policy.decision());
    // Where an alias turns out to be no `Result`, rustc reports it once.
    let outcome = Ident::new("outcome", Span::mixed_site().located_at(function.output.ty.span()));
    let krate = &policy.krate;
    let show = quote_spanned!(Span::mixed_site()=> |error, text| #krate::Shown::new(error).write(text));
    let judged = quote_spanned!(Span::mixed_site()=> judge(site(), #outcome, #decide, #show)#verdicts);
    let wait = match function.body.kind {
        Kind::Async(_) => quote!(.await),
        Kind::Blocking => quote!(.block()),
    };
    if policy.guards.keeps_outcome() {
        return next_with_outcome(policy, function, &quote!(#call.#judged), &wait);
    }
    let after = if policy.guards.is_empty() && policy.is_endless() {
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
fn next_with_outcome(policy: &Policy, function: &Function, judged: &TokenStream, wait: &TokenStream) -> TokenStream {
    let next = |step: TokenStream| {
        quote_spanned! {Span::mixed_site()=>
            let (kept, delay) = match #step {
                ::core::ops::ControlFlow::Break(outcome) => break outcome,
                ::core::ops::ControlFlow::Continue(next) => next,
            };
        }
    };
    let kept = next(quote_spanned!(Span::mixed_site()=> #judged.keep()));
    let hook = policy.guards.on_retry.as_ref().map(|hook| {
        let run = hook.run(matches!(function.body.kind, Kind::Blocking), &policy.krate);
        let call = policy.call();
        let resume =
            (!policy.is_endless()).then(|| next(quote_spanned!(Span::mixed_site()=> #call.resume(kept, delay))));
        quote!(#run #resume)
    });
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

/// The user's own expressions in the attribute, which `#[async_trait]` has not seen.
fn renamed_self(tokens: TokenStream) -> TokenStream {
    let rename = |token| match token {
        TokenTree::Ident(name) if name == "self" => Ident::new("__self", name.span()).into(),
        TokenTree::Group(group) => {
            let mut renamed = Group::new(group.delimiter(), renamed_self(group.stream()));
            renamed.set_span(group.span());
            renamed.into()
        }
        token => token,
    };
    tokens.into_iter().map(rename).collect()
}

/// One attempt, from which `?` and `return` lead to `outcome`. The type is named outside of the statements' scope, where
/// an item of theirs could shadow it.
fn run(policy: &Policy, function: &Function) -> TokenStream {
    let (body, output, krate) = (&function.body, &function.output.ty, &policy.krate);
    let statements = &body.statements;
    let name = quote_spanned!(Span::mixed_site()=> outcome);
    let Kind::Async(asyncness) = &body.kind else {
        let attempt = braced(body.braces, statements.clone());
        let call = quote_spanned!(Span::mixed_site()=> #krate::call::<#output, _>(|| -> #output #attempt));
        return outcome(policy, function, &name, &call);
    };
    // Where a body has no value or one of a wrong type, rustc points at its braces and at the function's type.
    let never = quote_spanned!(Span::mixed_site().located_at(output.span())=> return never;);
    let attempt = braced(
        body.braces,
        quote_spanned! {Span::mixed_site()=>
            if let ::core::option::Option::Some(never) = returns.never() {
                #never
            };
            #statements
        },
    );
    let returns = quote_spanned!(Span::mixed_site()=> let returns = #krate::returns::<#output>(););
    let outcome = match &policy.guards.attempt_timeout {
        Some((limit, key)) => timed(policy, function, *limit, key, &quote!(#asyncness #attempt)),
        None => outcome(policy, function, &name, &quote!(#asyncness #attempt.await)),
    };
    quote!(#returns #outcome)
}

/// An attempt with a time of its own; a budget asks whether it was up.
fn timed(policy: &Policy, function: &Function, limit: Duration, key: &Ident, attempt: &TokenStream) -> TokenStream {
    let (krate, output, call) = (&policy.krate, &function.output.ty, policy.call());
    let limit = duration::tokens(limit);
    let expired = Ident::new("expired", Span::mixed_site().located_at(key.span()));
    let expired = quote_spanned!(Span::mixed_site()=> #krate::#expired::<#output>(timeout));
    let (name, in_time, late) = if policy.guards.budget.is_some() {
        let name = quote_spanned!(Span::mixed_site()=> (outcome, timed_out));
        (name, quote_spanned!(Span::mixed_site()=> (outcome, false)), quote!((#expired, true)))
    } else {
        let name = quote_spanned!(Span::mixed_site()=> outcome);
        (name.clone(), name, expired)
    };
    let limited = quote_spanned! {Span::mixed_site()=>
        match #krate::timeout(#call.time_left(#limit), #attempt).await {
            ::core::result::Result::Ok(outcome) => #in_time,
            ::core::result::Result::Err(timeout) => #late,
        }
    };
    outcome(policy, function, &name, &limited)
}

/// The outcome of one attempt, which has its own clones: the attribute's expressions see the parameters themselves.
fn outcome(policy: &Policy, function: &Function, name: &TokenStream, attempt: &TokenStream) -> TokenStream {
    let clones = clones(policy, function);
    if clones.is_empty() {
        return quote_spanned!(Span::mixed_site()=> let #name = #attempt;);
    }
    quote_spanned! {Span::mixed_site()=>
        let #name = {
            #clones
            #attempt
        };
    }
}

/// A block where the user's own braces are. It is ours all the same: lints do not take what we add for the user's.
fn braced(span: Span, content: TokenStream) -> Group {
    let mut group = Group::new(Delimiter::Brace, content);
    group.set_span(Span::mixed_site().located_at(span));
    group
}

/// The static of the function, visible to nothing else, and what is checked against a shared policy.
fn site(policy: &Policy, function: &Ident) -> TokenStream {
    let function = function.to_string();
    let name = policy.name.as_ref().map_or_else(
        || quote!(::core::concat!(::core::module_path!(), "::", #function)),
        ToTokens::to_token_stream,
    );
    let (krate, value, assertions) = (&policy.krate, policy.site(&name), policy.assertions());
    let told = told(policy);
    quote_spanned! {Span::mixed_site()=>
        #assertions
        static SITE: #krate::Site = #value;
        #krate::register!(SITE, #told);
    }
}

/// What a list of retried functions says of this one: worst case, limit of time, and all of it in words.
fn told(policy: &Policy) -> TokenStream {
    let text = summary::of_function(policy);
    let within = policy.within.map(|(within, _)| duration::some(within));
    match &policy.source {
        Source::Own(rules) => {
            let (worst_case, within) = (duration::tokens(rules.longest()), within.unwrap_or_else(duration::none));
            quote!(#worst_case, #within, #text)
        }
        Source::Shared { path, max } => {
            let max =
                max.map_or_else(|| quote!(#path.max()), |(max, _)| Literal::u32_unsuffixed(max).into_token_stream());
            let within = within.unwrap_or_else(|| quote!(#path.within()));
            quote!(#path.__worst_case(#max), #within, #text, #path.__text())
        }
    }
}

fn clones(policy: &Policy, function: &Function) -> TokenStream {
    let bindings = function.bindings();
    let clones = policy.clone.iter().map(|name| {
        let binding = bindings.iter().rfind(|binding| binding.name == *name);
        let mutable = binding.filter(|binding| binding.mutable).map(|_| quote!(mut));
        quote_spanned!(name.span()=> let #mutable #name = ::core::clone::Clone::clone(&#name);)
    });
    quote!(#(#clones)*)
}
