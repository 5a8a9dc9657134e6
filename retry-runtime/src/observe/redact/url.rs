//! Finds the user and the password of a URL, and webhooks; its query is made of pairs.

use std::ops::Range;

use super::source::{Source, in_word, is_quote};
use super::tables::names::ADDRESSED;
use super::tables::webhooks::WEBHOOKS;

/// Schemes whose user needs no hiding: there it is a name and no token.
const NAMED: [&str; 8] = ["amqp", "mysql", "postgres", "postgresql", "rsync", "scp", "sftp", "ssh"];

/// The shortest path that is taken for the secret of a webhook.
const SHORTEST_PATH: usize = 6;

/// The `user:password` of the URL whose authority begins at `start`. A password may have an `@` of its own, so it goes up
/// to the last one.
pub fn user_info(source: Source<'_>, start: usize) -> Option<Range<usize>> {
    let mut at = source.redacted(start).map_or(start, |redacted| redacted.end);
    if at > start && !matches!(source.byte(at), Some(b':' | b'@')) {
        return None;
    }
    let mut has_password = false;
    let mut last = None;
    // Whether what follows the last `@` is no host, so that it goes on.
    let mut beyond = false;
    while let Some(byte) = source.byte(at) {
        // What the pass hid may have had a `/`: it ends the authority, so that a second pass sees no more than the first.
        if ends_url(source, at, byte, has_password) || source.redacted(at).is_some() || source.has(at, "://") {
            break;
        }
        // A password that is not encoded may have a `/`, too, and then the URL is one that errors are about.
        if matches!(byte, b'/' | b'?' | b'#')
            && last.map_or(!has_password, |last| !beyond && is_host(source, last + 1, at))
        {
            break;
        }
        // Addresses in brackets have other colons.
        has_password |= byte == b':' && last.is_none() && source.byte(start) != Some(b'[') && !is_port(source, at + 1);
        beyond |= matches!(byte, b'/' | b'?' | b'#');
        if byte == b'@' {
            last = Some(at);
            beyond = false;
        }
        at += 1;
    }
    let end = last.filter(|end| *end > start)?;
    (has_password || !is_plain_user(source, start, end)).then_some(start..end)
}

/// Whether digits only stand here up to the end of the authority.
fn is_port(source: Source<'_>, at: usize) -> bool {
    let end = source.skip(at, |byte| byte.is_ascii_digit());
    source.byte(end).is_none_or(|byte| byte != b'@' && !in_word(byte))
}

/// Whether this may be the host of a URL: its colon, if it has one, is that of a port.
fn is_host(source: Source<'_>, start: usize, end: usize) -> bool {
    let colon = source.skip(start, |byte| !matches!(byte, b':' | b'/' | b'?' | b'#' | b'@'));
    colon >= end || source.byte(colon) != Some(b':') || is_port(source, colon + 1) || source.byte(start) == Some(b'[')
}

/// Whether the user is a name and no token: `ssh://git@host`, `postgres://app@host`; an image has a digest behind it.
fn is_plain_user(source: Source<'_>, start: usize, end: usize) -> bool {
    let scheme = source.skip_back(start - 3, 16, |byte| byte.is_ascii_alphanumeric());
    let named = NAMED.contains(&source.slice(&(scheme..start - 3)));
    let user = source.slice(&(start..end));
    let word = user.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'-' | b'_'));
    (named && word) || user == "git" || source.has(end, "@sha256:")
}

fn ends_url(source: Source<'_>, at: usize, byte: u8, has_password: bool) -> bool {
    // A quote in the middle of a password does not end it.
    let inner = has_password && is_quote(byte) && source.byte(at + 1).is_some_and(|next| next.is_ascii_alphanumeric());
    !inner && (byte.is_ascii_whitespace() || is_quote(byte) || matches!(byte, b'<' | b'>' | b')' | b'}' | b'\\'))
}

/// The password of `user:password@host` and of `jdbc:oracle:thin:user/password@host`, where no `://` tells that it is one.
pub fn bare_password(source: Source<'_>, word: &Range<usize>) -> Option<Range<usize>> {
    let oracle = source.byte(word.end) == Some(b'/')
        && ["thin:", "oci:", "oci8:"].iter().any(|mark| source.has_before(word.start, mark));
    if !oracle && (source.byte(word.end) != Some(b':') || source.before(word.start) == Some(b'/')) {
        return None;
    }
    let password = word.end + 1..source.skip(word.end + 1, |byte| {
        byte.is_ascii_graphic() && !is_quote(byte) && !b":/@<>(){}[],;&=\\".contains(&byte)
    });
    let host = password.end + 1;
    if password.is_empty()
        || source.byte(password.end) != Some(b'@')
        || !source.byte(host).is_some_and(in_word_or_slash)
    {
        return None;
    }
    let text = source.slice(&password);
    let driver = oracle || source.has_any(host, &["tcp(", "unix("]);
    let marked = text.bytes().any(|byte| !(byte.is_ascii_alphabetic() || b".-_".contains(&byte)));
    let letters = text.bytes().any(|byte| byte.is_ascii_alphabetic());
    let addressed = ADDRESSED.contains(&source.slice(word).to_ascii_lowercase());
    (driver || (marked && letters && !addressed)).then_some(password)
}

fn in_word_or_slash(byte: u8) -> bool {
    in_word(byte) || byte == b'/'
}

/// The path of a webhook whose address begins with this word.
pub fn webhook(source: Source<'_>, word: &Range<usize>) -> Option<Range<usize>> {
    let first = source.byte(word.start)?;
    let begins_so = |known: &&&str| known.as_bytes().first() == Some(&first);
    let known = WEBHOOKS.iter().filter(begins_so).find(|known| source.has(word.start, known))?;
    let start = word.start + known.len();
    if let Some(redacted) = source.redacted(start) {
        return Some(redacted);
    }
    let path = start..source.skip(start, |byte| in_word(byte) || b"/@%.+=:~".contains(&byte));
    let text = source.slice(&path);
    let trimmed = start..path.end - (text.len() - text.trim_end_matches([':', '.']).len());
    (trimmed.len() >= SHORTEST_PATH).then_some(trimmed)
}
