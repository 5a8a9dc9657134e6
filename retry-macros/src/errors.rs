//! Mistakes, collected: the user sees all of an attribute in one compile.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;

/// Every mistake of one attribute, in one compile.
#[derive(Default)]
pub struct Errors(Vec<syn::Error>);

impl Errors {
    /// Reports a mistake under these tokens.
    pub fn push(&mut self, at: impl ToTokens, message: impl std::fmt::Display) {
        self.0.push(syn::Error::new_spanned(at, message));
    }

    /// Reports a mistake at this place.
    pub fn push_at(&mut self, span: Span, message: impl std::fmt::Display) {
        self.0.push(syn::Error::new(span, message));
    }

    /// The value, or else its mistake is reported.
    pub fn keep<T>(&mut self, result: syn::Result<T>) -> Option<T> {
        result.map_err(|error| self.0.push(error)).ok()
    }

    /// How many mistakes there are so far.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The mistakes as `compile_error!`s; `None` if there are none.
    pub fn finish(self) -> Option<TokenStream> {
        (!self.0.is_empty()).then(|| self.0.iter().map(syn::Error::to_compile_error).collect())
    }
}
