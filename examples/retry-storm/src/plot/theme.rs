//! The colours of a page.

use plotters::style::RGBColor;

/// A light or a dark page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark on white.
    Light,
    /// Light on black.
    Dark,
}

impl Theme {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Light, Self::Dark];

    /// The end of the names of its files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    pub(super) const fn background(self) -> RGBColor {
        match self {
            Self::Light => RGBColor(255, 255, 255),
            Self::Dark => RGBColor(13, 17, 23),
        }
    }

    pub(super) const fn text(self) -> RGBColor {
        match self {
            Self::Light => RGBColor(31, 35, 40),
            Self::Dark => RGBColor(230, 237, 243),
        }
    }

    /// Of what is there to be compared with.
    pub(super) const fn quiet(self) -> RGBColor {
        match self {
            Self::Light => RGBColor(89, 99, 110),
            Self::Dark => RGBColor(145, 152, 161),
        }
    }

    pub(super) const fn grid(self) -> RGBColor {
        match self {
            Self::Light => RGBColor(224, 228, 232),
            Self::Dark => RGBColor(48, 54, 61),
        }
    }

    pub(super) const fn shade(self) -> RGBColor {
        match self {
            Self::Light => RGBColor(240, 242, 245),
            Self::Dark => RGBColor(28, 34, 42),
        }
    }

    /// The colour of a line or a bar.
    // Of Okabe and Ito, "Color Universal Design", 2008, which people with any colour vision tell apart; lighter on black.
    pub(super) const fn series(self, number: usize) -> RGBColor {
        match (self, number % 4) {
            (Self::Light, 0) => RGBColor(213, 94, 0),
            (Self::Light, 1) => RGBColor(0, 114, 178),
            (Self::Light, 2) => RGBColor(204, 121, 167),
            (Self::Light, _) => RGBColor(0, 158, 115),
            (Self::Dark, 0) => RGBColor(240, 130, 60),
            (Self::Dark, 1) => RGBColor(86, 180, 233),
            (Self::Dark, 2) => RGBColor(226, 158, 196),
            (Self::Dark, _) => RGBColor(40, 196, 150),
        }
    }
}
