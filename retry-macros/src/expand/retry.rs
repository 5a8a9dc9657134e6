//! `#[retry]` itself: parse, check, expand; and the loop that the other files fill.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};

use crate::check::policy::Policy;
use crate::errors::Errors;
use crate::expand::context::Context;
use crate::expand::limits::{self, Places};
use crate::expand::{attempt, docs, next, site, state};
use crate::item::function::Function;
use crate::parse::args::{Args, KEYS};

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
    let retry_loop = retry_loop(&Context::new(policy, &function));
    for name in &policy.clone {
        function.hand_over_mut(name);
    }
    let Function { attrs, vis, sig, body, .. } = function;
    // A function without documentation keeps none, so that `missing_docs` still speaks of it.
    let documented = attrs.iter().any(|attr| attr.path().is_ident("doc"));
    let doc = documented.then(|| docs::attributes(&docs::of_function(policy)));
    let body = body.with(retry_loop);
    quote!(#(#attrs)* #doc #vis #sig #body)
}

/// The loop around the user's statements.
///
/// Its names are `mixed_site`: what the loop binds, the statements cannot see, and what they bind, the loop cannot. Items
/// have no hygiene, which is why the static stands inside a closure: the statements could name a `SITE` of their own, and
/// would find ours. The closure captures nothing, so it is in no future.
fn retry_loop(context: &Context) -> TokenStream {
    let Context { policy, function, .. } = context;
    let site = site::site(context);
    let state = state::state(context);
    let Places { before, admission, verdicts } = limits::places(context);
    let number = policy
        .attempt
        .as_ref()
        .map(|name| quote_spanned!(Span::mixed_site()=> let #name = retry.attempt(site());));
    let attempt = attempt::run(context);
    let next = next::next(context, &verdicts);
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
            #number
            #attempt
            #next
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
