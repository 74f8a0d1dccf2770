//! `codes.toml` at the site's root: which codes are on paper, and where they led when they were printed.
//!
//! Paper cannot be corrected, so this file is committed and only ever grows. `portolan qr publish` writes it; whoever
//! builds the site afterwards hears of every code that would no longer arrive.

use super::value::Name;
use crate::base::{Lang, PerLang, Place, SourcePath};
use crate::data::{self, Fields, Localised, Table, Value};
use crate::diag::{Diagnostic, Reported};
use crate::fact::Date;
use crate::source::Snapshot;

/// The file of the ledger.
pub const LEDGER: &str = "codes.toml";

/// A code on paper.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Printed {
    /// The record that it leads to, and where the ledger says so.
    pub id: Name,
    /// What stands in its permanent address.
    pub code: Name,
    /// The day on which it was published.
    pub day: Option<Date>,
    /// The name of its collection.
    pub collection: String,
    /// Where the site was.
    pub base_url: String,
    /// What the record was called.
    pub titles: PerLang<String>,
    /// Every address that the record had, from the first slash.
    pub addresses: PerLang<Vec<Name>>,
    /// The day on which somebody said that the record is gone for good.
    pub withdrawn: Option<Date>,
    /// The record that took its place.
    pub successor: Option<Name>,
}

/// Reads the ledger; a site without one has printed nothing.
pub(super) fn load(snapshot: &Snapshot, languages: Localised<'_>, all: &mut Vec<Diagnostic>) -> Vec<Printed> {
    snapshot.text(LEDGER).map_or_else(Vec::new, |text| parse(text, languages).into(all))
}

/// Reads a ledger from its text.
#[must_use]
pub fn parse(text: &str, languages: Localised<'_>) -> Reported<Vec<Printed>> {
    let path = SourcePath::new(LEDGER);
    let mut all = Vec::new();
    let table = data::parse(text, &path, 0).into(&mut all);
    let mut root = Fields::new(&table, &path, (0, 0));
    let mut printed = Vec::new();
    for node in root.list("printed") {
        match &node.value {
            Value::Table(table) => printed.extend(entry(table, node.span, &path, languages, &mut all)),
            _ => root.wrong_type("printed", node, "table"),
        }
    }
    root.finish(&mut all);
    Reported::new(printed, all)
}

fn entry(
    table: &Table,
    span: (usize, usize),
    path: &SourcePath,
    languages: Localised<'_>,
    all: &mut Vec<Diagnostic>,
) -> Option<Printed> {
    let mut fields = Fields::new(table, path, span);
    let (id, code) = (fields.required_text("id"), fields.required_text("code"));
    let at = |fields: &Fields<'_>, key: &str| fields.place(fields.peek(key).map_or(span, |node| node.span));
    let named = |fields: &Fields<'_>, key: &str, text: String| Name { text, place: at(fields, key) };
    let day = date(&mut fields, "day");
    let withdrawn = date(&mut fields, "withdrawn");
    let successor = fields.text("successor").map(str::to_owned);
    let printed = Printed {
        day,
        withdrawn,
        collection: fields.text("collection").unwrap_or_default().to_owned(),
        base_url: fields.text("base_url").unwrap_or_default().to_owned(),
        titles: fields.localised("title", languages),
        addresses: addresses(&mut fields, path, languages),
        successor: successor.map(|id| named(&fields, "successor", id)),
        id: named(&fields, "id", id),
        code: named(&fields, "code", code),
    };
    fields.finish(all);
    (!printed.id.text.is_empty() && !printed.code.text.is_empty()).then_some(printed)
}

fn addresses(fields: &mut Fields<'_>, path: &SourcePath, languages: Localised<'_>) -> PerLang<Vec<Name>> {
    let mut addresses = PerLang::default();
    let Some((table, span)) = fields.table("address") else { return addresses };
    let mut written = Fields::new(table, path, span);
    for (index, code) in languages.iter().enumerate() {
        let lang = Lang(u8::try_from(index).expect("fewer than 256 languages"));
        let list = written.texts(code).into_iter();
        let list: Vec<Name> =
            list.map(|(text, span)| Name { text, place: Place::new(path, span.0..span.1) }).collect();
        if !list.is_empty() {
            addresses.set(lang, list);
        }
    }
    written.finish(&mut fields.diagnostics);
    addresses
}

fn date(fields: &mut Fields<'_>, key: &str) -> Option<Date> {
    let node = fields.node(key)?;
    let date = match &node.value {
        Value::Date(text) | Value::Text(text) => Date::parse(text),
        _ => None,
    };
    if date.is_none() {
        fields.wrong_type(key, node, "date");
    }
    date
}
