//! The pictures are those that the program draws.

use std::fs;

#[test]
fn the_pictures_are_current() {
    for (path, picture) in pictures::files() {
        let written = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        assert!(
            written == picture,
            "{} is another picture; draw it by `cargo run -p pictures`",
            path.display()
        );
        // A blank line would end it in a page of Markdown.
        assert!(!picture.contains("\n\n"), "{} has a blank line", path.display());
    }
}
