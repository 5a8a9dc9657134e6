//! What an attribute says of the errors, list by list.

use syn::Ident;

use crate::parse::callee::Callee;
use crate::parse::entry::Entry;
use crate::parse::hint::Hint;
use crate::parse::list::{List, Role};

/// What an attribute says of the errors.
#[derive(Default)]
pub struct Classification {
    pub expected: Option<List>,
    pub non_retryable: Option<List>,
    pub ons: Vec<List>,
    pub retryable: Option<List>,
    /// The flag: the error says the rest itself.
    pub classified: Option<Ident>,
    pub hint: Option<Hint>,
    /// What the patterns are matched against, in place of the error.
    pub by: Option<(Callee, Ident)>,
}

impl Classification {
    /// The lists in the order in which they decide.
    pub fn lists(&self) -> impl Iterator<Item = &List> {
        self.expected.iter().chain(&self.non_retryable).chain(&self.ons).chain(&self.retryable)
    }

    /// The entries of which the compiler cannot tell what they cover. Beside an answer stands what else the error can be, so that a test
    /// for one leaves nothing open.
    pub fn unchecked(&self) -> impl Iterator<Item = (&List, &Entry)> {
        self.entries()
            .filter(|(list, entry)| !matches!(list.role, Role::Expected) && !entry.is_exhaustive())
    }

    /// The entries of all lists, each with its list.
    pub fn entries(&self) -> impl Iterator<Item = (&List, &Entry)> {
        self.lists().flat_map(|list| list.entries.iter().map(move |entry| (list, entry)))
    }
}
