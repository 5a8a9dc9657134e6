use proc_macro2::Span;
use syn::parse::ParseStream;
use syn::{Ident, token};

use crate::comma;
use crate::entry::{Entry, Shape};
use crate::errors::Errors;
use crate::on::Own;

/// Entries that are decided alike: one of the two lists, or an `on(..)`.
pub struct List {
    pub key: Ident,
    /// Where the whole of the entries stands.
    pub span: Span,
    pub entries: Vec<Entry>,
    pub role: Role,
}

/// What becomes of the errors of a list.
pub enum Role {
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
            let meaning = if matches!(role, Role::NonRetryable) { "everything" } else { "nothing" };
            errors.push_at(span, format!("`{key}` is empty, so {meaning} would be retried; name at least one error"));
            return None;
        }
        let entries = Entry::parse_all(&content, errors);
        Some(Self { key: key.clone(), span, entries, role })
    }

    /// The entry `_`.
    pub fn rest(&self) -> Option<&Entry> {
        self.entries.iter().find(|entry| matches!(entry.shape, Shape::Rest))
    }
}
