use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Pat, PatGuard};

use crate::classification::{Classification, List};
use crate::entry::{Entry, Shape};

/// The lists as one closure from the error to its `Decision`.
pub fn tokens(lists: &Classification, krate: &TokenStream) -> TokenStream {
    let arms = || lists.lists().flat_map(|list| list.entries.iter().map(move |entry| (list, entry)));
    if arms().any(|(_, entry)| matches!(entry.shape, Shape::Pattern(_))) {
        by_match(lists, krate)
    } else {
        let error = error(Span::mixed_site());
        let tests = arms().filter_map(|(list, entry)| {
            let (condition, decision) = (condition(entry, krate)?, decided(list, &entry.text, krate));
            Some(quote!(if #condition { #decision } else))
        });
        let rest = rest(lists, krate).map(|(_, decision)| decision);
        quote!(|#error| #(#tests)* { #rest })
    }
}

/// A `match` that rustc checks: what it does not cover is E0004, what can never match is an error too.
fn by_match(lists: &Classification, krate: &TokenStream) -> TokenStream {
    let arms = lists
        .lists()
        .flat_map(|list| list.entries.iter().filter_map(|entry| arm(list, entry, krate)));
    let rest = rest(lists, krate).map(|(span, decision)| {
        let wildcard = quote_spanned!(span=> _);
        quote!(#wildcard => #decision,)
    });
    let constants = lists.lists().flat_map(|list| &list.entries).filter_map(lone_constant);
    let parameter = error(Span::mixed_site());
    let scrutinee = error(lists.lists().last().map_or_else(Span::mixed_site, |list| list.key.span()));
    let decision = Ident::new("decision", Span::mixed_site());
    quote! {
        |#parameter| {
            #(_ = #constants;)*
            #[deny(unreachable_patterns)]
            let #decision = match #scrutinee {
                #(#arms)*
                #rest
            };
            #decision
        }
    }
}

fn arm(list: &List, entry: &Entry, krate: &TokenStream) -> Option<TokenStream> {
    let decision = decided(list, &entry.text, krate);
    match &entry.shape {
        Shape::Pattern(Pat::Guard(PatGuard { pat, guard, .. })) => Some(quote!(#pat if #guard => #decision,)),
        Shape::Pattern(pattern) => Some(quote!(#pattern => #decision,)),
        _ => condition(entry, krate).map(|condition| quote!(_ if #condition => #decision,)),
    }
}

/// Whether an entry that is no pattern accepts the error.
fn condition(entry: &Entry, krate: &TokenStream) -> Option<TokenStream> {
    let span = Span::mixed_site().located_at(entry.tokens.span());
    let krate = located(krate, span);
    let error = error(span);
    match &entry.shape {
        Shape::Pattern(_) | Shape::Rest => None,
        Shape::Function(path) => Some(quote!(#path(#error))),
        Shape::Closure(closure) => Some(quote_spanned!(span=> #krate::test(#error, #closure))),
        Shape::Carried(ty) => Some(quote_spanned!(span=> #krate::holds::<#ty, _, _>(#error))),
        Shape::Source(ty, None) => Some(quote_spanned!(span=> #krate::source::<#ty, _, _>(#error, |_| true))),
        Shape::Source(ty, Some(pattern)) => Some(
            quote_spanned!(span=> #krate::source::<#ty, _, _>(#error, |#error| ::core::matches!(#error, #pattern))),
        ),
    }
}

/// The decision for what no entry matches, and where it comes from; `None` where the lists must cover everything.
fn rest(lists: &Classification, krate: &TokenStream) -> Option<(Span, TokenStream)> {
    if let Some((list, rest)) = lists.lists().find_map(|list| Some((list, list.rest()?))) {
        return Some((rest.tokens.span(), decided(list, &rest.text, krate)));
    }
    let mut lists = lists.lists();
    let (Some(list), None) = (lists.next(), lists.next()) else {
        return None;
    };
    let rule = format!("not in `{}`", list.key);
    let opposite = if list.is_retryable() { "permanent" } else { "transient" };
    let opposite = Ident::new(opposite, Span::mixed_site());
    Some((list.bracket, quote!(#krate::Decision::#opposite(#rule))))
}

fn decided(list: &List, rule: &str, krate: &TokenStream) -> TokenStream {
    let class = if list.is_retryable() { "transient" } else { "permanent" };
    let class = Ident::new(class, Span::mixed_site());
    quote!(#krate::Decision::#class(#rule))
}

/// A constant without a path: where there is none of that name, it would be a binding and match everything, so it is
/// named as a value, too.
fn lone_constant(entry: &Entry) -> Option<TokenStream> {
    match &entry.shape {
        Shape::Pattern(Pat::Path(path)) => path.path.get_ident().map(ToTokens::to_token_stream),
        _ => None,
    }
}

/// Our name for the error, where a message about it should point.
fn error(span: Span) -> Ident {
    Ident::new("error", Span::mixed_site().located_at(span))
}

fn located(path: &TokenStream, span: Span) -> TokenStream {
    let relocate = |mut token: proc_macro2::TokenTree| {
        token.set_span(token.span().located_at(span));
        token
    };
    path.clone().into_iter().map(relocate).collect()
}
