//! The text of a lock file: TOML, one key a line, so that a diff says what has changed.

use std::fmt::{Display, Write};
use std::time::Duration;

use crate::call::registry::snapshot::{ErrorList, OwnSchedule, SiteSnapshot};

/// What stands above each function; the text is taken apart there, too.
pub const FUNCTION: &str = "[[function]]\n";

const HEAD: &str = "\
# Every retried function: its limits, its waits, and what becomes of which error.
# Written by `RETRY_LOCK=update cargo test`; to be reviewed like Cargo.lock.
";

/// The text for these functions, sorted by their names.
pub fn of(sites: &[SiteSnapshot]) -> String {
    let mut functions: Vec<String> = sites.iter().map(function).collect();
    // Functions of one name are sorted by what they do: their lines in the source change with every edit above them.
    functions.sort();
    functions
        .into_iter()
        .fold(HEAD.to_owned(), |text, function| text + "\n" + FUNCTION + &function)
}

fn function(site: &SiteSnapshot) -> String {
    let mut keys = Keys::default();
    keys.set("name", Some(quoted(site.name)));
    keys.set("policy", site.policy.map(quoted));
    keys.set("max", Some(site.max));
    keys.set("waits", Some(times(&site.waits)));
    keys.set("jitter", site.jitter.as_deref().map(quoted));
    keys.set("hint", site.hint.map(time));
    keys.set("attempt_timeout", site.attempt_timeout.map(time));
    keys.set("within", site.within.map(time));
    keys.set("worst_case", Some(time(site.worst_case)));
    keys.list("breakers", &site.breakers);
    keys.set("budget", site.budget.map(quoted));
    keys.set("by", site.by.map(quoted));
    for key in ["expected", "non_retryable", "retryable"] {
        let lists = site.lists.iter().filter(|list| list.key == key);
        let entries: Vec<&str> = lists.flat_map(|list| list.entries).copied().collect();
        keys.list(key, &entries);
    }
    keys.set("classified", site.classified.then_some(true));
    keys.own(&site.lists);
    keys.0
}

#[derive(Default)]
struct Keys(String);

impl Keys {
    fn set(&mut self, key: &str, value: Option<impl Display>) {
        if let Some(value) = value {
            // Writing to a text does not fail.
            let _ = writeln!(self.0, "{key} = {value}");
        }
    }

    fn list(&mut self, key: &str, entries: &[&str]) {
        self.set(key, (!entries.is_empty()).then(|| array(entries)));
    }

    /// Each `on(..)` in a line of its own: no line is then twice in a function, and a changed one says whose it is.
    fn own(&mut self, lists: &[ErrorList]) {
        let own = lists.iter().filter_map(|list| Some((list.entries, list.schedule.as_ref()?)));
        let lines = own.fold(String::new(), |lines, (entries, own)| lines + "    " + &schedule(entries, own) + ",\n");
        self.set("on", (!lines.is_empty()).then(|| format!("[\n{lines}]")));
    }
}

/// The errors of an `on(..)` with their schedule.
fn schedule(entries: &[&str], own: &OwnSchedule) -> String {
    let jitter = own
        .jitter
        .as_deref()
        .map_or_else(String::new, |jitter| format!(", jitter = {}", quoted(jitter)));
    let hint = own.hint.map_or_else(String::new, |hint| format!(", hint = {}", time(hint)));
    let (entries, max, waits) = (array(entries), own.max, times(&own.waits));
    format!("{{ entries = {entries}, max = {max}, waits = {waits}{jitter}{hint} }}")
}

fn array(entries: &[&str]) -> String {
    let entries: Vec<String> = entries.iter().map(|entry| quoted(entry)).collect();
    format!("[{}]", entries.join(", "))
}

fn times(times: &[Duration]) -> String {
    let times: Vec<String> = times.iter().copied().map(time).collect();
    format!("[{}]", times.join(", "))
}

/// A text in quotes, as TOML reads it; in those that need no escapes, where it can be.
fn quoted(text: &str) -> String {
    let plain = !text.contains(['\'', '\n', '\r', '\t']) && !text.contains(char::is_control);
    match (plain, text.contains(['"', '\\'])) {
        (true, true) => format!("'{text}'"),
        (true, false) => format!("\"{text}\""),
        (false, _) => {
            let escaped: String = text.chars().map(escaped).collect();
            format!("\"{escaped}\"")
        }
    }
}

fn escaped(letter: char) -> String {
    match letter {
        '"' | '\\' => format!("\\{letter}"),
        letter if letter.is_control() => format!("\\u{:04X}", u32::from(letter)),
        letter => letter.to_string(),
    }
}

/// A time in its largest whole unit, as an attribute may write it.
fn time(time: Duration) -> String {
    let nanos = time.as_nanos();
    let units = [
        (3_600_000_000_000, "h"),
        (60_000_000_000, "min"),
        (1_000_000_000, "s"),
        (1_000_000, "ms"),
        (1_000, "us"),
    ];
    let whole = units.into_iter().find(|(unit, _)| nanos % unit == 0);
    match whole.filter(|_| nanos > 0) {
        Some((unit, name)) => format!("\"{}{name}\"", nanos / unit),
        None if nanos == 0 => "\"0s\"".to_owned(),
        None => format!("\"{nanos}ns\""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_told_exactly() {
        for (nanos, text) in [
            (0, "0s"),
            (1, "1ns"),
            (1_500, "1500ns"),
            (250_000, "250us"),
            (1_500_000_000, "1500ms"),
            (93_000_000_000, "93s"),
            (120_000_000_000, "2min"),
            (5_400_000_000_000, "90min"),
            (7_200_000_000_000, "2h"),
        ] {
            assert_eq!(time(Duration::from_nanos(nanos)), format!("\"{text}\""));
        }
    }

    #[test]
    fn a_text_is_quoted_as_toml_reads_it() {
        for (text, quoted_as) in [
            ("Error::Busy", r#""Error::Busy""#),
            (r#"|e| e == "busy""#, r#"'|e| e == "busy"'"#),
            (r"|e| e == '\n'", r#""|e| e == '\\n'""#),
            ("a\nb", r#""a\u000Ab""#),
            ("", r#""""#),
        ] {
            assert_eq!(quoted(text), quoted_as);
        }
    }
}
