//! The keys of a text. Facts are written once, in `record.toml`: a fact that stands in a text is told where it belongs, with the line
//! to write there.

use super::collection::Collection;
use super::facts;
use super::folder::{FOLDER, RECORD, SCHEMA};
use crate::base::SourcePath;
use crate::data::{self, How, Keys, Localised, Node};
use crate::diag::{Diagnostic, Subject};

/// Keys of a `_collection.toml` that the text of a list might be thought to have.
const DECLARED: &[&str] = &[
    "singular",
    "path",
    "required",
    "order",
    "template",
    "schema_org",
    "date",
    "page_size",
    "menu",
    "contact",
    "maps",
    "stale_after",
    "pages",
    "codes",
    "group",
];

/// The keys of a text beside the facts of its record.
pub(super) struct InText<'a> {
    /// The file of the text.
    pub(super) path: &'a SourcePath,
    /// What it says.
    pub(super) source: &'a str,
    /// What declares the facts; none for the text of a list.
    pub(super) collection: Option<&'a Collection>,
    /// The codes of the languages.
    pub(super) languages: Localised<'a>,
}

impl Keys for InText<'_> {
    fn meant(&self, key: &str, how: How) -> Option<String> {
        self.collection?.fields.called(key, how).map(str::to_owned)
    }

    fn beside(&self) -> Vec<String> {
        let Some(collection) = self.collection else {
            // The text of the home page lies beside no declaration.
            let is_list = self.path.file_name().starts_with("_index.")
                && self.path.folder() != FOLDER.trim_end_matches('/');
            return if is_list { DECLARED.iter().map(|key| (*key).to_owned()).collect() } else { Vec::new() };
        };
        facts::keys(collection, self.languages)
    }

    fn move_to(&self, unknown: Diagnostic, near: &str, node: &Node) -> Diagnostic {
        if self.collection.is_none() {
            let line = data::line_of(self.source, near, node);
            return unknown.with("file", SCHEMA).with("line", line).help("list");
        }
        let id = self.path.folder().rsplit('/').next().unwrap_or_default();
        let unknown = unknown.with("file", RECORD).with("line", data::line_of(self.source, near, node));
        unknown.help("fact").hides(Subject::fact(id, near))
    }
}
