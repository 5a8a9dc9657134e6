//! The lists against each other, and against the error type of the function.

use syn::{Ident, Type};

use crate::errors::Errors;
use crate::parse::classification::Classification;
use crate::parse::entry::{Entry, Shape};
use crate::parse::hint::Ask;
use crate::parse::list::{List, Role};
use crate::text::text;

/// Types that can be any error.
const DYNAMIC: [&str; 4] = ["anyhow::Error", "eyre::Report", "eyre::Error", "color_eyre::Report"];

/// Checks the lists against each other and against the function's own error type.
pub fn check(classification: &Classification, own: Option<&Type>, errors: &mut Errors) {
    check_duplicates(classification, errors);
    check_rest(classification, errors);
    check_by(classification, errors);
    // By a value, a pattern does not look at the error.
    let hides = classification.by.is_none();
    for (_, entry) in classification.entries() {
        check_type(entry, own.filter(|_| hides || !entry.is_pattern()), errors);
    }
    if let Some(hint) = classification.hint.iter().find(|hint| matches!(hint.ask, Ask::Error)) {
        if classification.classified.is_none() {
            let message = "`hint(cap = ..)` asks the error itself, which needs `classified`; add it, or name a function: \
                           `hint(GeminiError::retry_delay, cap = 60s)`";
            errors.push(&hint.key, message);
        }
    }
}

/// A value that nothing is matched against.
fn check_by(classification: &Classification, errors: &mut Errors) {
    if let Some((_, key)) = &classification.by {
        let mut entries = classification.entries().peekable();
        if entries.peek().is_some() && !entries.any(|(_, entry)| entry.is_pattern()) {
            errors.push(
                key,
                "`by` is for patterns, and no entry is one; name a value of it in a list, or remove it",
            );
        }
    }
}

fn check_duplicates(classification: &Classification, errors: &mut Errors) {
    let mut seen: Vec<(&List, &Entry)> = Vec::new();
    for (list, entry) in classification.entries() {
        let (key, text) = (&list.key, &entry.text);
        match seen.iter().find(|(_, other)| other.text == *text) {
            Some((other, _)) if std::ptr::eq(*other, list) => {
                errors.push(&entry.tokens, format!("`{text}` stands twice in `{key}`; keep one"));
            }
            Some((other, _)) => {
                errors.push(&entry.tokens, format!("`{text}` stands in `{}` too; decide for one", other.key));
            }
            None => seen.push((list, entry)),
        }
    }
}

/// `_` stands in at most one of two lists, and must where the compiler cannot check that they cover everything.
fn check_rest(classification: &Classification, errors: &mut Errors) {
    let both = classification.non_retryable.is_some() && classification.retryable.is_some();
    for (list, entry) in classification.entries().filter(|(_, entry)| matches!(entry.shape, Shape::Rest)) {
        let key = &list.key;
        let message = match (&list.role, &classification.classified) {
            (Role::On(_), _) => {
                "`_` in `on` is every error; write its schedule as the function's own `backoff`".to_owned()
            }
            (Role::Expected, _) => {
                "`_` in `expected` is every error, and none would be a failure; name the answers".to_owned()
            }
            (_, Some(_)) => format!("`classified` decides what no list names; remove `_` from `{key}`"),
            (Role::Retryable, _) if !both => other_way(key, "non_retryable"),
            (Role::NonRetryable, _) if !both => other_way(key, "retryable"),
            _ => continue,
        };
        errors.push(&entry.tokens, message);
    }
    if !both || classification.classified.is_some() || classification.lists().any(|list| list.rest().is_some()) {
        return;
    }
    if let Some((_, entry)) = classification.unchecked().next() {
        let message = format!(
            "the compiler cannot check what `{}` covers; add `_` to the list that takes the errors named in neither",
            entry.text
        );
        errors.push(&entry.tokens, message);
    }
}

fn other_way(key: &Ident, other: &str) -> String {
    format!("`_` in `{key}` classifies nothing; name its errors, or list the others in `{other}`")
}

/// Refuses a type that every error of the function is, and a pattern where the error's type hides what it holds.
pub fn check_type(entry: &Entry, own: Option<&Type>, errors: &mut Errors) {
    let own = own.map(text);
    if let (Shape::Pattern(..), Some(own)) = (&entry.shape, own.as_deref().filter(|own| is_dynamic(own))) {
        errors.push(
            &entry.tokens,
            format!("`{own}` hides what it holds from a pattern; write `source({})`", entry.text),
        );
        return;
    }
    let (Shape::Carried(ty) | Shape::Source(ty, None)) = &entry.shape else {
        return;
    };
    let ty = text(ty);
    if is_dynamic(&ty) {
        errors.push(
            &entry.tokens,
            format!("`{ty}` can be any error, so nothing is classified; name the errors it may hold"),
        );
    } else if own.is_some_and(|own| own == ty) {
        let message = format!(
            "`{ty}` is the function's own error type, so every error matches; name its variants, or what is true of it: `|error| ..`"
        );
        errors.push(&entry.tokens, message);
    }
}

fn is_dynamic(ty: &str) -> bool {
    ty.contains("dyn ") || DYNAMIC.contains(&ty)
}
