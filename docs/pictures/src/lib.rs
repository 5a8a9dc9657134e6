//! The pictures of the README and of the guide, as SVG: light and dark for GitHub, and in the colours of rustdoc for the guide, where
//! they are a part of the page.

use std::path::{Path, PathBuf};

mod breaker;
mod call;
mod sheet;
mod theme;

use theme::Theme;

/// All files, and what has to be in them.
#[must_use]
pub fn files() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let themes = [
        (Theme::Light, "docs/pictures", "-light"),
        (Theme::Dark, "docs/pictures", "-dark"),
        // What the crate includes has to be in its own folder.
        (Theme::Rustdoc, "retry-runtime/docs/pictures", ""),
    ];
    let each = |(theme, folder, end)| {
        let root = &root;
        let pictures = [("call", call::draw(theme)), ("breaker", breaker::draw(theme))];
        pictures.map(|(name, picture)| (root.join(folder).join(format!("{name}{end}.svg")), picture))
    };
    themes.into_iter().flat_map(each).collect()
}
