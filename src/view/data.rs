//! What files of open data hold, in the reader's language.

mod cell;

use std::collections::HashMap;

use super::data_table::{DataCell, DataColumn, DataHead, DataKind, DataKnown, DataRow, DataTable, DataWords};
use super::model::{DataFiles, Download};
use super::reads::{ReadLog, Reads};
use super::{Lens, Views, body, card, wording};
use crate::base::{Lang, PerLang};
use crate::content::{Collection, CollectionId, Field, FieldId, FieldType, Record, RecordId, Value};
use crate::fact::Decimal;
use crate::site::{DataFormat, DataRoute, Route};
use cell::{cells, field_cell};

impl Views<'_> {
    /// What a file of open data holds, and what it read; `None` for what describes such files.
    #[must_use]
    pub fn data(&self, route: &DataRoute) -> Option<(DataTable, Reads)> {
        let log = ReadLog::default();
        let lens = Lens { log: Some(&log), ..self.lens(route.lang()?, "") };
        let table = match *route {
            DataRoute::Records { lang, collection, .. } => records(&lens, lang, collection),
            DataRoute::Rows { record, field, .. } => rows(&lens, record, field)?,
            DataRoute::Schema { .. } => return None,
        };
        Some((table, log.reads()))
    }

    /// The columns of a collection for whoever describes it, named in the language of the readers of none.
    #[must_use]
    pub fn data_columns(&self, collection: CollectionId) -> Vec<DataColumn> {
        let config = &self.site.config;
        let lang = config.x_default.unwrap_or(config.built_languages()[0]);
        columns_of(&self.lens(lang, ""), &self.site.content.collections[collection])
    }
}

/// The files of a collection.
pub(super) fn downloads(lens: &Lens<'_>, collection: CollectionId) -> Vec<Download> {
    let files = |format| DataRoute::Records { lang: lens.lang, collection, format };
    let mut all = if lens.site.has_data(collection) { in_all_formats(lens, files) } else { Vec::new() };
    if lens.site.has_events(collection) && lens.site.has_appointments() {
        let url = Route::Events(lens.lang).path(lens.site);
        all.push(Download { label: lens.string("data_calendar"), url, format: "ics" });
    }
    all
}

/// The files of a record's tables.
pub(super) fn series(lens: &Lens<'_>, index: RecordId) -> Vec<DataFiles> {
    let record = &lens.site.content.records[index];
    let fields = &lens.site.collection_of(record).fields;
    let tables = lens.site.series(record).map(|field| {
        let (label, tag) = wording::label(lens, fields.name(field), &fields[field]);
        let rows = |format| DataRoute::Rows { lang: lens.lang, record: index, field, format };
        DataFiles { label, tag, files: in_all_formats(lens, rows) }
    });
    lens.facts(record);
    tables.collect()
}

/// The files of a set of data: those of its tables; of one without tables those of its collection.
pub(super) fn files_of(lens: &Lens<'_>, index: RecordId) -> Vec<DataRoute> {
    let record = &lens.site.content.records[index];
    let rows = lens.site.series(record).flat_map(|field| {
        DataFormat::ALL.map(|format| DataRoute::Rows { lang: lens.lang, record: index, field, format })
    });
    let mut files: Vec<DataRoute> = rows.collect();
    let collection = record.collection;
    if files.is_empty() && lens.site.has_data(collection) {
        files.extend(DataFormat::ALL.map(|format| DataRoute::Records {
            lang: lens.lang,
            collection,
            format,
        }));
    }
    files
}

fn in_all_formats(lens: &Lens<'_>, route: impl Fn(DataFormat) -> DataRoute) -> Vec<Download> {
    let files = DataFormat::ALL.map(|format| Download {
        label: format.name().to_owned(),
        url: route(format).path(lens.site),
        format: format.extension(),
    });
    files.into()
}

