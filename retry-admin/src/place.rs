//! Where the page is, so that links lead there from wherever they stand.
//!
//! They are relative: of a proxy that has a prefix of its own, the service knows nothing.

use axum::extract::NestedPath;
use axum::http::Uri;

/// The page, as seen from itself.
#[derive(Debug)]
pub struct Place {
    /// From `/ops/retries`, where a link to `x` leads to `/ops/x`, this is `./retries/`.
    base: String,
}

impl Place {
    /// The page that this request asks for.
    pub fn of(uri: &Uri) -> Self {
        match uri.path().rsplit_once('/') {
            None | Some((_, "")) => Self { base: "./".to_owned() },
            Some((_, last)) => Self { base: format!("./{last}/") },
        }
    }

    /// A link to what is below the page.
    pub fn below(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }
}

/// A link to the page from an action, which was asked for at `original` and routed by `own`.
pub fn back(original: &Uri, own: &Uri, nested: Option<&NestedPath>) -> String {
    let up = "../".repeat(own.path().matches('/').count().saturating_sub(1));
    let prefix = original.path().strip_suffix(own.path()).unwrap_or_default();
    match (prefix.rsplit_once('/'), nested) {
        // Nested at `/retries` the page has no slash at its end, and nested at `/retries/` it has.
        (Some((_, last)), Some(nested)) if !nested.as_str().ends_with('/') => format!("{up}../{last}"),
        _ if up.is_empty() => "./".to_owned(),
        _ => up,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_leads_below_the_page() {
        for (page, link) in
            [("/", "./x"), ("/retries", "./retries/x"), ("/ops/a:b", "./a:b/x"), ("/ops/retries/", "./x")]
        {
            assert_eq!(Place::of(&page.parse().unwrap()).below("x"), link, "{page}");
        }
    }
}
