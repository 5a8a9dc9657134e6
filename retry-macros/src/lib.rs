//! The macros of `retry-runtime`, which re-exports and documents them. Use that crate.
//!
//! Each goes the same way: `parse` and `item` read what stands there, `check` says what is wrong with it as a whole, `expand` and
//! `derive` write the code. Imports run the other way, and never back.

use proc_macro::TokenStream;

mod check;
mod derive;
mod errors;
mod expand;
mod group;
mod hygiene;
mod item;
mod parse;
mod text;
mod tokens;

#[cfg(test)]
mod tests;

#[expect(missing_docs, reason = "documented where it is re-exported")]
#[proc_macro_attribute]
pub fn retry(args: TokenStream, item: TokenStream) -> TokenStream {
    expand::retry::retry(args.into(), &item.into()).into()
}

#[expect(missing_docs, reason = "documented where it is re-exported")]
#[proc_macro]
pub fn policy(input: TokenStream) -> TokenStream {
    expand::policy::policy(input.into()).into()
}

#[expect(missing_docs, reason = "documented where it is re-exported")]
#[proc_macro_derive(Classify, attributes(transient, permanent, expected, delegate, classify))]
pub fn classify(input: TokenStream) -> TokenStream {
    derive::classify::classify(input.into()).into()
}
