//! The lists of a classification: entries that are decided alike.

use proc_macro2::Span;
use syn::parse::ParseStream;
use syn::{Ident, token};

use crate::errors::Errors;
use crate::parse::comma;
use crate::parse::entry::{Entry, Shape};
use crate::parse::on::{self, Own};

/// Entries that are decided alike: one of the three lists, or an `on(..)`.
pub struct List {
    pub key: Ident,
    /// Where the whole of the entries stands.
    pub span: Span,
    pub entries: Vec<Entry>,
    pub role: Role,
}

/// What becomes of the errors of a list.
pub enum Role {
    /// They end the call, being answers.
    Expected,
    /// They end the call.
    NonRetryable,
    /// They are tried again.
    Retryable,
    /// They are tried again by their own schedule.
    On(Box<Own>),
}

impl List {
    /// Parses `[entry, ..]`. `None`: the mistakes are reported.
    pub fn parse(key: &Ident, role: Role, input: ParseStream, errors: &mut Errors) -> Option<Self> {
        if !input.peek(token::Bracket) {
            let span = input.span();
            let named = input
                .parse::<Entry>()
                .ok()
                .filter(|entry| !matches!(entry.shape, Shape::Rest) && !entry.text.starts_with(['(', '"']));
            let entry = named.map_or_else(|| "..".to_owned(), |entry| entry.text);
            errors.push_at(span, format!("`{key}` is a list; write `{key} = [{entry}]`"));
            return None;
        }
        let span = input.span();
        let content = errors.keep(comma::bracketed(input))?;
        if content.is_empty() {
            let message = match role {
                Role::Expected => "so it says nothing; name the errors that are answers, or remove it",
                Role::NonRetryable => "so everything would be retried; name at least one error",
                Role::Retryable | Role::On(_) => "so nothing would be retried; name at least one error",
            };
            errors.push_at(span, format!("`{key}` is empty, {message}"));
            return None;
        }
        let entries = Entry::parse_all(&content, errors);
        Some(Self { key: key.clone(), span, entries, role })
    }

    /// Parses `(entry, .., max = 5, backoff = "exp(10s)", hint(..))` behind the key `on`. `None`: the mistakes are reported.
    pub fn parse_on(key: &Ident, input: ParseStream, errors: &mut Errors) -> Option<Self> {
        if !input.peek(token::Paren) {
            errors.push(key, "`on` names errors and their own schedule; write `on(ApiError::RateLimited { .. }, backoff = \"exp(10s)\")`");
            return None;
        }
        let span = input.span();
        let content = errors.keep(comma::parenthesized(input))?;
        let before = errors.count();
        let (mut entries, mut own) = (Vec::new(), Own::default());
        comma::separated(&content, errors, |input, errors| {
            if on::is_option(input) {
                return own.option(input, errors);
            }
            if input.peek(token::Bracket) {
                errors.push_at(input.span(), "`on` takes its entries without brackets; write `on(A, B, backoff = ..)`");
                return None;
            }
            entries.push(errors.keep(input.parse::<Entry>())?);
            Some(())
        });
        if entries.is_empty() && errors.count() == before {
            errors.push(
                key,
                "`on` names no error; write `on(ApiError::RateLimited { .. }, backoff = \"exp(10s)\")`",
            );
        }
        if own.is_empty() && errors.count() == before {
            errors.push(
                key,
                "`on` has no schedule of its own; add `max = ..` or `backoff = ..`, or move its errors to `retryable`",
            );
        }
        Some(Self { key: key.clone(), span, entries, role: Role::On(Box::new(own)) })
    }

    /// The entry `_`.
    pub fn rest(&self) -> Option<&Entry> {
        self.entries.iter().find(|entry| matches!(entry.shape, Shape::Rest))
    }
}
