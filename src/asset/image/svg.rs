//! Whether a vector picture is safe to publish as it is, and which size it asks for.
//!
//! Safe means: it runs nothing, holds no foreign document, and fetches nothing from outside of itself, opened by its
//! own address as well as inside of a page. Browsers run nothing in a picture that a page shows, but every picture
//! has an address. What the check does not understand, it refuses; what it lets pass is published byte for byte.

use super::xml::{Reader, Token};
use super::{MAX_SIDE, Problem};
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
pub(super) fn check(bytes: &[u8], path: &SourcePath) -> Result<(u32, u32), Problem> {
    let broken = || Problem::broken(path, "svg");
    let text = std::str::from_utf8(bytes).map_err(|_| broken())?;
    let mut open: Vec<&str> = Vec::new();
    let mut size = None;
    // The text of a style is one text, whatever comments stand in between.
    let mut style: Option<String> = None;
    for token in Reader::new(text.trim_start_matches('\u{feff}')) {
        match token.map_err(|_| broken())? {
            Token::Start { name, attributes, empty } => {
                if open.is_empty() && !(size.is_none() && is_root(name, &attributes)) || style.is_some() {
                    return Err(broken());
                }
                element(name, &attributes).map_err(|finding| finding.at(path))?;
                size.get_or_insert_with(|| asked_size(&attributes));
                if !empty {
                    open.push(name);
                    style = (local(name) == "style").then(String::new);
                }
            }
            Token::End(name) if open.pop() == Some(name) => {
                css(&style.take().unwrap_or_default()).map_err(|finding| finding.at(path))?;
            }
            Token::End(_) => return Err(broken()),
            Token::Text(text) if open.is_empty() && !text.trim().is_empty() => return Err(broken()),
            Token::Text(text) => style.iter_mut().for_each(|style| style.push_str(&text)),
            Token::Instruction { target, body } => {
                instruction(target, body).ok_or_else(broken)?.map_err(|finding| finding.at(path))?;
            }
            Token::Doctype { declares: true } => {
                return Err(Finding { help: "declaration", what: "<!DOCTYPE svg [" }.at(path));
            }
            Token::Doctype { declares: false } => {}
        }
    }
    size.filter(|_| open.is_empty()).ok_or_else(broken)
}

/// Something that could do harm, as written in the file.
struct Finding<'a> {
    help: &'static str,
    what: &'a str,
}

impl Finding<'_> {
    fn at(&self, path: &SourcePath) -> Problem {
        Problem::unsafe_svg(path, self.help, self.what)
    }
}

fn active(what: &str) -> Finding<'_> {
    Finding { help: "active", what }
}

fn external(what: &str) -> Finding<'_> {
    Finding { help: "external", what }
}

/// The name without its prefix, in lower case: a prefix can stand for any vocabulary.
fn local(name: &str) -> String {
    name.rsplit(':').next().unwrap_or(name).to_lowercase()
}

fn is_root(name: &str, attributes: &[(&str, String)]) -> bool {
    let declares = |(key, value): &(&str, String)| key.starts_with("xmlns") && value == SVG;
    local(name) == "svg" && attributes.iter().any(declares)
}

/// `None` for a document in another encoding than UTF-8, which a browser would read differently than we do.
fn instruction<'a>(target: &'a str, body: &str) -> Option<Result<(), Finding<'a>>> {
    if target == "xml" {
        let body = body.to_lowercase();
        let Some((_, encoding)) = body.split_once("encoding") else { return Some(Ok(())) };
        let encoding = encoding.trim_matches(|c: char| c.is_whitespace() || matches!(c, '=' | '"' | '\''));
        return ["utf-8", "utf8", "us-ascii"]
            .iter()
            .any(|known| encoding.starts_with(known))
            .then_some(Ok(()));
    }
    // `xml-stylesheet` fetches; what programs leave for themselves (`xpacket`) does nothing.
    Some(if target.to_lowercase().starts_with("xml") { Err(external(target)) } else { Ok(()) })
}

fn element<'a>(name: &'a str, attributes: &'a [(&'a str, String)]) -> Result<(), Finding<'a>> {
    let element = local(name);
    if ACTIVE.contains(&element.as_str()) {
        return Err(active(name));
    }
    attributes.iter().try_for_each(|(key, value)| {
        let animates = local(key) == "attributename" && ANIMATIONS.contains(&element.as_str());
        let target = local(value);
        if animates && (target == "href" || target.starts_with("on")) {
            return Err(active(value));
        }
        attribute(key, value)
    })
}

fn attribute<'a>(key: &'a str, value: &'a str) -> Result<(), Finding<'a>> {
    let name = local(key);
    if name.starts_with("on") {
        return Err(active(key));
    }
    if FOREIGN.contains(&value) && key.starts_with("xmlns") {
        return Err(active(value));
    }
    if key == "xml:base" || matches!(name.as_str(), "href" | "src") && !stays_inside(value) {
        return Err(external(value));
    }
    // What a drawing program notes for itself has a prefix, and may hold paths of its author's disk.
    let own = !key.contains(':');
    if !own || key == "xmlns" { Ok(()) } else { css(value) }
}

/// Whether an address leads to a part of the picture or to data in it.
fn stays_inside(address: &str) -> bool {
    let address = address.trim().to_lowercase();
    address.is_empty() || address.starts_with('#') || EMBEDDED.iter().any(|data| address.starts_with(data))
}

/// Checks a style sheet, or an attribute, since most attributes are styles too.
fn css(text: &str) -> Result<(), Finding<'_>> {
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
fn asked_size(attributes: &[(&str, String)]) -> (u32, u32) {
    let value = |name: &str| attributes.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str());
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
