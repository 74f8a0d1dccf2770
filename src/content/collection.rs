//! What a collection is: declared as data in its `_collection.toml`, never in Rust.

use super::field::{Field, FieldType};
use super::id::FieldId;
use super::keyed::Keyed;
use crate::base::{ByName, PerLang, SourcePath, SourceSpan};
use crate::data::{Node, Table, TomlValue};
use crate::fact::Months;

/// A kind of records: projects, zones, events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collection {
    /// The folder below `content/`.
    pub name: String,
    /// The schema's file.
    pub path: SourcePath,
    /// The name of the whole: the heading of its list.
    pub title: PerLang<String>,
    /// What one record is called.
    pub singular: PerLang<String>,
    /// The address segment.
    pub segment: PerLang<String>,
    /// Codes of languages that every record must have text in.
    pub required: Vec<String>,
    /// Sort keys of the list, most important first.
    pub order: Vec<SortKey>,
    /// The fields that its table shows beside the titles of its records; none where there is no table.
    pub table: Vec<String>,
    /// The theme's template for a record.
    pub template: Option<String>,
    /// The schema.org type of a record.
    pub schema_org: Option<String>,
    /// The field that dates a record.
    pub date: Option<String>,
    /// Records on one page of the list.
    pub page_size: usize,
    /// Whether its records are found by a search.
    pub search: Findable,
    /// Position in the main menu.
    pub menu: Option<i64>,
    /// Whether a record has a page of its own.
    pub pages: bool,
    /// Whether there is a list page.
    pub list: bool,
    /// Whether its records are in the feed.
    pub feed: bool,
    /// Whether its records can be taken away as tables.
    pub data: bool,
    /// Whether its list has pages of its years and months.
    pub archive: bool,
    /// Whether its records have permanent addresses and QR codes.
    pub codes: bool,
    /// The field by which the list page is divided.
    pub group: Option<String>,
    /// Whether its records have maps of where they are.
    pub maps: bool,
    /// Its records answer readers: the field that lists the codes of the languages that each of them serves.
    pub contact: Option<String>,
    /// How old its figures may become before readers are told their age.
    pub stale_after: Option<Months>,
    /// Headings of the facts table.
    pub groups: Vec<(String, PerLang<String>)>,
    /// The fields, in the order of the page.
    pub fields: Keyed<ByName<FieldId, Field>>,
    /// All of it as it is written: where each name of it stands.
    pub(super) declared: Table,
}

/// Whether and how soon a search finds the records of a collection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Findable {
    /// As well as they fit.
    #[default]
    Normal,
    /// After others that fit as well: what is there to be referred to.
    Late,
    /// Not at all.
    Never,
}

/// The words for it in a schema.
pub(crate) const FINDABLE: &[&str] = &["normal", "late", "never"];

impl Findable {
    /// What a word of [`FINDABLE`] stands for.
    pub(super) fn named(word: Option<&str>) -> Findable {
        match word {
            Some("late") => Findable::Late,
            Some("never") => Findable::Never,
            _ => Findable::Normal,
        }
    }
}

/// A sort key of a list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SortKey {
    /// `weight`, `title`, `id` or a field.
    pub field: String,
    /// Greatest first.
    pub descending: bool,
}

/// The types of schema.org that a record can be described as.
pub(crate) const SCHEMA_ORG: &[&str] =
    &["Place", "Event", "NewsArticle", "FAQPage", "Dataset", "Legislation", "Article"];

impl Collection {
    /// Whether each of its records is a set of data, whose tables can be taken away.
    #[must_use]
    pub fn is_data_set(&self) -> bool {
        self.schema_org.as_deref() == Some("Dataset")
    }

    /// Where the last of these keys stands in the schema; where it is not written, the one that it would stand under.
    #[must_use]
    pub fn key_place(&self, keys: &[&str]) -> SourceSpan {
        let written = (1..=keys.len()).rev().find_map(|count| within(&self.declared, &keys[..count]));
        written.map_or_else(
            || SourceSpan::file(&self.path),
            |(_, span)| SourceSpan::new(&self.path, span.0..span.1),
        )
    }

    /// Where the value behind these keys stands in the schema; where there is none, the key that it would stand under.
    #[must_use]
    pub fn value_place(&self, keys: &[&str]) -> SourceSpan {
        match within(&self.declared, keys) {
            Some((Node { span, .. }, _)) => SourceSpan::new(&self.path, span.0..span.1),
            None => self.key_place(keys),
        }
    }

    /// Whether its records can be read as a table too.
    #[must_use]
    pub fn has_table(&self) -> bool {
        self.list && !self.table.is_empty()
    }

    /// Whether its records are kept by year and month.
    #[must_use]
    pub fn has_archive(&self) -> bool {
        self.list && self.archive && self.date.is_some()
    }

    /// Calls `visit` with the type of every field and column, and the keys that lead to its declaration.
    pub fn each_type(&self, visit: &mut impl FnMut(&[&str], &FieldType)) {
        for (name, field) in &self.fields {
            each_type(&["fields", name], &field.kind, visit);
        }
    }
}

fn each_type(keys: &[&str], kind: &FieldType, visit: &mut impl FnMut(&[&str], &FieldType)) {
    visit(keys, kind.one());
    if let FieldType::Table(columns) = kind.one() {
        for (name, column) in columns {
            each_type(&[keys, &["columns", name]].concat(), &column.kind, visit);
        }
    }
}

/// The value that a schema has behind these keys, and the place of its last key.
pub(super) fn within<'t>(table: &'t Table, keys: &[&str]) -> Option<(&'t Node, (usize, usize))> {
    let (first, rest) = keys.split_first()?;
    let (_, span, node) = table.entries.iter().find(|(name, ..)| name == first)?;
    match &node.value {
        TomlValue::Table(inner) if !rest.is_empty() => within(inner, rest),
        _ => rest.is_empty().then_some((node, *span)),
    }
}
