//! The statements that are an attempt, and the place of the loop around them.

use std::collections::HashSet;

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::ParseStream;
use syn::{Attribute, Block, Expr, ExprAsync, Local, Pat, PatType, Stmt, Token, token};

/// Where the attempts of a function are: its statements, and the place where the loop around them goes.
pub struct Body {
    brace: token::Brace,
    inner_attrs: Vec<Attribute>,
    place: Place,
    pub kind: Kind,
    /// The user's braces around the statements.
    pub braces: Span,
    pub statements: TokenStream,
}

enum Place {
    /// The whole body.
    Whole,
    /// An async block, at the end of these statements.
    Within(Vec<Stmt>),
}

/// How an attempt runs.
pub enum Kind {
    /// In an async block, made with the user's own `async`.
    Async(Token![async]),
    Blocking,
}

impl Body {
    /// Takes the braces of a function. `None` in place of the kind looks for an async block at the end of the body.
    pub fn parse(input: ParseStream, kind: Option<Kind>) -> syn::Result<Option<Self>> {
        let content;
        let brace = syn::braced!(content in input);
        let inner_attrs = content.call(Attribute::parse_inner)?;
        if let Some(kind) = kind {
            // Kept as tokens: half-written statements still reach rustc as they are, and an editor completes in them.
            let (braces, statements) = (brace.span.join(), content.parse()?);
            return Ok(Some(Self { brace, inner_attrs, place: Place::Whole, kind, braces, statements }));
        }
        // Here the statements must be parsed, for the block is found only by what it is.
        let mut outer = content.call(Block::parse_within)?;
        let Some(block) = final_async(&mut outer) else {
            return Ok(None);
        };
        let kind = Kind::Async(block.async_token);
        let braces = block.block.brace_token.span.join();
        let statements = on_retried(&mut block.block, std::mem::take);
        let statements = statements.into_iter().map(Stmt::into_token_stream).collect();
        Ok(Some(Self {
            brace,
            inner_attrs,
            place: Place::Within(outer),
            kind,
            braces,
            statements,
        }))
    }

    /// Whether `#[async_trait]` has renamed `self` in the statements.
    pub fn renames_self(&self) -> bool {
        self.bindings()
            .iter()
            .any(|pattern| matches!(pattern, Pat::Ident(name) if name.ident == "__self"))
    }

    /// The variables that are bound before the attempts start.
    pub fn bindings(&self) -> Vec<Pat> {
        let Place::Within(outer) = &self.place else {
            return Vec::new();
        };
        let mut outer = outer.clone();
        let inner = final_async(&mut outer).map(|block| block.block.stmts.clone());
        let statements = outer.into_iter().chain(inner.into_iter().flatten());
        statements
            .filter_map(|statement| if let Stmt::Local(local) = statement { Some(local.pat) } else { None })
            .collect()
    }

    /// Takes the `mut` off each `let mut name = name;`, which is how `#[async_trait]` passes a parameter on. Of `names`, those
    /// remain whose parameters can give up their `mut`: the others were passed on, or the statements before use them.
    pub fn hand_over_mut(&mut self, names: &mut HashSet<String>) {
        let Place::Within(outer) = &mut self.place else { return };
        let mut passed_on = HashSet::new();
        for statement in final_async(outer).into_iter().flat_map(|block| &mut block.block.stmts) {
            if let Stmt::Local(Local { pat: Pat::Ident(pattern), init: Some(init), .. }) = statement {
                let name = pattern.ident.to_string();
                let same = matches!(&*init.expr, Expr::Path(path) if path.path.is_ident(&name));
                if same && names.contains(&name) {
                    pattern.mutability = None;
                    passed_on.insert(name);
                }
            }
        }
        let before = outer.split_last().map_or(&[][..], |(_, before)| before);
        for statement in before {
            forget_mentioned(statement.to_token_stream(), names);
        }
        names.retain(|name| !passed_on.contains(name));
    }

