//! The macros of `retry-runtime`, which re-exports and documents them. Use that crate.

use proc_macro::TokenStream;

mod advice;
mod args;
mod attempts;
mod backoff;
mod body;
mod breaker;
mod carries;
mod case;
mod classification;
mod comma;
mod decision;
mod derive;
mod duration;
mod entry;
mod errors;
mod expand;
mod function;
mod guards;
mod hint;
mod hook;
mod jitter;
mod list;
mod marker;
mod on;
mod output;
mod pattern;
mod policy;
mod rules;
mod schedule;
mod shared;
mod spelling;
mod summary;
mod text;
mod value;
mod waits;

#[cfg(test)]
mod tests;

#[expect(missing_docs, reason = "documented where it is re-exported")]
#[proc_macro_attribute]
pub fn retry(args: TokenStream, item: TokenStream) -> TokenStream {
    expand::retry(args.into(), &item.into()).into()
}

#[expect(missing_docs, reason = "documented where it is re-exported")]
#[proc_macro]
pub fn policy(input: TokenStream) -> TokenStream {
    shared::policy(input.into()).into()
}

#[expect(missing_docs, reason = "documented where it is re-exported")]
#[proc_macro_derive(Classify, attributes(transient, permanent, delegate, classify))]
pub fn classify(input: TokenStream) -> TokenStream {
    derive::classify(input.into()).into()
}
