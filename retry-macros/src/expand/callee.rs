//! How the user's functions are called, and what of ours stands where rustc speaks of them.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;

use crate::parse::callee::Callee;

/// A closure that hands its argument to a function of the user's: where that does not fit, rustc says so at its name.
pub fn closure(callee: &Callee) -> TokenStream {
    match callee {
        Callee::Path(path) => {
            let argument = Ident::new("limit", Span::mixed_site().located_at(path.span()));
            let mut arguments = Group::new(Delimiter::Parenthesis, argument.to_token_stream());
            arguments.set_span(path.span());
            quote!(|#argument| #path #arguments)
        }
        Callee::Closure(closure) => closure.to_token_stream(),
    }
}

/// The value that a function of the user's makes of the error. A closure gets its parameter's type by the way.
pub fn called(callee: &Callee, error: &Ident, krate: &TokenStream) -> TokenStream {
    match callee {
        Callee::Path(path) => {
            let mut argument = Group::new(Delimiter::Parenthesis, error.to_token_stream());
            argument.set_span(path.span());
            quote!(#path #argument)
        }
        Callee::Closure(closure) => {
            let span = Span::mixed_site().located_at(closure.span());
            quote_spanned!(span=> #krate::value(#error, #closure))
        }
    }
}

/// Our name for the error, where a message about it should point.
pub fn error(span: Span) -> Ident {
    Ident::new("error", Span::mixed_site().located_at(span))
}

/// Our own path, where a message about it should point.
pub fn located(path: &TokenStream, span: Span) -> TokenStream {
    let relocate = |mut token: TokenTree| {
        token.set_span(token.span().located_at(span));
        token
    };
    path.clone().into_iter().map(relocate).collect()
}
