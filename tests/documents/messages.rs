//! The messages that are quoted are those of the compiler, letter for letter, as `tests/ui` has them.

use std::fs;

use super::{page, pages, root};

#[test]
fn messages_are_quoted_as_they_are() {
    let mut quoted = 0;
    for page in pages() {
        let guide = page.path.starts_with(root().join("retry-runtime/docs/guide"));
        if !guide && page.path != root().join("README.md") {
            continue;
        }
        let texts = page.blocks.iter().filter(|block| block.info == "text").map(|block| block.text.as_str());
        for message in texts.filter(|text| text.starts_with("error")).flat_map(|text| text.split("\n\n")) {
            let place = message.split_once("--> ").and_then(|(_, rest)| rest.split_once(".rs:"));
            let (case, _) =
                place.unwrap_or_else(|| panic!("{}: where does this stand?\n{message}", page.path.display()));
            let said = fs::read_to_string(root().join(format!("{case}.stderr"))).unwrap();
            assert!(said.contains(message.trim_end()), "{}: {case} says\n{said}", page.path.display());
            quoted += 1;
        }
    }
    assert!(quoted > 5, "{quoted} messages");
}

/// The README is a door, and not a house.
#[test]
fn the_readme_stays_short() {
    let lines = fs::read_to_string(page("README.md").path).unwrap().lines().count();
    assert!(lines <= 230, "{lines} lines; the guide has room for more");
}
