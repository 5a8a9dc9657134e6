//! The variables that an attempt can read.

use std::collections::HashMap;

use proc_macro2::Ident;
use syn::visit_mut::{self, VisitMut};
use syn::{Pat, PatIdent};

use crate::hygiene::same;

/// A variable, and what is known of it.
pub struct Binding {
    name: Ident,
    pub mutable: bool,
    pub by_reference: bool,
}

/// The variables by their names: a function may have a thousand, and an attribute may name all of them.
#[derive(Default)]
pub struct Bindings {
    found: HashMap<String, Vec<Binding>>,
    by_reference: bool,
    /// Not so where the parameters are half-written.
    pub complete: bool,
}

impl Bindings {
    /// None yet; `complete` if none will be missing.
    pub fn of(complete: bool) -> Self {
        Self { complete, ..Self::default() }
    }

    /// Adds what a pattern binds; `by_reference` if what it is matched on is a reference.
    pub fn add(&mut self, mut pattern: Pat, by_reference: bool) {
        self.by_reference = by_reference;
        self.visit_pat_mut(&mut pattern);
    }

    /// The variable of this name that was bound first: the parameter.
    pub fn first(&self, name: &Ident) -> Option<&Binding> {
        self.found.get(&name.to_string())?.iter().find(|binding| same(&binding.name, name))
    }

    /// The variable of this name that the attempts see.
    pub fn last(&self, name: &Ident) -> Option<&Binding> {
        self.found.get(&name.to_string())?.iter().rfind(|binding| same(&binding.name, name))
    }
}

impl VisitMut for Bindings {
    fn visit_pat_ident_mut(&mut self, pattern: &mut PatIdent) {
        let name = pattern.ident.clone();
        let mutable = pattern.mutability.is_some();
        let binding = Binding { name, mutable, by_reference: self.by_reference };
        self.found.entry(pattern.ident.to_string()).or_default().push(binding);
        visit_mut::visit_pat_ident_mut(self, pattern);
    }
}
