use proptest::prelude::*;

use super::super::redact;

/// A text, and what is shown of it.
const HIDDEN: &[(&str, &str)] = &[
    // URLs
    ("postgres://app:p@ss:w@db:5432/x", "postgres://[redacted]@db:5432/x"),
    ("(https://u@h/?a=b@c)", "(https://[redacted]@h/?a=b@c)"),
    ("redis+tls://:x1@h", "redis+tls://[redacted]@h"),
    ("http://[redacted]:x1@h/", "http://[redacted]@h/"),
    (
        "jdbc:sqlserver://h:1433;user=sa;password=x1;encrypt=true",
        "jdbc:sqlserver://h:1433;user=sa;password=[redacted];encrypt=true",
    ),
    ("http://token=a/b,c@d", "http://token=[redacted],c@d"),
    ("redis://default:p#s/s@h:6379/a@b", "redis://[redacted]@h:6379/a@b"),
    // Queries
    (
        "for url (http://127.0.0.1:1/x?key=AIzaX)",
        "for url (http://127.0.0.1:1/x?key=[redacted])",
    ),
    ("http://h/p?key=abc&alt=json", "http://h/p?key=[redacted]&alt=json"),
    ("http://h/?key=7", "http://h/?key=[redacted]"),
    ("http://h/p?a=1&sig=x%2By%3D#top", "http://h/p?a=1&sig=[redacted]#top"),
    ("?X-Amz-Signature=ab12&X-Amz-Date=1", "?X-Amz-Signature=[redacted]&X-Amz-Date=1"),
    ("?a=1\\u0026key=x1\\u0026b=2", "?a=1\\u0026key=[redacted]"),
    ("?a=1&amp;key=x1&amp;b=2", "?a=1&amp;key=[redacted]&amp;b=2"),
    // Schemes
    ("header bEARER  abc.def-1, x", "header bEARER  [redacted], x"),
    ("Bearer hunter", "Bearer [redacted]"),
    ("Basic dXNlcjpwYXNz; x", "Basic [redacted]; x"),
    ("basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", "basic [redacted]"),
    ("Authorization: Bearer abc", "Authorization: Bearer [redacted]"),
    ("Authorization: ApiKey abc123 x", "Authorization: ApiKey [redacted] x"),
    ("proxy-authorization: token x1", "proxy-authorization: token [redacted]"),
    ("Authorization: Custom x1", "Authorization: Custom [redacted]"),
    ("Authorization: x1", "Authorization: [redacted]"),
    ("Authorization: token abcdef", "Authorization: token [redacted]"),
    ("access_token=Bearer abc, b", "access_token=Bearer [redacted], b"),
    ("token=Basic dXNlcjpwYXNz", "token=Basic [redacted]"),
    ("Authorization=Bearer word", "Authorization=Bearer [redacted]"),
    ("{\"authorization\": \"Bearer abc\"}", "{\"authorization\": \"Bearer [redacted]\"}"),
    ("{\"authorization\": \"word\"}", "{\"authorization\": \"[redacted]\"}"),
    (
        "Authorization: Digest username=\"u\", response=\"x1\"\nHost: h",
        "Authorization: Digest [redacted]\nHost: h",
    ),
    (
        "Authorization: AWS4-HMAC-SHA256 Credential=AB/x, Signature=f0",
        "Authorization: AWS4-HMAC-SHA256 [redacted]",
    ),
    ("Set-Cookie: sid=x1; b=x2; Secure\nHost: h", "Set-Cookie: [redacted]\nHost: h"),
    // Keys
    ("password=word", "password=[redacted]"),
    ("password = x1 y", "password = [redacted] y"),
    ("api_key: x1, b: 2", "api_key: [redacted], b: 2"),
    ("secret => x1)", "secret => [redacted])"),
    ("secret := x1", "secret := [redacted]"),
    ("{\"accessToken\":\"a \\\" b\",\"x\":1}", "{\"accessToken\":\"[redacted]\",\"x\":1}"),
    ("{\"token\":word}", "{\"token\":[redacted]}"),
    ("{'token': 'x1', 'b': 2}", "{'token': '[redacted]', 'b': 2}"),
    (
        "body \"{\\\"api_key\\\":\\\"x1\\\",\\\"b\\\":2}\" end",
        "body \"{\\\"api_key\\\":\\\"[redacted]\\\",\\\"b\\\":2}\" end",
    ),
    ("\\\"token\\\":\\\"x\\\\\\\"y\\\",", "\\\"token\\\":\\\"[redacted]\\\","),
    ("password: \"ends in \\\\\", b", "password: \"[redacted]\", b"),
    ("password: \"no end, b", "password: \"[redacted]"),
    ("password: Some(\"hunter2\")", "password: Some(\"[redacted]\")"),
    ("password: Some(\n    \"hunter2\",\n)", "password: Some(\n    \"[redacted]\",\n)"),
    ("password: Some(Secret(\"x\")), b", "password: Some(Secret(\"[redacted]\")), b"),
    ("token=Some(\"x y\") b", "token=Some(\"[redacted]\") b"),
    ("password=Abc(d e", "password=[redacted] e"),
    ("token: [\"x\"]", "token: [\"[redacted]\"]"),
    ("token: Base64(\"abc\")", "token: Base64(\"[redacted]\")"),
    ("\"token: b\\\"abc\\\" end\"", "\"token: b\\\"[redacted]\\\" end\""),
    (
        "[(\"api_key\", \"abc\"), (\"b\", \"c\")]",
        "[(\"api_key\", \"[redacted]\"), (\"b\", \"c\")]",
    ),
    (
        "Key (reset_token)=(a1b2) already exists.",
        "Key (reset_token)=([redacted]) already exists.",
    ),
    ("headers['x-api-key'] = 'abc'", "headers['x-api-key'] = '[redacted]'"),
    ("client_secret%3Dabc def", "client_secret%3D[redacted] def"),
    ("to=%2Fcb%3Fkey%3Ds3 end", "to=%2Fcb%3Fkey%3D[redacted] end"),
    ("token: `x1`", "token: `[redacted]`"),
    ("secret: Secret([5, 6])", "secret: Secret([[redacted]])"),
    ("secret: b\"x y\"", "secret: b\"[redacted]\""),
    ("password: 'x y'", "password: '[redacted]'"),
    (
        "PGPASSWORD=x1 OPENAI_API_KEY=x2 awsSecretKey=x3 X-Goog-Api-Key: x4",
        "PGPASSWORD=[redacted] OPENAI_API_KEY=[redacted] awsSecretKey=[redacted] X-Goog-Api-Key: [redacted]",
    ),
    (
        "AccountKey=x1== auth=x2 pass: hunter2 session_id: x4 session=x5 APIKey2: x6",
        "AccountKey=[redacted] auth=[redacted] pass: [redacted] session_id: [redacted] session=[redacted] APIKey2: [redacted]",
    ),
    ("a\\npassword=x1", "a\\npassword=[redacted]"),
    ("a%20token=x1", "a%20token=[redacted]"),
    ("\\\"token\\\":\\\"x1\", b", "\\\"token\\\":\\\"[redacted]\", b"),
    ("\"say \\\"token=x1\\\", b\"", "\"say \\\"token=[redacted]\\\", b\""),
    ("APIToken=x1 IDToken2=x2", "APIToken=[redacted] IDToken2=[redacted]"),
    ("password: correcthorsebatterystaple", "password: [redacted]"),
    // Shapes
    ("key AIzaSyD4 and xAIzaabcd", "key [redacted] and x[redacted]"),
    ("AKIAIOSFODNN7EXAMPLE ASIAIOSFODNN7EXAMPLE", "[redacted] [redacted]"),
    ("%3Dsk-abcdefgh1 \\nsk-abcdefgh1", "%3D[redacted] \\n[redacted]"),
    ("sk-abcdefghijklmnop, sk-Abcdefgh sk-abc", "[redacted], [redacted] sk-abc"),
    ("at eyJhbGciOi.eyJzdWIi.c2ln, ya29.a0Af_x", "at [redacted], [redacted]"),
];

