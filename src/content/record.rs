//! One source file → a record's facts, or its text in one language. Knows one file at a time.

use serde::{Deserialize, Serialize};
use std::sync::Arc;

use indexmap::IndexMap;
use rayon::prelude::*;

use super::aside::InFacts;
use super::collect::RECORD;
use super::id::CollectionId;
use super::kind::FieldType;
use super::read::Reader;
use super::schema::Collection;
use super::text::{self, Author, Home, Status, Text};
use super::value::{Cited, Name, Value};
use crate::base::{Lang, PerLang, Place, SourcePath, is_blank, is_portable};
use crate::data::{self, Fields, Keys, Localised, Node, Table};
use crate::diag::{self, Diagnostic, Reported, Subject};
use crate::fact::Date;

/// Keys that every record may have, whatever its collection.
pub(super) const RESERVED: &[&str] = &[
    "id",
    "weight",
    "featured",
    "draft",
    "updated",
    "source",
    "as_of",
    "aliases",
    "slug",
    "code",
    "publish_on",
    "expires_on",
    "withdrawn",
    "successor",
    "image",
    "illustration",
    "valid_from",
    "valid_to",
    "former",
    "title",
    "summary",
    "body",
    "alt",
];

/// Whether a record may be called that: an id must do as a part of an address and as the name of a folder anywhere.
#[must_use]
pub fn is_id(text: &str) -> bool {
    let plain = text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    plain && is_portable(text) && !text.starts_with('-')
}

/// Whether this may stand in a permanent address: so short that the code of the whole address stays coarse.
#[must_use]
pub fn is_code(text: &str) -> bool {
    text.len() <= 12 && is_id(text)
}

/// Reports an id that no record can have. One that is missing has been reported as such.
pub(super) fn check_id(id: &str, place: &Place, all: &mut Vec<Diagnostic>) {
    if !id.is_empty() && !is_id(id) {
        let near = crate::locale::slug(id);
        let wrong = Diagnostic::error("id-form", place.clone()).with("id", id);
        all.push(wrong.near_or(Some(near.as_str()).filter(|near| is_portable(near)), "other"));
    }
}

/// A thing that the site speaks of: its facts, and its texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Short, permanent, unique over the site.
    pub id: String,
    /// Position of its collection.
    pub collection: CollectionId,
    /// Where it is defined.
    pub place: Place,
    /// The folder that its files lie in.
    pub folder: String,
    /// What every record may say of itself.
    pub meta: Arc<Meta>,
    /// Its facts by field, in the order of the schema.
    pub facts: Arc<IndexMap<String, Fact>>,
    /// Its texts.
    pub texts: PerLang<Arc<Text>>,
}

impl Record {
    /// What lists and addresses take from the texts, by language: title, address segment, how far it can be trusted.
    #[must_use]
    pub fn headings(&self) -> Vec<(Lang, &str, Option<&str>, Status)> {
        let mut headings = Vec::new();
        for (lang, text) in self.texts.iter() {
            let slug = text.slug.as_ref().map(|slug| slug.text.as_str());
            headings.push((lang, text.title.as_str(), slug, text.status));
        }
        headings
    }

    /// Whether another state of this record is made of the very same values.
    #[must_use]
    pub fn is_same(&self, other: &Record) -> bool {
        Arc::ptr_eq(&self.meta, &other.meta)
            && Arc::ptr_eq(&self.facts, &other.facts)
            && self.texts.iter().count() == other.texts.iter().count()
            && self
                .texts
                .iter()
                .zip(other.texts.iter())
                .all(|((a_lang, a), (b_lang, b))| a_lang == b_lang && Arc::ptr_eq(a, b))
    }
}

/// A value and where it was written.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Fact {
    /// The value.
    pub value: Value,
    /// Where it was written.
    pub place: Place,
    /// What is known about a date or a period; figures and places have it in themselves.
    pub remarks: Option<Box<Remarks>>,
}

/// What is known about a date or a period.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Remarks {
    /// The date that it speaks of.
    pub as_of: Option<Date>,
    /// Where it comes from.
    pub source: Option<Cited>,
    /// A remark, per language.
    pub note: PerLang<String>,
}

/// What every record may say of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Meta {
    /// Smaller comes first.
    pub weight: Option<i64>,
    /// Shown on the home page.
    pub featured: bool,
    /// Not for publication.
    pub draft: bool,
    /// The day of the last change.
    pub updated: Option<Date>,
    /// Where the facts come from, unless a figure says otherwise.
    pub source: Option<Cited>,
    /// The date that the facts speak of, unless a figure says otherwise.
    pub as_of: Option<Date>,
    /// Former addresses.
    pub aliases: Vec<Name>,
    /// Address segments, where they are not the id.
    pub slug: PerLang<Name>,
    /// Not shown before this day.
    pub publish_on: Option<Date>,
    /// Not shown after this day.
    pub expires_on: Option<Date>,
    /// What stands in its permanent address, where it is not derived from the id.
    pub code: Option<Name>,
    /// Not shown any more, whatever the day of the edition is, and a page says so and names this day.
    pub withdrawn: Option<Date>,
    /// The record that took its place, by id.
    pub successor: Option<Name>,
    /// The cover picture.
    pub image: Option<Name>,
    /// Whether the cover is a drawing of no real thing, which readers are told.
    pub illustration: bool,
    /// Valid since.
    pub valid_from: Option<Date>,
    /// Valid until.
    pub valid_to: Option<Date>,
    /// Former names, oldest first.
    pub former: Vec<Former>,
}

/// A name that a thing had.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Former {
    /// The name.
    pub name: PerLang<String>,
    /// Until when.
    pub until: Option<Date>,
}

