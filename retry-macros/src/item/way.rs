//! The way to an async block at the end of a body, through the groups around it.
//!
//! It is found by its tokens: the statements stay what they were, half-written ones in an editor too, and reading them takes no
//! longer where there are more of them.

use std::collections::HashSet;

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use syn::{ExprPath, Pat};

use crate::tokens::{first, is_punct, is_word, with_content};

/// The groups that hold what is retried, from the outermost on. Empty where that is the whole body.
#[derive(Default)]
pub struct Way(Vec<Step>);

/// A group, among the tokens that stand beside it.
struct Step {
    tokens: Vec<TokenTree>,
    at: usize,
}

/// An async block, and what of it is retried.
pub struct Found {
    pub way: Way,
    pub asyncness: Ident,
    pub block: Group,
    pub statements: TokenStream,
}

/// What a group is sought in.
#[derive(Clone, Copy)]
enum Part {
    /// The value of a body: the block, `Box::pin(block)` or `block.boxed()`.
    Value,
    /// The arguments of `Box::pin`, of which the first is the block.
    Arguments,
    Block,
}

impl Way {
    /// Finds `async move { .. }`, `Box::pin(async move { .. })` or `async move { .. }.boxed()` at the end of a body.
    pub fn find(mut content: TokenStream) -> Option<Found> {
        let (mut way, mut part) = (Self::default(), Part::Value);
        loop {
            let tokens: Vec<TokenTree> = content.into_iter().collect();
            let (at, inside) = part.next(&tokens)?;
            let (group, asyncness) = match tokens.get(..=at)? {
                [before @ .., TokenTree::Group(group)] => {
                    (group.clone(), split_async(before).map(|(_, word)| word.clone()))
                }
                _ => return None,
            };
            way.0.push(Step { tokens, at });
            if let Some(asyncness) = asyncness {
                let statements = way.enter_async_trait(group.stream());
                return Some(Found { way, asyncness, block: group, statements });
            }
            (content, part) = (group.stream(), inside);
        }
    }

    /// What is retried of an async block: all of it, or, in what `#[async_trait]` makes of a method, the user's own part, which
    /// is the value of `let __ret: T = { .. };`.
    fn enter_async_trait(&mut self, content: TokenStream) -> TokenStream {
        // async_trait puts statements of its own before and after the user's, which must not run once for each attempt.
        let tokens: Vec<TokenTree> = content.clone().into_iter().collect();
        let Some((at, group)) = async_trait_value(&tokens) else { return content };
        let statements = group.stream();
        self.0.push(Step { tokens, at });
        statements
    }

    /// The patterns of the `let` statements on the way.
    pub fn bindings(&self) -> impl Iterator<Item = Pat> {
        self.lets().filter_map(|rest| first(rest, Pat::parse_single))
    }

    /// Whether `#[async_trait]` has renamed `self` in the statements.
    pub fn renames_self(&self) -> bool {
        self.lets().any(|rest| {
            let name = rest.get(usize::from(is_word(rest.first(), "mut")));
            is_word(name, "__self")
        })
    }

    /// What follows each `let`, up to its `;`.
    fn lets(&self) -> impl Iterator<Item = &[TokenTree]> {
        self.0.iter().flat_map(|step| {
            let tokens = step.before();
            tokens.iter().enumerate().filter_map(|(at, token)| {
                let TokenTree::Ident(word) = token else { return None };
                let begins = begins_statement(tokens.get(..at)?) && word == "let";
                let mut statements = tokens.get(at + 1..)?.split(|token| is_punct(Some(token), ';'));
                if begins { statements.next() } else { None }
            })
        })
    }

    /// Takes the `mut` off each `let mut name = name;`, which is how `#[async_trait]` passes a parameter on. Of `names`, those
    /// remain whose parameters can give up their `mut`: the others were passed on, or the statements before use them.
    pub fn hand_over_mut(&mut self, names: &mut HashSet<String>) {
        let passed_on = self.0.last_mut().map(|step| step.pass_on(names)).unwrap_or_default();
        if let Some(step) = self.0.first() {
            let before = step.before();
            forget_mentioned(before.iter().take(statement_start(before)).cloned(), names);
        }
        names.retain(|name| !passed_on.contains(name));
    }

    /// Everything on the way, with other content at its end.
    pub fn around(self, content: TokenStream) -> TokenStream {
        self.0.into_iter().rev().fold(content, |content, mut step| {
            if let Some(TokenTree::Group(group)) = step.tokens.get_mut(step.at) {
                *group = with_content(group, content);
            }
            step.tokens.into_iter().collect()
        })
    }
}

impl Step {
    fn before(&self) -> &[TokenTree] {
        self.tokens.get(..self.at).unwrap_or_default()
    }