    /// Whether `#[tracing::instrument]` has come first, and put the statements into an `async move`.
    pub fn is_instrumented(&self) -> bool {
        let mut tokens = self.statements.clone().into_iter();
        tokens.any(|token| matches!(token, TokenTree::Ident(name) if name == "__tracing_attr_span"))
    }

    /// Whether the statements are the loop of another `#[retry]` already, which went by a name of its own.
    pub fn is_retried(&self) -> bool {
        let mut tokens = self.statements.clone().into_iter();
        let begins = ["let", "site", "=", "|", "|"]
            .iter()
            .all(|token| tokens.next().is_some_and(|next| next.to_string() == *token));
        begins && tokens.next().is_some_and(|site| site.to_string().contains("__private"))
    }

    /// The body with the loop in its place, in the user's own braces.
    pub fn with(self, retry_loop: TokenStream) -> TokenStream {
        let Self { brace, inner_attrs, place, .. } = self;
        let content = match place {
            Place::Whole => retry_loop,
            Place::Within(mut outer) => {
                if let Some(block) = final_async(&mut outer) {
                    let retry_loop = vec![Stmt::Expr(Expr::Verbatim(retry_loop), None)];
                    on_retried(&mut block.block, |statements| *statements = retry_loop);
                }
                quote!(#(#outer)*)
            }
        };
        let mut tokens = TokenStream::new();
        brace.surround(&mut tokens, |tokens| tokens.extend(quote!(#(#inner_attrs)* #content)));
        tokens
    }
}

/// `async move { .. }`, `Box::pin(async move { .. })` or `async move { .. }.boxed()` at the end of a body.
fn final_async(statements: &mut [Stmt]) -> Option<&mut ExprAsync> {
    let Some(Stmt::Expr(last, None)) = statements.last_mut() else {
        return None;
    };
    match plain(last) {
        Expr::Async(block) => Some(block),
        Expr::Call(call) if ends_in_pin(&call.func) => as_async(call.args.first_mut()?),
        Expr::MethodCall(call) if call.method == "boxed" || call.method == "boxed_local" => {
            as_async(&mut call.receiver)
        }
        _ => None,
    }
}

fn as_async(expression: &mut Expr) -> Option<&mut ExprAsync> {
    if let Expr::Async(block) = plain(expression) { Some(block) } else { None }
}

/// The expression without parentheses and invisible groups around it.
fn plain(expression: &mut Expr) -> &mut Expr {
    match expression {
        Expr::Group(group) => plain(&mut group.expr),
        Expr::Paren(paren) => plain(&mut paren.expr),
        expression => expression,
    }
}

fn ends_in_pin(function: &Expr) -> bool {
    matches!(function, Expr::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "pin"))
}

/// Acts on what is retried of an async block: all of it, or, in what `#[async_trait]` makes of a method, the user's own
/// part, which is the value of `let __ret: T = { .. };`.
fn on_retried<R>(block: &mut Block, act: impl FnOnce(&mut Vec<Stmt>) -> R) -> R {
    // async_trait puts statements of its own before and after the user's, which must not run once for each attempt.
    match block.stmts.iter_mut().find_map(async_trait_body) {
        Some(statements) => act(statements),
        None => act(&mut block.stmts),
    }
}

fn async_trait_body(statement: &mut Stmt) -> Option<&mut Vec<Stmt>> {
    let Stmt::Local(Local { pat: Pat::Type(PatType { pat, .. }), init: Some(init), .. }) = statement else {
        return None;
    };
    match (&**pat, &mut *init.expr) {
        (Pat::Ident(name), Expr::Block(value)) if name.ident == "__ret" => Some(&mut value.block.stmts),
        _ => None,
    }
}

fn forget_mentioned(tokens: TokenStream, names: &mut HashSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(name) => {
                names.remove(&name.to_string());
            }
            TokenTree::Group(group) => forget_mentioned(group.stream(), names),
            _ => {}
        }
    }
}
