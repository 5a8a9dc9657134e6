//! Where on the page a thing is.

use crate::encode::encode;

/// The id of a thing. It may hold anything but white space.
pub fn id(kind: &str, name: &str) -> String {
    let name: String = name.chars().map(|letter| if letter.is_whitespace() { '_' } else { letter }).collect();
    format!("{kind}-{name}")
}

/// The id of a thing behind this one in a list by name: no two things have one id, and links lead to the first of a name.
pub fn first(kind: &str, name: &str, previous: Option<&str>) -> Option<String> {
    (previous != Some(name)).then(|| id(kind, name))
}

/// The same as the fragment of a link, without its `#`.
pub fn link(kind: &str, name: &str) -> String {
    encode(&id(kind, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_hold_anything() {
        assert_eq!(id("breaker", "a b\n\"c\""), "breaker-a_b_\"c\"");
        assert_eq!(link("breaker", "a b\n\"c\""), "breaker-a_b_%22c%22");
    }
}
