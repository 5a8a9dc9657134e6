//! One entry of a list, told by its shape from the other kinds.

use proc_macro2::{Spacing, TokenStream, TokenTree};
use syn::parse::discouraged::Speculative;
use syn::parse::{Parse, ParseStream};
use syn::{Expr, ExprClosure, ExprPath, Ident, Lit, Pat, Path, Stmt, Token, Type, TypePath, token};

use crate::errors::Errors;
use crate::parse::spelling::{Spelling, names_variant};
use crate::parse::{comma, pattern};
use crate::text::text;

const ENTRIES: &str = "write a pattern, a variant, a type, `source(..)`, a function path or a closure";

/// One entry of a list: what it is, and how the user wrote it.
pub struct Entry {
    pub shape: Shape,
    pub text: String,
    pub tokens: TokenStream,
    /// The names in a pattern that look like constants: where there is none of that name, it would be a binding and
    /// match everything.
    pub constants: Vec<Ident>,
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
            tokens.extend([fork.parse::<TokenTree>()?]);
        }
        let constants = match &shape {
            Shape::Pattern(pattern) | Shape::Source(_, Some(pattern)) => pattern::constants(pattern),
            _ => Vec::new(),
        };
        Ok(Self { shape, text: text(&tokens), tokens, constants })
    }
}

impl Entry {
    /// Parses `entry, ..` to the end; what is wrong is reported and left out.
    pub fn parse_all(input: ParseStream, errors: &mut Errors) -> Vec<Self> {
        let mut entries = Vec::new();
        comma::separated(input, errors, |input, errors| {
            entries.push(errors.keep(input.parse())?);
            Some(())
        });
        entries
    }

    /// Whether the entry matches the function's error by its pattern.
    pub fn is_pattern(&self) -> bool {
        matches!(self.shape, Shape::Pattern(_))
    }

    /// Whether the compiler knows what the entry covers.
    pub fn is_exhaustive(&self) -> bool {
        matches!(&self.shape, Shape::Pattern(pattern) if !matches!(pattern, Pat::Guard(_)))
    }
}

fn shape(input: ParseStream) -> syn::Result<Shape> {
    // `|A::X | A::Y` is a pattern with a leading bar, `|error| ..` a closure. They part at the third token: a closure's first
    // parameter is a name or a pattern of references, hardly ever a path.
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
    // A lone path is a pattern, a type and a function all at once: the pattern comes first, and `from_pattern` tells them
    // apart by their spelling. What only a type can be, such as `Box<Error>`, comes second.
    let fork = input.fork();
    if let (Ok(pattern), true) = (pattern::parse(&fork), comma::at_end(&fork)) {
        input.advance_to(&fork);
        return from_pattern(pattern);
    }
    let fork = input.fork();
    if let (Ok(ty), true) = (fork.parse::<Type>(), comma::at_end(&fork)) {
        input.advance_to(&fork);
        return Ok(Shape::Carried(ty));
    }
    let tokens = comma::tokens(input);
    if tokens.is_empty() {
        return Err(syn::Error::new(input.span(), format!("expected an entry; {ENTRIES}")));
    }
    let message = if has_arrow(tokens.clone()) {
        // Where rustc proposes a missing arm, it writes it into the list.
        format!("`{}` is an arm of a `match`; write its pattern alone, or `_`", text(&tokens))
    } else {
        format!("`{}` is not an entry; {ENTRIES} such as `|error| ..`", text(&tokens))
    };
    Err(syn::Error::new_spanned(tokens, message))
}

/// Whether there is a `=>` in it.
fn has_arrow(tokens: TokenStream) -> bool {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    tokens.windows(2).any(|pair| match pair {
        [TokenTree::Punct(equals), TokenTree::Punct(greater)] => {
            equals.as_char() == '=' && greater.as_char() == '>' && equals.spacing() == Spacing::Joint
        }
        _ => false,
    })
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
            return Ok(Shape::Source(ty, Some(pattern)));
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
        // No type is called so; by the value of `by`, it is the variant of an `Option`.
        Pat::Ident(name) if name.ident == "None" => Ok(Shape::Pattern(Pat::Ident(name))),
        Pat::Ident(name) if name.subpat.is_none() && name.by_ref.is_none() && name.mutability.is_none() => {
            Ok(from_path(ExprPath { attrs: Vec::new(), qself: None, path: name.ident.into() }))
        }
        Pat::Path(path) => Ok(from_path(path)),
        Pat::Macro(call) if call.mac.path.segments.last().is_some_and(|last| last.ident == "matches") => {
            let message = "`matches!(..)` is a condition; write the pattern alone, or `|error| matches!(error, ..)`";
            Err(syn::Error::new_spanned(call, message))
        }
        Pat::TupleStruct(call)
            if call.path.segments.last().is_some_and(|last| Spelling::of(&last.ident) == Spelling::Snake) =>
        {
            let message = format!("`{}` is a call; name the function, `{}`", text(&call), text(&call.path));
            Err(syn::Error::new_spanned(call, message))
        }
        Pat::Guard(guard) if constant(&guard.guard).is_some() => {
            let condition = text(&guard.guard);
            let message = format!("`if {condition}` is no condition; remove it, or test the error");
            Err(syn::Error::new_spanned(&guard.guard, message))
        }
        pattern => match pattern::catch_all(&pattern) {
            Some(part) => {
                let message =
                    format!("`{}` matches every error, so nothing is classified; name the errors", text(&part));
                Err(syn::Error::new_spanned(part, message))
            }
            None => Ok(Shape::Pattern(pattern)),
        },
    }
}

/// What a lone path is, by the case of its last two names.
fn from_path(path: ExprPath) -> Shape {
    let Some(last) = path.path.segments.last() else {
        return Shape::Function(path);
    };
    match Spelling::of(&last.ident) {
        Spelling::Snake => Shape::Function(path),
        Spelling::Screaming => Shape::Pattern(Pat::Path(path)),
        Spelling::Camel if names_variant(&path.path) && path.qself.is_none() => Shape::Pattern(Pat::Path(path)),
        Spelling::Camel => {
            Shape::Carried(Type::Path(TypePath { attrs: Vec::new(), qself: path.qself, path: path.path }))
        }
    }
}

fn without_last(path: &Path) -> Option<Type> {
    let mut path = path.clone();
    path.segments.pop();
    path.segments.pop_punct();
    (!path.segments.is_empty()).then(|| Type::Path(TypePath { attrs: Vec::new(), qself: None, path }))
}
