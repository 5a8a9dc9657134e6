//! docs/CHOOSING.md has the figures that the program gives, and no others.
//!
//! `STORM_DOCUMENT=update cargo test -p retry-storm --test choosing` writes them into the document, and its plots.

use std::fs;
use std::path::{Path, PathBuf};

use retry_storm::plot::{Theme, svg};
use retry_storm::scenarios::Scenario;
use retry_storm::section::{Quoted, Section};
use retry_storm::setup::Setup;

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs")
}

fn document() -> String {
    fs::read_to_string(docs().join("CHOOSING.md"))
        .expect("the document")
        .replace("\r\n", "\n")
}

fn begin(name: &str) -> String {
    format!("<!-- retry-storm {name} -->\n")
}

const END: &str = "\n<!-- end -->";

/// The document with the figures of these sections.
fn quoting(mut document: String, sections: &[Section]) -> String {
    for section in sections {
        let begin = begin(section.name);
        let (before, rest) = document.split_once(&begin).expect("a place for each scenario");
        let (_, after) = rest.split_once(END).expect("an end of it");
        document = format!("{before}{begin}{}{END}{after}", Quoted(section));
    }
    document
}

fn plots(sections: &[Section]) -> Vec<(PathBuf, String)> {
    let each = |plot| {
        Theme::ALL.map(|theme| {
            let path = docs().join(format!("plots/{}-{}.svg", plot_name(plot), theme.name()));
            (path, svg(plot, theme).expect("an SVG"))
        })
    };
    sections.iter().flat_map(|section| &section.plots).flat_map(each).collect()
}

fn plot_name(plot: &retry_storm::plot::Plot) -> &'static str {
    plot.name
}

#[test]
fn the_document_quotes_the_program() {
    let setup = Setup::new(Setup::SEED, Setup::CLIENTS);
    let sections = Scenario::run_all(&Scenario::ALL, &setup).expect("sections");
    let quoting = quoting(document(), &sections);
    let plots = plots(&sections);
    if std::env::var_os("STORM_DOCUMENT").is_some_and(|value| value == "update") {
        fs::create_dir_all(docs().join("plots")).expect("a directory");
        fs::write(docs().join("CHOOSING.md"), &quoting).expect("the document is written");
        for (path, text) in &plots {
            fs::write(path, text).expect("a plot is written");
        }
    }
    let remedy = "run it with `STORM_DOCUMENT=update`";
    assert!(document() == quoting, "docs/CHOOSING.md has other figures; {remedy}:\n{quoting}");
    for (path, text) in plots {
        let written = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        assert!(written == text, "{} shows other figures; {remedy}", path.display());
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        assert!(quoting.contains(&format!("\"plots/{name}\"")), "{name} is not shown");
    }
}

/// What is not quoted cannot go stale: there are no figures in it but in code, and years.
#[test]
fn the_document_has_no_figures_of_its_own() {
    let document = document();
    let mut prose = String::new();
    let mut rest = document.as_str();
    while let Some((before, quoted)) = rest.split_once("<!-- retry-storm ") {
        prose.push_str(before);
        rest = quoted.split_once(END).expect("an end of it").1;
    }
    prose.push_str(rest);
    // Every second piece is code, fenced or not.
    let words = prose.split('`').step_by(2);
    for number in words.flat_map(|words| words.split(|letter: char| !letter.is_alphanumeric())) {
        let has_digits = number.contains(|letter: char| letter.is_ascii_digit());
        let year = number.len() == 4 && number.starts_with("20");
        let name = number.starts_with(|letter: char| letter.is_alphabetic());
        assert!(!has_digits || year || name, "`{number}` is quoted from nowhere");
    }
}
