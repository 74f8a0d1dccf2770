//! A part of the index as the script that a page loads.

use serde::Serialize;

/// A file of the index: a call that hands its value to whoever asked for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchPart {
    /// The name, which is that of the file without its ending.
    pub name: String,
    /// The script.
    pub script: String,
}

impl SearchPart {
    pub(super) fn of(name: String, value: &impl Serialize) -> SearchPart {
        let value = serde_json::to_string(value).expect("texts and numbers are always JSON");
        // Older browsers end a line at the two separators even within a string, and no part may ever end a `<script>`.
        let value = if value.contains(['\u{2028}', '\u{2029}']) || value.contains("</") {
            value.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029").replace("</", "<\\/")
        } else {
            value
        };
        SearchPart { script: format!("portolanSearchPart(\"{name}\",{value})\n"), name }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_says_what_its_value_is() {
        let part = SearchPart::of("d0".to_owned(), &["a\u{2028}</script>\"\\", "</"]);
        assert_eq!(part.script, "portolanSearchPart(\"d0\",[\"a\\u2028<\\/script>\\\"\\\\\",\"<\\/\"])\n");
        assert_eq!(SearchPart::of("s".to_owned(), &"港").script, "portolanSearchPart(\"s\",\"港\")\n");
    }
}
