//! What every part of the expansion looks at: the checked attribute, the function, and the path to the runtime.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::Path;

use crate::check::policy::{Policy, Source};
use crate::item::function::Function;
use crate::parse::callee::Callee;

/// One function that is being expanded.
pub struct Context<'a> {
    pub policy: &'a Policy,
    pub function: &'a Function,
    /// The path to what only generated code names.
    pub krate: TokenStream,
}

impl<'a> Context<'a> {
    pub fn new(policy: &'a Policy, function: &'a Function) -> Self {
        let krate = private(&runtime(policy.krate.as_ref()));
        Self { policy, function, krate }
    }

    /// What the patterns of the lists are matched against, in place of the error.
    pub fn by(&self) -> Option<&Callee> {
        let classification = match &self.policy.source {
            Source::Own(rules) => &rules.classification,
            Source::Shared { classification, .. } => classification,
        };
        classification.by.as_ref().map(|(by, _)| by)
    }

    /// The policy that the function shares.
    pub fn shared(&self) -> Option<&'a Path> {
        match &self.policy.source {
            Source::Own(_) => None,
            Source::Shared { path, .. } => Some(path),
        }
    }
}

/// The path to the runtime: what `crate = ..` says, or where Cargo puts it.
pub fn runtime(path: Option<&Path>) -> TokenStream {
    path.map_or_else(|| quote!(::retry_runtime), ToTokens::to_token_stream)
}

/// The path to the part of the runtime that only generated code names.
pub fn private(runtime: &TokenStream) -> TokenStream {
    quote!(#runtime::__private)
}
