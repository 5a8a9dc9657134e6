//! `#[retry]` itself: parse, check, expand; and the loop that the other files fill.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Attribute, Meta};

use crate::check::policy::Policy;
use crate::errors::Errors;
use crate::expand::context::Context;
use crate::expand::limits::{self, Places};
use crate::expand::{attempt, docs, next, site, state};
use crate::item::function::Function;
use crate::parse::args::{Args, KEYS};
use crate::parse::once::Once;
use crate::tokens::with_content;

/// Expands the attribute; after a mistake, the item stands unchanged beside the errors.
pub fn retry(args: TokenStream, item: &TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let keys = Args::parse(args.clone(), &KEYS, &mut errors);
    let function = Function::parse(item.clone(), keys.blocking.as_ref(), &mut errors);
    let policy = Policy::check(keys, function.as_ref(), &mut errors);
    match (errors.finish(), policy, function) {
        (None, Some(policy), Some(function)) => retried(&policy, function, args),
        (errors, ..) => quote!(#errors #item),
    }
}

fn retried(policy: &Policy, mut function: Function, args: TokenStream) -> TokenStream {
    // Most attributes do not name it, and then the loop need not be searched for it.
    let renames_self = function.body.renames_self() && names_self(args);
    let retry_loop = retry_loop(&Context::new(policy, &function), renames_self);
    function.hand_over_mut(&policy.clone);
    let Function { attrs, vis, sig, body, .. } = function;
    // A function without documentation keeps none, so that `missing_docs` still speaks of it.
    let documented = attrs.iter().any(|attr| attr.path().is_ident("doc"));
    let doc = documented.then(|| docs::attributes(&docs::of_function(policy)));
    let attrs = attrs.iter().map(kept);
    let body = body.with(&retry_loop);
    quote!(#(#attrs)* #doc #vis #sig #body)
}

/// Lints that cannot see the function as it was written: an `#[expect]` of one would never be met.
const UNSEEN: [&str; 4] = ["missing_const_for_fn", "needless_return", "unused_async", "unwrap_in_result"];

/// The attribute as it can stand on the expansion: what is expected in vain is allowed.
fn kept(attr: &Attribute) -> TokenStream {
    if let Meta::List(list) = &attr.meta {
        let mut words = list.tokens.clone().into_iter();
        if list.path.is_ident("expect") && words.any(|word| UNSEEN.iter().any(|lint| word.to_string() == *lint)) {
            let lints = &list.tokens;
            return quote!(#[allow(#lints)]);
        }
    }
    attr.into_token_stream()
}

/// The loop around the user's statements.
///
/// Its names are `mixed_site`: what the loop binds, the statements cannot see, and what they bind, the loop cannot. Items
/// have no hygiene, which is why the static has a name that nobody else gives to one.
///
/// Every end of the call is a `break` of the loop, and the one `return` before it is for those who hold to
/// `clippy::implicit_return`. It leaves the function, or the async block that the loop stands in.
fn retry_loop(context: &Context, renames_self: bool) -> TokenStream {
    let policy = context.policy;
    let once = policy
        .once
        .iter()
        .map(|Once { name, value }| quote_spanned!(name.span()=> let #name = #value;));
    let once = quote!(#(#once)*);
    let site = site::site(context);
    let state = state::state(context);
    let places = limits::places(context);
    let number = policy.attempt.as_ref().map(|name| {
        let attempt = state::attempt(context);
        quote_spanned!(Span::mixed_site()=> let #name = #attempt;)
    });
    // In the block of the attempt, and not held for the wait.
    let run = attempt::run(context);
    let attempt = quote!(#number #run);
    let own = |tokens| if renames_self { renamed_self(tokens) } else { tokens };
    let next = next::next(context, &attempt, &places, own);
    let Places { before, admission, .. } = places;
    let (once, state, before) = (own(once), own(state), own(before));
    quote_spanned! {Span::mixed_site()=>
        #site
        #once
        #state
        #before
        return loop {
            #admission
            #next
        }
    }
}

fn names_self(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(name) => name == "self",
        TokenTree::Group(group) => names_self(group.stream()),
        _ => false,
    })
}

/// The user's own expressions in the attribute, which `#[async_trait]` has not seen.
fn renamed_self(tokens: TokenStream) -> TokenStream {
    let rename = |token| match token {
        TokenTree::Ident(name) if name == "self" => Ident::new("__self", name.span()).into(),
        TokenTree::Group(group) => with_content(&group, renamed_self(group.stream())).into(),
        token => token,
    };
    tokens.into_iter().map(rename).collect()
}
