//! Tells the place where a value is found from the value: a path, a URL, a variable. No file is opened.

/// What encloses the name of a variable.
const BRACKETS: [(&str, &str); 6] = [("{", "}"), ("<", ">"), ("%(", ")s"), ("[", "]"), ("${", "}"), ("$(", ")")];

/// How paths and the names of resources begin.
const BEGINNINGS: [&str; 8] = ["./", "../", "~/", "arn:", "projects/", "file:", "env:", "vault:"];

/// How the names of files end in which secrets are kept.
const ENDINGS: [&str; 11] = [".conf", ".crt", ".json", ".key", ".p12", ".pem", ".rs", ".toml", ".txt", ".yaml", ".yml"];

/// The directories of a system.
const ROOTS: [&str; 9] = ["/etc/", "/home/", "/mnt/", "/opt/", "/root/", "/run/", "/tmp/", "/usr/", "/var/"];

/// Whether this names the place of a value: `${TOKEN}`, `{{ token }}`, `%s`, `<token>`, `parser.next(`.
pub fn is_reference(text: &str, quoted: bool) -> bool {
    let is_name = |name: &str| name.bytes().all(|byte| byte.is_ascii_alphabetic() || b"_-. :{}".contains(&byte));
    let inside = |(open, close)| text.strip_prefix(open).and_then(|text: &str| text.strip_suffix(close));
    let variable = |name: &str| name.bytes().all(|byte| byte.is_ascii_uppercase() || b"_{(".contains(&byte));
    let call = !quoted && text.strip_suffix(['(', '[']).is_some_and(is_name);
    let wrapped = BRACKETS.into_iter().filter_map(inside).any(is_name);
    wrapped || call || text.strip_prefix('$').is_some_and(variable) || matches!(text, "%s" | "%v" | "{}" | "?")
}

/// A path, a URL, or the name of a resource. What a URL holds of secrets is found by itself.
pub fn is_location(text: &str) -> bool {
    let in_scheme = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.:".contains(&byte);
    let in_directory = |byte: u8| byte.is_ascii_lowercase() || b"._".contains(&byte);
    let scheme = text.split_once("://").map(|(scheme, _)| scheme);
    let directory = text
        .strip_prefix('/')
        .and_then(|path| path.split_once('/'))
        .map(|(directory, _)| directory);
    BEGINNINGS.iter().any(|begin| text.starts_with(begin))
        || ENDINGS.iter().any(|end| text.ends_with(end))
        || scheme.is_some_and(|scheme| !scheme.is_empty() && scheme.bytes().all(in_scheme))
        || directory.is_some_and(|name| !name.is_empty() && name.bytes().all(in_directory))
        // C:\
        || text.get(1..3) == Some(":\\")
}

/// A path from the root of a system, which nobody takes for a password.
pub fn is_file(text: &str) -> bool {
    ROOTS.iter().any(|root| text.starts_with(root))
}
