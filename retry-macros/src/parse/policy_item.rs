//! One item of `policy!`, its keys still unread.

use proc_macro2::{Ident, TokenStream};
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Token, Type, Visibility};

use crate::parse::comma;

const EXAMPLE: &str = "write `pub static GEMINI: GeminiError = (max = 3, backoff = \"exp(1s)\", classified)`";

/// The item of `policy!`: a static with the keys of `#[retry]` in place of its value.
pub struct PolicyItem {
    pub attrs: Vec<Attribute>,
    pub vis: Visibility,
    pub name: Ident,
    /// `None`: the policy is limits alone.
    pub error: Option<Type>,
    pub args: TokenStream,
}

impl PolicyItem {
    /// Parses all items, up to the first mistake.
    pub fn parse_all(input: TokenStream) -> (Vec<Self>, Option<syn::Error>) {
        let mut items = Vec::new();
        let parser = |input: ParseStream| {
            while !input.is_empty() {
                items.push(Self::parse(input)?);
            }
            Ok(())
        };
        let error = parser.parse2(input).err();
        (items, error)
    }

    fn parse(input: ParseStream) -> syn::Result<Self> {
        let attrs = input.call(Attribute::parse_outer)?;
        let vis = input.parse()?;
        let expected =
            |problem: &str, error: &syn::Error| syn::Error::new(error.span(), format!("{problem}; {EXAMPLE}"));
        input
            .parse::<Token![static]>()
            .map_err(|error| expected("a shared policy is a `static`", &error))?;
        let name: Ident = input.parse()?;
        if input.peek(Token![<]) {
            let message = format!(
                "a static has no parameters; for functions of any error type, write limits alone: \
                 `static {name} = (max = 3, backoff = \"exp(1s)\")`"
            );
            return Err(syn::Error::new(input.span(), message));
        }
        let error = if input.peek(Token![=]) {
            None
        } else {
            input
                .parse::<Token![:]>()
                .map_err(|error| expected("a shared policy names the error type it classifies", &error))?;
            Some(input.parse()?)
        };
        input.parse::<Token![=]>().map_err(|error| expected("a shared policy has keys", &error))?;
        let args = comma::parenthesized(input)
            .map_err(|error| expected("the keys stand in parentheses", &error))?
            .parse()?;
        if !input.is_empty() {
            input.parse::<Token![;]>()?;
        }
        Ok(Self { attrs, vis, name, error, args })
    }
}
