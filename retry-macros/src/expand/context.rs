//! What every part of the expansion looks at: the checked attribute, the function, and the path to the runtime.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::{Expr, ExprGroup, ExprParen, ExprPath, Path};

use crate::check::policy::{Policy, Source};
use crate::item::function::Function;
use crate::parse::callee::Callee;
use crate::parse::spelling::Spelling;

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

    /// Whether this names a static, by the look of it: a path in capitals behind modules, and no variable. What is behind a type
    /// could depend on the generics of the function, which a static cannot name.
    pub fn is_static(&self, value: &Expr) -> bool {
        match value {
            Expr::Group(ExprGroup { expr, .. }) | Expr::Paren(ExprParen { expr, .. }) => self.is_static(expr),
            Expr::Path(ExprPath { qself: None, path, .. }) => {
                let plain = path.segments.iter().all(|segment| segment.arguments.is_none());
                let mut names = path.segments.iter().rev().map(|segment| Spelling::of(&segment.ident));
                let capitals = names.next() == Some(Spelling::Screaming);
                let modules = names.all(|name| name == Spelling::Snake);
                let variable = path.get_ident().is_some_and(|name| self.binds(name));
                plain && capitals && modules && !variable
            }
            _ => false,
        }
    }

    /// Whether the function has a variable of this name where the attribute's expressions stand.
    fn binds(&self, name: &Ident) -> bool {
        let Self { policy, function, .. } = self;
        function.bindings().last(name).is_some() || policy.once.iter().any(|once| once.name == *name)
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
