use proc_macro2::Span;
use syn::parse::ParseStream;
use syn::{Ident, token};

use crate::entry::{Entry, Shape};
use crate::errors::Errors;
use crate::list;

/// One of the two lists, as it stands in the attribute.
pub struct List {
    pub key: Ident,
    pub bracket: Span,
    pub entries: Vec<Entry>,
}

impl List {
    /// Parses `[entry, ..]`. `None`: the mistakes are reported.
    pub fn parse(key: &Ident, input: ParseStream, errors: &mut Errors) -> Option<Self> {
        if !input.peek(token::Bracket) {
            errors.push_at(input.span(), format!("`{key}` is a list; write `{key} = [..]`"));
            return None;
        }
        let bracket = input.span();
        let content = errors.keep(list::bracketed(input))?;
        if content.is_empty() {
            errors.push_at(bracket, empty(key));
            return None;
        }
        let before = errors.count();
        let mut entries = Vec::new();
        list::separated(&content, errors, |input, errors| {
            entries.push(errors.keep(input.parse())?);
            Some(())
        });
        (errors.count() == before).then(|| Self {
            key: key.clone(),
            bracket,
            entries,
        })
    }

    /// Whether its errors are tried again.
    pub fn is_retryable(&self) -> bool {
        self.key == "retryable"
    }

    /// The entry `_`.
    pub fn rest(&self) -> Option<&Entry> {
        self.entries.iter().find(|entry| matches!(entry.shape, Shape::Rest))
    }
}

fn empty(key: &Ident) -> String {
    let meaning = if key == "retryable" {
        "nothing would be retried"
    } else {
        "everything would be retried"
    };
    format!("`{key}` is empty, so {meaning}; name at least one error")
}

/// The lists of one attribute; at least one is there.
#[derive(Default)]
pub struct Classification {
    pub non_retryable: Option<List>,
    pub retryable: Option<List>,
}

impl Classification {
    /// The lists in the order in which they decide.
    pub fn lists(&self) -> impl Iterator<Item = &List> {
        self.non_retryable.iter().chain(&self.retryable)
    }

    /// Checks the lists against each other and against the function's own error type.
    pub fn check(&self, own: Option<&syn::Type>, errors: &mut Errors) {
        self.check_duplicates(errors);
        self.check_rest(errors);
        for list in self.lists() {
            for entry in &list.entries {
                check_type(entry, own, errors);
            }
        }
    }

    fn check_duplicates(&self, errors: &mut Errors) {
        let mut seen: Vec<(&str, &Ident)> = Vec::new();
        for list in self.lists() {
            for entry in &list.entries {
                match seen.iter().find(|(text, _)| *text == entry.text) {
                    Some((text, key)) if **key == list.key => {
                        errors.push(&entry.tokens, format!("`{text}` stands twice in `{key}`; keep one"));
                    }
                    Some((text, key)) => {
                        errors.push(&entry.tokens, format!("`{text}` stands in `{key}` too; decide for one list"));
                    }
                    None => seen.push((&entry.text, &list.key)),
                }
            }
        }
    }

    /// `_` stands in exactly one of two lists, and only where the compiler cannot check that the lists cover everything.
    fn check_rest(&self, errors: &mut Errors) {
        let (Some(non_retryable), Some(retryable)) = (&self.non_retryable, &self.retryable) else {
            for list in self.lists() {
                if let Some(rest) = list.rest() {
                    let other = if list.is_retryable() { "non_retryable" } else { "retryable" };
                    let key = &list.key;
                    errors.push(
                        &rest.tokens,
                        format!("`_` in `{key}` classifies nothing; name the errors: the others are `{other}`"),
                    );
                }
            }
            return;
        };
        if non_retryable.rest().is_some() || retryable.rest().is_some() {
            return;
        }
        let unknown = self.lists().flat_map(|list| &list.entries).find(|entry| !entry.is_exhaustive());
        if let Some(entry) = unknown {
            let message = format!(
                "the compiler cannot check what `{}` covers; add `_` to the list that takes the errors named in neither",
                entry.text
            );
            errors.push(&entry.tokens, message);
        }
    }
}

/// Refuses a type that every error of the function is.
fn check_type(entry: &Entry, own: Option<&syn::Type>, errors: &mut Errors) {
    let (Shape::Carried(ty) | Shape::Source(ty, None)) = &entry.shape else {
        return;
    };
    let ty = crate::text::text(ty);
    let name = ty.rsplit("::").next().unwrap_or(&ty).trim_start_matches("dyn ");
    let dynamic = ty.contains("dyn ")
        || matches!(ty.as_str(), "anyhow::Error" | "eyre::Report" | "eyre::Error" | "color_eyre::Report");
    if dynamic {
        errors.push(
            &entry.tokens,
            format!("`{ty}` can be any error, so nothing is classified; name the errors it may hold"),
        );
    } else if own.is_some_and(|own| crate::text::text(own) == ty) && matches!(entry.shape, Shape::Carried(_)) {
        let message = format!(
            "`{ty}` is the function's own error type, so every error matches; name its variants, such as `{name}::Busy`"
        );
        errors.push(&entry.tokens, message);
    }
}
