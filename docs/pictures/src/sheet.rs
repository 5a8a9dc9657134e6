//! What is drawn on, and what everything is drawn of: boxes, arrows and words.

use svg::node::element::{Definitions, Element, Marker, Path, Rectangle, TSpan, Title};
use svg::{Document, Node};

use crate::theme::{Colours, Theme};

/// Of every picture, in pixels.
pub(crate) const WIDTH: u32 = 640;

const SANS: &str = "system-ui, Helvetica, Arial, sans-serif";
const MONO: &str = "ui-monospace, Menlo, Consolas, monospace";

/// Where the words stand that are written at a point.
#[derive(Clone, Copy)]
pub(crate) enum Anchor {
    Start,
    Middle,
}

/// How words look.
#[derive(Clone, Copy)]
pub(crate) struct Face {
    size: u32,
    bold: bool,
    code: bool,
}

pub(crate) const HEAD: Face = Face { size: 15, bold: true, code: false };
pub(crate) const KEY: Face = Face { size: 14, bold: true, code: true };
pub(crate) const PROSE: Face = Face { size: 13, bold: false, code: false };
pub(crate) const CODE: Face = Face { size: 13, bold: false, code: true };

/// A picture that is being drawn.
pub(crate) struct Sheet {
    document: Document,
    pub(crate) colours: Colours,
}

impl Sheet {
    /// An empty one; `title` is for those who cannot see it.
    pub(crate) fn new(theme: Theme, title: &str, height: u32) -> Self {
        let colours = theme.colours();
        let document = Document::new()
            .set("viewBox", (0, 0, WIDTH, height))
            .set("width", WIDTH)
            .set("height", height)
            .set("role", "img")
            .set("style", "max-width:100%;height:auto")
            .add(Title::new(title));
        let page = Rectangle::new().set("width", WIDTH).set("height", height).set("fill", colours.page);
        let document = document.add(heads(&colours)).add(page);
        Self { document, colours }
    }

    /// A box of this width and height, by its upper left corner.
    pub(crate) fn room(&mut self, (x, y): (i32, i32), (width, height): (i32, i32), edge: &str) {
        let room = Rectangle::new()
            .set("x", x)
            .set("y", y)
            .set("width", width)
            .set("height", height)
            .set("rx", 8)
            .set("fill", self.colours.room)
            .set("stroke", edge)
            .set("stroke-width", 1.5);
        self.document.append(room);
    }

    /// A line along `way`, the data of a path, with a head at its end.
    pub(crate) fn arrow(&mut self, way: &str, colour: &str) {
        let head = if colour == self.colours.good {
            "arrow-good"
        } else if colour == self.colours.bad {
            "arrow-bad"
        } else {
            "arrow-quiet"
        };
        let arrow = Path::new()
            .set("d", way)
            .set("fill", "none")
            .set("stroke", colour)
            .set("stroke-width", 1.5)
            .set("marker-end", format!("url(#{head})"));
        self.document.append(arrow);
    }

    /// Words around or behind a point, on one line. What is between backticks is code.
    pub(crate) fn words(&mut self, text: &str, (x, y): (i32, i32), anchor: Anchor, face: Face, colour: &str) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
        };
        // A `Text` of the crate begins with a text of its own, here an empty line.
        let mut line = Element::new("text");
        line.assign("x", x);
        line.assign("y", y);
        line.assign("text-anchor", anchor);
        line.assign("font-family", if face.code { MONO } else { SANS });
        line.assign("font-size", face.size);
        line.assign("font-weight", if face.bold { "bold" } else { "normal" });
        line.assign("fill", colour);
        // Every second piece is code.
        for (number, piece) in text.split('`').enumerate().filter(|(_, piece)| !piece.is_empty()) {
            let span = TSpan::new(piece).set("xml:space", "preserve");
            line.append(if number % 2 == 1 { span.set("font-family", MONO) } else { span });
        }
        self.document.append(line);
    }

    /// The text of the file.
    pub(crate) fn finish(self) -> String {
        format!("{}\n", self.document)
    }
}

/// The heads of arrows, which have the colours of their lines.
fn heads(colours: &Colours) -> Definitions {
    let head = |id, colour| {
        Marker::new()
            .set("id", id)
            .set("viewBox", (0, 0, 10, 10))
            .set("refX", 9)
            .set("refY", 5)
            .set("markerWidth", 7)
            .set("markerHeight", 7)
            .set("orient", "auto-start-reverse")
            .add(Path::new().set("d", "M0 0 10 5 0 10z").set("fill", colour))
    };
    Definitions::new()
        .add(head("arrow-quiet", colours.quiet))
        .add(head("arrow-good", colours.good))
        .add(head("arrow-bad", colours.bad))
}