#[test]
fn secrets_are_hidden() {
    for (text, shown) in HIDDEN {
        assert_eq!(redact(text), *shown, "{text}");
        assert_eq!(redact(shown), *shown, "a second pass over {text}");
    }
}

/// What stands before and after a secret, and random secrets of its kind.
type Kind = (&'static str, &'static str, &'static str);

const KINDS: &[Kind] = &[
    ("https://", "[A-Za-z0-9@:!$*]{0,9}Q[0-9]{8}", "@host/path"),
    ("https://host/p?key=", "Q[A-Za-z0-9%_.~-]{6,30}", "&alt=json"),
    ("https://host/p?a=1&sig=", "Q[A-Za-z0-9%_.~-]{6,30}", " end"),
    ("Bearer ", "Q[A-Za-z0-9._~+/-]{6,40}={0,2}", ", end"),
    ("basic ", "[a-z]Q[A-Za-z0-9+/]{6,40}={0,2}", " end"),
    ("password=", "Q[A-Za-z0-9!$%*+./:=?@^_|~-]{6,20}[A-Za-z0-9]", " end"),
    ("api_key: ", "Q[A-Za-z0-9._-]{6,20}1", ", end"),
    ("\"accessToken\":\"", "Q[A-Za-z0-9 ,;&=:(){}é🦀'-]{6,20}", "\", end"),
    ("{\\\"clientSecret\\\":\\\"", "Q[A-Za-z0-9 ,;&=:(){}é🦀'-]{6,20}", "\\\"} end"),
    ("secret: Some(\"", "Q[A-Za-z0-9 ,;&=:(){}é🦀'-]{6,20}", "\") end"),
    ("Authorization: ApiKey ", "Q[A-Za-z0-9._-]{6,20}1", "\nHost: h"),
    ("", "AIza[0-9A-Za-z_-]{4,35}", " end"),
    ("", "A[KS]IA[0-9A-Z]{12,20}", ": end"),
    ("", "sk-(proj-|ant-)?[0-9A-Za-z_-]{16,60}", ", end"),
    ("", "[sr]k_(live|test)_[0-9A-Za-z]{8,24}", " end"),
    ("", "gh[pousr]_[0-9A-Za-z]{16,36}", " end"),
    ("", "github_pat_[0-9A-Za-z_]{20,60}", ") end"),
    ("", "glpat-[0-9A-Za-z_-]{20}", "\" end"),
    ("", "xox[abprs]-[0-9A-Za-z-]{10,40}", " end"),
    ("", "ya29\\.[0-9A-Za-z_-]{10,40}", " end"),
    ("", "hf_[0-9A-Za-z]{16,34}", " end"),
    ("", "eyJ[0-9A-Za-z_-]{8,20}\\.eyJ[0-9A-Za-z_-]{8,20}\\.[0-9A-Za-z_-]{8,20}", " end"),
];

fn secrets() -> impl Strategy<Value = (Kind, String)> {
    prop::sample::select(KINDS).prop_flat_map(|kind| (Just(kind), kind.1.prop_map(|secret| secret)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_random_secret_is_hidden_and_its_surroundings_are_not(
        (kind, secret) in secrets(),
        before in "([A-Z]?[a-z]{1,8}[,.!]? |[0-9]{1,4} |é |\\(|\"x\" ){0,6}",
        after in "( [a-z]{1,8}[,.!]?| [0-9]{1,4}|é|\\)){0,6}",
    ) {
        let (start, _, end) = kind;
        let shown = redact(&format!("{before}{start}{secret}{end}{after}"));
        prop_assert_eq!(shown, format!("{before}{start}[redacted]{end}{after}"));
    }
}
