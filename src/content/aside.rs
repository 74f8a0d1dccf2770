//! What a record says is divided: facts are written once, in its `record.toml`, texts in the file of each language. A key that
//! stands in the wrong one of them is told where it belongs, with the line to write there.

use super::collect::{FOLDER, RECORD, SCHEMA};
use super::record;
use super::schema::Collection;
use crate::base::{Lang, SourcePath};
use crate::data::{self, How, Keys, Localised, Node};
use crate::diag::{Diagnostic, Subject};

/// Keys of every text that a `record.toml` might be thought to have.
const TEXTS: &[&str] = &["title", "summary", "alt"];

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
        record::keys(collection, self.languages)
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

/// The keys of a `record.toml` beside the texts of its record.
pub(super) struct InFacts<'a> {
    /// The `record.toml`.
    pub(super) path: &'a SourcePath,
    /// What it says.
    pub(super) source: &'a str,
    /// What declares what is written per language.
    pub(super) collection: &'a Collection,
    /// The codes of the languages.
    pub(super) languages: Localised<'a>,
}

impl Keys for InFacts<'_> {
    fn meant(&self, key: &str, how: How) -> Option<String> {
        self.collection.fields.called(key, how).map(str::to_owned)
    }

    fn beside(&self) -> Vec<String> {
        let own = self.collection.fields.iter().filter(|(_, field)| field.per_language);
        let own = own.map(|(name, _)| name.clone());
        TEXTS.iter().map(|key| (*key).to_owned()).chain(own).collect()
    }

    fn move_to(&self, unknown: Diagnostic, near: &str, node: &Node) -> Diagnostic {
        let first = Some(node).filter(|_| near != "alt");
        let (lang, node) =
            first.and_then(|node| data::first_language(node, self.languages)).unwrap_or((Lang(0), node));
        let file = format!("{}.md", self.languages.get(lang.index()).map_or("", String::as_str));
        let text = SourcePath::new(&format!("{}/{file}", self.path.folder()));
        let unknown = unknown.with("file", file).with("line", data::line_of(self.source, near, node));
        unknown.help("text").hides(Subject::words(&text, near))
    }
}
