//! What a file is, by its content. Its name may say anything.

use std::str;

use super::PipelineError;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text, which is cut where it is.
    Text,
    /// Something that a model has to look into.
    Media(Media),
}

/// What a model looks into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Media {
    /// A video, with its media type.
    Video(&'static str),
    /// A recording, with its media type.
    Audio(&'static str),
    /// An image, with its media type.
    Image(&'static str),
    /// A document in PDF.
    Pdf,
}

impl Kind {
    /// What this is.
    ///
    /// # Errors
    /// If it is nothing that is processed.
    pub fn of(content: &[u8]) -> Result<Self, PipelineError> {
        let found = infer::get(content).map(|found| found.mime_type());
        let family = found.and_then(|found| found.split('/').next());
        Ok(match (family, found) {
            (Some("video"), Some(found)) => Self::Media(Media::Video(found)),
            (Some("audio"), Some(found)) => Self::Media(Media::Audio(found)),
            (Some("image"), Some(found)) => Self::Media(Media::Image(found)),
            (_, Some("application/pdf")) => Self::Media(Media::Pdf),
            (Some("text") | None, _) if is_text(content) => Self::Text,
            _ if content.iter().all(u8::is_ascii_whitespace) => return Err(PipelineError::Empty),
            (_, found) => return Err(PipelineError::Type(found.unwrap_or("application/octet-stream").to_owned())),
        })
    }

    /// Its media type.
    #[must_use]
    pub const fn mime_type(self) -> &'static str {
        match self {
            Self::Text => "text/plain",
            Self::Media(Media::Video(found) | Media::Audio(found) | Media::Image(found)) => found,
            Self::Media(Media::Pdf) => "application/pdf",
        }
    }

    /// Whether its chunks are parts of a whole, which each of them is told to be about.
    #[must_use]
    pub const fn has_contexts(self) -> bool {
        matches!(self, Self::Text | Self::Media(Media::Video(_) | Media::Pdf))
    }

    /// The content, if it is an image: its vector is of what is to be seen.
    #[must_use]
    pub const fn image(self, content: &[u8]) -> Option<&[u8]> {
        match self {
            Self::Media(Media::Image(_)) => Some(content),
            _ => None,
        }
    }
}

fn is_text(content: &[u8]) -> bool {
    let text = str::from_utf8(content);
    text.is_ok_and(|text| !text.trim().is_empty() && !text.contains('\0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_says_what_it_is() {
        let video = include_bytes!("../../assets/launch.mp4");
        assert_eq!(Kind::of(video).expect("a video"), Kind::Media(Media::Video("video/mp4")));
        assert_eq!(Kind::of(b"%PDF-1.7\n").expect("a document"), Kind::Media(Media::Pdf));
        assert_eq!(Kind::of(b"ID3\x04\x00").expect("a recording"), Kind::Media(Media::Audio("audio/mpeg")));
        let png = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR";
        assert_eq!(Kind::of(png).expect("an image"), Kind::Media(Media::Image("image/png")));
        assert_eq!(Kind::of("Schön.".as_bytes()).expect("a text"), Kind::Text);
    }

    #[test]
    fn what_is_not_processed_is_named() {
        let refused = |content: &[u8]| Kind::of(content).expect_err("refused").to_string();
        assert!(refused(b"PK\x03\x04\x00\x00").starts_with("files of the type application/zip "));
        let elf = [&b"\x7fELF\x02\x01\x01"[..], &[0; 64]].concat();
        assert!(refused(&elf).starts_with("files of the type application/x-executable "));
        assert!(refused(b"\x00\x01\x02").contains("application/octet-stream"));
        assert_eq!(refused(b" \n"), "the file is empty");
        assert_eq!(refused(b""), "the file is empty");
    }
}
