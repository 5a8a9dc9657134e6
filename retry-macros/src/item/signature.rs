//! The signature of a function, of which only what the macro asks for is parsed.

use std::collections::HashSet;

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt, quote};
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{FnArg, Pat, Token};

use crate::tokens::{is_punct, is_word, open_angles, with_content};

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

    /// The parameters, if syn can read all of them: `...` it cannot, nor a half-written one.
    pub fn inputs(&self) -> Option<Punctuated<FnArg, Token![,]>> {
        let group = self.parenthesized()?;
        Punctuated::parse_terminated.parse2(group.stream()).ok()
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
        if names.is_empty() {
            return;
        }
        let (Some(group), Some(mut inputs)) = (self.parenthesized(), self.inputs()) else {
            return;
        };
        for input in &mut inputs {
            if let FnArg::Typed(argument) = input {
                if let Pat::Ident(pattern) = &mut *argument.pat {
                    pattern.mutability = pattern.mutability.filter(|_| !names.contains(&pattern.ident.to_string()));
                }
            }
        }
        let group = with_content(group, quote!(#inputs));
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

/// How many of the tokens behind a name are its generics.
fn end_of_generics(tokens: &[TokenTree]) -> usize {
    if !is_punct(tokens.first(), '<') {
        return 0;
    }
    let end = open_angles(tokens).position(|open| open == 0);
    end.map_or(tokens.len(), |end| end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_and_output_are_found_in_every_signature() {
        for signature in [
            "fn f(a: A) -> R",
            "async unsafe fn f(a: A) -> R where A: B<C> + Fn() -> C,",
            "unsafe extern \"C\" fn f<>(a: A) -> R where",
            "fn r#where<F: Fn(u8) -> u8, G: FnOnce() -> Result<Vec<u8>, E>>(a: A) -> R",
            "fn f<'a: 'a, T: PartialOrd<Vec<u8>>, const N: usize>(a: A) -> R where [u8; { N > 1 } as usize]: Sized",
            "fn f<T: Is<-1> + Is<{ 1 > 2 }>, F: for<'x> Fn(&'x u8) -> &'x [u8]>(a: A) -> R",
            "default fn f<F: Fn() -> !>(a: A) -> R",
        ] {
            let tokens: Vec<TokenTree> = signature.parse::<TokenStream>().unwrap().into_iter().collect();
            let start = tokens.iter().position(|token| is_word(Some(token), "fn")).unwrap();
            let (before, tokens) = tokens.split_at(start);
            let parser = |input: ParseStream| Signature::parse(input, tokens.to_vec());
            let found = parser.parse2(before.iter().cloned().collect()).unwrap();
            let (inputs, output) = (found.inputs().unwrap(), found.output());
            assert_eq!(
                (quote!(#inputs).to_string(), quote!(#(#output)*).to_string()),
                ("a : A".into(), "R".into())
            );
            assert_eq!(found.to_token_stream().to_string(), signature.parse::<TokenStream>().unwrap().to_string());
        }
    }

    #[test]
    fn parameters_that_cannot_be_read_stay() {
        let tokens: TokenStream = "fn f(a: , mut b: B)".parse().unwrap();
        let parser = |input: ParseStream| Signature::parse(input, tokens.clone().into_iter().collect());
        let mut found = parser.parse2(TokenStream::new()).unwrap();
        assert!(found.inputs().is_none());
        found.take_mut(&HashSet::from(["b".to_owned()]));
        assert_eq!(found.to_token_stream().to_string(), tokens.to_string());
    }
}
