//! Patterns of the error, and what can be said of one without its type.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::parse::ParseStream;
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, Ident, Pat, PatGuard, PatIdent, Token};

use crate::parse::spelling::Spelling;

/// A pattern, with a guard or without.
pub fn parse(input: ParseStream) -> syn::Result<Pat> {
    let pat = Pat::parse_multi_with_leading_vert(input)?;
    if !input.peek(Token![if]) {
        return Ok(pat);
    }
    let (if_token, guard) = (input.parse()?, input.parse()?);
    Ok(Pat::Guard(PatGuard { attrs: Vec::new(), pat: Box::new(pat), if_token, guard }))
}

/// The part of an unguarded pattern that matches every error.
pub fn catch_all(pattern: &Pat) -> Option<TokenStream> {
    match pattern {
        Pat::Wild(_) | Pat::Rest(_) => Some(pattern.to_token_stream()),
        Pat::Ident(name) => match &name.subpat {
            Some((_, pattern)) => catch_all(pattern),
            None => (Spelling::of(&name.ident) == Spelling::Snake).then(|| pattern.to_token_stream()),
        },
        Pat::Paren(paren) => catch_all(&paren.pat),
        Pat::Reference(reference) => catch_all(&reference.pat),
        Pat::Or(or) => or.cases.iter().find_map(catch_all),
        _ => None,
    }
}

/// The names in a pattern that are written like constants, and stand there alone.
pub fn constants(pattern: &Pat) -> Vec<Ident> {
    let mut constants = Constants(Vec::new());
    constants.visit_pat_mut(&mut pattern.clone());
    constants.0
}

struct Constants(Vec<Ident>);

impl VisitMut for Constants {
    fn visit_pat_ident_mut(&mut self, name: &mut PatIdent) {
        if name.subpat.is_none()
            && name.by_ref.is_none()
            && name.mutability.is_none()
            && Spelling::of(&name.ident) == Spelling::Screaming
        {
            self.0.push(name.ident.clone());
        }
        visit_mut::visit_pat_ident_mut(self, name);
    }

    fn visit_pat_mut(&mut self, pattern: &mut Pat) {
        if let Pat::Path(path) = pattern {
            let constant = path.path.get_ident().filter(|name| Spelling::of(name) == Spelling::Screaming);
            self.0.extend(constant.cloned());
        }
        visit_mut::visit_pat_mut(self, pattern);
    }

    /// A guard is no pattern.
    fn visit_expr_mut(&mut self, _: &mut Expr) {}
}
