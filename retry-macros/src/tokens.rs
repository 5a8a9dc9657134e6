//! Small questions to tokens, for what is read without a parser.

use proc_macro2::{Group, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser};

/// Whether this is the punctuation.
pub fn is_punct(token: Option<&TokenTree>, wanted: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == wanted)
}

/// Whether this is the word.
pub fn is_word(token: Option<&TokenTree>, wanted: &str) -> bool {
    matches!(token, Some(TokenTree::Ident(word)) if word == wanted)
}

/// How many angle brackets are open behind each of the tokens. The `>` of a `->` closes none.
pub fn open_angles(tokens: &[TokenTree]) -> impl Iterator<Item = usize> {
    let (mut open, mut before) = (0_usize, None);
    tokens.iter().map(move |token| {
        if is_punct(Some(token), '<') {
            open += 1;
        } else if is_punct(Some(token), '>') && !is_punct(before, '-') {
            open = open.saturating_sub(1);
        }
        before = Some(token);
        open
    })
}

/// The group with other content.
pub fn with_content(group: &Group, content: TokenStream) -> Group {
    let mut new = Group::new(group.delimiter(), content);
    new.set_span(group.span());
    new
}

/// What these tokens begin with.
pub fn first<T>(tokens: &[TokenTree], parse: impl FnOnce(ParseStream) -> syn::Result<T>) -> Option<T> {
    let parser = |input: ParseStream| {
        let first = parse(input);
        // The parser must read to the end.
        input.parse::<TokenStream>().and(first)
    };
    parser.parse2(tokens.iter().cloned().collect()).ok()
}
