//! What becomes of a text before and after the pass: its limits, and the redactor that is set.

use std::fmt;

use super::{SHOWN, redact, set_redactor, text};
use crate::observe::bounded::RAW;

mod gone;
mod kept;
mod lines;
mod pass;

#[test]
fn what_is_cut_ends_in_an_ellipsis_between_characters() {
    let fits = "é".repeat(SHOWN / 2);
    assert_eq!(redact(&fits), fits);
    let cut = redact(&format!("{fits}!"));
    assert_eq!(cut, format!("{}…", "é".repeat(510)), "1021 bytes are no whole number of é");
    assert_eq!(redact(&"a".repeat(SHOWN + 1)).len(), SHOWN);
}

#[test]
fn a_secret_at_the_cut_is_hidden_first() {
    for before in 950..1030 {
        let shown = redact(&format!("{} password=hunter2hunter2", "a".repeat(before)));
        assert!(!shown.contains("hun"), "{before}: {shown}");
    }
}

#[test]
fn an_error_is_read_up_to_the_limit_and_without_a_word_cut_in_two() {
    for before in RAW - 60..RAW + 2 {
        // Spaces of which little is left, or the key would not be shown anyway.
        let error = format!("?token={} sk-proj-Abcdefgh12345678 end", "x".repeat(before));
        let shown = text(&error);
        assert!(!shown.contains("sk-"), "{before}: {shown}");
        assert_eq!(shown.ends_with('…'), error.len() > RAW, "{before}: {shown}");
    }
}

struct Failing;

impl fmt::Display for Failing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("began, token=x1")?;
        Err(fmt::Error)
    }
}

/// Goes on after the buffer has refused.
struct Stubborn;

impl fmt::Display for Stubborn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let _ = f.write_str(&"é ".repeat(RAW));
        let _ = f.write_str("!");
        Ok(())
    }
}

struct Chain;

impl fmt::Display for Chain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if f.alternate() { "outer: inner" } else { "outer" })
    }
}

#[test]
fn every_display_is_read() {
    assert_eq!(text(&Failing), "began, token=[redacted]");
    assert_eq!(text(&Chain), "outer: inner");
    let shown = text(&Stubborn);
    assert!(shown.len() <= SHOWN && shown.ends_with('…') && !shown.contains('!'), "{shown}");
}

#[test]
fn the_redactor_can_be_replaced() {
    // Other tests run meanwhile, so it does something else for one text only.
    set_redactor(|text| match text {
        "replaced" => "long ".repeat(SHOWN),
        text => redact(text),
    });
    let shown = text(&"replaced");
    assert!(shown.len() <= SHOWN && shown.starts_with("long long") && shown.ends_with('…'), "{shown}");
    assert_eq!(text(&"token=x1"), "token=[redacted]");
    set_redactor(redact);
    assert_eq!(text(&"replaced"), "replaced");
}
