//! A `record.toml` → typed facts. A key of a text that stands here is told where it belongs, with the line to write there.

use std::sync::Arc;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::collection::Collection;
use super::folder::RECORD;
use super::read::Reader;
use super::record::{Fact, Former, Meta};
use super::value::Name;
use crate::base::{Lang, PerLang, SourcePath, is_blank};
use crate::data::{self, Fields, How, Keys, Localised, Node, Table};
use crate::diag::{self, Diagnostic, Reported, Subject};

/// A record without its texts, as a `record.toml` gives it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Facts {
    pub(super) meta: Arc<Meta>,
    pub(super) facts: Arc<IndexMap<String, Fact>>,
}

/// Reads a `record.toml`.
pub(super) fn facts(
    text: &str,
    path: &SourcePath,
    collection: &Collection,
    languages: Localised<'_>,
) -> Reported<Facts> {
    let mut all = Vec::new();
    let table = data::parse(text, path, 0).into(&mut all);
    let broken = diag::has_errors(&all);
    let id = path.folder().rsplit('/').next().unwrap_or_default();
    let mut fields = Fields::new(&table, path, (0, 0));
    let mut reader = Reader { path, languages, diagnostics: Vec::new() };
    let facts = read_facts(&mut fields, &mut reader, collection, id);
    // What is missing from a file that could not be read whole may stand in the part that was not read.
    if broken {
        reader.diagnostics.retain(|diagnostic| diagnostic.code != "missing-key");
        fields.diagnostics.retain(|diagnostic| diagnostic.code != "missing-key");
    }
    all.append(&mut reader.diagnostics);
    finish(fields, &mut all, (collection, id), &InFacts { path, source: text, collection, languages });
    Reported::new(facts, all)
}

/// Reports keys that nobody asked for. What stands under one is a fact that others may miss, as is the one that was meant.
pub(super) fn finish(
    fields: Fields<'_>,
    all: &mut Vec<Diagnostic>,
    (collection, id): (&Collection, &str),
    keys: &impl Keys,
) {
    let before = all.len();
    fields.finish_with(all, keys);
    for found in all[before..].iter_mut().filter(|found| found.code == "unknown-key") {
        let Some(key) = found.arg("key").map(str::to_owned) else { continue };
        found.hides.extend(found.arg("near").map(|near| Subject::fact(id, near)));
        found.hides.push(Subject::fact(id, &key));
        found.needs.push(Subject::field(&collection.name, &key));
    }
}

/// The keys that a `record.toml` of a collection may have.
pub(super) fn keys(collection: &Collection, languages: Localised<'_>) -> Vec<String> {
    let (path, nothing) = (SourcePath::new(RECORD), Table::default());
    let mut fields = Fields::new(&nothing, &path, (0, 0));
    let mut reader = Reader { path: &path, languages, diagnostics: Vec::new() };
    read_facts(&mut fields, &mut reader, collection, "");
    fields.asked()
}

/// Reads the facts of a record.
pub(super) fn read_facts(
    fields: &mut Fields<'_>,
    reader: &mut Reader<'_>,
    collection: &Collection,
    id: &str,
) -> Facts {
    let mut facts = IndexMap::new();
    for (name, field) in &collection.fields {
        if field.per_language {
            continue;
        }
        match fields.node(name) {
            // What is required and cannot be seen is not there.
            Some(Node { value: data::TomlValue::Text(text), .. }) if field.required && is_blank(text) => {
                missing(fields, id, name);
            }
            Some(node) => {
                let before = reader.diagnostics.len();
                match reader.remarked(name, &field.kind, node) {
                    (Some(value), remarks) => {
                        facts.insert(name.clone(), Fact { value, place: fields.place(node.span), remarks });
                    }
                    (None, _) => {
                        let wrong = reader.diagnostics[before..].iter_mut();
                        wrong.for_each(|found| found.hides.push(Subject::fact(id, name)));
                    }
                }
            }
            None if field.required => missing(fields, id, name),
            None => {}
        }
    }
    let meta = meta(fields, reader);
    // A draft may wait for its facts.
    if meta.draft {
        reader.diagnostics.retain(|found| found.code != "to-fill");
    }
    Facts { meta: Arc::new(meta), facts: Arc::new(facts) }
}

/// Reports a fact that must be there, from which it follows that others miss it.
fn missing(fields: &mut Fields<'_>, id: &str, name: &str) {
    fields.missing(name);
    if let Some(missing) = fields.diagnostics.last_mut() {
        missing.hides.push(Subject::fact(id, name));
        missing.needs.push(Subject::fact(id, name));
    }
}

