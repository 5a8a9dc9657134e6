use syn::{Ident, Type};

use crate::entry::{Entry, Shape};
use crate::errors::Errors;
use crate::hint::{Ask, Hint};
use crate::list::{List, Role};
use crate::text::text;

/// Types that can be any error.
const DYNAMIC: [&str; 4] = ["anyhow::Error", "eyre::Report", "eyre::Error", "color_eyre::Report"];

/// What an attribute says of the errors.
#[derive(Default)]
pub struct Classification {
    pub non_retryable: Option<List>,
    pub ons: Vec<List>,
    pub retryable: Option<List>,
    /// The flag: the error says the rest itself.
    pub classified: Option<Ident>,
    pub hint: Option<Hint>,
}

impl Classification {
    /// The lists in the order in which they decide.
    pub fn lists(&self) -> impl Iterator<Item = &List> {
        self.non_retryable.iter().chain(&self.ons).chain(&self.retryable)
    }

    fn entries(&self) -> impl Iterator<Item = (&List, &Entry)> {
        self.lists().flat_map(|list| list.entries.iter().map(move |entry| (list, entry)))
    }

    /// Checks the lists against each other and against the function's own error type.
    pub fn check(&self, own: Option<&Type>, errors: &mut Errors) {
        self.check_duplicates(errors);
        self.check_rest(errors);
        for (_, entry) in self.entries() {
            check_type(entry, own, errors);
        }
        if let Some(hint) = self.hint.iter().find(|hint| matches!(hint.ask, Ask::Error)) {
            if self.classified.is_none() {
                let message = "`hint(cap = ..)` asks the error itself, which needs `classified`; add it, or name a function: \
                               `hint(GeminiError::retry_delay, cap = 60s)`";
                errors.push(&hint.key, message);
            }
        }
    }

    fn check_duplicates(&self, errors: &mut Errors) {
        let mut seen: Vec<(&List, &Entry)> = Vec::new();
        for (list, entry) in self.entries() {
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
    fn check_rest(&self, errors: &mut Errors) {
        let both = self.non_retryable.is_some() && self.retryable.is_some();
        for (list, entry) in self.entries().filter(|(_, entry)| matches!(entry.shape, Shape::Rest)) {
            let key = &list.key;
            let message = match (&list.role, &self.classified) {
                (Role::On(_), _) => {
                    "`_` in `on` is every error; write its schedule as the function's own `backoff`".to_owned()
                }
                (_, Some(_)) => format!("`classified` decides what no list names; remove `_` from `{key}`"),
                (Role::Retryable, _) if !both => other_way(key, "non_retryable"),
                (Role::NonRetryable, _) if !both => other_way(key, "retryable"),
                _ => continue,
            };
            errors.push(&entry.tokens, message);
        }
        if !both || self.classified.is_some() || self.lists().any(|list| list.rest().is_some()) {
            return;
        }
        if let Some((_, entry)) = self.entries().find(|(_, entry)| !entry.is_exhaustive()) {
            let message = format!(
                "the compiler cannot check what `{}` covers; add `_` to the list that takes the errors named in neither",
                entry.text
            );
            errors.push(&entry.tokens, message);
        }
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
