use proc_macro2::TokenTree;
use syn::Token;
use syn::parse::{ParseBuffer, ParseStream};

use crate::errors::Errors;

/// Parses `item, item, ..` to the end. An item that returns `None` has reported its mistake; parsing goes on behind the
/// next comma.
pub fn separated(
    input: ParseStream,
    errors: &mut Errors,
    mut item: impl FnMut(ParseStream, &mut Errors) -> Option<()>,
) {
    while !input.is_empty() {
        let parsed = item(input, errors);
        if parsed.is_some() && !at_end(input) {
            errors.push_at(input.span(), "expected `,` before this");
        }
        while !at_end(input) && input.parse::<TokenTree>().is_ok() {}
        // Fails only at the end of the input, which ends the loop.
        let _ = input.parse::<Token![,]>();
    }
}

/// Whether an item ends here.
pub fn at_end(input: ParseStream) -> bool {
    input.is_empty() || input.peek(Token![,])
}

/// What stands in the parentheses that come next.
pub fn parenthesized(input: ParseStream<'_>) -> syn::Result<ParseBuffer<'_>> {
    let content;
    syn::parenthesized!(content in input);
    Ok(content)
}

/// What stands in the brackets that come next.
pub fn bracketed(input: ParseStream<'_>) -> syn::Result<ParseBuffer<'_>> {
    let content;
    syn::bracketed!(content in input);
    Ok(content)
}
