//! The limit: a literal, so that it stands in the source.

use syn::parse::ParseStream;
use syn::{Expr, ExprLit, ExprUnary, Lit, UnOp};

use crate::text::text;

/// An integer literal from 2 to 100.
pub fn parse(input: ParseStream) -> syn::Result<u32> {
    let mut value: Expr = input
        .parse()
        .map_err(|error| syn::Error::new(error.span(), "expected a number; write `max = 3`"))?;
    // What `macro_rules` passes on as `$max:literal`.
    while let Expr::Group(group) = value {
        value = *group.expr;
    }
    let refused = |message: String| Err(syn::Error::new_spanned(&value, message));
    let written = text(&value);
    match &value {
        Expr::Lit(ExprLit { lit: Lit::Int(number), .. }) if number.suffix().is_empty() => match number
            .base10_parse::<u32>()
        {
            Ok(0) => refused("`max = 0` would make no attempt; write `max = 3`, which counts every attempt".to_owned()),
            Ok(1) => refused("`max = 1` never retries; write 2 or more".to_owned()),
            // The waits are a table in the binary, one entry for each retry. 100 is more than any service should take, and a
            // table of 99 durations is 1.6 KB.
            Ok(attempts @ 2..=100) => Ok(attempts),
            _ => refused(format!("`max = {written}` is as good as no limit; write 2 to 100")),
        },
        Expr::Lit(ExprLit { lit: Lit::Int(number), .. }) => {
            refused(format!("`{written}` needs no suffix; write `max = {}`", number.base10_digits()))
        }
        Expr::Unary(ExprUnary { op: UnOp::Neg(_), .. }) => {
            refused(format!("`max = {written}` is negative; write `max = 3`"))
        }
        Expr::Lit(_) => refused(format!("`max = {written}` is not a whole number; write `max = 3`")),
        _ => refused(format!(
            "`{written}` is not a literal, and the limit must stand in the source; write `max = 3`"
        )),
    }
}
