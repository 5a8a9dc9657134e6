//! How often a function is tried, and how long that can take.

use maud::{Markup, html};
use retry_runtime::SiteSnapshot;

use super::words;

/// The limit in force, and that of the source where it is another.
pub fn limit(site: &SiteSnapshot) -> Markup {
    html! {
        @match site.tightened {
            Some(limit) => {
                b { (limit) " of " (site.max) }
                span.soft { "tightened" }
            }
            None => (site.max),
        }
    }
}

/// The longest that it can wait, and where its attempts have an end, that it can take.
pub fn worst_case(site: &SiteSnapshot) -> Markup {
    html! {
        @if site.worst_case.is_zero() { "none" } @else { (words::duration(site.worst_case)) }
        @if site.attempt_timeout.is_some() { span.soft { "with its attempts" } }
    }
}
