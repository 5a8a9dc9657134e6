//! Text that is put together at compile time, for the messages of assertions: `assert!` formats nothing in a constant.

/// A text in a constant.
#[derive(Debug, Clone, Copy)]
pub struct Message {
    bytes: [u8; LONGEST],
    length: usize,
}

/// Names and paths of users are rarely longer; the rest of a message that is does not matter.
const LONGEST: usize = 512;

impl Message {
    /// All pieces, one after the other.
    #[must_use]
    pub const fn of(pieces: &[&str]) -> Self {
        let (mut bytes, mut length, mut piece) = ([0; LONGEST], 0, 0);
        while piece < pieces.len() {
            let text = pieces[piece].as_bytes();
            let mut at = 0;
            while at < text.len() && length < LONGEST {
                bytes[length] = text[at];
                length += 1;
                at += 1;
            }
            piece += 1;
        }
        Self { bytes, length }
    }

    #[must_use]
    pub const fn as_str(&self) -> &str {
        match core::str::from_utf8(self.bytes.split_at(self.length).0) {
            Ok(text) => text,
            // It was cut inside of a letter.
            Err(_) => "this loosens the policy",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_joined_and_what_is_too_long_is_cut() {
        const MESSAGE: Message = Message::of(&["`max = 5` of `", "embed", "` is above"]);
        assert_eq!(MESSAGE.as_str(), "`max = 5` of `embed` is above");
        assert_eq!(Message::of(&["a"; 600]).as_str().len(), LONGEST);
        assert_eq!(Message::of(&["aé"; 600]).as_str(), "this loosens the policy");
    }
}
