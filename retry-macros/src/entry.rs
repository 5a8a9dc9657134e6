use proc_macro2::TokenStream;
use quote::{ToTokens, quote_spanned};
use syn::ext::IdentExt;
use syn::parse::discouraged::Speculative;
use syn::parse::{Parse, ParseStream};
use syn::spanned::Spanned;
use syn::visit_mut::{self, VisitMut};
use syn::{
    Expr, ExprClosure, ExprPath, Ident, Lit, Pat, PatGuard, PatIdent, Path, PathArguments, Stmt, Token, Type, TypePath,
    token,
};

use crate::comma;
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
    /// Matches the function's error. Names that look like constants stand beside it: where there is none of that name, it would be
    /// a binding and match everything.
    Pattern(Pat, Vec<Ident>),
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
        Ok(Self { shape, text: text(&tokens), tokens })
    }
}

impl Entry {
    /// Whether the entry matches the function's error by its pattern.
    pub fn is_pattern(&self) -> bool {
        matches!(self.shape, Shape::Pattern(..))
    }

    /// Whether the compiler knows what the entry covers.
    pub fn is_exhaustive(&self) -> bool {
        matches!(&self.shape, Shape::Pattern(pattern, _) if !matches!(pattern, Pat::Guard(_)))
    }
}

fn shape(input: ParseStream) -> syn::Result<Shape> {
    let alternatives = input.peek(Token![|]) && input.peek2(Ident) && input.peek3(Token![::]);
    if !alternatives && (input.peek(Token![|]) || input.peek(Token![||]) || input.peek(Token![move])) {
        return closure(input.parse()?);
    }
    if input.peek(Ident) && input.peek2(token::Paren) {
        let fork = input.fork();
        if fork.parse::<Ident>()? == "source" {
            input.advance_to(&fork);
            return source(&comma::parenthesized(input)?);
        }
    }
    let fork = input.fork();
    if let (Ok(pattern), true) = (pattern(&fork), comma::at_end(&fork)) {
        input.advance_to(&fork);
        return from_pattern(pattern);
    }
    let fork = input.fork();
    if let (Ok(ty), true) = (fork.parse::<Type>(), comma::at_end(&fork)) {
        input.advance_to(&fork);
        return Ok(Shape::Carried(ty));
    }
    let tokens: TokenStream = std::iter::from_fn(|| {
        if comma::at_end(input) {
            None
        } else {
            input.parse::<proc_macro2::TokenTree>().ok()
        }
    })
    .collect();
    if tokens.is_empty() {
        return Err(syn::Error::new(input.span(), format!("expected an entry; {ENTRIES}")));
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
    Ok(Pat::Guard(PatGuard { attrs: Vec::new(), pat: Box::new(pat), if_token, guard }))
}

fn closure(closure: ExprClosure) -> syn::Result<Shape> {
    if closure.inputs.len() != 1 || closure.asyncness.is_some() {
        return Err(syn::Error::new_spanned(
            &closure,
            "this closure must take the error and say yes or no; write `|error| ..`",
        ));
    }
    if let Some(answer) = constant(&closure.body) {
        return Err(syn::Error::new_spanned(&closure, always(answer)));
    }
    Ok(Shape::Closure(closure))
}

/// What an expression always is, if it is a literal in whatever brackets.
fn constant(expression: &Expr) -> Option<bool> {
    match expression {
        Expr::Lit(literal) => {
            if let Lit::Bool(constant) = &literal.lit {
                Some(constant.value)
            } else {
                None
            }
        }
        Expr::Paren(inner) => constant(&inner.expr),
        Expr::Group(inner) => constant(&inner.expr),
        Expr::Block(block) => match block.block.stmts.as_slice() {
            [Stmt::Expr(inner, None)] => constant(inner),
            _ => None,
        },
        _ => None,
    }
}

fn always(answer: bool) -> &'static str {
    if answer {
        "this accepts every error, so nothing is classified; name the errors"
    } else {
        "this never accepts an error; remove it"
    }
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
    let tokens: TokenStream = input.parse()?;
    if tokens.is_empty() {
        return Err(syn::Error::new(input.span(), "`source` names no type; write `source(std::io::Error)`"));
    }
    let ty = syn::parse2(tokens.clone()).map_err(|_| {
        let message = format!(
            "`source` takes one type, not `{}`; write one `source(std::io::Error)` for each",
            text(&tokens)
        );
        syn::Error::new_spanned(&tokens, message)
    })?;
    Ok(Shape::Source(ty, None))
}

