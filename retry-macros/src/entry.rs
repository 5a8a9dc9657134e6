use proc_macro2::TokenStream;
use quote::{ToTokens, quote_spanned};
use syn::ext::IdentExt;
use syn::parse::discouraged::Speculative;
use syn::parse::{Parse, ParseStream};
use syn::spanned::Spanned;
use syn::{Expr, ExprClosure, ExprPath, Ident, Lit, Pat, PatGuard, Path, PathArguments, Token, Type, TypePath, token};

use crate::list;
use crate::text::text;

const ENTRIES: &str = "write a pattern, a variant, a type, `source(..)`, a function path or a closure";

/// One entry of a list: what it is, and how the user wrote it.
pub struct Entry {
    pub shape: Shape,
    pub text: String,
    pub tokens: TokenStream,
}

/// What an entry means, read off its shape alone: a wrong guess is a compile error at the user's own tokens.
pub enum Shape {
    /// Matches the function's error.
    Pattern(Pat),
    /// `_`: whatever no other entry matches.
    Rest,
    /// A function that answers for the error.
    Function(ExprPath),
    /// A closure that does.
    Closure(ExprClosure),
    /// A type that the error carries.
    Carried(Type),
    /// A type in the error's chain, and the pattern it must match there.
    Source(Type, Option<Pat>),
}

impl Parse for Entry {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let fork = input.fork();
        let shape = shape(input)?;
        let mut tokens = TokenStream::new();
        while fork.cursor() != input.cursor() {
            tokens.extend([fork.parse::<proc_macro2::TokenTree>()?]);
        }
        Ok(Self {
            shape,
            text: text(&tokens),
            tokens,
        })
    }
}

impl Entry {
    /// Whether the compiler knows what the entry covers.
    pub fn is_exhaustive(&self) -> bool {
        matches!(&self.shape, Shape::Pattern(pattern) if !matches!(pattern, Pat::Guard(_)))
    }
}

fn shape(input: ParseStream) -> syn::Result<Shape> {
    if input.peek(Token![|]) || input.peek(Token![||]) || input.peek(Token![move]) {
        return closure(input.parse()?);
    }
    if input.peek(Ident) && input.peek2(token::Paren) {
        let fork = input.fork();
        if fork.parse::<Ident>()? == "source" {
            input.advance_to(&fork);
            return source(&list::parenthesized(input)?);
        }
    }
    let fork = input.fork();
    if let (Ok(pattern), true) = (pattern(&fork), list::at_end(&fork)) {
        input.advance_to(&fork);
        return from_pattern(pattern);
    }
    let fork = input.fork();
    if let (Ok(ty), true) = (fork.parse::<Type>(), list::at_end(&fork)) {
        input.advance_to(&fork);
        return Ok(Shape::Carried(ty));
    }
    let tokens: TokenStream = std::iter::from_fn(|| {
        if list::at_end(input) {
            None
        } else {
            input.parse::<proc_macro2::TokenTree>().ok()
        }
    })
    .collect();
    if tokens.is_empty() {
        return Err(input.error(format!("expected an entry; {ENTRIES}")));
    }
    let message = format!("`{}` is not an entry; {ENTRIES} such as `|error| ..`", text(&tokens));
    Err(syn::Error::new_spanned(tokens, message))
}

/// A pattern, with a guard or without.
fn pattern(input: ParseStream) -> syn::Result<Pat> {
    let pat = Pat::parse_multi_with_leading_vert(input)?;
    if !input.peek(Token![if]) {
        return Ok(pat);
    }
    let (if_token, guard) = (input.parse()?, input.parse()?);
    Ok(Pat::Guard(PatGuard {
        attrs: Vec::new(),
        pat: Box::new(pat),
        if_token,
        guard,
    }))
}

fn closure(closure: ExprClosure) -> syn::Result<Shape> {
    if closure.inputs.len() != 1 || closure.asyncness.is_some() {
        return Err(syn::Error::new_spanned(
            &closure,
            "this closure must take the error and say yes or no; write `|error| ..`",
        ));
    }
    if let Expr::Lit(body) = &*closure.body {
        if let Lit::Bool(constant) = &body.lit {
            let message = if constant.value {
                "this closure accepts every error, so nothing is classified; name the errors"
            } else {
                "this closure never accepts an error; remove it"
            };
            return Err(syn::Error::new_spanned(&closure, message));
        }
    }
    Ok(Shape::Closure(closure))
}

