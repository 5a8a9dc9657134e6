//! The statements that are an attempt, and the place of the loop around them.

use std::collections::HashSet;

use proc_macro2::{Group, Span, TokenStream, TokenTree};
use quote::quote;
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Pat, Token};

use crate::item::way::{Found, Way};
use crate::tokens::{is_punct, is_word, with_content};

/// Where the attempts of a function are: its statements, and the place where the loop around them goes.
///
/// All of it is kept as tokens: half-written statements still reach rustc as they are, and an editor completes in them.
pub struct Body {
    brace: Group,
    inner_attrs: TokenStream,
    way: Way,
    /// Those of the async block, if there is one.
    block_attrs: TokenStream,
    pub kind: Kind,
    /// The user's braces around the statements.
    pub braces: Span,
    pub statements: TokenStream,
}

/// How an attempt runs.
pub enum Kind {
    /// In an async block, made with the user's own `async`.
    Async(Token![async]),
    Blocking,
}

impl Body {
    /// Takes the braces of a function. `None` in place of the kind looks for an async block at the end of the body.
    pub fn find(brace: &Group, kind: Option<Kind>) -> Option<Self> {
        let (brace, (inner_attrs, content)) = (brace.clone(), split_attributes(brace.stream()));
        let (way, kind, braces, statements) = if let Some(kind) = kind {
            (Way::default(), kind, brace.span(), content)
        } else {
            let Found { way, asyncness, block, statements } = Way::find(content)?;
            (way, Kind::Async(Token![async](asyncness.span())), block.span(), statements)
        };
        let (block_attrs, statements) = split_attributes(statements);
        Some(Self { brace, inner_attrs, way, block_attrs, kind, braces, statements })
    }

    /// Whether `#[async_trait]` has renamed `self` in the statements.
    pub fn renames_self(&self) -> bool {
        self.way.renames_self()
    }

    /// The variables that are bound before the attempts start.
    pub fn bindings(&self) -> impl Iterator<Item = Pat> {
        self.way.bindings()
    }

    /// Takes the `mut` off the variables of these names, and leaves those whose parameters can give up theirs.
    pub fn hand_over_mut(&mut self, names: &mut HashSet<String>) {
        self.way.hand_over_mut(names);
    }

    /// Whether `#[tracing::instrument]` has come first, and put the statements into an `async move`.
    pub fn is_instrumented(&self) -> bool {
        let mut tokens = self.statements.clone().into_iter();
        tokens.any(|token| matches!(token, TokenTree::Ident(name) if name == "__tracing_attr_span"))
    }

    /// Whether the statements are the loop of another `#[retry]` already, which went by a name of its own.
    pub fn is_retried(&self) -> bool {
        let name = self.statements.clone().into_iter().nth(1);
        is_word(name.as_ref(), "__RETRY_SITE")
    }

    /// The body with the loop in its place, in the user's own braces.
    pub fn with(self, retry_loop: &TokenStream) -> Group {
        let (attrs, block_attrs) = (self.inner_attrs, self.block_attrs);
        let content = self.way.around(quote!(#block_attrs #retry_loop));
        with_content(&self.brace, quote!(#attrs #content))
    }
}

/// The inner attributes at the start of a body, and what follows them.
fn split_attributes(content: TokenStream) -> (TokenStream, TokenStream) {
    let first = content.clone().into_iter().next();
    if !is_punct(first.as_ref(), '#') {
        return (TokenStream::new(), content);
    }
    let parser = |input: ParseStream| Ok((input.call(Attribute::parse_inner)?, input.parse()?));
    parser
        .parse2(content.clone())
        .map_or_else(|_| (TokenStream::new(), content), |(attrs, rest): (Vec<_>, _)| (quote!(#(#attrs)*), rest))
}