impl Former {
    /// The name that something had on a day; `None` when it had the one that it has now.
    #[must_use]
    pub fn on(all: &[Former], day: Date) -> Option<&Former> {
        let dated = all.iter().filter_map(|former| Some((former.until?.last_day(), former)));
        let then = dated.filter(|(until, _)| day.first_day() <= *until);
        then.min_by_key(|(until, _)| *until).map(|(_, former)| former)
    }
}

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
fn finish(
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

fn read_facts(fields: &mut Fields<'_>, reader: &mut Reader<'_>, collection: &Collection, id: &str) -> Facts {
    let mut facts = IndexMap::new();
    for (name, field) in &collection.fields {
        if field.per_language {
            continue;
        }
        match fields.node(name) {
            // What is required and cannot be seen is not there.
            Some(Node { value: data::Value::Text(text), .. }) if field.required && is_blank(text) => {
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
    }
}

/// Reports a whole address where a list of former addresses stands, in the form that the list has.
fn one_alias(fields: &mut Fields<'_>) -> bool {
    let Some(node @ Node { value: data::Value::Text(text), .. }) = fields.node("aliases") else {
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
    let Some(Node { value: data::Value::Table(table), .. }) = fields.peek("slug") else { return slugs };
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
        let data::Value::Table(table) = &node.value else {
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

/// A record of a table file: id, place, facts, texts.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Row {
    pub(super) id: Name,
    pub(super) facts: Facts,
    pub(super) texts: PerLang<Arc<Text>>,
}

/// Reads a table file: many records as `[[record]]`, with their text inline.
pub(super) fn rows(
    source: &str,
    path: &SourcePath,
    collection: &Collection,
    author: &Author<'_>,
) -> Reported<Vec<Row>> {
    let mut all = Vec::new();
    let table = data::parse(source, path, 0).into(&mut all);
    let mut root = Fields::new(&table, path, (0, 0));
    // A table may hold most of a site.
    let nodes = root.list("record");
    let read = |node| row(source, node, path, collection, author);
    let read: Vec<Option<Reported<Row>>> = nodes.par_iter().map(read).collect();
    let mut rows = Vec::with_capacity(read.len());
    for (node, row) in nodes.iter().zip(read) {
        match row {
            Some(row) => rows.push(row.into(&mut all)),
            None => root.wrong_type("record", node, "table"),
        }
    }
    root.finish(&mut all);
    Reported::new(rows, all)
}

/// Reads a row; `None` of what is none.
fn row(
    source: &str,
    node: &Node,
    path: &SourcePath,
    collection: &Collection,
    author: &Author<'_>,
) -> Option<Reported<Row>> {
    let data::Value::Table(table) = &node.value else { return None };
    let mut all = Vec::new();
    let mut fields = Fields::new(table, path, node.span);
    let id = fields.required_text("id");
    let span = fields.peek("id").map_or(node.span, |node| node.span);
    let mut reader = Reader { path, languages: author.codes, diagnostics: Vec::new() };
    let facts = read_facts(&mut fields, &mut reader, collection, &id);
    let home = Home::of(Some(collection), &id);
    let texts = inline_texts(source, &mut fields, collection, author, home, &mut all);
    all.append(&mut reader.diagnostics);
    finish(fields, &mut all, (collection, &id), &|key: &str, how| collection.fields.called(key, how));
    let id = Name { text: id, place: Place::new(path, span.0..span.1) };
    Some(Reported::new(Row { id, facts, texts }, all))
}

/// `title.vi`, `summary.vi`, `body.vi` and the collection's per-language fields of one row.
fn inline_texts(
    source: &str,
    fields: &mut Fields<'_>,
    collection: &Collection,
    author: &Author<'_>,
    home: Home<'_>,
    all: &mut Vec<Diagnostic>,
) -> PerLang<Arc<Text>> {
    let titles = fields.names("title", author.codes);
    let summaries = fields.localised("summary", author.codes);
    let bodies = fields.localised("body", author.codes);
    let own: Vec<(&String, &FieldType, PerLang<String>)> = collection
        .fields
        .iter()
        .filter(|(_, field)| field.per_language)
        .map(|(name, field)| (name, &field.kind, fields.localised(name, author.codes)))
        .collect();
    let mut texts = PerLang::default();
    for (lang, title) in titles.iter() {
        let code = &author.codes[lang.index()];
        let at = |fields: &Fields<'_>, key: &str| inline_offset(source, fields, key, code);
        let title_place = fields.place(at(fields, "title"));
        let summary = summaries
            .get(lang)
            .map(|summary| author.summary(summary, lang, &fields.place(at(fields, "summary")), home, all));
        let mut markdown = |key: &str, value: &str| {
            let origin = at(fields, key);
            author.markdown(value, lang, &fields.place(origin), home, all)
        };
        let body = Arc::new(markdown("body", bodies.get(lang).map_or("", String::as_str)));
        let mut text = Text::new(title.clone(), title_place, summary.map(Arc::new), body);
        for (name, kind, values) in &own {
            if let Some(value) = values.get(lang) {
                let field = match kind {
                    FieldType::Markdown => text::TextField::Body(Arc::new(markdown(name, value))),
                    _ => text::TextField::Line(value.clone()),
                };
                text.fields.insert((*name).clone(), field);
            }
        }
        texts.set(lang, Arc::new(text));
    }
    texts
}

/// Where the text of an inline string begins in the file: after its opening quotes.
fn inline_offset(source: &str, fields: &Fields<'_>, key: &str, code: &str) -> (usize, usize) {
    let Some(Node { value: data::Value::Table(table), .. }) = fields.peek(key) else { return (0, 0) };
    let Some(node) = table.get(code) else { return (0, 0) };
    (text::text_start(source, node), node.span.1)
}
