//! The colours of a page.

/// A light page, a dark page, or a page of rustdoc, which is either.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark on white.
    Light,
    /// Light on black.
    Dark,
    /// In the colours of the page that the picture is a part of.
    Rustdoc,
}

/// The colours of a picture.
pub(crate) struct Colours {
    pub(crate) page: &'static str,
    /// Of the boxes.
    pub(crate) room: &'static str,
    pub(crate) text: &'static str,
    /// Of what explains, and of lines.
    pub(crate) quiet: &'static str,
    pub(crate) key: &'static str,
    pub(crate) good: &'static str,
    pub(crate) bad: &'static str,
}

impl Theme {
    // Of Okabe and Ito, "Color Universal Design", 2008, as in the plots; those of rustdoc can be told from white and from black.
    pub(crate) const fn colours(self) -> Colours {
        match self {
            Self::Light => Colours {
                page: "#ffffff",
                room: "#f3f5f7",
                text: "#1f2328",
                quiet: "#59636e",
                key: "#0072b2",
                good: "#009e73",
                bad: "#d55e00",
            },
            Self::Dark => Colours {
                page: "#0d1117",
                room: "#1c222a",
                text: "#e6edf3",
                quiet: "#9198a1",
                key: "#56b4e9",
                good: "#28c496",
                bad: "#f0823c",
            },
            Self::Rustdoc => Colours {
                page: "none",
                room: "var(--code-block-background-color)",
                text: "var(--main-color)",
                quiet: "var(--right-side-color)",
                key: "var(--link-color)",
                good: "#129c74",
                bad: "#e06c1a",
            },
        }
    }
}
