//! One attempt: the user's statements in a block of their own, its time, its clones.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::Path;
use syn::spanned::Spanned;

use crate::expand::context::Context;
use crate::expand::{callee, state, time};
use crate::item::body::Kind;
use crate::parse::attempt_timeout::AttemptTimeout;

/// One attempt, from which `?` and `return` lead to `outcome`. The type is named outside of the statements' scope, where
/// an item of theirs could shadow it.
pub fn run(context: &Context) -> TokenStream {
    let Context { policy, function, krate } = context;
    let (body, output) = (&function.body, &function.output.ty);
    let statements = &body.statements;
    let name = named("outcome", context);
    let Kind::Async(asyncness) = &body.kind else {
        let attempt = braced(body.braces, statements, statements.clone());
        let watched = !policy.guards.breakers.is_empty() || context.shared().is_some();
        let call = if watched { "watched_call" } else { "call" };
        let call = Ident::new(call, Span::mixed_site());
        let call = quote_spanned!(Span::mixed_site()=> #krate::#call::<#output, _>(|| -> #output #attempt));
        return outcome(context, &name, &call);
    };
    // An async block has no return type to write down. A `return` of that type, which is never reached, gives it one, so
    // that the tail and every other `return` coerce as in the function itself. Where a body has no value or one of a
    // wrong type, rustc points at its braces and at the function's type.
    let never = quote_spanned!(Span::mixed_site().located_at(output.span())=> return returns.never(););
    let attempt = braced(
        body.braces,
        statements,
        quote_spanned! {Span::mixed_site()=>
            if false {
                #never
            };
            #statements
        },
    );
    let returns = quote_spanned!(Span::mixed_site()=> let returns = #krate::returns::<#output>(););
    let attempt = watched(context, &quote!(#asyncness #attempt));
    let outcome = match (&policy.guards.attempt_timeout, context.shared()) {
        (Some(timeout), _) => timed(context, timeout, &attempt),
        (None, Some(shared)) => limited(context, shared, &attempt),
        (None, None) => outcome(context, &name, &quote!(#attempt.await)),
    };
    quote!(#returns #outcome)
}

/// What an attempt binds: its outcome, and whether its time was up where a limit asks for that.
pub fn named(outcome: &str, context: &Context) -> TokenStream {
    let outcome = Ident::new(outcome, Span::mixed_site());
    if is_asked_for_the_time(context) {
        quote_spanned!(Span::mixed_site()=> (#outcome, late))
    } else {
        outcome.into_token_stream()
    }
}

/// Whether a limit is told that the time of an attempt was up.
pub fn is_asked_for_the_time(context: &Context) -> bool {
    let is_async = matches!(context.function.body.kind, Kind::Async(_));
    context.policy.guards.ask_for_the_time() || (is_async && context.shared().is_some())
}

/// Whether the runtime may count calls: its features turn these on.
const IS_COUNTED: bool = cfg!(any(test, feature = "metrics", feature = "registry"));

/// A breaker wants to know what happens inside of its attempts, and so does who counts the calls.
fn watched(context: &Context, attempt: &TokenStream) -> TokenStream {
    let Context { policy, krate, .. } = context;
    match (policy.guards.breakers.is_empty(), context.shared()) {
        (false, _) => quote_spanned!(Span::mixed_site()=> #krate::watched(#attempt)),
        (true, Some(shared)) => quote_spanned!(Span::mixed_site()=> #krate::attempt_by(&#shared, #attempt)),
        (true, None) if IS_COUNTED => quote_spanned!(Span::mixed_site()=> #krate::attempt(#attempt)),
        (true, None) => attempt.clone(),
    }
}

/// An attempt with the time that a shared policy sets, if it does.
fn limited(context: &Context, shared: &Path, attempt: &TokenStream) -> TokenStream {
    let (krate, call, output) = (&context.krate, state::call(context), &context.function.output.ty);
    let late_by = Ident::new("late_by", Span::mixed_site().located_at(shared.span()));
    let name = named("outcome", context);
    let limited = quote_spanned! {Span::mixed_site()=>
        match #krate::limited_by(&#shared, |limit| #call.time_left(limit), #attempt).await {
            ::core::result::Result::Ok(outcome) => (outcome, ::core::option::Option::None),
            ::core::result::Result::Err(late) => #krate::#late_by::<#output, _, _, _, _>(&#shared, late),
        }
    };
    outcome(context, &name, &limited)
}

/// An attempt with a time of its own; breakers ask whether it was up.
fn timed(context: &Context, timeout: &AttemptTimeout, attempt: &TokenStream) -> TokenStream {
    let Context { policy, function, krate } = context;
    let (output, call) = (&function.output.ty, state::call(context));
    let limit = time::tokens(timeout.limit);
    let place = Span::mixed_site().located_at(timeout.key.span());
    let expired = if let Some(error) = &timeout.error {
        let error = callee::closure(error);
        quote_spanned!(Span::mixed_site()=> #krate::expired_as::<#output, _>(late, #error))
    } else {
        let expired = Ident::new("expired", place);
        quote_spanned!(Span::mixed_site()=> #krate::#expired::<#output>(late))
    };
    let name = named("outcome", context);
    let (in_time, late) = if is_asked_for_the_time(context) {
        (
            quote_spanned!(Span::mixed_site()=> (outcome, ::core::option::Option::None)),
            quote_spanned!(Span::mixed_site()=> (#expired, ::core::option::Option::Some(late))),
        )
    } else {
        (name.clone(), expired)
    };
    let limited = if state::is_endless(policy) && context.shared().is_none() {
        // The time is what stands in the attribute: nothing of it is in the future.
        quote_spanned! {Span::mixed_site()=>
            match #krate::timeout(#limit, #attempt).await {
                ::core::result::Result::Ok(outcome) => #in_time,
                ::core::result::Result::Err(_) => {
                    let late = #krate::Late::after(#limit);
                    #late
                }
            }
        }
    } else {
        // Asked before the attempt is awaited, so that what asks is not held as long.
        quote_spanned! {Span::mixed_site()=> {
            let time = #call.time_left(#limit);
            match #krate::timeout_within(time, #attempt).await {
                ::core::result::Result::Ok(outcome) => #in_time,
                ::core::result::Result::Err(late) => #late,
            }
        }}
    };
    outcome(context, &name, &limited)
}

/// The outcome of one attempt, which has its own clones: the attribute's expressions see the parameters themselves.
fn outcome(context: &Context, name: &TokenStream, attempt: &TokenStream) -> TokenStream {
    let clones = clones(context);
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

fn clones(context: &Context) -> TokenStream {
    let clones = context.policy.clone.iter().map(|name| {
        let binding = context.function.bindings().last(name);
        let mutable = binding.filter(|binding| binding.mutable).map(|_| quote!(mut));
        // To clippy's `shadow_reuse` the user wrote this: the name has the user's place.
        quote_spanned!(name.span()=> #[allow(clippy::shadow_reuse)] let #mutable #name = ::core::clone::Clone::clone(&#name);)
    });
    quote!(#(#clones)*)
}

/// A block in the user's own braces: to rustc and clippy the user wrote it, so that lints speak of its statements as they do
/// elsewhere. Where there are items among them it is ours, or clippy would find them after a statement.
fn braced(braces: Span, statements: &TokenStream, content: TokenStream) -> Group {
    let mut group = Group::new(Delimiter::Brace, content);
    group.set_span(if has_items(statements) {
        Span::mixed_site().located_at(braces)
    } else {
        braces
    });
    group
}

fn has_items(statements: &TokenStream) -> bool {
    const KEYWORDS: [&str; 11] =
        ["const", "enum", "extern", "fn", "impl", "macro_rules", "mod", "static", "struct", "trait", "use"];
    let mut tokens = statements.clone().into_iter();
    tokens.any(|token| matches!(token, TokenTree::Ident(word) if KEYWORDS.contains(&word.to_string().as_str())))
}
