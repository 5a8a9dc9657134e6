//! `cargo run -p pictures` draws all of them anew.

use std::{fs, io};

fn main() -> io::Result<()> {
    for (path, picture) in pictures::files() {
        fs::write(path, picture)?;
    }
    Ok(())
}
