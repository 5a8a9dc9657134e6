//! How a body can end in an async block, read off its tokens.

use proc_macro2::{Delimiter, Group, Ident, TokenTree};
use syn::ExprPath;

use crate::tokens::{is_punct, is_word};

/// What a group is sought in.
#[derive(Clone, Copy)]
pub enum Part {
    /// The value of a body: the block, `Box::pin(block)` or `block.boxed()`.
    Value,
    /// The arguments of `Box::pin`, of which the first is the block.
    Arguments,
    Block,
}

impl Part {
    /// The place of the group that is the async block or holds it, and what it is sought in there.
    pub fn next(self, tokens: &[TokenTree]) -> Option<(usize, Self)> {
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
        // As `$block:block`, the braces stand in an invisible group.
        Delimiter::None => split_async(before).map_or(before, |(rest, _)| rest),
        // Behind `$function:path`, they are its arguments.
        Delimiter::Parenthesis if before.last().is_some_and(is_invisible) => return None,
        Delimiter::Parenthesis => before,
        Delimiter::Bracket => return None,
    };
    begins_statement(rest).then_some(before.len())
}

/// The `async` at the end of these tokens, also of `async move`, and what stands before it.
pub fn split_async(tokens: &[TokenTree]) -> Option<(&[TokenTree], &Ident)> {
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
pub fn async_trait_value(tokens: &[TokenTree]) -> Option<(usize, &Group)> {
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
pub fn begins_statement(before: &[TokenTree]) -> bool {
    match before {
        [before @ .., hash, TokenTree::Group(attr)] if attr.delimiter() == Delimiter::Bracket => {
            is_punct(Some(hash), '#') && begins_statement(before)
        }
        [.., last] => ends_statement(last),
        [] => true,
    }
}

/// Where the last statement of these tokens begins, which has no end yet.
pub fn statement_start(tokens: &[TokenTree]) -> usize {
    let ends = |at: usize| tokens.get(at).is_some_and(ends_statement) && !tokens.get(at + 1).is_some_and(follows_type);
    (0..tokens.len()).rfind(|at| ends(*at)).map_or(0, |end| end + 1)
}

/// Whether this goes on behind a type, as in `<$type>::pin`, and begins no statement.
fn follows_type(token: &TokenTree) -> bool {
    is_word(Some(token), "as") || ['>', ','].iter().any(|sign| is_punct(Some(token), *sign))
}

fn is_invisible(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::None)
}

/// Whether a statement can end in this token: in an invisible group, a macro passes on a whole one.
fn ends_statement(token: &TokenTree) -> bool {
    match token {
        TokenTree::Group(group) => matches!(group.delimiter(), Delimiter::Brace | Delimiter::None),
        token => is_punct(Some(token), ';'),
    }
}
