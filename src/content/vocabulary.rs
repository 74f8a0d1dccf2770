//! Shared tables of names (`content/_data/*.toml`): sectors, organisations, places, countries.

use std::collections::BTreeSet;

use super::facts::former;
use super::id::EntryId;
use super::read::Reader;
use super::record::{Former, check_id};
use super::value::{Located, Name};
use crate::base::{ByName, PerLang, SourcePath, SourceSpan};
use crate::data::{self, Declarations, Fields, Localised};
use crate::diag::{Diagnostic, Reported};
use crate::fact::Date;
use crate::geo::Bounds;

/// A table of names that records refer to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vocabulary {
    /// The file's name without `.toml`.
    pub name: String,
    /// The file.
    pub path: SourcePath,
    /// What the whole is called.
    pub title: PerLang<String>,
    /// The address segment of its pages.
    pub segment: PerLang<String>,
    /// Whether each entry has a page that lists what refers to it.
    pub pages: bool,
    /// The entries, by id, in the order of the file.
    pub entries: ByName<EntryId, Entry>,
    /// The ids that entries name as their parents.
    pub parents: BTreeSet<String>,
}

/// A named thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Short and permanent.
    pub id: String,
    /// Where it is defined.
    pub place: SourceSpan,
    /// Its name.
    pub name: PerLang<String>,
    /// An acronym or short form.
    pub short: PerLang<String>,
    /// Former names, oldest first.
    pub former: Vec<Former>,
    /// What readers call it who search for it, or for what names it.
    pub search_words: PerLang<Vec<String>>,
    /// Its own site.
    pub url: Option<String>,
    /// The entry it belongs to.
    pub parent: Option<Name>,
    /// Valid since.
    pub valid_from: Option<Date>,
    /// Valid until.
    pub valid_to: Option<Date>,
    /// Where it is.
    pub position: Option<Located>,
    /// What lies in it lies in one of these.
    pub boxes: Vec<Bounds>,
}

/// Reads a vocabulary.
pub(super) fn parse(text: &str, path: &SourcePath, languages: Localised<'_>) -> Reported<Vocabulary> {
    let mut all = Vec::new();
    let table = data::parse(text, path, 0).into(&mut all);
    let mut root = Fields::new(&table, path, (0, 0));
    let name = path.file_name().trim_end_matches(".toml").to_owned();
    let mut vocabulary = head(&mut root, name, &mut Declarations { path, languages, all: &mut all });
    let mut reader = Reader { path, languages, diagnostics: Vec::new() };
    for node in root.list("entry") {
        let data::TomlValue::Table(table) = &node.value else {
            root.wrong_type("entry", node, "table");
            continue;
        };
        let mut fields = Fields::new(table, path, node.span);
        let entry = entry(&mut fields, &mut reader, node.span);
        fields.finish(&mut all);
        check_id(&entry.id, &entry.place, &mut all);
        vocabulary.parents.extend(entry.parent.as_ref().map(|parent| parent.text.clone()));
        if let Some(first) = vocabulary.entries.get(&entry.id) {
            let twice = Diagnostic::error("duplicate-id", entry.place.clone()).with("id", &entry.id);
            all.push(twice.other(first.place.clone()).help("unique"));
        } else {
            vocabulary.entries.insert(entry.id.clone(), entry);
        }
    }
    all.append(&mut reader.diagnostics);
    root.finish(&mut all);
    Reported::new(vocabulary, all)
}

fn head(root: &mut Fields<'_>, name: String, at: &mut Declarations<'_>) -> Vocabulary {
    let empty = data::Table::default();
    let (table, span) = root.table("vocabulary").unwrap_or((&empty, (0, 0)));
    let mut fields = Fields::new(table, at.path, span);
    let vocabulary = Vocabulary {
        name,
        path: at.path.clone(),
        title: fields.names("title", at.languages),
        segment: data::segments(&mut fields, at.languages),
        pages: fields.flag("pages", false),
        entries: ByName::default(),
        parents: BTreeSet::new(),
    };
    fields.finish(at.all);
    vocabulary
}

fn entry(fields: &mut Fields<'_>, reader: &mut Reader<'_>, span: (usize, usize)) -> Entry {
    let id = fields.required_text("id");
    let place = fields.place(fields.peek("id").map_or(span, |node| node.span));
    let name = fields.required_names("name", reader.languages);
    let parent = fields.text("parent").map(str::to_owned).zip(fields.peek("parent"));
    Entry {
        id,
        place,
        name,
        short: fields.localised("short", reader.languages),
        former: former(fields, reader),
        search_words: fields.localised_texts("search_words", reader.languages),
        url: reader.address(fields, "url"),
        parent: parent.map(|(text, node)| reader.name(node, &text)),
        valid_from: fields.node("valid_from").and_then(|node| reader.date_of("valid_from", node)),
        valid_to: fields.node("valid_to").and_then(|node| reader.date_of("valid_to", node)),
        position: fields
            .table("position")
            .zip(fields.peek("position"))
            .and_then(|((table, _), node)| reader.located(table, node)),
        boxes: reader.boxes(fields),
    }
}
