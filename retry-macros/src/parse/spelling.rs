//! What a name is by its spelling: the macro sees tokens, and no types.

use syn::ext::IdentExt;
use syn::{Ident, Path, PathArguments};

/// What kind of item a name is by its spelling: the convention that rustc's lints hold everybody to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spelling {
    Snake,
    Camel,
    Screaming,
}

impl Spelling {
    /// One capital alone is a type parameter's name.
    pub fn of(name: &Ident) -> Self {
        let name = name.unraw().to_string();
        let starts_upper = name.trim_start_matches('_').starts_with(char::is_uppercase);
        match (starts_upper, name.contains(char::is_lowercase), name.chars().count()) {
            (false, ..) => Self::Snake,
            (true, false, 2..) => Self::Screaming,
            _ => Self::Camel,
        }
    }
}

/// Whether the last two names are those of an enum and its variant. The enum may be in capitals, as `S3` and `DB` are.
pub fn names_variant(path: &Path) -> bool {
    let mut names = path.segments.iter().rev();
    let (Some(last), Some(owner)) = (names.next(), names.next()) else {
        return false;
    };
    matches!(last.arguments, PathArguments::None)
        && Spelling::of(&last.ident) == Spelling::Camel
        && Spelling::of(&owner.ident) != Spelling::Snake
}
