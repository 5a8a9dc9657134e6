//! The states of a breaker.

use crate::sheet::{Anchor, HEAD, PROSE, Sheet};
use crate::theme::Theme;

const HEIGHT: u32 = 330;

/// Of each state.
const SIZE: (i32, i32) = (196, 72);

pub(crate) fn draw(theme: Theme) -> String {
    let title = "The states of a circuit breaker: closed, open, half-open, and what leads from one to another";
    let mut sheet = Sheet::new(theme, title, HEIGHT);
    let (good, bad, key) = (sheet.colours.good, sheet.colours.bad, sheet.colours.key);
    state(
        &mut sheet,
        (16, 44),
        "closed",
        ["every attempt is let in,", "and its end remembered"],
        good,
    );
    state(&mut sheet, (428, 44), "open", ["every attempt is refused:", "`CircuitOpen`"], bad);
    state(
        &mut sheet,
        (222, 206),
        "half-open",
        ["one attempt probes,", "the others are refused"],
        key,
    );
    ways(&mut sheet);
    sheet.finish()
}

fn state(sheet: &mut Sheet, (x, y): (i32, i32), name: &str, does: [&str; 2], colour: &str) {
    let text = sheet.colours.text;
    let middle = x + SIZE.0 / 2;
    sheet.room((x, y), SIZE, colour);
    sheet.words(name, (middle, y + 22), Anchor::Middle, HEAD, colour);
    for (line, words) in (0..).zip(does) {
        sheet.words(words, (middle, y + 43 + 17 * line), Anchor::Middle, PROSE, text);
    }
}

fn ways(sheet: &mut Sheet) {
    let (good, bad, quiet) = (sheet.colours.good, sheet.colours.bad, sheet.colours.quiet);
    sheet.arrow("M212 66 H427", bad);
    sheet.words("half of the last 20", (320, 36), Anchor::Middle, PROSE, quiet);
    sheet.words("attempts failed", (320, 54), Anchor::Middle, PROSE, quiet);
    sheet.arrow("M480 116 C480 190 450 226 419 228", quiet);
    sheet.words("after `open_for`,", (398, 156), Anchor::Middle, PROSE, quiet);
    sheet.words("5 s", (398, 174), Anchor::Middle, PROSE, quiet);
    sheet.arrow("M418 256 C520 256 572 200 572 117", bad);
    sheet.words("the probe fails", (520, 262), Anchor::Start, PROSE, quiet);
    sheet.arrow("M222 242 C150 238 114 190 114 117", good);
    sheet.words("the probe", (120, 262), Anchor::Middle, PROSE, quiet);
    sheet.words("succeeds", (120, 280), Anchor::Middle, PROSE, quiet);
    let by_hand = "by hand, from any state: `force_open()` opens it, `reset()` closes it";
    sheet.words(by_hand, (320, 316), Anchor::Middle, PROSE, quiet);
}
