//! A Markdown file → the text of a record in one language, or that of a list.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::collection::Collection;
use super::field::{Field, FieldType};
use super::folder::RECORD;
use super::form::{blank, is_blank};
use super::front;
use super::text::{Alternative, Status, Text, TextField};
use super::text_keys::InText;
use super::value::Name;
use crate::base::{self, Lang, SourcePath, SourceSpan};
use crate::config::Language;
use crate::data::{self, Fields, Localised};
use crate::diag::{self, Diagnostic, Reported};
use crate::markdown::{self, Body, Options, TextOrigin};

/// How this site's authors write: its languages, and Markdown's rules in each.
#[derive(Clone, Copy)]
pub struct Author<'a> {
    /// Codes of the languages, in order.
    pub codes: Localised<'a>,
    /// The languages.
    pub languages: &'a [Language],
    /// Markdown's rules, by language.
    pub options: &'a [Options],
}

impl Author<'_> {
    /// The language whose text has this name: `vi.md`.
    pub(super) fn lang(&self, name: &str) -> Option<Lang> {
        let code = name.strip_suffix(".md")?;
        self.codes.iter().position(|known| known == code).map(Lang::at)
    }

    /// Reads Markdown that begins at `place`.
    pub(super) fn markdown(
        &self,
        text: &str,
        place: &SourceSpan,
        home: TextHome<'_>,
        all: &mut Vec<Diagnostic>,
    ) -> Body {
        self.read(markdown::parse, text, place, home).into(all)
    }

    /// Reads a summary that begins at `place`.
    pub(super) fn summary(
        &self,
        text: &str,
        place: &SourceSpan,
        home: TextHome<'_>,
        all: &mut Vec<Diagnostic>,
    ) -> Body {
        self.read(markdown::parse_summary, text, place, home).into(all)
    }

    fn read(
        &self,
        parse: fn(&str, &TextOrigin, &Options) -> Reported<Body>,
        text: &str,
        place: &SourceSpan,
        home: TextHome<'_>,
    ) -> Reported<Body> {
        let origin = TextOrigin { path: place.path.clone(), offset: place.span.0 };
        let options = &self.options[home.lang.index()];
        match home.list {
            None => parse(text, &origin, options),
            // Below the heading of the group and that of the record itself.
            Some(id) => {
                let options = Options {
                    id_prefix: id.to_owned(),
                    heading_shift: options.heading_shift + 2,
                    ..options.clone()
                };
                parse(text, &origin, &options)
            }
        }
    }
}

/// Where a text will be read, and in which language.
#[derive(Clone, Copy)]
pub(super) struct TextHome<'a> {
    lang: Lang,
    /// Among others on its collection's list: the record's id keeps its anchors apart from theirs. Else on a page of its own.
    list: Option<&'a str>,
}

