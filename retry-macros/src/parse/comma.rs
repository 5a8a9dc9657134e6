//! Items with commas between them, such that one mistake does not hide the next.

use proc_macro2::{TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{ParseBuffer, ParseStream};
use syn::{Ident, LitStr, Token, token};

use crate::errors::Errors;
use crate::text::text;

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
            // Rust people write `;` between things; what follows it is read, so that its own mistakes are told now.
            let _ = input.parse::<Token![;]>();
            if input.peek(Ident::peek_any) && (input.peek2(Token![=]) || input.peek2(token::Paren)) {
                continue;
            }
        }
        drop(tokens(input));
        // Fails only at the end of the input, which ends the loop.
        let _ = input.parse::<Token![,]>();
    }
}

/// Whether an item ends here.
pub fn at_end(input: ParseStream) -> bool {
    input.is_empty() || input.peek(Token![,])
}

/// Everything up to the end of the item.
pub fn tokens(input: ParseStream) -> TokenStream {
    std::iter::from_fn(|| if at_end(input) { None } else { input.parse::<TokenTree>().ok() }).collect()
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

/// The value itself, or the same text in quotes.
pub fn quoted<T>(
    input: ParseStream,
    errors: &mut Errors,
    parse: impl FnOnce(ParseStream, &mut Errors) -> Option<T>,
) -> Option<T> {
    if !input.peek(LitStr) {
        return parse(input, errors);
    }
    let literal: LitStr = errors.keep(input.parse())?;
    // `parse_with` would report a lexer's error with the lexer's words, "cannot parse string into token stream".
    if literal.parse::<TokenStream>().is_err() {
        errors.push(&literal, format!("`{}` cannot be read; check its brackets and quotes", literal.value()));
        return None;
    }
    let mut value = None;
    let parser = |input: ParseStream<'_>| {
        value = parse(input, errors);
        let rest: TokenStream = input.parse()?;
        if value.is_some() && !rest.is_empty() {
            let rest = text(&rest);
            errors.push(&literal, format!("`{rest}` stands after the end of the value; remove it"));
            value = None;
        }
        Ok(())
    };
    let read = literal.parse_with(parser);
    errors.keep(read)?;
    value
}
