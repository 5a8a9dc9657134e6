//! The hook of `on_retry`, whose body becomes part of the function.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};
use syn::spanned::Spanned;

use crate::expand::context::Context;
use crate::item::body::Kind;
use crate::parse::on_retry::Hook;

/// Runs the hook, between a failed attempt and its wait. Where it awaits nothing, nothing of the failed outcome is held
/// across an `.await`.
pub fn run(context: &Context, hook: &Hook) -> TokenStream {
    let Context { function, krate, .. } = context;
    let Hook { parameter, body } = hook;
    let unit = quote_spanned!(Span::mixed_site().located_at(body.span())=> ());
    let told = quote_spanned!(Span::mixed_site()=> kept.retrying(&delay));
    let run = quote_spanned! {Span::mixed_site()=>
        let #parameter = retrying;
        let done: #unit = #body;
        done
    };
    // In a block of its own, a `return` in the hook ends the hook and not the function.
    if matches!(function.body.kind, Kind::Blocking) || !awaits(body.to_token_stream()) {
        return quote_spanned! {Span::mixed_site()=>
            if let ::core::option::Option::Some(retrying) = #told {
                #krate::call::<(), _>(|| { #run });
            }
        };
    }
    quote_spanned! {Span::mixed_site()=>
        if let ::core::option::Option::Some(retrying) = #told {
            async { #run }.await;
        }
    }
}

/// Whether there is an `.await` in it.
fn awaits(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(word) => word == "await",
        TokenTree::Group(group) => awaits(group.stream()),
        _ => false,
    })
}