/// `source(Type)`, `source(Enum::Variant)` or `source(Enum::Variant(..))`.
fn source(input: ParseStream) -> syn::Result<Shape> {
    let fork = input.fork();
    if let (Ok(pattern), true) = (Pat::parse_single(&fork), fork.is_empty()) {
        let path = match &pattern {
            Pat::Path(path) if names_variant(&path.path) => Some(&path.path),
            Pat::Struct(pattern) => Some(&pattern.path),
            Pat::TupleStruct(pattern) => Some(&pattern.path),
            _ => None,
        };
        if let Some(path) = path {
            input.advance_to(&fork);
            let ty = without_last(path).ok_or_else(|| {
                syn::Error::new_spanned(
                    path,
                    format!("`{0}` does not name its enum; write `source(Enum::{0})`", text(path)),
                )
            })?;
            return Ok(Shape::Source(ty, Some(open(pattern))));
        }
    }
    if input.is_empty() {
        return Err(input.error("`source` names no type; write `source(std::io::Error)`"));
    }
    let ty: Type = input.parse()?;
    if !input.is_empty() {
        return Err(input.error("`source` takes one type; write one `source(..)` for each"));
    }
    Ok(Shape::Source(ty, None))
}

fn from_pattern(pattern: Pat) -> syn::Result<Shape> {
    match pattern {
        Pat::Wild(_) => Ok(Shape::Rest),
        Pat::Ident(name) if name.subpat.is_none() && name.by_ref.is_none() && name.mutability.is_none() => {
            Ok(from_path(ExprPath {
                attrs: Vec::new(),
                qself: None,
                path: name.ident.into(),
            }))
        }
        Pat::Path(path) => Ok(from_path(path)),
        pattern => match catch_all(&pattern) {
            Some(part) => {
                let message =
                    format!("`{}` matches every error, so nothing is classified; name the errors", text(&part));
                Err(syn::Error::new_spanned(part, message))
            }
            None => Ok(Shape::Pattern(open(pattern))),
        },
    }
}

/// What a lone path is, by the case of its last two names.
fn from_path(path: ExprPath) -> Shape {
    let Some(last) = path.path.segments.last() else {
        return Shape::Function(path);
    };
    match Case::of(&last.ident) {
        Case::Snake => Shape::Function(path),
        Case::Screaming => Shape::Pattern(Pat::Path(path)),
        Case::Camel if names_variant(&path.path) && path.qself.is_none() => Shape::Pattern(open(Pat::Path(path))),
        Case::Camel => Shape::Carried(Type::Path(TypePath {
            attrs: Vec::new(),
            qself: path.qself,
            path: path.path,
        })),
    }
}

/// Whether the last two names are those of an enum and its variant.
fn names_variant(path: &Path) -> bool {
    let mut names = path.segments.iter().rev();
    let (Some(last), Some(owner)) = (names.next(), names.next()) else {
        return false;
    };
    matches!(last.arguments, PathArguments::None)
        && Case::of(&last.ident) == Case::Camel
        && (owner.ident == "Self" || Case::of(&owner.ident) == Case::Camel)
}

fn without_last(path: &Path) -> Option<Type> {
    let mut path = path.clone();
    path.segments.pop();
    path.segments.pop_punct();
    (!path.segments.is_empty()).then(|| {
        Type::Path(TypePath {
            attrs: Vec::new(),
            qself: None,
            path,
        })
    })
}

/// The pattern with `Enum::Variant` opened to `Enum::Variant { .. }`, which matches every kind of variant.
fn open(pattern: Pat) -> Pat {
    match pattern {
        Pat::Path(path) if path.qself.is_none() && names_variant(&path.path) => {
            let path = path.path;
            Pat::Verbatim(quote_spanned!(path.span()=> #path { .. }))
        }
        Pat::Or(mut or) => {
            or.cases = or
                .cases
                .into_pairs()
                .map(|pair| {
                    let (case, bar) = pair.into_tuple();
                    syn::punctuated::Pair::new(open(case), bar)
                })
                .collect();
            Pat::Or(or)
        }
        Pat::Paren(mut paren) => {
            *paren.pat = open(*paren.pat);
            Pat::Paren(paren)
        }
        Pat::Guard(mut guard) => {
            *guard.pat = open(*guard.pat);
            Pat::Guard(guard)
        }
        pattern => pattern,
    }
}

/// The part of an unguarded pattern that matches every error.
fn catch_all(pattern: &Pat) -> Option<TokenStream> {
    match pattern {
        Pat::Wild(_) | Pat::Rest(_) => Some(pattern.to_token_stream()),
        Pat::Ident(name) => match &name.subpat {
            Some((_, pattern)) => catch_all(pattern),
            None => (Case::of(&name.ident) == Case::Snake).then(|| pattern.to_token_stream()),
        },
        Pat::Paren(paren) => catch_all(&paren.pat),
        Pat::Reference(reference) => catch_all(&reference.pat),
        Pat::Or(or) => or.cases.iter().find_map(catch_all),
        _ => None,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    Snake,
    Camel,
    Screaming,
}

impl Case {
    /// One capital alone is a type parameter's name.
    fn of(name: &Ident) -> Self {
        let name = name.unraw().to_string();
        let starts_upper = name.trim_start_matches('_').starts_with(char::is_uppercase);
        match (starts_upper, name.contains(char::is_lowercase), name.chars().count()) {
            (false, ..) => Self::Snake,
            (true, false, 2..) => Self::Screaming,
            _ => Self::Camel,
        }
    }
}
