//! Patterns as they must be written to match the error, which is a reference, or the value of `by`, which is none.

use quote::quote_spanned;
use syn::spanned::Spanned;
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, Lit, Pat};

use crate::parse::spelling::{Spelling, names_variant};

/// The pattern with `Enum::Variant` opened to `Enum::Variant { .. }`, which matches every kind of variant, and with
/// constants behind a reference.
pub fn open(pattern: Pat, by_reference: bool) -> Pat {
    match pattern {
        Pat::Path(path) if path.qself.is_none() && names_variant(&path.path) => {
            let path = path.path;
            // At its last name, so that rustc underlines the whole path: from the first token to these.
            let end = path.segments.last().map_or_else(|| path.span(), |last| last.ident.span());
            Pat::Verbatim(quote_spanned!(end=> #path { .. }))
        }
        // The decision matches on a reference, which constants and strings do not look through.
        Pat::Path(path) if by_reference => Pat::Verbatim(quote_spanned!(path.span()=> &#path)),
        Pat::Ident(name)
            if by_reference && name.subpat.is_none() && Spelling::of(&name.ident) == Spelling::Screaming =>
        {
            Pat::Verbatim(quote_spanned!(name.span()=> &#name))
        }
        Pat::Lit(literal) if by_reference && matches!(literal.lit, Lit::Str(_) | Lit::ByteStr(_) | Lit::CStr(_)) => {
            Pat::Verbatim(quote_spanned!(literal.span()=> &#literal))
        }
        Pat::Or(mut or) => {
            or.cases = or
                .cases
                .into_pairs()
                .map(|pair| {
                    let (case, bar) = pair.into_tuple();
                    syn::punctuated::Pair::new(open(case, by_reference), bar)
                })
                .collect();
            Pat::Or(or)
        }
        Pat::Paren(mut paren) => {
            *paren.pat = open(*paren.pat, by_reference);
            Pat::Paren(paren)
        }
        mut pattern => {
            visit_mut::visit_pat_mut(&mut Variants, &mut pattern);
            pattern
        }
    }
}

/// Opens the variants that stand in a pattern by their name alone, as `None` does: where there is none of that name, a
/// lone name would be a binding.
struct Variants;

impl VisitMut for Variants {
    fn visit_pat_mut(&mut self, pattern: &mut Pat) {
        match pattern {
            Pat::Ident(name) if name.subpat.is_none() && Spelling::of(&name.ident) == Spelling::Camel => {
                *pattern = Pat::Verbatim(quote_spanned!(name.span()=> #name { .. }));
            }
            pattern => visit_mut::visit_pat_mut(self, pattern),
        }
    }

    /// A guard is no pattern.
    fn visit_expr_mut(&mut self, _: &mut Expr) {}
}
