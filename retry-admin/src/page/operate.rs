//! What operators do to the whole process: its mode, and the limits of its functions.

use maud::{Markup, html};
use retry_runtime::Mode;

use super::button::Button;
use super::content::Page;
use crate::now::mode_word;
use crate::view::Field;

pub fn render(page: &Page<'_>) -> Markup {
    html! {
        section id="operate" {
            h2 { "Mode and limits" }
            dl.modes {
                @for (mode, text, says, why) in MODES {
                    dt {
                        @if mode == page.now.mode {
                            b { (text) } " (now)"
                        } @else {
                            (button(page, mode, text, says))
                        }
                    }
                    dd id=(says) { (why) }
                }
            }
            (limit(page))
        }
    }
}

const MODES: [(Mode, &str, &str, &str); 3] = [
    (Mode::Normal, "Normal", "mode-normal", "Functions are retried as their attributes say."),
    (
        Mode::NoWaits,
        "No waits",
        "mode-no-waits",
        "They are retried at once, which loads the services that they call.",
    ),
    (Mode::Off, "Off", "mode-off", "No function is retried: calls fail with their first error."),
];

fn button(page: &Page<'_>, mode: Mode, text: &str, says: &str) -> Markup {
    let field = ("mode", mode_word(mode));
    Button {
        action: "mode",
        field,
        text,
        on: "mode",
        says,
        harmful: mode != Mode::Normal,
    }
    .render(page)
}

/// A form that is typed into is drawn where no reload empties it.
fn limit(page: &Page<'_>) -> Markup {
    html! {
        @if page.view.paused {
            form.tighten method="post" action=(page.action("tighten")) {
                label { "Functions" input name="pattern" value=(page.view.filter) required aria-describedby="pattern" autofocus[page.view.typing == Some(Field::Limit)]; }
                label { "Attempts" input name="max" type="number" min="1" step="1" required aria-describedby="max"; }
                button type="submit" { "Set limit" }
            }
            p.note id="pattern" { "A name, or a pattern: " code { "gemini.*" } ", or " code { "*" } " for all of them." }
            p.note id="max" {
                "1 is no retries. The " code { "max" } " of the source is the highest, and sets it back to what it was."
            }
        } @else {
            p { a href=(page.view.query_to_type(Field::Limit)) { "Tighten the limits of functions" } " (pauses the page)" }
        }
    }
}
