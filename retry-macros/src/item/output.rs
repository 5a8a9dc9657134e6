//! What an attempt returns, read off the signature.

use proc_macro2::TokenTree;
use syn::parse::Parse;
use syn::visit_mut::{self, VisitMut};
use syn::{AngleBracketedGenericArguments, GenericArgument, PathArguments, PathSegment, Type, parse_quote};

use crate::text::text;
use crate::tokens::{first, is_punct, is_word, open_angles};

/// What one attempt returns.
pub struct Output {
    /// As it can be written in the body: `_` in place of each `impl Trait`.
    pub ty: Type,
    /// Its error type, where it can be read off.
    pub error: Option<Type>,
}

impl Output {
    /// The output of an async or a blocking function, from what stands behind its `->`.
    pub fn of_function(written: &[TokenTree]) -> Result<Self, String> {
        if written.is_empty() {
            return Err("returns nothing, so it cannot fail; a retried function returns a `Result`".to_owned());
        }
        let ty = syn::parse2(written.iter().cloned().collect());
        Self::of(
            &ty.map_err(|_| {
                "returns what is no type of stable Rust; a retried function returns a `Result`".to_owned()
            })?,
        )
    }

    /// The output of a function that returns a future; `_` where an alias hides it.
    pub fn of_future(written: &[TokenTree]) -> Result<Self, String> {
        if written.is_empty() {
            return Self::of_function(written);
        }
        Self::of(&future_output(written).unwrap_or_else(|| parse_quote!(_)))
    }

    fn of(ty: &Type) -> Result<Self, String> {
        if never_a_result(ty) {
            let ty = text(ty);
            return Err(format!("returns `{ty}`, so it cannot fail; a retried function returns a `Result`"));
        }
        let error = error_type(ty);
        let mut ty = ty.clone();
        InferImplTrait.visit_type_mut(&mut ty);
        Ok(Self { ty, error })
    }
}

struct InferImplTrait;

impl VisitMut for InferImplTrait {
    fn visit_type_mut(&mut self, ty: &mut Type) {
        if matches!(ty, Type::ImplTrait(_)) {
            *ty = parse_quote!(_);
        }
        visit_mut::visit_type_mut(self, ty);
    }
}

/// The types that are certainly no alias of a `Result`; for all others the compiler decides.
fn never_a_result(ty: &Type) -> bool {
    const NAMES: [&str; 21] = [
        "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64", "u128",
        "usize", "str", "String", "Option", "Vec", "Duration",
    ];
    match ty {
        Type::Path(path) => path
            .path
            .segments
            .last()
            .is_some_and(|last| NAMES.contains(&last.ident.to_string().as_str())),
        Type::Group(group) => never_a_result(&group.elem),
        Type::Paren(paren) => never_a_result(&paren.elem),
        Type::Tuple(_) | Type::Never(_) | Type::Reference(_) | Type::Array(_) | Type::Slice(_) | Type::Ptr(_) => true,
        _ => false,
    }
}

/// `E` of `Result<T, E>`, and of the aliases that everybody knows.
fn error_type(ty: &Type) -> Option<Type> {
    match ty {
        Type::Group(group) => error_type(&group.elem),
        Type::Path(path) => {
            let last = path.path.segments.last().filter(|last| last.ident == "Result")?;
            let named = type_arguments(&last.arguments).nth(1).cloned();
            named.or_else(|| match text(&path.path).split('<').next()? {
                "anyhow::Result" => Some(parse_quote!(anyhow::Error)),
                "eyre::Result" | "color_eyre::Result" => Some(parse_quote!(eyre::Report)),
                "io::Result" | "std::io::Result" => Some(parse_quote!(std::io::Error)),
                _ => None,
            })
        }
        _ => None,
    }
}

/// `T` of `impl Future<Output = T>`, of a pinned box of one, and of a `BoxFuture<'_, T>`. It is found by its tokens, for what
/// `#[async_trait]` writes around it is long.
fn future_output(written: &[TokenTree]) -> Option<Type> {
    // The outermost: another bound may have an `Output` in its arguments, as `dyn Add<u8, Output = u8>`.
    let found = open_angles(written)
        .enumerate()
        .filter_map(|(at, open)| Some((open, output_at(written.get(at..)?)?)));
    found.min_by_key(|(open, _)| *open).map(|(_, output)| output)
}

fn output_at(written: &[TokenTree]) -> Option<Type> {
    match written {
        [TokenTree::Group(group), ..] => future_output(&group.stream().into_iter().collect::<Vec<_>>()),
        [name, equals, ty @ ..] if is_punct(Some(equals), '=') && is_word(Some(name), "Output") => {
            first(ty, Type::parse)
        }
        segment @ [name, open, ..] if is_punct(Some(open), '<') && is_boxed(name) => {
            let segment = first(segment, PathSegment::parse)?;
            type_arguments(&segment.arguments).next().cloned()
        }
        _ => None,
    }
}

fn is_boxed(name: &TokenTree) -> bool {
    is_word(Some(name), "BoxFuture") || is_word(Some(name), "LocalBoxFuture")
}

fn type_arguments(arguments_: &PathArguments) -> impl Iterator<Item = &Type> {
    arguments(arguments_).filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}

fn arguments(arguments: &PathArguments) -> impl Iterator<Item = &GenericArgument> {
    let angle = match arguments {
        PathArguments::AngleBracketed(AngleBracketedGenericArguments { args, .. }) => Some(args),
        _ => None,
    };
    angle.into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_output_is_that_of_the_future_and_not_of_what_is_within() {
        for future in [
            "impl Send + Future<Output = Result<T, E>> + 'a",
            "Pin<Box<(dyn Future<Output = Result<T, E>> + Send + 'a)>>",
            "BoxFuture<'_, Result<T, E>>",
            "impl Uses<dyn Add<u8, Output = u8>> + Future<Output = Result<T, E>>",
        ] {
            for value in ["T", "fn() -> u8", "Pin<Box<dyn Future<Output = u8>>>", "BoxFuture<'a, u8>"] {
                let written: proc_macro2::TokenStream = future.replace('T', value).parse().unwrap();
                let found = Output::of_future(&written.into_iter().collect::<Vec<_>>()).unwrap();
                assert_eq!(text(&found.ty), format!("Result<{value}, E>"), "{future}");
            }
        }
    }
}
