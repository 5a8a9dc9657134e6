//! The macros of `retry-runtime`, which re-exports and documents them. Use that crate.

use proc_macro::TokenStream;

mod advice;
mod args;
mod backoff;
mod body;
mod classification;
mod decision;
mod duration;
mod entry;
mod errors;
mod expand;
mod function;
mod jitter;
mod list;
mod output;
mod policy;
mod schedule;
mod summary;
mod text;

#[cfg(test)]
mod tests;

#[expect(missing_docs, reason = "documented where it is re-exported")]
#[proc_macro_attribute]
pub fn retry(args: TokenStream, item: TokenStream) -> TokenStream {
    expand::retry(args.into(), &item.into()).into()
}
