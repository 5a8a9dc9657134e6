use std::fmt;

use proptest::prelude::*;

use super::scan::pass;
use super::source::LOOKED_AT;
use super::{RAW, SHOWN, redact, set_redactor, text};

mod gone;
mod kept;

/// Pieces of which the rules are made, to meet them more often than random letters do.
pub fn pieces() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "://",
        "@",
        "/",
        ":",
        "=",
        "=>",
        " ",
        "\n",
        "\"",
        "'",
        "`",
        "\\",
        "\\\"",
        "\\n",
        "%20",
        "\\u0026",
        "&amp;",
        "&",
        "?",
        "#",
        ",",
        ";",
        ".",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "<",
        ">",
        "[redacted]",
        "[redacted",
        "…",
        "é",
        "🦀",
        "key",
        "token",
        "api_key",
        "password",
        "Authorization",
        "auth",
        "cookie",
        "session",
        "Bearer ",
        "basic ",
        "Digest ",
        "Some(",
        "Secret(",
        "AIzaSyD4",
        "AKIA123456789012",
        "AKIAABCDEFGHIJKL",
        "sk-abcdefgh1",
        "sk-abcdefghijklmnop",
        "ya29.",
        "eyJ",
        "hf_",
        "word",
        "Word",
        "x1",
        "QWxhZGRpbg==",
        "http",
        "b",
        "12345678",
        "a.b",
    ];
    let piece = prop_oneof![4 => prop::sample::select(PIECES).prop_map(str::to_owned), 1 => any::<String>()];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_stays_within_the_limit(input in prop_oneof![any::<String>(), pieces()], times in 1_usize..60) {
        let input = input.repeat(times);
        let shown = redact(&input);
        prop_assert!(shown.len() <= SHOWN);
        prop_assert!(text(&input).len() <= SHOWN);
        prop_assert!(pass(&input).len() <= SHOWN || shown.ends_with('…'));
    }

    #[test]
    fn a_second_pass_changes_nothing(input in pieces()) {
        let once = pass(&input);
        prop_assert_eq!(pass(&once), once);
    }

    #[test]
    fn any_text_takes_linear_time(input in pieces(), times in 1_usize..60) {
        prop_assert!(steps_per_byte(&input.repeat(times)) < LINEAR);
    }
}

/// How often a byte may be looked at on average. Most of it is the prefixes of shapes, which are compared at each word.
const LINEAR: usize = 160;

fn steps_per_byte(input: &str) -> usize {
    LOOKED_AT.with(|looked_at| looked_at.set(0));
    pass(input);
    LOOKED_AT.with(std::cell::Cell::get) / input.len().max(40)
}

#[test]
fn hostile_texts_take_linear_time() {
    let hostile = [
        "://",
        "a://",
        "://a:b/",
        "://a@",
        "key=",
        "?key=",
        "token=",
        "token: ",
        "token:",
        "token",
        "\"",
        "'",
        "\\",
        "\\\"",
        "\"token\":",
        "\"token\":\"",
        "token=\\",
        "token\\",
        "token ",
        "token\"",
        "token: a(",
        "token=(",
        "token: (",
        "token=a( ",
        "a(",
        "Bearer ",
        "Bearer token ",
        "basic ",
        "Authorization: Bearer ",
        "authorization: a ",
        "cookie: a=",
        "eyJ",
        "eyJ.",
        "eyJ-",
        "ya29",
        "ya29.",
        "AIza",
        "AKIA",
        "AKIA1",
        "sk-",
        "hf_",
        "a",
        "A",
        "aA",
        "_",
        "-",
        "a-",
        "%20",
        "%2",
        "\\u0026",
        "\\n",
        "&amp;",
        "[",
        "[redacted]",
        "[redacted",
        "token=[redacted]",
        "@",
        ".",
        "…",
        "🦀",
        " ",
        "\n",
        "token: word... ",
        "token=[ ",
        "Some(",
        "token: Some(\n",
    ];
    for piece in hostile {
        for length in [1_000, 100_000] {
            let steps = steps_per_byte(&piece.repeat(length / piece.len()));
            assert!(steps < LINEAR, "{piece:?} of {length}: {steps} a byte");
        }
    }
}

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
