//! The signature of a function, of which only what the macro asks for is parsed.

use std::collections::HashSet;

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt, quote};
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{FnArg, Pat, Token};

use crate::tokens::{is_punct, is_word, with_content};

/// A signature, as it was written: rustc has parsed it already, and what `#[async_trait]` makes of one is long.
pub struct Signature {
    pub constness: Option<Token![const]>,
    pub asyncness: Option<Token![async]>,
    pub fn_token: Token![fn],
    pub ident: Ident,
    /// `unsafe`, or `extern "C"`.
    qualifiers: TokenStream,
    /// From `fn` on.
    tokens: Vec<TokenTree>,
    /// The place of the parameters among the tokens.
    inputs: usize,
}

impl Signature {
    /// Takes what stands before the `fn`, and the tokens from there up to the body.
    pub fn parse(before: ParseStream, tokens: Vec<TokenTree>) -> syn::Result<Self> {
        let [TokenTree::Ident(keyword), TokenTree::Ident(ident), generics @ ..] = tokens.as_slice() else {
            return Err(before.error("expected `fn`"));
        };
        let inputs = 2 + end_of_generics(generics);
        Ok(Self {
            constness: before.parse()?,
            asyncness: before.parse()?,
            fn_token: Token![fn](keyword.span()),
            ident: ident.clone(),
            qualifiers: before.parse()?,
            inputs,
            tokens,
        })
    }

    /// The parameters.
    pub fn inputs(&self) -> impl Iterator<Item = FnArg> {
        let inputs = self.parenthesized().map(|group| parameters(group.stream()));
        inputs.into_iter().flatten()
    }

    /// What stands behind the `->`; empty if there is none.
    pub fn output(&self) -> &[TokenTree] {
        match self.tokens.get(self.inputs + 1..) {
            Some([_minus, _greater, output @ ..]) if !is_word(self.tokens.get(self.inputs + 1), "where") => {
                output.split(|token| is_word(Some(token), "where")).next().unwrap_or_default()
            }
            _ => &[],
        }
    }

    /// Takes the `mut` off the parameters of these names.
    pub fn take_mut(&mut self, names: &HashSet<String>) {
        let Some(group) = self.parenthesized().filter(|_| !names.is_empty()) else {
            return;
        };
        let mut parameters = parameters(group.stream());
        for parameter in &mut parameters {
            if let FnArg::Typed(argument) = parameter {
                if let Pat::Ident(pattern) = &mut *argument.pat {
                    pattern.mutability = pattern.mutability.filter(|_| !names.contains(&pattern.ident.to_string()));
                }
            }
        }
        let group = with_content(group, quote!(#parameters));
        if let Some(place) = self.tokens.get_mut(self.inputs) {
            *place = group.into();
        }
    }

    fn parenthesized(&self) -> Option<&Group> {
        match self.tokens.get(self.inputs) {
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => Some(group),
            _ => None,
        }
    }
}

impl ToTokens for Signature {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { constness, asyncness, qualifiers, .. } = self;
        tokens.extend(quote!(#constness #asyncness #qualifiers));
        tokens.append_all(&self.tokens);
    }
}

/// Parameters that syn does not know, such as `...`, are none that an attribute can name.
fn parameters(tokens: TokenStream) -> Punctuated<FnArg, Token![,]> {
    Punctuated::parse_terminated.parse2(tokens).unwrap_or_default()
}

/// How many of the tokens behind a name are its generics.
fn end_of_generics(tokens: &[TokenTree]) -> usize {
    let mut open = 0_usize;
    let mut after = None;
    for (at, token) in tokens.iter().enumerate() {
        if is_punct(Some(token), '<') {
            open += 1;
        } else if is_punct(Some(token), '>') && !is_punct(after, '-') {
            open = open.saturating_sub(1);
        } else if open == 0 {
            return at;
        }
        after = Some(token);
    }
    tokens.len()
}
