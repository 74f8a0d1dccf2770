//! What raw HTML may have in it.

use std::collections::{HashMap, HashSet};

/// Elements of running text and of tables. No pictures (Markdown has them, with their checks), no forms, no frames,
/// nothing that loads or runs.
pub(super) const TAGS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
];

/// Elements whose content goes with them.
pub(super) const WITH_CONTENT: &[&str] = &[
    "script", "style", "iframe", "textarea", "title", "xmp", "noembed", "noframes", "noscript", "template",
    "svg", "math", "object", "select", "audio", "video",
];

/// The other elements that browsers know, now or formerly. What is none of all these is a word between `<` and `>`.
const NOT_ALLOWED: &[&str] = &[
    "acronym",
    "address",
    "applet",
    "area",
    "article",
    "aside",
    "base",
    "basefont",
    "bgsound",
    "big",
    "blink",
    "body",
    "button",
    "canvas",
    "center",
    "datalist",
    "dialog",
    "dir",
    "embed",
    "fieldset",
    "font",
    "footer",
    "form",
    "frame",
    "frameset",
    "head",
    "header",
    "hgroup",
    "html",
    "image",
    "img",
    "input",
    "isindex",
    "keygen",
    "label",
    "legend",
    "link",
    "listing",
    "main",
    "map",
    "marquee",
    "menu",
    "menuitem",
    "meta",
    "meter",
    "nav",
    "nobr",
    "optgroup",
    "option",
    "output",
    "param",
    "picture",
    "plaintext",
    "portal",
    "progress",
    "rb",
    "rtc",
    "search",
    "slot",
    "source",
    "spacer",
    "strike",
    "track",
    "tt",
    "foreignobject",
    "g",
    "path",
    "circle",
    "rect",
    "line",
    "polyline",
    "polygon",
    "ellipse",
    "use",
    "animate",
];

/// Whether a name is that of an element.
pub(super) fn is_element(name: &str) -> bool {
    allows(name) || WITH_CONTENT.contains(&name) || NOT_ALLOWED.contains(&name)
}

/// Attributes that any of the elements may have.
pub(super) const ANYWHERE: &[&str] = &["dir", "id", "lang", "title"];

/// Where a link may lead; besides, to a place on its own page.
pub(super) const SCHEMES: &[&str] = &["http", "https", "mailto", "tel"];

const OF_TAG: &[(&str, &[&str])] = &[
    ("a", &["href"]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("data", &["value"]),
    ("del", &["datetime"]),
    ("details", &["open"]),
    ("ins", &["datetime"]),
    ("li", &["value"]),
    ("ol", &["reversed", "start", "type"]),
    ("td", &["colspan", "headers", "rowspan"]),
    ("th", &["colspan", "headers", "rowspan", "scope"]),
    ("time", &["datetime"]),
];

/// The attributes of each element, besides those that all may have.
pub(super) fn attributes() -> HashMap<&'static str, HashSet<&'static str>> {
    OF_TAG.iter().map(|(tag, attributes)| (*tag, attributes.iter().copied().collect())).collect()
}

/// Whether an element may stand.
pub(super) fn allows(tag: &str) -> bool {
    TAGS.contains(&tag)
}

/// Whether an attribute may stand.
pub(super) fn allows_attribute(tag: &str, attribute: &str, value: &str) -> bool {
    if attribute == "href" && tag == "a" {
        let scheme = value.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
        return value.starts_with('#') || scheme.is_some_and(|scheme| SCHEMES.contains(&scheme.as_str()));
    }
    ANYWHERE.contains(&attribute)
        || OF_TAG.iter().any(|(name, attributes)| *name == tag && attributes.contains(&attribute))
}
