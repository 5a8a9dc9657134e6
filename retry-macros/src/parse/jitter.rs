//! The jitter of a backoff.

use syn::Ident;
use syn::parse::ParseStream;

use crate::parse::comma;

const MILLION: u32 = 1_000_000;
const JITTERS: &str = "write `full`, `equal`, `decorrelated`, or a share such as `0.2`";

/// How waits are drawn at random.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Jitter {
    None,
    Full,
    Equal,
    Decorrelated,
    /// Give or take this many millionths.
    Spread(u32),
}

impl Jitter {
    /// Parses `full`, `equal`, `decorrelated` or a share such as `0.2`.
    pub fn parse(input: ParseStream) -> syn::Result<Self> {
        if input.peek(Ident) {
            let name: Ident = input.parse()?;
            return match name.to_string().as_str() {
                "full" => Ok(Self::Full),
                "equal" => Ok(Self::Equal),
                "decorrelated" => Ok(Self::Decorrelated),
                "none" => Ok(Self::None),
                other => Err(syn::Error::new_spanned(&name, format!("unknown jitter `{other}`; {JITTERS}"))),
            };
        }
        let share = comma::tokens(input);
        let text = crate::text::text(&share);
        if let Some(millionths) = millionths(&text) {
            return Ok(Self::Spread(millionths));
        }
        let number = text.trim_end_matches(['%', ' ']);
        let message = match number.parse::<f64>() {
            Ok(_) if number != text => {
                format!("jitter `{number}%` is not a share; write `jitter = 0.2` for 20 % either way")
            }
            Ok(_) => format!("jitter `{number}` is not between 0 and 1; write `jitter = 0.2` for 20 % either way"),
            Err(_) => format!("unknown jitter `{text}`; {JITTERS}"),
        };
        Err(syn::Error::new_spanned(&share, message))
    }

    /// The longest wait where the table says `nanos`.
    pub fn longest(self, nanos: u128) -> u128 {
        match self {
            Self::Spread(millionths) => nanos + nanos * u128::from(millionths) / u128::from(MILLION),
            _ => nanos,
        }
    }
}

/// A share above 0 and up to 1, in millionths.
///
/// Millionths, so that the runtime draws with integers: a float would round differently from one machine to another.
fn millionths(share: &str) -> Option<u32> {
    let share: f64 = share.parse().ok()?;
    let millionths = share * f64::from(MILLION);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range is checked first")]
    (1.0..=f64::from(MILLION)).contains(&millionths).then(|| millionths.round() as u32)
}
