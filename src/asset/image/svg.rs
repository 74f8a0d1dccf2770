//! Whether a vector picture is safe to publish as it is, and which size it asks for.
//!
//! Safe means: it runs nothing, holds no foreign document, and fetches nothing from outside of itself, opened by its
//! own address as well as inside of a page. Browsers run nothing in a picture that a page shows, but every picture
//! has an address. What the check does not understand, it refuses; what it lets pass is published byte for byte.

use roxmltree::{Attribute, Document, Node, ParsingOptions};

use super::{MAX_SIDE, PictureProblem};
use crate::base::SourcePath;

const SVG: &str = "http://www.w3.org/2000/svg";
/// Names that begin a document of another kind inside of a picture.
const FOREIGN: &[&str] = &["http://www.w3.org/1999/xhtml", "http://www.w3.org/1998/Math/MathML"];
/// Elements that run or hold something, in lower case.
const ACTIVE: &[&str] = &[
    "script",
    "handler",
    "listener",
    "foreignobject",
    "iframe",
    "embed",
    "object",
    "audio",
    "video",
    "canvas",
];
const ANIMATIONS: &[&str] = &["set", "animate", "animatecolor", "animatemotion", "animatetransform"];
/// Parts of a style that fetch, run, or do so in some browser.
const STYLES: &[&str] = &[
    "@import",
    "image-set(",
    "image(",
    "src(",
    "expression(",
    "-moz-binding",
    "behavior:",
    "javascript:",
    "vbscript:",
];
/// What may stand inside instead of being fetched.
const EMBEDDED: &[&str] = &[
    "data:image/png",
    "data:image/jpeg",
    "data:image/jpg",
    "data:image/webp",
    "data:image/gif",
    "data:font/",
    "data:application/font",
    "data:application/x-font",
];
/// What browsers give a picture that asks for no size.
const DEFAULT: (u32, u32) = (300, 150);

/// Whether a file is meant to be an SVG.
pub(super) fn looks_like(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(4096)];
    let text = String::from_utf8_lossy(start);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let opens = ["<?xml", "<!--", "<!DOCTYPE svg"].iter().any(|opening| text.starts_with(opening));
    text.starts_with("<svg") || opens && text.contains("<svg")
}

/// Checks a whole file, and returns the width and height that it asks for.
pub(super) fn check(bytes: &[u8], path: &SourcePath) -> Result<(u32, u32), PictureProblem> {
    let broken = || PictureProblem::broken(path, "svg");
    let text = std::str::from_utf8(bytes).map_err(|_| broken())?.trim_start_matches('\u{feff}');
    // A declaration of what kind of document it is does no harm, as long as it declares nothing of its own.
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|_| broken())?;
    if declares(text, &document) {
        return Err(Harm { help: "declaration", what: "<!DOCTYPE svg [" }.at(path));
    }
    let root = document.root_element();
    if !is_root(root) || !is_in_utf8(text) || names_no_character(text, &document) {
        return Err(broken());
    }
    for node in document.descendants() {
        if let Some(instruction) = node.pi() {
            // `xml-stylesheet` fetches; what programs leave for themselves (`xpacket`) does nothing.
            if instruction.target.to_lowercase().starts_with("xml") {
                return Err(external(instruction.target).at(path));
            }
        }
        if !node.is_element() {
            continue;
        }
        element(node, text).map_err(|finding| finding.at(path))?;
        if node.tag_name().name().to_lowercase() == "style" {
            if node.children().any(|child| child.is_element()) {
                return Err(broken());
            }
            // The text of a style is one text, whatever comments stand in between.
            let style: String =
                node.children().filter(Node::is_text).filter_map(|text| text.text()).collect();
            css(&style).map_err(|finding| finding.at(path))?;
        }
    }
    Ok(asked_size(root))
}

/// Whether a character is named by the number of none: to browsers the document ends there.
fn names_no_character(text: &str, document: &Document<'_>) -> bool {
    let values = |node: Node<'_, '_>| {
        node.attributes()
            .map(|attribute| attribute.value())
            .chain(node.text())
            .any(|value| value.contains('\u{fffd}'))
    };
    !text.contains('\u{fffd}') && document.descendants().any(values)
}

/// Whether a declaration of the document's kind has declarations of its own: entities, or attributes that no element shows.
fn declares(text: &str, document: &Document<'_>) -> bool {
    let mut at = 0;
    document.root().children().any(|child| {
        let before = &text[at..child.range().start];
        at = child.range().end;
        before.contains("<!DOCTYPE") && before.contains('[')
    })
}

/// Something that could do harm, as written in the file.
struct Harm<'a> {
    help: &'static str,
    what: &'a str,
}

impl Harm<'_> {
    fn at(&self, path: &SourcePath) -> PictureProblem {
        PictureProblem::unsafe_svg(path, self.help, self.what)
    }
}

fn active(what: &str) -> Harm<'_> {
    Harm { help: "active", what }
}

fn external(what: &str) -> Harm<'_> {
    Harm { help: "external", what }
}

/// The name without its prefix, in lower case: a prefix can stand for any vocabulary.
fn local(name: &str) -> String {
    name.rsplit(':').next().unwrap_or(name).to_lowercase()
}

fn is_root(root: Node<'_, '_>) -> bool {
    root.tag_name().name().to_lowercase() == "svg" && root.namespaces().any(|space| space.uri() == SVG)
}