fn records(lens: &Lens<'_>, lang: Lang, collection: CollectionId) -> DataTable {
    let declared = &lens.site.content.collections[collection];
    let order = lens.site.orders.lists[collection].get(lang).map_or(&[][..], Vec::as_slice);
    let mut columns = columns_of(lens, declared);
    let rows: Vec<DataRow> = order.iter().map(|record| record_row(lens, *record, &columns)).collect();
    for (at, column) in columns.iter_mut().enumerate() {
        if let DataKind::Distances(to) = &mut column.kind {
            name_all(to, rows.iter().map(|row| &row.cells[at]));
        }
    }
    let title = lens.site.word(&declared.title, lang).map_or(declared.name.as_str(), |(title, _)| title);
    let list = Route::List { lang, collection, filter: None, page: 1 };
    DataTable { columns, rows, ..table(lens, collection, title.to_owned(), &list) }
}

/// Adds the places that only some record names to those that the field declares.
fn name_all<'c>(to: &mut Vec<(String, String)>, cells: impl Iterator<Item = &'c DataCell>) {
    for cell in cells {
        let DataCell::Distances(distances) = cell else { continue };
        for distance in distances {
            if to.iter().all(|(id, _)| *id != distance.to) {
                to.push((distance.to.clone(), distance.name.clone()));
            }
        }
    }
}

fn rows(lens: &Lens<'_>, index: RecordId, field: FieldId) -> Option<DataTable> {
    let record = lens.site.content.records.get(index)?;
    let (name, field) = lens.site.collection_of(record).fields.get_index(field)?;
    let FieldType::Table(declared) = &field.kind else { return None };
    let Value::Table(rows) = &lens.facts(record).get(name)?.value else { return None };
    let columns = columns(lens, declared.iter().map(|(name, field)| (name, field)));
    let known = known_of_all(lens, record);
    let rows =
        rows.iter().map(|row| DataRow { head: None, cells: cells(lens, row, declared, (record, &known)) });
    let title = lens.labelled(lens.title(record).1, &wording::label(lens, name, field).0);
    let page = Route::Record { lang: lens.lang, record: index };
    Some(DataTable {
        series: Some((record.id.clone(), name.clone())),
        rows: rows.collect(),
        columns,
        ..table(lens, record.collection, title, &page)
    })
}

/// What every table says of itself.
fn table(lens: &Lens<'_>, collection: CollectionId, title: String, page: &Route) -> DataTable {
    let config = &lens.site.config;
    let word = |words: &PerLang<String>| lens.site.word(words, lens.lang).map(|(word, _)| word.to_owned());
    let entry = config.organisation.as_ref().and_then(|(id, _)| lens.site.entry("organisations", id));
    let publisher = entry.and_then(|entry| word(&entry.name)).or_else(|| word(&config.name));
    DataTable {
        title,
        tag: lens.tag(lens.lang),
        address: lens.absolute(page),
        schema: lens.absolute(&Route::Data(DataRoute::Schema { collection })),
        collection: lens.site.content.collections[collection].name.clone(),
        series: None,
        publisher: publisher.unwrap_or_default(),
        licence: word(&config.licence),
        licence_url: config.licence_url.clone(),
        day: lens.today(),
        decimal: decimal_mark(lens),
        words: words(lens),
        columns: Vec::new(),
        rows: Vec::new(),
    }
}

/// The mark before the decimals of a number.
fn decimal_mark(lens: &Lens<'_>) -> char {
    let one_and_a_half = lens.locale.number(Decimal::new(15, 1));
    one_and_a_half.chars().find(|c| !c.is_numeric()).unwrap_or('.')
}

fn words(lens: &Lens<'_>) -> DataWords {
    DataWords {
        data: lens.string("data_sheet"),
        notes: lens.string("data_notes"),
        record: lens.string("data_record"),
        field: lens.string("data_field"),
        value: lens.string("data_value"),
        as_of: lens.string("data_as_of"),
        source: lens.string("data_source"),
        note: lens.string("data_note"),
        unit: lens.string("data_unit"),
        approx: lens.string("data_approx"),
        answer: lens.string("data_answer"),
        page: lens.string("data_page"),
        updated: lens.string("data_updated"),
        publisher: lens.string("data_publisher"),
        licence: lens.string("data_licence"),
        day: lens.string("data_day"),
        measured: lens.string("data_measured"),
        low: lens.string("data_low"),
        high: lens.string("data_high"),
        part: lens.string("data_part"),
    }
}

