//! How calls ended, and which of the endings are failures.

use maud::{Markup, html};
use retry_runtime::{Counts, Ending};

/// Whether someone did not get what the call was for. A cancelled call is one that nobody waits for any more.
const fn is_failure(ending: Ending) -> bool {
    !matches!(ending, Ending::Succeeded | Ending::Recovered | Ending::Cancelled)
}

pub fn failures(counts: &Counts) -> u64 {
    Ending::ALL
        .into_iter()
        .filter(|ending| is_failure(*ending))
        .map(|ending| counts.ended(ending))
        .sum()
}

/// The outcomes that there were.
pub fn list(counts: &Counts) -> Markup {
    if counts.calls() == 0 {
        return html! { span.none { "never called" } };
    }
    html! {
        ul.outcomes {
            @for ending in Ending::ALL {
                @let number = counts.ended(ending);
                @if number > 0 {
                    li.failed[is_failure(ending)] { b { (number) } " " (ending.as_str().replace('_', " ")) }
                }
            }
        }
    }
}
