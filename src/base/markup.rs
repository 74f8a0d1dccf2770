//! Text in HTML, SVG and XML; HTML as a type of its own, which no text gets into as it stands.

use serde::{Deserialize, Serialize};

/// HTML that may be put into a page as it stands.
///
/// Text comes into it through [`escape`] alone: what [`Html::of`] takes as markup stands in this program, and whatever fills
/// its gaps is escaped unless it is `Html` already. So strings of the interface, formats, titles and file names cannot
/// become markup, whoever writes them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Html(String);

impl Html {
    /// Stands in the markup of [`Html::of`] for the next gap.
    const GAP: &'static str = "{}";

    /// Markup with its gaps filled, in order.
    #[must_use]
    pub fn of(markup: &'static str, gaps: &[&dyn Inline]) -> Html {
        let mut html = Html::default();
        html.write(markup, gaps);
        html
    }

    /// Text, escaped for an element or a quoted attribute.
    #[must_use]
    pub fn text(text: &str) -> Html {
        Html(escape(text))
    }

    /// A sentence of the interface, escaped, with HTML where `{name}` stands in it. A name that no argument has stays as it
    /// is written.
    #[must_use]
    pub fn sentence(text: &str, args: &[(&str, &Html)]) -> Html {
        let mut html = Html::default();
        let mut rest = text;
        while let Some(open) = rest.find('{') {
            let (before, after) = rest.split_at(open);
            html.push(before);
            let name = after[1..].split_once('}');
            let arg =
                name.and_then(|(name, rest)| Some((args.iter().find(|(arg, _)| *arg == name)?.1, rest)));
            rest = match arg {
                Some((arg, rest)) => {
                    html.push(arg);
                    rest
                }
                None => {
                    html.push("{");
                    &after[1..]
                }
            };
        }
        html.push(rest);
        html
    }

    /// What a writer of markup has made of text that it escapes itself: that of Markdown behind its sanitiser, and that of
    /// maps. `tests/it/tidy.rs` names the files that may call this.
    #[must_use]
    pub fn trusted(html: String) -> Html {
        Html(html)
    }

    /// JSON as the text of a script element: no content can end the element, because `<` is written as an escape.
    #[must_use]
    pub fn script(json: &impl Serialize) -> Html {
        let json = serde_json::to_string(json).expect("text and numbers");
        Html(if json.contains('<') { json.replace('<', "\\u003c") } else { json })
    }

    /// Appends markup with its gaps filled, in order.
    pub fn write(&mut self, markup: &'static str, gaps: &[&dyn Inline]) {
        debug_assert_eq!(markup.matches(Html::GAP).count(), gaps.len(), "{markup}");
        let mut parts = markup.split(Html::GAP);
        self.0.push_str(parts.next().unwrap_or_default());
        for (part, gap) in parts.zip(gaps) {
            gap.write_to(&mut self.0);
            self.0.push_str(part);
        }
    }

    /// Appends text, which is escaped, or HTML, which is not.
    pub fn push(&mut self, part: &(impl Inline + ?Sized)) {
        part.write_to(&mut self.0);
    }

    /// The HTML.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The HTML, where it is a file or is shown as text itself.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Extend<Html> for Html {
    fn extend<I: IntoIterator<Item = Html>>(&mut self, parts: I) {
        parts.into_iter().for_each(|part| self.push(&part));
    }
}

impl FromIterator<Html> for Html {
    fn from_iter<I: IntoIterator<Item = Html>>(parts: I) -> Html {
        let mut html = Html::default();
        html.extend(parts);
        html
    }
}

/// What may fill a gap in HTML.
pub trait Inline {
    /// Appends itself as HTML.
    fn write_to(&self, html: &mut String);
}

impl Inline for Html {
    fn write_to(&self, html: &mut String) {
        html.push_str(&self.0);
    }
}

impl Inline for str {
    fn write_to(&self, html: &mut String) {
        if is_plain(self) { html.push_str(self) } else { escape_into(html, self) }
    }
}

impl Inline for String {
    fn write_to(&self, html: &mut String) {
        self.as_str().write_to(html);
    }
}

impl<T: Inline + ?Sized> Inline for &T {
    fn write_to(&self, html: &mut String) {
        (**self).write_to(html);
    }
}

impl<T: Inline> Inline for Option<T> {
    fn write_to(&self, html: &mut String) {
        if let Some(part) = self {
            part.write_to(html);
        }
    }
}

/// Numbers have no signs that mean anything in HTML.
macro_rules! numbers {
    ($($number:ty)+) => {$(
        impl Inline for $number {
            fn write_to(&self, html: &mut String) {
                html.push_str(&self.to_string());
            }
        }
    )+};
}
numbers!(i32 i64 u32 u64 usize);

/// Escapes text for an element or a quoted attribute.
///
/// Controls other than tabulators and line ends, and what is no character of XML 1.0 (U+FFFE, U+FFFF), are left out: one
/// of them in a title would make a feed, a site map or a picture a file that no program reads.
#[must_use]
pub fn escape(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    escape_into(&mut escaped, text);
    escaped
}

/// Whether nothing is to be escaped or left out: that begins with one of these bytes, and most texts have none of them.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| !matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'' | 0..0x20 | 0x7f | 0xc2 | 0xef))
}

fn escape_into(escaped: &mut String, text: &str) {
    for c in text.chars().filter(|c| is_char(*c)) {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
}

/// Whether a character may stand in XML 1.0 (its production `Char`) and is no control, which it only discourages.
fn is_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r') || !(c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'))
}

#[cfg(test)]
mod tests {
    use super::{Html, escape};

    #[test]
    fn text_in_a_gap_is_text() {
        let link = Html::of("<a href=\"{}\" data-n=\"{}\">{}</a>", &[&"\"><script>", &7, &"{}<b>"]);
        assert_eq!(link.as_str(), "<a href=\"&quot;&gt;&lt;script&gt;\" data-n=\"7\">{}&lt;b&gt;</a>");
        assert_eq!(
            Html::of("<p>{}{}</p>", &[&link, &None::<Html>]).as_str(),
            format!("<p>{}</p>", link.as_str())
        );
    }

    #[test]
    fn a_sentence_is_filled_once() {
        let place = Html::of("<b>{}</b>", &[&"{distance}"]);
        let said = Html::sentence(
            "<i>{place}: {distance} {x} {",
            &[("place", &place), ("distance", &Html::text("3"))],
        );
        assert_eq!(said.as_str(), "&lt;i&gt;<b>{distance}</b>: 3 {x} {");
    }

    #[test]
    fn json_cannot_end_its_script() {
        let script = Html::script(&serde_json::json!({ "a": "</script><script>" }));
        assert_eq!(script.as_str(), "{\"a\":\"\\u003c/script>\\u003cscript>\"}");
    }

    #[test]
    fn what_xml_has_no_room_for_is_left_out() {
        assert_eq!(escape("a\u{1}b\u{0}c\u{fffe}d\u{ffff}e\u{85}f\u{b}"), "abcdef");
        assert_eq!(escape("cảng\t港\n🚢\u{fffd}"), "cảng\t港\n🚢\u{fffd}");
        assert_eq!(escape("<a href=\"x\">'&'</a>"), "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;");
    }

    /// Every character but those is in a file that an XML parser reads.
    #[test]
    fn every_character_that_stays_is_one_of_xml() {
        let all: String = (0..=u32::from(char::MAX)).filter_map(char::from_u32).collect();
        let document = format!("<x y=\"{0}\">{0}</x>", escape(&all));
        assert!(roxmltree::Document::parse(&document).is_ok());
    }
}
