//! The way to an async block at the end of a body, through the groups around it.
//!
//! It is found by its tokens: the statements stay what they were, half-written ones in an editor too, and reading them takes no
//! longer where there are more of them.

use std::collections::HashSet;

use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use syn::Pat;

use crate::group;
use crate::item::ending::{Part, async_trait_value, begins_statement, split_async, statement_start};
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

impl Way {
    /// Finds `async move { .. }`, `Box::pin(async move { .. })` or `async move { .. }.boxed()` at the end of a body.
    pub fn find(mut content: TokenStream) -> Option<Found> {
        let (mut way, mut part) = (Self::default(), Part::Value);
        loop {
            let mut tokens: Vec<TokenTree> = content.into_iter().collect();
            let (at, inside) = part.next(&tokens)?;
            let asyncness = split_async(tokens.get(..at)?).map(|(_, word)| word.clone());
            let token = tokens.get_mut(at)?;
            if let Some(asyncness) = asyncness {
                let block = group::braces(token.clone())?;
                *token = block.clone().into();
                way.0.push(Step { tokens, at });
                let statements = way.enter_async_trait(block.stream());
                return Some(Found { way, asyncness, block, statements });
            }
            let TokenTree::Group(group) = token else { return None };
            (content, part) = (group.stream(), inside);
            way.0.push(Step { tokens, at });
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
        // A user's own `let mut name = name;` may be there for the statements behind it.
        let written = self.0.last_mut().filter(|step| step.is_of_async_trait());
        let passed_on = written.map(|step| step.pass_on(names)).unwrap_or_default();
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

    /// Whether the group is the value of `let __ret: T = { .. };`: only that stands behind a `=`.
    fn is_of_async_trait(&self) -> bool {
        is_punct(self.before().last(), '=')
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

#[cfg(test)]
mod tests {
    use super::*;

    fn retried(body: &str) -> Option<String> {
        Some(Way::find(body.parse().unwrap())?.statements.to_string())
    }

    #[test]
    fn a_block_is_found_in_every_form() {
        for body in [
            "async { x }",
            "let a = b; async move { x }",
            "if a { b } Box::pin(async move { x })",
            "a!{} std::boxed::Box::pin(async { x },)",
            "<Box<_>>::pin((async { x }), y)",
            "Box::<_>::pin(async { x })",
            "pin(#[allow(a)] async { x })",
            "#[allow(a)] Box::pin(async { x })",
            "(Box::pin(((async { x }))))",
            "a; async { x }.boxed()",
            "a; (async { x }).boxed_local()",
            "async { if let Some(__ret) = None { return __ret } let __ret: Result<A<B = u8>, E> = { x }; __ret }",
        ] {
            assert_eq!(retried(body).as_deref(), Some("x"), "{body}");
        }
    }

    /// What is retried where an invisible group with this content stands in place of each `X`.
    fn retried_with(body: &str, content: &str) -> Option<String> {
        let body = group::tests::with(body.parse().unwrap(), content);
        Some(Way::find(body)?.statements.to_string())
    }

    #[test]
    fn what_a_macro_passes_on_is_read_like_what_stands_there() {
        for (body, content) in [
            ("a; X", "Box::pin(async { x })"),
            ("X.boxed()", "async move { x }"),
            ("a; Box::pin(X, )", "async { x }"),
            ("a {} async X", "{ x }"),
            ("Box::pin(async move X)", "{ x }"),
            ("(async X).boxed()", "{ x }"),
            ("a; <X>::pin(async { x })", "Box<_>"),
            ("a {} <X as X>::pin(async { x })", "Box"),
            ("Box::<X, X>::pin(async { x })", "_"),
            ("X Box::pin(async { x })", "fn f() {}"),
            ("X async { x }", "if a {}"),
        ] {
            assert_eq!(retried_with(body, content).as_deref(), Some("x"), "{body}");
        }
        for (body, content) in [
            ("X(async { x })", "f"),
            ("X((async { x }))", "Box::pin"),
            ("Box::pin(X(async { x }))", "f"),
            ("async X", "x"),
        ] {
            assert_eq!(retried_with(body, content), None, "{body}");
        }
    }

    #[test]
    fn what_is_no_block_at_the_end_is_not_found() {
        for body in [
            "",
            "x",
            "async { x };",
            "async { x }.await",
            "async { x }?",
            "{ x }",
            "unsafe { x }",
            "|| async { x }",
            "return async { x }",
            "return Box::pin(async { x })",
            "Some(async { x })",
            "a.pin(async { x })",
            "&Box::pin(async { x })",
            "Box::pin(x, async { x })",
            "Box::pin(f(async { x }))",
            "Box::pin(async { x }).boxed()",
            "Box::pin(async { x }.boxed())",
            "f(async { x }).boxed()",
            "f!(async { x })",
            "(async { x },)",
            "[async { x }]",
            "a = async { x }",
        ] {
            assert_eq!(retried(body), None, "{body}");
        }
    }

    #[test]
    fn a_value_of_another_form_is_not_async_trait_s() {
        for block in
            ["let __ret = { x };", "let __ret: T = { x }.y();", "let a: T = { x };", "__ret : T", "let __ret: T;"]
        {
            let found = retried(&format!("async {{ {block} }}"));
            let whole = block.parse::<TokenStream>().unwrap().to_string();
            assert_eq!(found, Some(whole), "{block}");
        }
    }
}