/// Whether a document says of itself that it is in another encoding than UTF-8: a browser would read it differently than we do.
fn is_in_utf8(text: &str) -> bool {
    let head = text.strip_prefix("<?xml").and_then(|head| head.split_once("?>"));
    let head = head.map_or(String::new(), |(head, _)| head.to_lowercase());
    let Some((_, encoding)) = head.split_once("encoding") else { return true };
    let encoding = encoding.trim_matches(|c: char| c.is_whitespace() || matches!(c, '=' | '"' | '\''));
    ["utf-8", "utf8", "us-ascii"].iter().any(|known| encoding.starts_with(known))
}

fn element<'a>(node: Node<'a, '_>, text: &'a str) -> Result<(), Harm<'a>> {
    let name = node.tag_name().name().to_lowercase();
    if ACTIVE.contains(&name.as_str()) {
        let written = &text[node.range().start + 1..];
        let end = written.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>'));
        return Err(active(&written[..end.unwrap_or(written.len())]));
    }
    if let Some(space) = node.namespaces().find(|space| FOREIGN.contains(&space.uri())) {
        return Err(active(space.uri()));
    }
    node.attributes().try_for_each(|attribute| {
        let value = attribute.value();
        let animates =
            attribute.name().to_lowercase() == "attributename" && ANIMATIONS.contains(&name.as_str());
        let target = local(value);
        if animates && (target == "href" || target.starts_with("on")) {
            return Err(active(value));
        }
        check_attribute(attribute, text)
    })
}

fn check_attribute<'a>(attribute: Attribute<'a, '_>, text: &'a str) -> Result<(), Harm<'a>> {
    let (name, value) = (attribute.name().to_lowercase(), attribute.value());
    if name.starts_with("on") {
        return Err(active(&text[attribute.range_qname()]));
    }
    let is_base = name == "base" && attribute.namespace() == Some(roxmltree::NS_XML_URI);
    if is_base || matches!(name.as_str(), "href" | "src") && !stays_inside(value) {
        return Err(external(value));
    }
    // What a drawing program notes for itself has a prefix, and may hold paths of its author's disk.
    if attribute.namespace().is_some() { Ok(()) } else { css(value) }
}

/// Whether an address leads to a part of the picture or to data in it.
fn stays_inside(address: &str) -> bool {
    let address = address.trim().to_lowercase();
    address.is_empty() || address.starts_with('#') || EMBEDDED.iter().any(|data| address.starts_with(data))
}

/// Checks a style sheet, or an attribute, since most attributes are styles too.
fn css(text: &str) -> Result<(), Harm<'_>> {
    let lower = text.to_ascii_lowercase();
    // An escaped letter can spell any word; escaped punctuation is found in names of fonts.
    let escapes =
        |at: usize| text[at + 1..].chars().next().is_none_or(|c| !c.is_ascii_punctuation() || c == '\\');
    if let Some((at, _)) = text.match_indices('\\').find(|(at, _)| escapes(*at)) {
        return Err(active(&text[at..]));
    }
    let joined: String = lower.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    if let Some(style) = STYLES.iter().find(|style| joined.contains(**style)) {
        return Err(external(style));
    }
    for (at, _) in lower.match_indices("url(") {
        let address = text[at + 4..].trim_start().trim_start_matches(['"', '\'']);
        if !stays_inside(address) || address.trim_start().starts_with(')') {
            return Err(external(address));
        }
    }
    Ok(())
}

/// From `width`, `height` and `viewBox` of the root.
fn asked_size(root: Node<'_, '_>) -> (u32, u32) {
    let value = |name: &str| root.attribute(name);
    let side = |name: &str| value(name).and_then(length);
    let view = value("viewBox").and_then(|view| {
        let numbers = view.split(|c: char| c == ',' || c.is_whitespace()).filter(|number| !number.is_empty());
        let numbers: Vec<f64> = numbers.map_while(|number| number.parse().ok()).collect();
        <[f64; 4]>::try_from(numbers).ok().map(|[_, _, width, height]| (width, height))
    });
    let view = view.filter(|(width, height)| *width > 0.0 && *height > 0.0);
    let (width, height) = match (side("width"), side("height"), view) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some(view)) => (width, width * view.1 / view.0),
        (None, Some(height), Some(view)) => (height * view.0 / view.1, height),
        (None, None, Some(view)) => view,
        (width, height, None) => {
            (width.unwrap_or(f64::from(DEFAULT.0)), height.unwrap_or(f64::from(DEFAULT.1)))
        }
    };
    let pixels = |length: f64| length.round().clamp(1.0, f64::from(MAX_SIDE)) as u32;
    (pixels(width), pixels(height))
}

/// A length in CSS pixels; shares of something unknown and font sizes count as not given.
fn length(text: &str) -> Option<f64> {
    const UNITS: &[(&str, f64)] = &[
        ("px", 1.0),
        ("pt", 96.0 / 72.0),
        ("pc", 16.0),
        ("mm", 96.0 / 25.4),
        ("cm", 96.0 / 2.54),
        ("in", 96.0),
    ];
    let text = text.trim();
    let unit = UNITS.iter().find_map(|(unit, factor)| Some((text.strip_suffix(unit)?, *factor)));
    let (number, factor) = unit.unwrap_or((text, 1.0));
    number.trim().parse().ok().map(|number: f64| number * factor).filter(|length| *length > 0.0)
}
