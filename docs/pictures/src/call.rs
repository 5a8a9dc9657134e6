//! The life of a call.

use crate::sheet::{Anchor, CODE, HEAD, KEY, PROSE, Sheet};
use crate::theme::Theme;

const HEIGHT: u32 = 608;

/// The boxes: their left edge, their width and their height.
const LEFT: i32 = 66;
const WIDTH: i32 = 306;
const TALL: i32 = 48;

/// From the top of a box to that of the next.
const STEP: i32 = 66;

/// Where the ends of the call stand.
const ENDS: i32 = 424;

/// One thing that happens to a call, from above to below.
struct Step {
    key: &'static str,
    does: &'static str,
    /// What the call returns here, and on which ground; no step has an end if there is none.
    end: Option<(&'static str, &'static str)>,
    good: bool,
}

const STEPS: [Step; 8] = [
    Step {
        key: "breaker",
        does: "lets the attempt in",
        end: Some(("CircuitOpen", "while the service fails")),
        good: false,
    },
    Step {
        key: "attempt_timeout",
        does: "the body runs, for so long at most",
        end: Some(("the value", "and the call is over")),
        good: true,
    },
    Step {
        key: "retryable, non_retryable, ..",
        does: "is another attempt worth it?",
        end: Some(("the error", "`not_retryable`, `expected`")),
        good: false,
    },
    Step {
        key: "max, within, hint",
        does: "is there another, and time for its wait?",
        end: Some(("the last error", "`exhausted`, `deadline`, ..")),
        good: false,
    },
    Step {
        key: "breaker",
        does: "will it be open after the wait?",
        end: Some(("the last error", "`breaker_open`")),
        good: false,
    },
    Step {
        key: "budget",
        does: "pays for the retry",
        end: Some(("the last error", "`budget_exhausted`")),
        good: false,
    },
    Step {
        key: "on_retry",
        does: "the event, and your hook",
        end: None,
        good: false,
    },
    Step {
        key: "backoff, hint, cancel",
        does: "the wait",
        end: Some(("the last error", "`cancelled`")),
        good: false,
    },
];

pub(crate) fn draw(theme: Theme) -> String {
    let title =
        "The life of a call: breaker, attempt, classification, limits, budget, hook, wait, and where it can end";
    let mut sheet = Sheet::new(theme, title, HEIGHT);
    let (text, quiet) = (sheet.colours.text, sheet.colours.quiet);
    sheet.words("the call", (LEFT + WIDTH / 2, 26), Anchor::Middle, HEAD, text);
    sheet.words("what it returns", (ENDS, 26), Anchor::Start, HEAD, text);
    for (number, step) in (0..).zip(&STEPS) {
        let top = 60 + number * STEP;
        arrow_into(&mut sheet, top);
        draw_step(&mut sheet, step, top);
    }
    let last = 60 + 7 * STEP + TALL / 2;
    let first = 60 + TALL / 2;
    let back = format!(
        "M{LEFT} {last} H38 Q26 {last} 26 {} V{} Q26 {first} 38 {first} H{LEFT}",
        last - 12,
        first + 12
    );
    sheet.arrow(&back, quiet);
    sheet.words("the next attempt", (LEFT, last + 46), Anchor::Start, PROSE, quiet);
    sheet.finish()
}

fn arrow_into(sheet: &mut Sheet, top: i32) {
    let middle = LEFT + WIDTH / 2;
    let quiet = sheet.colours.quiet;
    sheet.arrow(&format!("M{middle} {} V{}", top - (STEP - TALL), top - 1), quiet);
}

fn draw_step(sheet: &mut Sheet, step: &Step, top: i32) {
    let (text, quiet, key) = (sheet.colours.text, sheet.colours.quiet, sheet.colours.key);
    sheet.room((LEFT, top), (WIDTH, TALL), key);
    sheet.words(step.key, (LEFT + 16, top + 20), Anchor::Start, KEY, key);
    sheet.words(step.does, (LEFT + 16, top + 39), Anchor::Start, PROSE, text);
    let Some((returns, ground)) = step.end else { return };
    let colour = if step.good { sheet.colours.good } else { sheet.colours.bad };
    let middle = top + TALL / 2;
    sheet.arrow(&format!("M{} {middle} H{}", LEFT + WIDTH, ENDS - 8), colour);
    let face = if returns.contains(' ') { HEAD } else { KEY };
    sheet.words(returns, (ENDS, top + 20), Anchor::Start, face, colour);
    let face = if ground.contains('`') { CODE } else { PROSE };
    sheet.words(&ground.replace('`', ""), (ENDS, top + 39), Anchor::Start, face, quiet);
}