fn from_pattern(pattern: Pat) -> syn::Result<Shape> {
    match pattern {
        Pat::Wild(_) => Ok(Shape::Rest),
        Pat::Ident(name) if name.subpat.is_none() && name.by_ref.is_none() && name.mutability.is_none() => {
            Ok(from_path(ExprPath { attrs: Vec::new(), qself: None, path: name.ident.into() }))
        }
        Pat::Path(path) => Ok(from_path(path)),
        Pat::TupleStruct(call)
            if call.path.segments.last().is_some_and(|last| Case::of(&last.ident) == Case::Snake) =>
        {
            let message = format!("`{}` is a call; name the function, `{}`", text(&call), text(&call.path));
            Err(syn::Error::new_spanned(call, message))
        }
        Pat::Guard(guard) if constant(&guard.guard).is_some() => {
            let condition = text(&guard.guard);
            let message = format!("`if {condition}` is no condition; remove it, or test the error");
            Err(syn::Error::new_spanned(&guard.guard, message))
        }
        pattern => match catch_all(&pattern) {
            Some(part) => {
                let message =
                    format!("`{}` matches every error, so nothing is classified; name the errors", text(&part));
                Err(syn::Error::new_spanned(part, message))
            }
            None => Ok(matching(pattern)),
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
        Case::Screaming => matching(Pat::Path(path)),
        Case::Camel if names_variant(&path.path) && path.qself.is_none() => matching(Pat::Path(path)),
        Case::Camel => Shape::Carried(Type::Path(TypePath { attrs: Vec::new(), qself: path.qself, path: path.path })),
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
    (!path.segments.is_empty()).then(|| Type::Path(TypePath { attrs: Vec::new(), qself: None, path }))
}

fn matching(mut pattern: Pat) -> Shape {
    let mut constants = Constants(Vec::new());
    constants.visit_pat_mut(&mut pattern);
    Shape::Pattern(open(pattern), constants.0)
}

/// The names of a pattern that are written like constants or variants, and stand there alone.
struct Constants(Vec<Ident>);

impl VisitMut for Constants {
    fn visit_pat_ident_mut(&mut self, name: &mut PatIdent) {
        if name.subpat.is_none()
            && name.by_ref.is_none()
            && name.mutability.is_none()
            && Case::of(&name.ident) != Case::Snake
        {
            self.0.push(name.ident.clone());
        }
        visit_mut::visit_pat_ident_mut(self, name);
    }

    fn visit_pat_mut(&mut self, pattern: &mut Pat) {
        if let Pat::Path(path) = pattern {
            self.0.extend(path.path.get_ident().cloned());
        }
        visit_mut::visit_pat_mut(self, pattern);
    }

    /// A guard is no pattern.
    fn visit_expr_mut(&mut self, _: &mut Expr) {}
}

/// The pattern with `Enum::Variant` opened to `Enum::Variant { .. }`, which matches every kind of variant, and with
/// constants behind a reference.
fn open(pattern: Pat) -> Pat {
    match pattern {
        Pat::Path(path) if path.qself.is_none() && names_variant(&path.path) => {
            let path = path.path;
            Pat::Verbatim(quote_spanned!(path.span()=> #path { .. }))
        }
        // The decision matches on a reference, which constants and strings do not look through.
        Pat::Path(path) => Pat::Verbatim(quote_spanned!(path.span()=> &#path)),
        Pat::Ident(name) if name.subpat.is_none() && Case::of(&name.ident) == Case::Screaming => {
            Pat::Verbatim(quote_spanned!(name.span()=> &#name))
        }
        Pat::Lit(literal) if matches!(literal.lit, Lit::Str(_) | Lit::ByteStr(_) | Lit::CStr(_)) => {
            Pat::Verbatim(quote_spanned!(literal.span()=> &#literal))
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
