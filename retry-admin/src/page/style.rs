//! The style sheet, and the policy that lets the browser use it and nothing else.

/// Stands in the document, which needs nothing else then.
pub const STYLE: &str = include_str!("style.css");

/// The hash of the style sheet, which is the only one that may be used; a test says what it is.
macro_rules! hash {
    () => {
        "sha256-Z7rx84ewnWwAGHa6L1Sl3R36uwHxckHQYKiG4JJFKzs="
    };
}

/// Should some text ever get past the escaping, it cannot run, load anything, or send a form elsewhere.
pub const CONTENT_SECURITY_POLICY: &str = concat!(
    "default-src 'none'; style-src '",
    hash!(),
    "'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
);

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use sha2::{Digest, Sha256};

    use super::*;

    #[test]
    fn the_hash_is_that_of_the_style_sheet() {
        // A document has no other ends of lines, whatever the file had.
        let style = STYLE.replace("\r\n", "\n");
        let hash = format!("sha256-{}", STANDARD.encode(Sha256::digest(style)));
        assert_eq!(hash!(), hash);
    }
}
