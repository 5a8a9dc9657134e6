//! Whether two names are the same variable: names that come from different macros are not, though they read alike.

use proc_macro2::Ident;

/// Whether both are the same name from the same place of hygiene.
pub fn same(one: &Ident, other: &Ident) -> bool {
    one == other && context(one) == context(other)
}

/// The syntax context of a name, `#0` of `#0 bytes(12..16)`. No stable method tells it, so it is read off the `Debug` text;
/// where that has another form, all contexts are alike and the names alone decide.
fn context(name: &Ident) -> Option<String> {
    let text = format!("{:?}", name.span());
    text.strip_prefix('#')?.split(' ').next().map(str::to_owned)
}
