//! `codes.toml` at the site's root: which codes are on paper, and where they led when they were printed.
//!
//! Paper cannot be corrected, so this file is committed and only ever grows. `portolan qr publish` writes it; whoever
//! builds the site afterwards hears of every code that would no longer arrive.

use std::collections::BTreeMap;

use super::value::Name;
use crate::base::{Lang, PerLang, SourcePath, SourceSpan};
use crate::config;
use crate::data::{self, Declarations, Fields, Localised, Table, TomlValue};
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
    /// The languages that the site had when the code was printed and has no more, by code.
    pub former: Vec<FormerLanguage>,
    /// The day on which somebody said that the record is gone for good.
    pub withdrawn: Option<Date>,
    /// The record that took its place.
    pub successor: Option<Name>,
}

/// A language that the site has no more.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FormerLanguage {
    /// Its code.
    pub lang: Name,
    /// Every address that the record had in it, from the first slash.
    pub addresses: Vec<Name>,
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
    let mut printed: Vec<Printed> = Vec::new();
    let mut by_code: BTreeMap<String, usize> = BTreeMap::new();
    for node in root.list("printed") {
        match &node.value {
            TomlValue::Table(table) => {
                let Some(entry) =
                    entry(table, node.span, &mut Declarations { path: &path, languages, all: &mut all })
                else {
                    continue;
                };
                let first = *by_code.entry(entry.code.text.clone()).or_insert(printed.len());
                match printed.get(first).filter(|first| first.id.text != entry.id.text) {
                    Some(first) => all.push(twice(&entry, first)),
                    None => printed.push(entry),
                }
            }
            _ => root.wrong_type("printed", node, "table"),
        }
    }
    root.finish(&mut all);
    Reported::new(printed, all)
}

/// A code for two records, as when two branches that both printed are merged.
fn twice(entry: &Printed, first: &Printed) -> Diagnostic {
    let twice = Diagnostic::error("printed-twice", entry.code.place.clone()).with("code", &entry.code.text);
    let twice = twice.with("id", &entry.id.text).with("first", &first.id.text);
    twice.other(first.code.place.clone()).help("one")
}

fn entry(table: &Table, span: (usize, usize), file: &mut Declarations<'_>) -> Option<Printed> {
    let (path, languages) = (file.path, file.languages);
    let mut fields = Fields::new(table, path, span);
    let (id, code) = (fields.required_text("id"), fields.required_text("code"));
    let at = |fields: &Fields<'_>, key: &str| fields.place(fields.peek(key).map_or(span, |node| node.span));
    let named = |fields: &Fields<'_>, key: &str, text: String| Name { text, place: at(fields, key) };
    let day = date(&mut fields, "day");
    let withdrawn = date(&mut fields, "withdrawn");
    let successor = fields.text("successor").map(str::to_owned);
    let (mut titles, mut addresses, mut former) = (PerLang::default(), PerLang::default(), BTreeMap::new());
    by_language(&mut fields, ("title", path, languages), &mut former, |written, code, lang| {
        // Titles in a language that the site no longer has are not read.
        if let (Some(title), Ok(lang)) = (written.text(code), lang) {
            titles.set(lang, title.to_owned());
        }
    });
    by_language(&mut fields, ("address", path, languages), &mut former, |written, code, lang| {
        let list = written.texts(code).into_iter();
        let list: Vec<Name> =
            list.map(|(text, span)| Name { text, place: SourceSpan::new(path, span.0..span.1) }).collect();
        match lang {
            Ok(lang) if !list.is_empty() => drop(addresses.set(lang, list)),
            Ok(_) => {}
            Err(former) => former.addresses = list,
        }
    });
    let printed = Printed {
        day,
        withdrawn,
        collection: fields.text("collection").unwrap_or_default().to_owned(),
        base_url: fields.text("base_url").unwrap_or_default().to_owned(),
        titles,
        addresses,
        former: former.into_values().collect(),
        successor: successor.map(|id| named(&fields, "successor", id)),
        id: named(&fields, "id", id),
        code: named(&fields, "code", code),
    };
    fields.finish(file.all);
    (!printed.id.text.is_empty() && !printed.code.text.is_empty()).then_some(printed)
}

/// What an entry says per language: the table `key`, of which `read` takes each value. The keys of languages that the site has
/// no more go to `former`.
fn by_language<'t>(
    fields: &mut Fields<'t>,
    (key, path, languages): (&str, &'t SourcePath, Localised<'_>),
    former: &mut BTreeMap<String, FormerLanguage>,
    mut read: impl FnMut(&mut Fields<'t>, &str, Result<Lang, &mut FormerLanguage>),
) {
    let Some((table, span)) = fields.table(key) else { return };
    let mut written = Fields::new(table, path, span);
    for (code, key_span, _) in &table.entries {
        let place = written.place(*key_span);
        if let Some(index) = languages.iter().position(|known| known == code) {
            read(&mut written, code, Ok(Lang::at(index)));
        } else if config::is_code(code) {
            let gone = || FormerLanguage { lang: Name { text: code.clone(), place }, addresses: Vec::new() };
            read(&mut written, code, Err(former.entry(code.clone()).or_insert_with(gone)));
        } else {
            // It is asked for, so that it is not reported as a key that nobody knows as well.
            written.node(code);
            fields
                .diagnostics
                .push(Diagnostic::error("language-code", place).with("code", code).help("form"));
        }
    }
    written.finish(&mut fields.diagnostics);
}

fn date(fields: &mut Fields<'_>, key: &str) -> Option<Date> {
    let node = fields.node(key)?;
    let date = match &node.value {
        TomlValue::Date(text) | TomlValue::Text(text) => Date::parse(text),
        _ => None,
    };
    if date.is_none() {
        fields.wrong_type(key, node, "date");
    }
    date
}
