//! A table file → many records, with their texts inline.

use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::collection::Collection;
use super::facts::{Facts, finish, read_facts};
use super::field::FieldType;
use super::read::Reader;
use super::text::{self, Text};
use super::text_file::{self, Author, TextHome};
use super::value::Name;
use crate::base::{self, Lang, PerLang, SourcePath, SourceSpan};
use crate::data::{self, Fields, Node};
use crate::diag::{Diagnostic, Reported, Subject};

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
    let file = RowFile { source, path, collection, author };
    let read = |node| row(&file, node);
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

/// A file of rows, and by what they are read.
struct RowFile<'r> {
    source: &'r str,
    path: &'r SourcePath,
    collection: &'r Collection,
    author: &'r Author<'r>,
}

/// Reads a row; `None` of what is none.
fn row(file: &RowFile<'_>, node: &Node) -> Option<Reported<Row>> {
    let RowFile { path, collection, author, .. } = *file;
    let data::TomlValue::Table(table) = &node.value else { return None };
    let mut all = Vec::new();
    let mut fields = Fields::new(table, path, node.span);
    let id = fields.required_text("id");
    let span = fields.peek("id").map_or(node.span, |node| node.span);
    let mut reader = Reader { path, languages: author.codes, diagnostics: Vec::new() };
    let facts = read_facts(&mut fields, &mut reader, collection, &id);
    let texts = inline_texts(file, &mut fields, &id, &mut all);
    all.append(&mut reader.diagnostics);
    finish(fields, &mut all, (collection, &id), &|key: &str, how| collection.fields.called(key, how));
    blame_title(&mut all, &id, author, &texts);
    let id = Name { text: id, place: SourceSpan::new(path, span.0..span.1) };
    Some(Reported::new(Row { id, facts, texts }, all))
}

/// What is wrong with the title of a row is why it has no text: in the language that the key names, else in all that have none.
fn blame_title(all: &mut [Diagnostic], id: &str, author: &Author<'_>, texts: &PerLang<Arc<Text>>) {
    for found in all {
        let of_title = |arg: &'static str| found.arg(arg).and_then(|key| key.strip_prefix("title"));
        let Some(behind) = of_title("key").or_else(|| of_title("near")) else { continue };
        let is_meant = |code: &str| behind.is_empty() || behind.strip_prefix('.') == Some(code);
        let missing = (0..).zip(author.codes).filter(|(at, _)| texts.get(Lang::at(*at)).is_none());
        let hidden = missing.filter(|(_, code)| is_meant(code)).map(|(_, code)| Subject::text(id, code));
        found.hides.extend(hidden.collect::<Vec<_>>());
    }
}

/// `title.vi`, `summary.vi`, `body.vi` and the collection's per-language fields of one row.
fn inline_texts(
    file: &RowFile<'_>,
    fields: &mut Fields<'_>,
    id: &str,
    all: &mut Vec<Diagnostic>,
) -> PerLang<Arc<Text>> {
    let RowFile { source, collection, author, .. } = *file;
    let titles = fields.names("title", author.codes);
    let summaries = fields.localised("summary", author.codes);
    let bodies = fields.localised("body", author.codes);
    let own: Vec<(&String, &FieldType, PerLang<String>)> = collection
        .fields
        .iter()
        .filter(|(_, field)| field.per_language)
        .map(|(name, field)| (name, &field.kind, fields.localised(name, author.codes)))
        .collect();
    let written = [("summary", &summaries), ("body", &bodies)].into_iter();
    let written = written.chain(own.iter().map(|(name, _, values)| (name.as_str(), values)));
    untitled(fields, author, &titles, written);
    let mut texts = PerLang::default();
    for (lang, title) in titles.iter() {
        let code = &author.codes[lang.index()];
        let home = TextHome::of(lang, Some(collection), id);
        let at = |fields: &Fields<'_>, key: &str| inline_offset(source, fields, key, code);
        let title_place = fields.place(at(fields, "title"));
        let summary = summaries
            .get(lang)
            .map(|summary| author.summary(summary, &fields.place(at(fields, "summary")), home, all));
        let mut markdown = |key: &str, value: &str| {
            let origin = at(fields, key);
            author.markdown(value, &fields.place(origin), home, all)
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

/// Reports what a row says in a language that it has no title in, once for each language: no text is made of it.
fn untitled<'w>(
    fields: &mut Fields<'_>,
    author: &Author<'_>,
    titles: &PerLang<String>,
    written: impl Iterator<Item = (&'w str, &'w PerLang<String>)>,
) {
    let mut seen = titles.clone();
    for (key, words) in written {
        for (lang, _) in words.iter().filter(|(_, words)| !base::is_blank(words)) {
            let code = &author.codes[lang.index()];
            if seen.get(lang).is_some() || !may_miss(fields, code) {
                continue;
            }
            seen.set(lang, String::new());
            let Some(Node { value: data::TomlValue::Table(table), .. }) = fields.peek(key) else { continue };
            let place = fields.place(table.get(code).map_or((0, 0), |node| node.span));
            let untitled = Diagnostic::error("untitled", place).with("key", format!("{key}.{code}"));
            let mut untitled = untitled.with("title", format!("title.{code}")).help("add");
            if let Some(Node { value: data::TomlValue::Text(id), .. }) = fields.peek("id") {
                untitled = untitled.hides(Subject::text(id, code));
            }
            fields.diagnostics.push(untitled);
        }
    }
}

/// Whether a title is missing and not only wrong, which was reported: `title = "…"`, or one in which nothing can be seen.
fn may_miss(fields: &Fields<'_>, code: &str) -> bool {
    match fields.peek("title").map(|node| &node.value) {
        Some(data::TomlValue::Table(table)) => table.get(code).is_none(),
        Some(_) => false,
        None => true,
    }
}

/// Where the text of an inline string begins in the file: after its opening quotes.
fn inline_offset(source: &str, fields: &Fields<'_>, key: &str, code: &str) -> (usize, usize) {
    let Some(Node { value: data::TomlValue::Table(table), .. }) = fields.peek(key) else { return (0, 0) };
    let Some(node) = table.get(code) else { return (0, 0) };
    (text_file::text_start(source, node), node.span.1)
}
