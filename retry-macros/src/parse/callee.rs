//! A function that the attribute names: a path, or a closure.

use quote::ToTokens;
use syn::parse::ParseStream;
use syn::{Expr, ExprClosure, ExprPath};

use crate::text::text;

pub enum Callee {
    Path(ExprPath),
    Closure(ExprClosure),
}

/// What a function is for, in messages.
pub struct Use {
    /// `a function from the error to a wait`
    pub what: &'static str,
    /// What to write: `hint(GeminiError::retry_delay, cap = 60s)`.
    pub example: &'static str,
    /// The closure as it begins: `|error| ..`.
    pub closure: &'static str,
}

impl Callee {
    pub fn parse(input: ParseStream, wanted: &Use) -> syn::Result<Self> {
        let Use { what, example, closure } = wanted;
        let value: Expr = input
            .parse()
            .map_err(|error| syn::Error::new(error.span(), format!("expected a function; write `{example}`")))?;
        match value {
            Expr::Closure(closure) => Ok(Self::Closure(closure)),
            Expr::Path(path) => Ok(Self::Path(path)),
            value => {
                let message = format!("`{}` is not {what}; write a path, or `{closure}`", text(&value));
                Err(syn::Error::new_spanned(value, message))
            }
        }
    }
}

impl ToTokens for Callee {
    fn to_tokens(&self, tokens: &mut proc_macro2::TokenStream) {
        match self {
            Self::Path(path) => path.to_tokens(tokens),
            Self::Closure(closure) => closure.to_tokens(tokens),
        }
    }
}