/// The columns of fields; pictures are no data.
fn columns<'f>(lens: &Lens<'_>, fields: impl Iterator<Item = (&'f String, &'f Field)>) -> Vec<DataColumn> {
    let columns = fields.filter_map(|(name, field)| {
        let (label, _) = wording::label(lens, name, field);
        Some(DataColumn { name: name.clone(), label, kind: kind(lens, &field.kind)? })
    });
    columns.collect()
}

/// The columns of a collection. Of fields with one label, each bears the name of its group besides, or else its own.
fn columns_of(lens: &Lens<'_>, declared: &Collection) -> Vec<DataColumn> {
    let mut columns = columns(lens, declared.fields.iter());
    let group = |column: &DataColumn| {
        let name = declared.fields[column.name.as_str()].group.as_ref()?;
        let (_, label) = declared.groups.iter().find(|(key, _)| key == name)?;
        lens.site.word(label, lens.lang).map(|(label, _)| label.to_owned())
    };
    tell_apart(&mut columns, |column| Some(lens.labelled(&group(column)?, &column.label)));
    tell_apart(&mut columns, |column| Some(format!("{} ({})", column.label, column.name)));
    columns
}

/// Gives another label to each of several columns that bear the same.
fn tell_apart(columns: &mut [DataColumn], other: impl Fn(&DataColumn) -> Option<String>) {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for column in &*columns {
        *counts.entry(column.label.clone()).or_default() += 1;
    }
    for column in columns.iter_mut().filter(|column| counts[&column.label] > 1) {
        if let Some(label) = other(column) {
            column.label = label;
        }
    }
}

fn kind(lens: &Lens<'_>, kind: &FieldType) -> Option<DataKind> {
    Some(match kind.one() {
        FieldType::Integer | FieldType::Decimal | FieldType::Percent | FieldType::Quantity { .. } => {
            DataKind::Quantity
        }
        FieldType::Money { .. } => DataKind::Money,
        FieldType::Date | FieldType::Period => DataKind::Date,
        FieldType::Ref { .. } | FieldType::Term { .. } | FieldType::Enum { .. } => DataKind::Named,
        FieldType::Place { .. } => DataKind::Place,
        FieldType::Distances { to, .. } => DataKind::Distances(
            to.iter()
                .map(|name| (name.text.clone(), wording::term(lens, "places", &name.text).text))
                .collect(),
        ),
        FieldType::Flag => DataKind::Flag,
        FieldType::Table(inner) => {
            DataKind::Rows(columns(lens, inner.iter().map(|(name, field)| (name, field))))
        }
        FieldType::Image => return None,
        _ => DataKind::Text,
    })
}

fn record_row(lens: &Lens<'_>, index: RecordId, columns: &[DataColumn]) -> DataRow {
    let record = &lens.site.content.records[index];
    let (found, text) = lens.prose(record);
    let known = known_of_all(lens, record);
    let fields = &lens.site.collection_of(record).fields;
    let is_answer = lens.site.has_questions(record.collection);
    let answer = || body::plain(lens, &text.body.plain, &text.body, Some(record)).trim().to_owned();
    let cells = columns.iter().map(|column| {
        let field = &fields[column.name.as_str()];
        field_cell(lens, &column.name, field, (record, &known))
    });
    DataRow {
        cells: cells.collect(),
        head: Some(DataHead {
            id: record.id.clone(),
            url: lens.absolute(&Route::Record { lang: lens.lang, record: index }),
            title: text.title.clone(),
            tag: lens.tag(found),
            summary: text.summary.as_ref().and_then(|_| card::summary(lens, record).0),
            answer: is_answer.then(answer),
            updated: lens.meta(record).updated,
            known,
        }),
    }
}

/// What a record says of all its facts.
fn known_of_all(lens: &Lens<'_>, record: &Record) -> DataKnown {
    let meta = lens.meta(record);
    let source = meta.source.as_ref().map(|cited| wording::source(lens, cited).text);
    DataKnown { as_of: meta.as_of, source, note: None }
}