fn meta(fields: &mut Fields<'_>, reader: &mut Reader<'_>) -> Meta {
    let mut date = |fields: &mut Fields<'_>, key| fields.node(key).and_then(|node| reader.date_of(key, node));
    let (updated, as_of) = (date(fields, "updated"), date(fields, "as_of"));
    let (publish_on, expires_on) = (date(fields, "publish_on"), date(fields, "expires_on"));
    let withdrawn = date(fields, "withdrawn");
    let (valid_from, valid_to) = (date(fields, "valid_from"), date(fields, "valid_to"));
    let named = |fields: &Fields<'_>, text: String, span| Name { text, place: fields.place(span) };
    let aliases = if one_alias(fields) { Vec::new() } else { fields.texts("aliases") };
    let aliases = aliases.into_iter().map(|(text, span)| named(fields, text, span)).collect();
    let name = |fields: &mut Fields<'_>, key| {
        let text = fields.text(key)?.to_owned();
        Some(named(fields, text, fields_span(fields, key)))
    };
    let (image, code, successor) = (name(fields, "image"), name(fields, "code"), name(fields, "successor"));
    alone(fields, successor.as_ref());
    let illustration = fields.flag("illustration", false);
    if illustration && image.is_none() && fields.peek("image").is_none() {
        fields.missing("image");
    }
    Meta {
        weight: fields.integer("weight"),
        featured: fields.flag("featured", false),
        draft: fields.flag("draft", false),
        updated,
        source: reader.source(fields),
        as_of,
        aliases,
        slug: slugs(fields, reader.languages),
        publish_on,
        expires_on,
        code,
        withdrawn,
        successor,
        image,
        illustration,
        valid_from,
        valid_to,
        former: former(fields, reader),
        search_words: fields.localised_texts("search_words", reader.languages),
    }
}

/// Reports a successor of a record that is not gone and will not be: no page names it.
fn alone(fields: &mut Fields<'_>, successor: Option<&Name>) {
    let is_going = ["withdrawn", "expires_on"].into_iter().any(|key| fields.peek(key).is_some());
    let Some(successor) = successor.filter(|_| !is_going) else { return };
    let alone = Diagnostic::warning("successor-alone", successor.place.clone()).with("id", &successor.text);
    fields.diagnostics.push(alone.help("withdrawn"));
}

/// Reports a whole address where a list of former addresses stands, in the form that the list has.
fn one_alias(fields: &mut Fields<'_>) -> bool {
    let Some(node @ Node { value: data::TomlValue::Text(text), .. }) = fields.node("aliases") else {
        return false;
    };
    let Some(path) = super::own_path(text) else { return false };
    let wrong = data::wrong_type("aliases", node, "array", fields.place(node.span));
    fields.diagnostics.push(wrong.with("near", format!("[{}]", data::quoted(&path))).help("write"));
    true
}

fn slugs(fields: &mut Fields<'_>, languages: Localised<'_>) -> PerLang<Name> {
    let written = fields.localised("slug", languages);
    let mut slugs = PerLang::default();
    let Some(Node { value: data::TomlValue::Table(table), .. }) = fields.peek("slug") else { return slugs };
    for (lang, text) in written.iter() {
        let span = table.get(&languages[lang.index()]).map_or((0, 0), |node| node.span);
        slugs.set(lang, Name { text: text.clone(), place: fields.place(span) });
    }
    slugs
}

fn fields_span(fields: &Fields<'_>, key: &str) -> (usize, usize) {
    fields.peek(key).map_or((0, 0), |node| node.span)
}

pub(super) fn former(fields: &mut Fields<'_>, reader: &mut Reader<'_>) -> Vec<Former> {
    let mut former = Vec::new();
    for node in fields.list("former") {
        let data::TomlValue::Table(table) = &node.value else {
            fields.wrong_type("former", node, "table");
            continue;
        };
        let mut entry = Fields::new(table, reader.path, node.span);
        let until = entry.node("until").and_then(|node| reader.date_of("until", node));
        former.push(Former { name: entry.names("name", reader.languages), until });
        entry.finish(&mut reader.diagnostics);
    }
    former
}

/// Keys of every text that a `record.toml` might be thought to have.
const TEXTS: &[&str] = &["title", "summary", "alt"];

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
