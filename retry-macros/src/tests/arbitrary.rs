//! Whatever stands in the attribute, and under it, the macro answers with an expansion or with errors, not with a panic.

use proc_macro2::TokenStream;
use proptest::prelude::*;
use proptest::sample::select;

/// Pieces that make an attribute, right and wrong.
const ARGS: &[&str] = &[
    "max",
    "= ",
    "3",
    "0",
    "-1",
    "101",
    "99999999999999999999",
    "3u8",
    "\"3\"",
    ",",
    "backoff",
    "\"exp(1s)\"",
    "\"exp(\"",
    "\"\"",
    "exp",
    "(1s)",
    "(1s, factor = 3)",
    "(",
    "[",
    "{",
    "none",
    "list",
    "fib",
    "linear",
    "fixed",
    "(1s, jitter = 0.2)",
    "factor",
    "jitter",
    "decorrelated",
    "1s",
    "1.5s",
    "0s",
    "1m",
    "1e3s",
    "18446744073709551615d",
    "within",
    "retryable",
    "non_retryable",
    "[AuthError]",
    "[_]",
    "[]",
    "[|_| true]",
    "[||]",
    "[move |e| e]",
    "[A::B, A::C(x) if x]",
    "[source()]",
    "[source(A, B)]",
    "[source(A::B { .. })]",
    "[dyn Error]",
    "[&x]",
    "[(x)]",
    "[FATAL]",
    "[a::b]",
    "[,]",
    "[1..=2]",
    "[A | _]",
    "[..]",
    "[e.x()]",
    "_",
    "|e| e.x()",
    "source(X)",
    "clone",
    "(a, a)",
    "(self)",
    "()",
    "attempt",
    "n",
    "self",
    "name",
    "\"x\"",
    "blocking",
    "crate",
    "::x",
    "retries",
    "timeout",
    "when",
    "unknown",
    "::",
    "#",
    "'a",
    "'c'",
    "0x1s",
    "\\u{e9}",
];

/// Items, right and wrong.
const ITEMS: &[&str] = &[
    "async fn f(a: u8, mut b: &str, (c, d): (u8, u8)) -> Result<u8, E> { g()? }",
    "fn f() -> Result<u8, E> { g() }",
    "fn f() -> impl Future<Output = Result<u8, E>> { async move { g() } }",
    "fn f() -> BoxFuture<'static, Result<u8, E>> { Box::pin(async move { let __ret: T = { g() }; __ret }) }",
    "fn f() -> X { Box::pin() }",
    "fn f() -> X { async {}.boxed() }",
    "async fn f();",
    "async fn f() {}",
    "const fn f() -> Result<u8, E> { g() }",
    "unsafe extern \"C\" fn f(_: ...) -> ! { loop {} }",
    "struct S;",
    "impl S { fn f() {} }",
    "trait T {}",
    "fn",
    "async",
    "#[retry] fn f() {}",
    "#![inner] fn f() {}",
    "fn f() -> Result<u8, E> { #![inner] async { } }",
    "let x = || 1;",
    "",
];

/// Pieces that make an item for `#[derive(Classify)]`, right and wrong.
const ERROR: &[&str] = &[
    "#[transient]",
    "#[permanent]",
    "#[delegate]",
    "#[transient(after = after)]",
    "#[transient(after = 0)]",
    "#[transient(x)]",
    "#[transient()]",
    "#[permanent = 1]",
    "#[delegate(x)]",
    "#[classify(crate = ::x)]",
    "#[classify(x)]",
    "#[classify]",
    "#[from]",
    "enum E",
    "struct E",
    "union E",
    "enum E<T>",
    "struct E<'a, T: X>",
    "where T: Y",
    "{",
    "}",
    "(",
    ")",
    "A",
    "B",
    "after: Duration",
    "Box<X>",
    "T",
    "X",
    ",",
    ";",
    "{ A(#[from] X), B { after: u8 } }",
    "{ #[delegate] A(Box<T>), #[transient] B }",
    "(X);",
    ";",
];

/// Pieces that make an item for `policy!`, right and wrong.
const POLICY: &[&str] = &[
    "/// docs",
    "pub",
    "pub(crate)",
    "static",
    "const",
    "GEMINI",
    ":",
    "Error",
    "=",
    "(max = 3, classified)",
    "(",
    ")",
    ";",
    "()",
    "(max = 0)",
    "(classified, hint(cap = 1s), max = 100)",
    "static A: E = (max = 2, retryable = [X::Y])",
];

fn answers(args: &str, item: &str) {
    if let (Ok(args), Ok(item)) = (args.parse::<TokenStream>(), item.parse::<TokenStream>()) {
        let expansion = crate::expand::retry::retry(args, &item);
        let text = expansion.to_string();
        if !text.contains("compile_error") {
            assert!(text.contains("loop"), "{text}");
            assert!(syn::parse2::<syn::File>(expansion).is_ok(), "{text}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 5_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pieces_of_attributes(pieces in prop::collection::vec(select(ARGS), 0..24), item in select(ITEMS)) {
        answers(&pieces.join(" "), item);
    }

    #[test]
    fn pieces_of_errors(pieces in prop::collection::vec(select(ERROR), 0..16)) {
        if let Ok(item) = pieces.join(" ").parse::<TokenStream>() {
            let expansion = crate::derive::classify::classify(item).to_string();
            assert!(expansion.contains("compile_error") || expansion.contains("fn class"), "{expansion}");
        }
    }

    #[test]
    fn pieces_of_policies(pieces in prop::collection::vec(select(POLICY), 1..10)) {
        if let Ok(item) = pieces.join(" ").parse::<TokenStream>() {
            let expansion = crate::expand::policy::policy(item).to_string();
            assert!(expansion.contains("compile_error") || expansion.contains("Policy"), "{expansion}");
        }
    }

    #[test]
    fn arbitrary_text(args in ".{0,60}", backoff in ".{0,20}", item in select(ITEMS)) {
        answers(&args, item);
        answers(&format!("max = 3, backoff = {backoff:?}, retryable = [A::B], within = {args:?}"), item);
    }

    #[test]
    fn right_values_in_any_combination(
        max in 0..=101_u32, base in any::<u64>(), factor in any::<u32>(), cap in any::<u64>(), kind in select(&["exp", "fib", "linear"][..]),
    ) {
        let args = format!("max = {max}, backoff = {kind}({base}us, max = {cap}ms, factor = {factor}), retryable = [A::B], within = 1d");
        answers(&args, ITEMS[0]);
    }
}
