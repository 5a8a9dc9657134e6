//! What an attempt returns, read off the signature.

use syn::visit_mut::{self, VisitMut};
use syn::{
    AngleBracketedGenericArguments, GenericArgument, PathArguments, ReturnType, Type, TypeParamBound, parse_quote,
};

use crate::text::text;

/// What one attempt returns.
pub struct Output {
    /// As it can be written in the body: `_` in place of each `impl Trait`.
    pub ty: Type,
    /// Its error type, where it can be read off.
    pub error: Option<Type>,
}

impl Output {
    /// The output of an async or a blocking function.
    pub fn of_function(output: &ReturnType) -> Result<Self, String> {
        match output {
            ReturnType::Default => {
                Err("returns nothing, so it cannot fail; a retried function returns a `Result`".to_owned())
            }
            ReturnType::Type(_, ty) => Self::of(ty),
        }
    }

    /// The output of a function that returns a future; `_` where an alias hides it.
    pub fn of_future(output: &ReturnType) -> Result<Self, String> {
        match output {
            ReturnType::Default => Self::of_function(output),
            ReturnType::Type(_, ty) => Self::of(&future_output(ty).unwrap_or_else(|| parse_quote!(_))),
        }
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

/// `T` of `impl Future<Output = T>`, of a pinned box of one, and of a `BoxFuture<'_, T>`.
fn future_output(ty: &Type) -> Option<Type> {
    match ty {
        Type::Group(group) => future_output(&group.elem),
        Type::Paren(paren) => future_output(&paren.elem),
        Type::ImplTrait(ty) => ty.bounds.iter().find_map(bound_output),
        Type::TraitObject(ty) => ty.bounds.iter().find_map(bound_output),
        Type::Path(path) => {
            let last = path.path.segments.last()?;
            if last.ident == "BoxFuture" || last.ident == "LocalBoxFuture" {
                return type_arguments(&last.arguments).next().cloned();
            }
            type_arguments(&last.arguments).find_map(future_output)
        }
        _ => None,
    }
}

fn bound_output(bound: &TypeParamBound) -> Option<Type> {
    let TypeParamBound::Trait(bound) = bound else {
        return None;
    };
    let last = bound.path.segments.last()?;
    arguments(&last.arguments).find_map(|argument| match argument {
        GenericArgument::AssocType(output) if output.ident == "Output" => Some(output.ty.clone()),
        _ => None,
    })
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
