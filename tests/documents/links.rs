//! Links lead to what is there: to files, to headings, to items of the crate.

use std::fs;
use std::path::{Path, PathBuf};

use super::page::Page;
use super::{page, pages, root};

const DOCS_RS: &str = "https://docs.rs/retry-runtime/latest/retry_runtime/";

/// Addresses of files in the repository.
const REPOSITORY: [&str; 3] = [
    "https://github.com/retry-rs/retry/blob/main/",
    "https://github.com/retry-rs/retry/tree/main/",
    "https://raw.githubusercontent.com/retry-rs/retry/main/",
];

#[test]
fn links_lead_somewhere() {
    let pages = pages();
    let links: Vec<_> = pages.iter().flat_map(|page| page.links.iter().map(move |link| (page, link))).collect();
    assert!(pages.len() > 20 && links.len() > 100, "{} pages, {} links", pages.len(), links.len());
    let dead = |&(page, link): &(&Page, &String)| {
        let why = check(page, link).err()?;
        Some(format!("{}: `{link}`: {why}", page.path.display()))
    };
    let dead: Vec<_> = links.iter().filter_map(dead).collect();
    assert!(dead.is_empty(), "{}", dead.join("\n"));
}

/// Those of rustdoc's pages are names of items, and rustdoc checks them.
#[test]
fn references_are_defined() {
    for page in pages() {
        if !page.path.starts_with(root().join("retry-runtime/docs")) {
            assert!(page.undefined.is_empty(), "{}: {:?}", page.path.display(), page.undefined);
        }
    }
}

fn check(from: &Page, link: &str) -> Result<(), String> {
    let (target, anchor) = link.split_once('#').map_or((link, None), |(target, anchor)| (target, Some(anchor)));
    if target.is_empty() {
        return has_anchor(&parts(from), anchor);
    }
    if let Some(page) = target.strip_prefix(DOCS_RS) {
        return item_page(page, anchor);
    }
    if let Some(path) = REPOSITORY.iter().find_map(|address| target.strip_prefix(address)) {
        return file(&root().join(path), anchor);
    }
    if target.contains("://") || target.starts_with("mailto:") {
        return Ok(());
    }
    if target.contains("crate") {
        return item(target, anchor);
    }
    if target.contains("::") {
        return Ok(());
    }
    file(&from.path.parent().unwrap_or(root()).join(target), anchor)
}

fn file(path: &Path, anchor: Option<&str>) -> Result<(), String> {
    if !path.exists() {
        return Err("there is no such file".to_owned());
    }
    if anchor.is_none() { Ok(()) } else { has_anchor(&[Page::read(path)], anchor) }
}

/// A page of rustdoc by its address, below that of the crate.
fn item_page(address: &str, anchor: Option<&str>) -> Result<(), String> {
    if let Some((book, rest)) = address.split_once('/') {
        return match rest.strip_suffix("/index.html") {
            Some(module) => chapter(book, module, anchor),
            None => file(&root().join(format!("retry-runtime/src/{book}.rs")), None),
        };
    }
    let (_, name) = address.split_once('.').ok_or("it is no page of rustdoc")?;
    item(&format!("crate::{}", name.trim_end_matches(".html")), anchor)
}

/// An item by its path, `macro@crate::retry`; rustdoc checks that it is there, for links that are written so.
fn item(path: &str, anchor: Option<&str>) -> Result<(), String> {
    let name = path
        .split_once("crate")
        .map_or(path, |(_, name)| name)
        .trim_start_matches("::")
        .trim_end_matches("()");
    if let Some((book @ ("guide" | "cookbook"), module)) = name.split_once("::") {
        return chapter(book, module, anchor);
    }
    let lib = fs::read_to_string(root().join("retry-runtime/src/lib.rs")).unwrap();
    let known = lib
        .split(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .any(|word| Some(word) == name.split("::").next());
    // `#[macro_export]` puts it at the root of the crate.
    if !known && !name.is_empty() && name != "assert_sites" {
        return Err("the crate has no such item".to_owned());
    }
    match (anchor, name) {
        (None, _) => Ok(()),
        (_, "") => has_anchor(&[page("README.md")], anchor),
        (_, "retry" | "policy") => has_anchor(&[page(&format!("retry-runtime/docs/{name}.md"))], anchor),
        (_, "Classify") => has_anchor(&[page("retry-runtime/docs/classify.md")], anchor),
        (Some(_), _) => Err("the heading cannot be looked for".to_owned()),
    }
}

/// A page of the guide, or of another folder whose pages are modules.
fn chapter(book: &str, module: &str, anchor: Option<&str>) -> Result<(), String> {
    let path = root().join(format!("retry-runtime/docs/{book}/{module}.md"));
    if !path.exists() {
        return Err(format!("the {book} has no such page"));
    }
    if anchor.is_none() {
        Ok(())
    } else {
        has_anchor(&parts(&Page::read(&path)), anchor)
    }
}

/// A page of the guide may consist of several files, with plots between them.
fn parts(page: &Page) -> Vec<Page> {
    let folder = if page.path.with_extension("").is_dir() {
        page.path.with_extension("")
    } else {
        page.path.parent().unwrap_or(root()).to_owned()
    };
    let whole = folder.with_extension("md");
    let mut paths: Vec<PathBuf> = vec![page.path.clone()];
    if whole.exists() {
        paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).chain([whole]).collect();
    }
    paths.iter().map(|path| Page::read(path)).collect()
}

fn has_anchor(pages: &[Page], anchor: Option<&str>) -> Result<(), String> {
    let Some(anchor) = anchor else { return Ok(()) };
    let found = pages.iter().flat_map(|page| &page.anchors).any(|known| known == anchor);
    if found { Ok(()) } else { Err("there is no such heading".to_owned()) }
}
