//! How the calls of a function ended.

use maud::{Markup, html};
use retry_runtime::{Counts, Ending};

use crate::counted::is_failure;

/// The outcomes that there were.
pub fn list(counts: &Counts) -> Markup {
    if counts.calls() == 0 {
        return html! { span.none { "never called" } };
    }
    html! {
        ul.plain {
            @for ending in Ending::ALL {
                @let number = counts.ended(ending);
                @if number > 0 {
                    li.failed[is_failure(ending)] { b { (number) } " " (ending.as_str().replace('_', " ")) }
                }
            }
        }
    }
}
