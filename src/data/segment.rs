//! The part of an address that a collection, a vocabulary, the maps or the search give to their pages.

use super::{Fields, Localised, Node, TomlValue};
use crate::base::{PerLang, is_portable};
use crate::diag::Diagnostic;

/// Address segments are what the slug of the same text would be; anything else would break in some address or on some disk.
pub fn segments(root: &mut Fields<'_>, languages: Localised<'_>) -> PerLang<String> {
    let segments = root.localised("path", languages);
    let Some(Node { value: TomlValue::Table(table), .. }) = root.peek("path") else { return segments };
    for (_, _, node) in &table.entries {
        let TomlValue::Text(segment) = &node.value else { continue };
        let near = crate::locale::slug(segment);
        if near != *segment || !is_portable(segment) {
            let wrong = Diagnostic::error("segment", root.place(node.span)).with("segment", segment);
            root.diagnostics
                .push(wrong.near_or(Some(near.as_str()).filter(|near| is_portable(near)), "other"));
        }
    }
    segments
}
