//! Tells by its name whether a key has a secret value.

/// Secret wherever they stand in the name.
const SECRET: &[&str] = &[
    "authorization",
    "credential",
    "credentials",
    "jwt",
    "passcode",
    "passphrase",
    "passwd",
    "password",
    "passwords",
    "pwd",
    "secret",
    "secrets",
    "sig",
    "signature",
    "token",
];

/// Secret at the end of a word that is written without humps, as in `pgpassword`.
const SECRET_ENDS: &[&str] = &[
    "accesskey",
    "accesstoken",
    "accountkey",
    "apikey",
    "authtoken",
    "clientsecret",
    "idtoken",
    "passphrase",
    "passwd",
    "password",
    "privatekey",
    "refreshtoken",
    "secretkey",
    "sessid",
    "sessionid",
    "sessiontoken",
];

/// Secret if they are the whole name.
const SECRET_ALONE: &[&str] = &["auth", "bearer", "pass"];

/// Secret in front of `key`.
const OF_KEY: &[&str] = &[
    "access",
    "account",
    "api",
    "app",
    "application",
    "auth",
    "client",
    "consumer",
    "encryption",
    "master",
    "private",
    "secret",
    "session",
    "shared",
    "signing",
    "ssh",
    "storage",
    "subscription",
];

/// In front of `token`, they make it a token of a language model, of a parser or of a list.
const OF_TOKEN: &[&str] = &[
    "bos",
    "cached",
    "candidate",
    "candidates",
    "completion",
    "eos",
    "first",
    "input",
    "last",
    "max",
    "min",
    "output",
    "pad",
    "page",
    "per",
    "prompt",
    "reasoning",
    "special",
    "stop",
    "thoughts",
    "total",
    "unexpected",
    "unk",
];

/// After a secret word, they tell that the value is about the secret: `token_count`, `secret_name`, `TokenError`.
const ABOUT: &[&str] = &[
    "algorithm",
    "budget",
    "count",
    "counts",
    "dir",
    "endpoint",
    "error",
    "expired",
    "expires",
    "expiry",
    "field",
    "file",
    "header",
    "index",
    "invalid",
    "kind",
    "length",
    "limit",
    "limits",
    "method",
    "mismatch",
    "missing",
    "name",
    "names",
    "not",
    "path",
    "policy",
    "provider",
    "size",
    "source",
    "status",
    "store",
    "ttl",
    "type",
    "uri",
    "url",
    "usage",
    "version",
];

/// Whether the value of a key is secret. `session` is so only if it is `assigned`: `session: main` is a sentence.
pub fn is_secret(name: &str, assigned: bool) -> bool {
    let words = words(name);
    let word = |at: usize| words.get(at).map_or("", String::as_str);
    if words.len() == 1 && SECRET_ALONE.contains(&word(0)) {
        return true;
    }
    (0..words.len()).any(|at| {
        let before = at.checked_sub(1).map_or("", word);
        let is_last = at + 1 == words.len();
        !ABOUT.contains(&word(at + 1))
            && match word(at) {
                "token" => !OF_TOKEN.contains(&before),
                "key" => OF_KEY.contains(&before),
                "id" => before == "session",
                "cookie" | "cookies" => is_last,
                "session" => is_last && assigned,
                word => SECRET.contains(&word) || SECRET_ENDS.iter().any(|end| word.ends_with(end)),
            }
    })
}

/// Names that are secret in the query of a URL, besides those that are secret everywhere.
pub fn is_secret_in_query(name: &str) -> bool {
    name.eq_ignore_ascii_case("key")
}

/// Whether the value begins with a scheme, such as `Bearer`.
pub fn is_authorization(name: &str) -> bool {
    words(name).last().is_some_and(|last| last == "authorization" || last == "auth")
}

/// Whether the value is a list of cookies.
pub fn is_cookie(name: &str) -> bool {
    words(name).last().is_some_and(|last| last == "cookie")
}

/// The words of an identifier, in lower case and without the digits at their end: `X-Api-Key`, `apiKey`, `APIKey2`.
fn words(name: &str) -> Vec<String> {
    let bytes = name.as_bytes();
    let is = |at: Option<usize>, wanted: fn(&u8) -> bool| at.and_then(|at| bytes.get(at)).is_some_and(wanted);
    let mut words = vec![String::new()];
    for (at, letter) in name.char_indices() {
        let before = at.checked_sub(1);
        // The last capital of several begins the next word, if that goes on in lower case.
        let ends_capitals = is(before, u8::is_ascii_uppercase) && is(Some(at + 1), u8::is_ascii_lowercase);
        let hump = is(before, u8::is_ascii_lowercase) || is(before, u8::is_ascii_digit) || ends_capitals;
        let separates = matches!(letter, '_' | '-');
        if separates || (letter.is_ascii_uppercase() && hump) {
            words.push(String::new());
        }
        if let (false, Some(word)) = (separates, words.last_mut()) {
            word.push(letter.to_ascii_lowercase());
        }
    }
    let words = words.iter().map(|word| word.trim_end_matches(|letter: char| letter.is_ascii_digit()));
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
