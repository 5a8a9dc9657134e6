//! Groups that say nothing: the invisible ones in which a `macro_rules!` passes on `$x:expr` and other fragments, and
//! parentheses around a whole value.

use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};

use crate::tokens::{is_punct, with_content};

/// Opens the groups that stand alone: as a whole item between commas, or as the whole value of a key. What stands in one is
/// then read like what stands there.
///
/// Only those: in a user's closure, `$x.delay()` needs its group, without which `a + b` would become `a + b.delay()`. A macro's
/// arguments and blocks are the user's alone and stay as they are.
pub fn open(tokens: TokenStream) -> TokenStream {
    opened(&tokens).unwrap_or(tokens)
}

/// `None` where nothing is to be opened: the tokens then keep the spans of their brackets, which a new group cannot be given.
fn opened(tokens: &TokenStream) -> Option<TokenStream> {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let new = tokens.iter().enumerate().map(|(at, token)| match token {
        TokenTree::Group(group) => open_one(group, tokens.get(..at).unwrap_or_default(), tokens.get(at + 1)),
        _ => None,
    });
    let new: Vec<Option<TokenStream>> = new.collect();
    if new.iter().all(Option::is_none) {
        return None;
    }
    Some(
        tokens
            .into_iter()
            .zip(new)
            .flat_map(|(token, new)| new.unwrap_or_else(|| token.into()))
            .collect(),
    )
}

fn open_one(group: &Group, before: &[TokenTree], after: Option<&TokenTree>) -> Option<TokenStream> {
    if alone(before, after) && says_nothing(group) {
        return Some(open(group.stream()));
    }
    if group.delimiter() == Delimiter::Brace || is_punct(before.last(), '!') {
        return None;
    }
    let new = with_content(group, opened(&group.stream())?);
    Some(TokenTree::Group(new).into())
}

/// What is in an invisible group that is all there is: an item that was passed on as `$item:item`.
pub fn content(tokens: TokenStream) -> TokenStream {
    let mut trees = tokens.clone().into_iter();
    match (trees.next(), trees.next()) {
        (Some(TokenTree::Group(group)), None) if group.delimiter() == Delimiter::None => content(group.stream()),
        _ => tokens,
    }
}

/// The braces that this is, also where a macro has passed them on as `$block:block`.
pub fn braces(token: TokenTree) -> Option<Group> {
    match content(token.into()).into_iter().next()? {
        TokenTree::Group(braces) if braces.delimiter() == Delimiter::Brace => Some(braces),
        _ => None,
    }
}

/// Whether an item or the value of a key begins after these tokens, and ends before the next. `a == $x` ends in a `=` that is
/// no key's.
fn alone(before: &[TokenTree], after: Option<&TokenTree>) -> bool {
    let begins = match before {
        [.., TokenTree::Ident(_), TokenTree::Punct(equals)] if equals.as_char() == '=' => {
            equals.spacing() == Spacing::Alone
        }
        _ => before.is_empty() || is_punct(before.last(), ','),
    };
    begins && (after.is_none() || is_punct(after, ','))
}

/// `(a, b)` is a tuple, and `()` a value.
fn says_nothing(group: &Group) -> bool {
    let comma = group.stream().into_iter().any(|token| is_punct(Some(&token), ','));
    match group.delimiter() {
        Delimiter::None => true,
        Delimiter::Parenthesis => !group.stream().is_empty() && !comma,
        _ => false,
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;

    fn invisible(content: &str) -> TokenTree {
        Group::new(Delimiter::None, content.parse().unwrap()).into()
    }

    /// Puts the content, in an invisible group, where an `X` stands.
    pub fn with(tokens: TokenStream, content: &str) -> TokenStream {
        let put = |token| match token {
            TokenTree::Group(group) => Group::new(group.delimiter(), with(group.stream(), content)).into(),
            TokenTree::Ident(x) if x == "X" => invisible(content),
            token => token,
        };
        tokens.into_iter().map(put).collect()
    }

    /// How many of the groups are opened, and how many there are.
    fn counts(text: &str) -> (usize, usize) {
        let before = with(text.parse().unwrap(), "a + b");
        let groups = |tokens: &TokenStream| format!("{tokens:?}").matches("delimiter: None").count();
        (groups(&before) - groups(&open(before.clone())), groups(&before))
    }

    #[test]
    fn whole_items_and_values_are_opened_and_parts_are_not() {
        for whole in ["within = X", "max = 3, hint(X, cap = X)", "retryable = [A, X]", "X", "f(a, X)", "(X)"] {
            let (opened, groups) = counts(whole);
            assert!(opened == groups && groups > 0, "{whole}");
        }
        for part in ["[|e| X.delay()]", "a == X", "a + X", "on_retry = |r| { f(X) }", "on_retry = |r| note!(X)"] {
            assert_eq!(counts(part), (0, 1), "{part}");
        }
    }

    #[test]
    fn parentheses_around_all_of_a_value_are_opened_and_tuples_are_not() {
        let open = |text: &str| open(text.parse().unwrap()).to_string();
        let same = |text: &str| text.parse::<TokenStream>().unwrap().to_string();
        assert_eq!(open("on_retry = (|r| f(r)), max = ((3))"), same("on_retry = |r| f(r), max = 3"));
        for kept in ["cancel = (a, b)", "cancel = ()", "a = (b) + c", "f!((a))"] {
            assert_eq!(open(kept), same(kept));
        }
    }
}
