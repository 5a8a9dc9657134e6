//! The hook of `on_retry`, whose body becomes part of the function.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};
use syn::spanned::Spanned;

use crate::expand::context::Context;
use crate::item::body::Kind;
use crate::parse::on_retry::Hook;

/// Macros of everybody's that never await what they are given.
const SYNCHRONOUS: [&str; 25] = [
    "assert",
    "assert_eq",
    "assert_ne",
    "counter",
    "dbg",
    "debug",
    "debug_assert",
    "debug_assert_eq",
    "error",
    "event",
    "format",
    "format_args",
    "gauge",
    "histogram",
    "info",
    "log",
    "matches",
    "panic",
    "print",
    "println",
    "eprintln",
    "trace",
    "vec",
    "warn",
    "write",
];

/// Runs the hook, between a failed attempt and its wait. Where it awaits nothing for certain, nothing of the failed outcome
/// is held across an `.await`: the future is smaller, and `Send` with an error that is not `Sync`.
pub fn run(context: &Context, hook: &Hook) -> TokenStream {
    let Context { function, krate, .. } = context;
    let text = quote_spanned!(Span::mixed_site()=> #krate::Shown::new(error).text());
    let Hook { parameter, body } = hook;
    let unit = quote_spanned!(Span::mixed_site().located_at(body.span())=> ());
    let told = quote_spanned!(Span::mixed_site()=> retry.retrying(&__RETRY_SITE, rule, &delay, #text));
    let run = quote_spanned! {Span::mixed_site()=>
        let #parameter = retrying;
        let done: #unit = #body;
        done
    };
    // In a block of its own, a `return` in the hook ends the hook and not the function.
    if matches!(function.body.kind, Kind::Blocking) || !may_await(body.to_token_stream()) {
        return quote_spanned! {Span::mixed_site()=>
            let retrying = #told;
            #krate::call::<(), _>(|| { #run });
        };
    }
    quote_spanned! {Span::mixed_site()=>
        let retrying = #told;
        async { #run }.await;
    }
}

/// Whether there is an `.await` in it, or a macro that may hide one: `tokio::join!`, `select!`, or the user's own.
fn may_await(tokens: TokenStream) -> bool {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let macros = tokens.windows(3).any(|three| match three {
        [TokenTree::Ident(name), TokenTree::Punct(bang), TokenTree::Group(_)] => {
            bang.as_char() == '!' && !SYNCHRONOUS.iter().any(|known| name == known)
        }
        _ => false,
    });
    macros
        || tokens.into_iter().any(|token| match token {
            TokenTree::Ident(word) => word == "await",
            TokenTree::Group(group) => may_await(group.stream()),
            _ => false,
        })
}
