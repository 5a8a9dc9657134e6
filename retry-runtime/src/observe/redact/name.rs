//! Tells by its name whether a key has a secret value; the names are a table.

use super::tables::names::{ABOUT, ALONE, BETWEEN, COMPOUNDS, ENDS, IN_QUERY, Kind, OTHER_KEYS, OTHER_TOKENS, WORDS};

/// What an identifier says of its value. The words `before` it belong to its name: `API key`.
pub fn kind(identifier: &str, before: &str) -> Option<Kind> {
    let mut words = words(before);
    let mut own = words.len();
    words.extend(self::words(identifier));
    while own > 0 && words.len() > 1 && words.last().is_some_and(|word| BETWEEN.contains(word)) {
        words.pop();
        own = words.len() - 1;
    }
    if let Some(kind) = words.get(own..).and_then(|own| if let [word] = own { find(ALONE, word) } else { None }) {
        return Some(kind);
    }
    (own..words.len())
        .find_map(|at| at_word(&words, at))
        .or_else(|| other_key(identifier, &words))
}

/// Besides [`kind`], what a name says in the query of a URL.
pub fn kind_in_query(identifier: &str) -> Option<Kind> {
    find(IN_QUERY, &identifier.to_ascii_lowercase())
}

/// Whether an identifier tells something about a secret.
pub fn is_about(identifier: &str) -> bool {
    words(identifier).last().is_some_and(|word| word == "id" || ABOUT.contains(word))
}

fn at_word(words: &[String], at: usize) -> Option<Kind> {
    let word = words.get(at)?;
    let before = at.checked_sub(1).and_then(|at| words.get(at)).map_or("", String::as_str);
    let after = words.get(at + 1..).unwrap_or_default();
    let compound = COMPOUNDS
        .iter()
        .find(|compound| compound.last.contains(word) && compound.first.contains(before));
    let kind = find(WORDS, word)
        .or_else(|| compound.map(|compound| compound.kind))
        .or_else(|| ENDS.iter().find(|(end, _)| word.ends_with(end)).map(|(_, kind)| *kind))?;
    let other = matches!(&**word, "token" | "tokens") && OTHER_TOKENS.contains(before);
    if other || after.iter().any(|word| ABOUT.contains(word)) {
        return None;
    }
    match (kind, after) {
        (_, [.., last]) if last == "id" => Some(Kind::Id),
        // `cookie_secret` is none.
        (Kind::Cookie | Kind::Authorization, [_, ..]) => None,
        _ => Some(kind),
    }
}

/// The key of an environment variable or of a header: `STRIPE_KEY`, `x-functions-key`.
fn other_key(identifier: &str, words: &[String]) -> Option<Kind> {
    let [.., before, last] = words else { return None };
    let variable = identifier.contains('_') && !identifier.bytes().any(|byte| byte.is_ascii_lowercase());
    let header = identifier.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("x-"));
    (last == "key" && (variable || header) && !OTHER_KEYS.contains(before)).then_some(Kind::Hint)
}

fn find(table: &[(&str, Kind)], word: &str) -> Option<Kind> {
    table.iter().find(|(known, _)| *known == word).map(|(_, kind)| *kind)
}

/// The words of an identifier, in lower case and without the digits at their end: `X-Api-Key`, `apiKey`, `APIKey2`.
pub fn words(name: &str) -> Vec<String> {
    let bytes = name.as_bytes();
    let is = |at: Option<usize>, wanted: fn(&u8) -> bool| at.and_then(|at| bytes.get(at)).is_some_and(wanted);
    let mut words = vec![String::new()];
    for (at, letter) in name.char_indices() {
        let before = at.checked_sub(1);
        // The last capital of several begins the next word, if that goes on in lower case.
        let ends_capitals = is(before, u8::is_ascii_uppercase) && is(Some(at + 1), u8::is_ascii_lowercase);
        let hump = is(before, u8::is_ascii_lowercase) || is(before, u8::is_ascii_digit) || ends_capitals;
        let separates = matches!(letter, '_' | '-' | ' ');
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