    /// Takes the `mut` off each `let mut name = name;` of these names, and returns those that have such a statement.
    fn pass_on(&mut self, names: &HashSet<String>) -> HashSet<String> {
        let mut passed_on = HashSet::new();
        for at in (0..self.at).rev() {
            let Some([TokenTree::Ident(name), equals, TokenTree::Ident(value), end, ..]) = self.tokens.get(at..) else {
                continue;
            };
            let (name, same) =
                (name.to_string(), name == value && is_punct(Some(equals), '=') && is_punct(Some(end), ';'));
            if same && names.contains(&name) {
                passed_on.insert(name);
                let mutable = at.checked_sub(1).filter(|before| is_word(self.tokens.get(*before), "mut"));
                if let Some(mutable) = mutable {
                    self.tokens.remove(mutable);
                    self.at -= 1;
                }
            }
        }
        passed_on
    }
}

impl Part {
    /// The place of the group that is the async block or holds it, and what it is sought in there.
    fn next(self, tokens: &[TokenTree]) -> Option<(usize, Self)> {
        match self {
            Self::Value => pinned(tokens)
                .map(|at| (at, Self::Arguments))
                .or_else(|| boxed(tokens).map(|at| (at, Self::Block)))
                .or_else(|| block(tokens).map(|at| (at, Self::Value))),
            Self::Arguments => {
                let first = tokens.split(|token| is_punct(Some(token), ',')).next()?;
                block(first).map(|at| (at, Self::Block))
            }
            Self::Block => block(tokens).map(|at| (at, Self::Block)),
        }
    }
}

/// The arguments of `Box::pin(..)`.
fn pinned(tokens: &[TokenTree]) -> Option<usize> {
    let [callee @ .., TokenTree::Group(arguments)] = tokens else { return None };
    if arguments.delimiter() != Delimiter::Parenthesis {
        return None;
    }
    let path = callee.iter().skip(statement_start(callee)).cloned().collect();
    let path: ExprPath = syn::parse2(path).ok()?;
    (path.path.segments.last()?.ident == "pin").then_some(callee.len())
}

/// The block of `block.boxed()`.
fn boxed(tokens: &[TokenTree]) -> Option<usize> {
    let [receiver @ .., dot, TokenTree::Ident(method), TokenTree::Group(_)] = tokens else {
        return None;
    };
    let boxed = is_punct(Some(dot), '.') && (method == "boxed" || method == "boxed_local");
    block(receiver).filter(|_| boxed)
}

/// The braces of an async block, or the parentheses or the invisible group around one.
fn block(tokens: &[TokenTree]) -> Option<usize> {
    let [before @ .., TokenTree::Group(group)] = tokens else { return None };
    let rest = match group.delimiter() {
        Delimiter::Brace => split_async(before)?.0,
        Delimiter::Parenthesis | Delimiter::None => before,
        Delimiter::Bracket => return None,
    };
    begins_statement(rest).then_some(before.len())
}

/// The `async` at the end of these tokens, also of `async move`, and what stands before it.
fn split_async(tokens: &[TokenTree]) -> Option<(&[TokenTree], &Ident)> {
    let tokens = tokens
        .split_last()
        .filter(|(last, _)| is_word(Some(last), "move"))
        .map_or(tokens, |(_, rest)| rest);
    match tokens {
        [before @ .., TokenTree::Ident(word)] if word == "async" => Some((before, word)),
        _ => None,
    }
}

/// The value of `let __ret: T = { .. };` and its place.
fn async_trait_value(tokens: &[TokenTree]) -> Option<(usize, &Group)> {
    let named = tokens.windows(3).position(|three| match three {
        [TokenTree::Ident(_), TokenTree::Ident(name), colon] => is_punct(Some(colon), ':') && name == "__ret",
        _ => false,
    })?;
    let length = tokens.iter().skip(named).position(|token| is_punct(Some(token), ';'))?;
    match tokens.get(..named + length)? {
        [before @ .., equals, TokenTree::Group(value)] if is_punct(Some(equals), '=') => {
            (value.delimiter() == Delimiter::Brace).then_some((before.len() + 1, value))
        }
        _ => None,
    }
}

/// Whether a statement, or the value of a block, begins behind these tokens and its own attributes.
fn begins_statement(before: &[TokenTree]) -> bool {
    match before {
        [before @ .., hash, TokenTree::Group(attr)] if attr.delimiter() == Delimiter::Bracket => {
            is_punct(Some(hash), '#') && begins_statement(before)
        }
        [.., last] => ends_statement(last),
        [] => true,
    }
}

/// Where the last statement of these tokens begins, which has no end yet.
fn statement_start(tokens: &[TokenTree]) -> usize {
    tokens.iter().rposition(ends_statement).map_or(0, |end| end + 1)
}

/// Whether a statement can end in this token: in an invisible group, a macro passes on a whole one.
fn ends_statement(token: &TokenTree) -> bool {
    match token {
        TokenTree::Group(group) => matches!(group.delimiter(), Delimiter::Brace | Delimiter::None),
        token => is_punct(Some(token), ';'),
    }
}

fn forget_mentioned(tokens: impl IntoIterator<Item = TokenTree>, names: &mut HashSet<String>) {
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
