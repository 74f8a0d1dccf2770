//! Text in HTML, SVG and XML.

/// Escapes text for an element or a quoted attribute.
///
/// Controls other than tabulators and line ends, and what is no character of XML 1.0 (U+FFFE, U+FFFF), are left out: one
/// of them in a title would make a feed, a site map or a picture a file that no program reads.
#[must_use]
pub fn escape(text: &str) -> String {
    // What is escaped or left out begins with one of these bytes, and most texts have none of them.
    let plain = |byte| !matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'' | 0..0x20 | 0x7f | 0xc2 | 0xef);
    if text.bytes().all(plain) {
        return text.to_owned();
    }
    let mut escaped = String::with_capacity(text.len() + 16);
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
    escaped
}

/// Whether a character may stand in XML 1.0 (its production `Char`) and is no control, which it only discourages.
fn is_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r') || !(c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'))
}

#[cfg(test)]
mod tests {
    use super::escape;

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
