//! The last error of a function.

use maud::{Markup, html};
use retry_runtime::LastError;

use super::words;

pub fn last(error: Option<&LastError>) -> Markup {
    html! {
        @if let Some(LastError { text, age, .. }) = error {
            span.text { (text) }
            span.soft { (words::about(*age)) " ago" }
        } @else {
            span.none { "none" }
        }
    }
}
