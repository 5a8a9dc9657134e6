use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{FnArg, Pat, Signature, Type};

use crate::args::Args;
use crate::body::{Body, Kind};
use crate::errors::Errors;
use crate::function::Function;
use crate::jitter::Jitter;
use crate::policy::Policy;
use crate::{decision, duration, summary};

/// Expands the attribute; after a mistake, the item stands unchanged beside the errors.
pub fn retry(args: TokenStream, item: &TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let args = Args::parse(args, &mut errors);
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
        hand_over_mut(&mut function.sig, name);
    }
    let Function {
        attrs, vis, sig, body, ..
    } = function;
    // A function without documentation keeps none, so that `missing_docs` still speaks of it.
    let documented = attrs.iter().any(|attr| attr.path().is_ident("doc"));
    let doc = documented.then(|| {
        let paragraph = summary::paragraph(policy);
        quote!(#[doc = ""] #[doc = #paragraph])
    });
    let body = body.with(retry_loop);
    quote!(#(#attrs)* #doc #vis #sig #body)
}

/// The loop around the user's statements. Its names are hygienic, so that the statements cannot see them.
fn retry_loop(policy: &Policy, function: &Function) -> TokenStream {
    let krate = krate(policy);
    let site = site(policy, &function.sig.ident, &krate);
    let decide = decision::tokens(&policy.lists, &krate);
    let state = state(policy, &krate);
    let clones = clones(policy, function);
    let attempt = policy
        .attempt
        .as_ref()
        .map(|name| quote_spanned!(Span::mixed_site()=> let #name = retry.attempt(site());));
    let run = run(&function.body, &function.output.ty, &krate);
    let wait = match function.body.kind {
        Kind::Async(_) => quote!(.await),
        Kind::Blocking => quote!(.block()),
    };
    quote_spanned! {Span::mixed_site()=>
        let site = || {
            #site
            &SITE
        };
        let mut retry = #state;
        loop {
            #clones
            #attempt
            #run
            let delay = match retry.after(site(), outcome, #decide) {
                ::core::ops::ControlFlow::Break(outcome) => break outcome,
                ::core::ops::ControlFlow::Continue(delay) => delay,
            };
            delay #wait;
        }
    }
}

/// One attempt, from which `?` and `return` lead to `outcome`. The type is named outside of the statements' scope, where
/// an item of theirs could shadow it.
fn run(body: &Body, output: &Type, krate: &TokenStream) -> TokenStream {
    let statements = &body.statements;
    match &body.kind {
        Kind::Async(asyncness) => quote_spanned! {Span::mixed_site()=>
            let returns = #krate::returns::<#output>();
            let outcome = #asyncness {
                if let ::core::option::Option::Some(never) = returns.never() {
                    return never;
                }
                #statements
            }.await;
        },
        Kind::Blocking => quote_spanned! {Span::mixed_site()=>
            let outcome = #krate::call::<#output, _>(|| { #statements });
        },
    }
}

/// The static of the function, visible to nothing else.
fn site(policy: &Policy, function: &Ident, krate: &TokenStream) -> TokenStream {
    let function = function.to_string();
    let name = policy.name.as_ref().map_or_else(
        || quote!(::core::concat!(::core::module_path!(), "::", #function)),
        ToTokens::to_token_stream,
    );
    let schedule = policy.schedule.tokens(policy.attempts, krate);
    quote_spanned! {Span::mixed_site()=>
        static SITE: #krate::Site = #krate::Site::new(#name, #schedule);
    }
}

/// The state of a call; what no key asks for is not in it.
fn state(policy: &Policy, krate: &TokenStream) -> TokenStream {
    let within = policy.within.map(|within| {
        let within = duration::tokens(within);
        quote!(.within(#within))
    });
    let decorrelated = (policy.schedule.jitter == Jitter::Decorrelated).then(|| quote!(.decorrelated()));
    quote!(#krate::Retry::new() #within #decorrelated)
}

fn clones(policy: &Policy, function: &Function) -> TokenStream {
    let bindings = function.bindings();
    let clones = policy.clone.iter().map(|name| {
        let binding = bindings.iter().find(|binding| binding.name == *name);
        let mutable = binding.filter(|binding| binding.mutable).map(|_| quote!(mut));
        quote!(let #mutable #name = ::core::clone::Clone::clone(&#name);)
    });
    quote!(#(#clones)*)
}

/// Takes the `mut` off a parameter that is cloned: the clone has it, and the parameter does not change.
fn hand_over_mut(sig: &mut Signature, name: &Ident) {
    for input in &mut sig.inputs {
        if let FnArg::Typed(argument) = input {
            if let Pat::Ident(pattern) = &mut *argument.pat {
                if pattern.ident == *name {
                    pattern.mutability = None;
                }
            }
        }
    }
}

/// The path to what generated code names.
fn krate(policy: &Policy) -> TokenStream {
    let path = policy.krate.as_ref().map_or_else(|| quote!(::retry_runtime), ToTokens::to_token_stream);
    quote!(#path::__private)
}
