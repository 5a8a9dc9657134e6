//! Finds the text of XML elements with secret names; attributes are pairs.

use std::ops::Range;

use super::name;
use super::source::{Source, in_word};
use super::tables::names::Kind;
use super::value::{self, Form};

const CDATA: &str = "<![CDATA[";

/// The content of the element that opens at `at`, as in `<ns:Token a="b">x</ns:Token>`, also where `<` is written `&lt;`.
pub fn content(source: Source<'_>, at: usize) -> Option<Range<usize>> {
    let (open, close, end_tag) = if source.has(at, "&lt;") {
        ("&lt;", "&gt;", "&lt;/")
    } else {
        ("<", ">", "</")
    };
    let start = at + open.len();
    let prefix = source.skip(start, in_word);
    let start = if source.byte(prefix) == Some(b':') { prefix + 1 } else { start };
    let word = start..source.skip(start, in_word);
    let kind = name::kind(source.slice(&word), "")?;
    let tag = source.skip(word.end, |byte| !matches!(byte, b'<' | b'>' | b'&' | b'\n'));
    if !source.has(tag, close) {
        return None;
    }
    let start = tag + close.len();
    let verbatim = source.has(start, CDATA);
    let start = if verbatim { start + CDATA.len() } else { start };
    let redacted = source.redacted(start).map_or(start, |range| range.end);
    let content = start..source.skip(redacted, |byte| !matches!(byte, b'<' | b'&' | b']'));
    let end = if verbatim {
        source.skip_at_most(content.end, 3, |byte| matches!(byte, b']' | b'>'))
    } else {
        content.end
    };
    // It ends in a tag; the type `Vec<Token>` has none.
    let secret = source.has(end, end_tag) && value::is_secret(source.slice(&content), strict(kind), Form::Quoted);
    secret.then_some(content)
}

/// Nothing but a secret stands in such an element.
fn strict(kind: Kind) -> Kind {
    if kind == Kind::Password { kind } else { Kind::Secret }
}
