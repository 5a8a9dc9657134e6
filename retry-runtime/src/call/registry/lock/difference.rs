//! What has changed between two texts of a lock file, function by function.

use crate::call::registry::lock::text::FUNCTION;

/// The functions that are not the same in both, each with the lines that went and those that came.
pub fn of(before: &str, after: &str) -> String {
    let (before, after) = (functions(before), functions(after));
    let gone = before.iter().filter(|old| !after.contains(old));
    let come = after.iter().filter(|new| !before.contains(new));
    let (gone, mut come): (Vec<&str>, Vec<&str>) = (gone.copied().collect(), come.copied().collect());
    let mut changes: Vec<(&str, String)> = gone.into_iter().map(|old| change(old, &mut come)).collect();
    changes.extend(come.into_iter().map(|new| (name(new), lines("+", new, ""))));
    changes.sort();
    if changes.is_empty() {
        return "the functions are the same, but not what stands around them".to_owned();
    }
    let changes: Vec<String> = changes.into_iter().map(|(name, lines)| format!("{name}\n{lines}")).collect();
    changes.join("\n")
}

/// An old function against the new one of its name, if there is one.
fn change<'a>(old: &'a str, come: &mut Vec<&'a str>) -> (&'a str, String) {
    let same = come.iter().position(|new| name(new) == name(old));
    let new = same.map_or("", |place| come.remove(place));
    let lines = lines("-", old, new) + &lines("+", new, old);
    (
        name(old),
        if lines.is_empty() {
            "  the same lines in another order\n".to_owned()
        } else {
            lines
        },
    )
}

/// The lines of one text that the other has not.
fn lines(sign: &str, text: &str, other: &str) -> String {
    let news = text.lines().filter(|line| !line.is_empty() && !other.lines().any(|old| old == *line));
    news.fold(String::new(), |told, line| told + "  " + sign + " " + line + "\n")
}

fn functions(text: &str) -> Vec<&str> {
    text.split(FUNCTION).skip(1).map(str::trim_end).collect()
}

/// As it stands in the first line, in quotes.
fn name(function: &str) -> &str {
    function.lines().next().unwrap_or_default().trim_start_matches("name = ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "# A comment.\n";

    fn text(functions: &[&str]) -> String {
        functions.iter().fold(HEAD.to_owned(), |text, function| text + "\n" + FUNCTION + function)
    }

    #[test]
    fn a_changed_function_tells_its_lines() {
        let before = text(&["name = \"a\"\nmax = 3\nwaits = []\n", "name = \"b\"\nmax = 3\n"]);
        let after = text(&["name = \"a\"\nmax = 5\nwaits = []\n", "name = \"b\"\nmax = 3\n"]);
        assert_eq!(of(&before, &after), "\"a\"\n  - max = 3\n  + max = 5\n");
    }

    #[test]
    fn functions_come_and_go() {
        let (before, after) = (text(&["name = \"b\"\nmax = 3\n"]), text(&["name = \"a\"\nmax = 2\n"]));
        let change = "\"a\"\n  + name = \"a\"\n  + max = 2\n\n\"b\"\n  - name = \"b\"\n  - max = 3\n";
        assert_eq!(of(&before, &after), change);
    }

    #[test]
    fn functions_of_one_name_are_told_apart_by_what_they_do() {
        let before = text(&["name = \"a\"\nmax = 2\n", "name = \"a\"\nmax = 3\n"]);
        let after = text(&["name = \"a\"\nmax = 2\n", "name = \"a\"\nmax = 4\n"]);
        assert_eq!(of(&before, &after), "\"a\"\n  - max = 3\n  + max = 4\n");
    }

    #[test]
    fn a_file_that_was_edited_by_hand_is_told_of() {
        let told = "the functions are the same, but not what stands around them";
        assert_eq!(of("", ""), told);
        assert_eq!(
            of(&text(&["name = \"a\"\n"]).replace("comment", "remark"), &text(&["name = \"a\"\n"])),
            told
        );
        assert_eq!(of("not a lock file", &text(&["name = \"a\"\n"])), "\"a\"\n  + name = \"a\"\n");
    }

    #[test]
    fn order_is_told_of() {
        let told = of(
            &text(&["name = \"a\"\nmax = 3\nby = \"x\"\n"]),
            &text(&["name = \"a\"\nby = \"x\"\nmax = 3\n"]),
        );
        assert_eq!(told, "\"a\"\n  the same lines in another order\n");
    }
}
