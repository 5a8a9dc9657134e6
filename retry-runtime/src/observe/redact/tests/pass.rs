//! The pass over any text: it ends, in linear time, and a second one changes nothing.

use proptest::prelude::*;

use super::super::scan::pass;
use super::super::source::LOOKED_AT;
use super::super::{SHOWN, redact, text};

/// What the rules look for.
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
    "-----BEGIN ",
    "-----BEGIN PRIVATE KEY-----",
    "-----END",
    "-----",
    "<token>",
    "</token>",
    "</",
    "&lt;token&gt;",
    "&lt;/",
    "[1, 2]",
    "Inner {",
    "--password ",
    "-u ",
    "-p ",
    "user:",
    "hunter2",
    "abc123def456",
    "API key",
    "secret",
    "hooks.slack.com/services/",
    "https://",
    "thin:",
    "123456:AA",
    "value",
    "name",
    "=\"",
    "a=b, ",
    "Set-Cookie: ",
    "tokens",
    "passwords",
    "mnemonic",
    "signature",
    "code",
    "[REDACTED]",
    "***",
    "$TOKEN",
    "missing",
    "is ",
    "%3A",
    "%3D",
    "tcp(",
];

/// What may make a rule read the same again and again.
const HOSTILE: &[&str] = &[
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
    "token: [",
    "token: {a:",
    "token: ['",
    "token: [\"",
    "token: {\"a\": \"b\", ",
    "token: [1, ",
    "-----BEGIN ",
    "-----BEGIN PRIVATE KEY-----",
    "<",
    "<token",
    "<token>",
    "<token>a</",
    "&lt;",
    "&lt;token&gt;",
    "a:",
    "a:b1@",
    "a b: ",
    "a b c=",
    "API key ",
    "--token ",
    "-u a:",
    "-p ",
    "\"token\", \"value\": ",
    "a=b, ",
    "Authorization: Digest a=b, ",
    "tokens=a1,",
    "mnemonic: a ",
    "cookie: a=b; ",
    "hooks.slack.com/services/",
    "hooks.",
    "1:AA",
    "a_",
    "a.",
    "sk-a*",
    "password: is ",
    "token:a://",
    "token:x=a://",
    "token:/a/",
    "token:missing_",
    "token:missing:",
    "sig=é",
    "auth=é",
    "authorization:é",
    "Bearer:é",
    "Bearer=missing_",
    "token: A<",
    "token: A<token",
    "token '\"",
    "token: ['\\'",
    "://a:b@c:x/",
    "[redacted://a.b\\api_key%3A[",
    "token: [a(",
    "token: [a::",
    "token: [é",
];

/// Pieces of which the rules are made, to meet them more often than random letters do.
pub fn pieces() -> impl Strategy<Value = String> {
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
    for piece in HOSTILE {
        for length in [1_000, 20_000] {
            let steps = steps_per_byte(&piece.repeat(length / piece.len()));
            assert!(steps < LINEAR, "{piece:?} of {length}: {steps} a byte");
        }
    }
}
