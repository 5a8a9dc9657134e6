use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};
use syn::parse::ParseStream;
use syn::spanned::Spanned;
use syn::{Expr, Ident, Pat};

use crate::errors::Errors;
use crate::text::text;
use crate::value;

/// What runs before each wait: the closure of `on_retry`, whose body becomes part of the function.
pub struct Hook {
    parameter: Pat,
    body: Expr,
}

impl Hook {
    /// Parses `|retry| EXPR` behind `on_retry =`. `None`: the mistakes are reported.
    pub fn parse(key: &Ident, input: ParseStream, errors: &mut Errors) -> Option<Self> {
        let value = errors.keep(value::expression(key, input))?;
        let Expr::Closure(closure) = value else {
            errors.push(&value, not_a_closure(&value));
            return None;
        };
        let before = errors.count();
        if let Some(keyword) = &closure.asyncness {
            errors.push(
                keyword,
                "`on_retry` is part of the function, where `.await` works as it is; remove `async`",
            );
        }
        if let Some(keyword) = &closure.capture {
            errors.push(keyword, "`on_retry` is part of the function and can run again; remove `move`");
        }
        if closure.inputs.len() != 1 {
            let message = "`on_retry` takes one parameter, the retry; write `on_retry = |retry| ..`";
            if closure.inputs.is_empty() {
                errors.push(key, message);
            } else {
                errors.push(&closure.inputs, message);
            }
        }
        let parameter = closure.inputs.first().cloned().filter(|_| errors.count() == before)?;
        Some(Self { parameter, body: *closure.body })
    }

    /// Runs the hook, between a failed attempt and its wait. Where it awaits nothing, nothing of the failed outcome is
    /// held across an `.await`.
    pub fn run(&self, blocking: bool, krate: &TokenStream) -> TokenStream {
        let Self { parameter, body } = self;
        let unit = quote_spanned!(Span::mixed_site().located_at(body.span())=> ());
        let told = quote_spanned!(Span::mixed_site()=> kept.retrying(&delay));
        let run = quote_spanned! {Span::mixed_site()=>
            let #parameter = retrying;
            let done: #unit = #body;
            done
        };
        if blocking || !awaits(body.to_token_stream()) {
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
}

fn not_a_closure(value: &Expr) -> String {
    let problem = "`on_retry` is a closure, whose body becomes part of the function";
    match value {
        Expr::Path(path) => format!("{problem}; write `on_retry = |retry| {}(&retry)`", text(path)),
        _ => format!("{problem}; write `on_retry = |retry| ..`"),
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
