//! A page of Markdown: its links, its headings and its blocks of code.

use std::fs;
use std::path::{Path, PathBuf};

use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd};

pub struct Page {
    pub path: PathBuf,
    /// Where its links and pictures lead, as they are written.
    pub links: Vec<String>,
    /// The names of its headings in addresses.
    pub anchors: Vec<String>,
    pub blocks: Vec<Block>,
    /// References that are not defined: on a page of rustdoc they are names of items, and rustdoc checks them.
    pub undefined: Vec<String>,
}

/// A block of code, and what stands behind its fence: `rust,no_run`.
pub struct Block {
    pub info: String,
    pub text: String,
}

impl Page {
    pub fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        Self::parse(path, &text.replace("\r\n", "\n"))
    }

    fn parse(path: &Path, text: &str) -> Self {
        let mut page = Self {
            path: path.to_owned(),
            links: Vec::new(),
            anchors: Vec::new(),
            blocks: Vec::new(),
            undefined: Vec::new(),
        };
        let mut undefined = Vec::new();
        let broken = |link: BrokenLink<'_>| -> Option<(CowStr<'_>, CowStr<'_>)> {
            undefined.push(link.reference.to_string());
            None
        };
        let mut heading = None;
        let mut block = None;
        for event in Parser::new_with_broken_link_callback(text, Options::ENABLE_TABLES, Some(broken)) {
            match event {
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    page.links.push(dest_url.into_string());
                }
                Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
                Event::End(TagEnd::Heading(_)) => page.anchors.extend(heading.take().map(|text| anchor(&text))),
                Event::Start(Tag::CodeBlock(kind)) => block = Some(Block::new(&kind)),
                Event::End(TagEnd::CodeBlock) => page.blocks.extend(block.take()),
                Event::Html(html) | Event::InlineHtml(html) => page.links.extend(sources(&html)),
                Event::Text(text) | Event::Code(text) => {
                    if let Some(block) = &mut block {
                        block.text.push_str(&text);
                    } else if let Some(heading) = &mut heading {
                        heading.push_str(&text);
                    }
                }
                _ => {}
            }
        }
        page.undefined = undefined;
        page
    }
}

impl Block {
    fn new(kind: &CodeBlockKind<'_>) -> Self {
        let info = match kind {
            CodeBlockKind::Fenced(info) => info.to_string(),
            CodeBlockKind::Indented => String::new(),
        };
        Self { info, text: String::new() }
    }
}

/// As GitHub and rustdoc write it.
fn anchor(heading: &str) -> String {
    let letters = heading.chars().filter_map(|letter| match letter {
        ' ' => Some('-'),
        '-' | '_' => Some(letter),
        _ => letter.is_alphanumeric().then(|| letter.to_ascii_lowercase()),
    });
    letters.collect()
}

/// What `src` and `srcset` name in a piece of HTML.
fn sources(html: &str) -> Vec<String> {
    let of = |attribute: &str| -> Vec<String> {
        let values = html.split(attribute).skip(1).filter_map(|rest| rest.split('"').next());
        values.map(str::to_owned).collect()
    };
    [of("src=\""), of("srcset=\"")].concat()
}