impl<'a> TextHome<'a> {
    pub(super) fn of(lang: Lang, collection: Option<&Collection>, id: &'a str) -> TextHome<'a> {
        let is_listed = collection.is_some_and(|collection| !collection.pages);
        TextHome { lang, list: is_listed.then_some(id) }
    }
}

/// Reads a text file. `collection` declares which per-language fields it may have; `None` for the text of a list.
pub(super) fn parse(
    (path, source): (&SourcePath, &str),
    lang: Lang,
    collection: Option<&Collection>,
    author: &Author<'_>,
) -> Reported<Text> {
    let mut all = Vec::new();
    let ((front_at, front), (body_at, body)) = front::split(source, path, &mut all);
    let framed = all.is_empty();
    let table = data::parse(front, path, front_at).into(&mut all);
    let whole = framed && !diag::has_errors(&all);
    let mut fields = Fields::new(&table, path, (front_at, front_at));
    let home = TextHome::of(lang, collection, path.folder().rsplit('/').next().unwrap_or_default());
    let title = if whole {
        fields.required_text("title")
    } else {
        fields.text("title").unwrap_or_default().to_owned()
    };
    let title_span = fields.peek("title").map_or((0, 0), |node| node.span);
    let summary_at = fields.peek("summary").map_or(0, |node| text_start(source, node));
    let summary = fields.text("summary").map(|summary| {
        Arc::new(author.summary(summary, &SourceSpan::new(path, summary_at..summary_at), home, &mut all))
    });
    let body = Arc::new(author.markdown(body, &SourceSpan::new(path, body_at..body_at), home, &mut all));
    let mut text = Text::new(title, SourceSpan::new(path, title_span.0..title_span.1), summary, body);
    let place_of = |fields: &Fields<'_>, key| fields.peek(key).map(|node| fields.place(node.span));
    let slug = fields.text("slug").map(str::to_owned);
    text.slug = slug.zip(place_of(&fields, "slug")).map(|(text, place)| Name { text, place });
    text.status = status(&mut fields, collection, source);
    text.status_place = place_of(&fields, "status").unwrap_or_else(|| text.place.clone());
    if text.status != Status::Draft {
        blanks(&table, path, &mut all);
    }
    text.alt = alternatives(&mut fields);
    text.made_from = fields.texts("made_from").into_iter().map(|(segment, _)| segment).collect();
    let declared = collection.into_iter().flat_map(|collection| &collection.fields);
    for (name, field) in declared.filter(|(_, field)| field.per_language) {
        let value = own_field(&mut fields, (name, field), whole, |value, node| {
            let start = text_start(source, node);
            author.markdown(value, &SourceSpan::new(path, start..start), home, &mut all)
        });
        text.fields.extend(value.map(|value| (name.clone(), value)));
    }
    notes(&mut fields);
    fields.finish_with(&mut all, &InText { path, source, collection, languages: author.codes });
    Reported::new(text, all)
}

/// Keys that other programs have for translations, and that no page shows: each with what is to be done instead.
const NOTES: &[(&str, &str)] = &[
    ("translated_from", "confirm"),
    ("source_hash", "confirm"),
    ("translator", "comment"),
    ("reviewed", "comment"),
];

/// Reports them, where the collection has no field of that name.
fn notes(fields: &mut Fields<'_>) {
    for (key, instead) in NOTES {
        if let Some((_, span, _)) = fields.unasked(key) {
            let unused = Diagnostic::error("unused-note", fields.place(span)).with("key", key);
            fields.node(key);
            fields.diagnostics.push(unused.help(instead));
        }
    }
}

/// Reports whatever is still to be written.
fn blanks(table: &data::Table, path: &SourcePath, all: &mut Vec<Diagnostic>) {
    for (key, _, node) in &table.entries {
        match &node.value {
            data::TomlValue::Table(inner) => blanks(inner, path, all),
            _ if is_blank(node) => all.push(blank(key, SourceSpan::new(path, node.span.0..node.span.1))),
            _ => {}
        }
    }
}

/// Where the text of a string begins in its file: after the opening quotes and, of several lines, the first line's end.
pub(super) fn text_start(source: &str, node: &data::Node) -> usize {
    let text = &source[node.span.0..node.span.1];
    let opening = match text {
        _ if text.starts_with("\"\"\"\n") || text.starts_with("'''\n") => 4,
        _ if text.starts_with("\"\"\"") || text.starts_with("'''") => 3,
        _ => 1,
    };
    node.span.0 + opening.min(text.len())
}

/// The value of one per-language field.
fn own_field(
    fields: &mut Fields<'_>,
    (name, field): (&str, &Field),
    whole: bool,
    markdown: impl FnOnce(&str, &data::Node) -> Body,
) -> Option<TextField> {
    let Some(value) = fields.text(name).filter(|value| !(field.required && base::is_blank(value))) else {
        let is_unseen = |node: &data::Node| matches!(&node.value, data::TomlValue::Text(_));
        if field.required && whole && fields.peek(name).is_none_or(is_unseen) {
            fields.missing(name);
        }
        return None;
    };
    Some(match (&field.kind, fields.peek(name)) {
        (FieldType::Markdown, Some(node)) => TextField::Body(Arc::new(markdown(value, node))),
        _ => TextField::Line(value.to_owned()),
    })
}

fn status(fields: &mut Fields<'_>, collection: Option<&Collection>, source: &str) -> Status {
    let Some(text) = fields.text("status") else { return Status::Reviewed };
    let field = collection.and_then(|collection| collection.fields.get("status"));
    match text {
        "reviewed" => Status::Reviewed,
        "machine" => Status::Machine,
        "draft" => Status::Draft,
        _ => {
            let place = fields.place(fields.peek("status").map_or((0, 0), |node| node.span));
            let unknown = Diagnostic::error("unknown-value", place).with("value", text).with("key", "status");
            let unknown = unknown.with("allowed", "reviewed, machine, draft");
            // The state of the thing itself, which facts of this collection have.
            let line = fields.peek("status").filter(|_| field.is_some_and(|field| !field.per_language));
            let line = line.map(|node| data::line_of(source, "status", node));
            fields.diagnostics.push(match line {
                Some(line) => unknown.with("file", RECORD).with("line", line).help("fact"),
                None => unknown.help("allowed"),
            });
            Status::Reviewed
        }
    }
}

fn alternatives(fields: &mut Fields<'_>) -> BTreeMap<String, Alternative> {
    let mut texts = BTreeMap::new();
    let Some((table, _)) = fields.table("alt") else { return texts };
    for (file, span, node) in &table.entries {
        match &node.value {
            data::TomlValue::Text(text) => {
                let place = fields.place(*span);
                texts.insert(file.clone(), Alternative { text: text.clone(), place });
            }
            _ => fields.wrong_type(file, node, "string"),
        }
    }
    texts
}
