//! What files of open data hold, in the reader's language.

use super::data_table::{
    DataCell, DataColumn, DataDate, DataDistance, DataFigure, DataHead, DataKind, DataKnown, DataPlace,
    DataRow, DataTable, DataWords,
};
use super::model::{DataFiles, Download};
use super::reads::{ReadLog, Reads};
use super::{Lens, Views, body, card, iso_period, place, value, wording};
use crate::base::{Lang, PerLang};
use crate::content::{
    Cited, CollectionId, Fact, Field, FieldId, FieldType, Figure, Located, Number, Record, RecordId,
    TextField, Value,
};
use crate::fact::{Amount, Date, Decimal, Quantity};
use crate::locale::{DateStyle, price_unit};
use crate::site::{DataFormat, DataRoute, Route};

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
        let fields = self.site.content.collections[collection].fields.iter();
        columns(&self.lens(lang, ""), fields)
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
    let mut columns = columns(lens, declared.fields.iter());
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

/// A record, and what is known of all its facts.
type Owner<'o> = (&'o Record, &'o DataKnown);

fn field_cell(lens: &Lens<'_>, name: &str, field: &Field, (record, known): Owner<'_>) -> DataCell {
    let fact = lens.facts(record).get(name);
    if let FieldType::Distances { from, to } = &field.kind {
        let given = fact.map(|fact| &fact.value);
        let distances = place::distances_of(lens, (from, to), given, record);
        let distances = distances.into_iter().map(|one| distance(lens, &one, known)).collect::<Vec<_>>();
        return if distances.is_empty() { DataCell::Empty } else { DataCell::Distances(distances) };
    }
    if field.per_language {
        let mut found = lens.every_prose(record).filter_map(|(_, text)| text.fields.get(name));
        return found.next().map_or(DataCell::Empty, |text| DataCell::Text(plain(lens, text, record)));
    }
    let Some(fact) = fact else { return DataCell::Empty };
    match &fact.value {
        Value::Date(_) | Value::Period(_) => dated(lens, fact),
        value => cell(lens, value, &field.kind, (record, known)),
    }
}

fn plain(lens: &Lens<'_>, text: &TextField, record: &Record) -> String {
    match text {
        TextField::Line(line) => line.clone(),
        TextField::Body(text) => body::plain(lens, &text.plain, text, Some(record)).trim().to_owned(),
    }
}

fn distance(lens: &Lens<'_>, one: &place::Distance<'_>, known: &DataKnown) -> DataDistance {
    let figure = match one.road {
        Some(road) => figure(lens, road, known),
        None => {
            let number = Quantity { amount: Amount::One(one.air), unit: "km".to_owned(), approx: None };
            quantity(lens, &number, DataKnown::default())
        }
    };
    let name = wording::term(lens, "places", one.to).text;
    DataDistance { to: one.to.to_owned(), name, by_road: one.road.is_some(), figure }
}

fn cells(
    lens: &Lens<'_>,
    row: &[Option<Value>],
    columns: &[(String, Field)],
    (record, known): Owner<'_>,
) -> Vec<DataCell> {
    // A row that names its own source is of that, and of no day but its own.
    let is_own = row.iter().flatten().any(|value| matches!(value, Value::Record(_)));
    let none = DataKnown::default();
    let owner = (record, if is_own { &none } else { known });
    let of = |(value, (_, column)): (&Option<Value>, &(String, Field))| match value {
        _ if *column.kind.one() == FieldType::Image => None,
        Some(value) => Some(cell(lens, value, &column.kind, owner)),
        None => Some(DataCell::Empty),
    };
    row.iter().zip(columns).filter_map(of).collect()
}

fn cell(lens: &Lens<'_>, value: &Value, kind: &FieldType, owner: Owner<'_>) -> DataCell {
    let (record, known) = owner;
    match (value, kind) {
        (Value::Figure(found), _) => DataCell::Figure(Box::new(figure(lens, found, known))),
        (Value::Date(date), _) => date_cell(lens, *date, DataKnown::default()),
        (Value::Located(located), _) => located_cell(lens, located, record),
        (Value::Flag(flag), _) => DataCell::Flag(*flag, lens.string(if *flag { "yes" } else { "no" })),
        (Value::Text(text), _) => DataCell::Text(text.clone()),
        (Value::Url(name), _) => DataCell::Text(name.text.clone()),
        (Value::File { path, .. }, _) => {
            let file = lens.site.file(&record.folder, &path.text);
            let url = file.map(|file| lens.site.config.base_url.join(&lens.file_url(&file)));
            DataCell::Text(url.unwrap_or_default())
        }
        (Value::Term { id, .. } | Value::Record(id), _) => {
            DataCell::Named { id: id.text.clone(), name: value::written(lens, value, kind, record).text }
        }
        (Value::Choice(id), _) => {
            DataCell::Named { id: id.clone(), name: value::written(lens, value, kind, record).text }
        }
        (Value::List(values), _) => {
            DataCell::Many(values.iter().map(|value| cell(lens, value, kind.one(), owner)).collect())
        }
        (Value::Table(rows), FieldType::Table(columns)) => {
            DataCell::Rows(rows.iter().map(|row| cells(lens, row, columns, owner)).collect())
        }
        (Value::Period(period), _) => DataCell::Date(Box::new(DataDate {
            iso: iso_period(period),
            date: None,
            text: lens.locale.period(period, DateStyle::Short),
            known: DataKnown::default(),
        })),
        _ => DataCell::Text(value::written(lens, value, kind, record).text),
    }
}

/// A date or period with what is known about it.
fn dated(lens: &Lens<'_>, fact: &Fact) -> DataCell {
    let known = fact.remarks.as_ref().map(|remarks| DataKnown {
        as_of: remarks.as_of,
        source: remarks.source.as_ref().map(|cited| wording::source(lens, cited).text),
        note: lens.site.word(&remarks.note, lens.lang).map(|(note, _)| note.to_owned()),
    });
    let known = known.unwrap_or_default();
    match &fact.value {
        Value::Date(date) => date_cell(lens, *date, known),
        Value::Period(period) => DataCell::Date(Box::new(DataDate {
            iso: iso_period(period),
            date: None,
            text: lens.locale.period(period, DateStyle::Short),
            known,
        })),
        _ => DataCell::Empty,
    }
}

fn date_cell(lens: &Lens<'_>, date: Date, known: DataKnown) -> DataCell {
    let text = lens.locale.date(date, DateStyle::Short);
    DataCell::Date(Box::new(DataDate { iso: date.iso(), date: Some(date), text, known }))
}

fn located_cell(lens: &Lens<'_>, located: &Located, record: &Record) -> DataCell {
    let Some(shape) = lens.site.shape(&record.folder, located) else { return DataCell::Empty };
    let written = shape.middle().written(located.decimals());
    let (lat, lon) = written.split_once(", ").unwrap_or_default();
    let within = located.within.as_ref().map(|name| {
        let word = wording::term(lens, "places", &name.text).text;
        (name.text.clone(), word)
    });
    let (lat, lon) = (lat.to_owned(), lon.to_owned());
    DataCell::Place(Box::new(DataPlace { lat, lon, accuracy: located.accuracy, within }))
}

/// A figure with what is known of it, by itself or by its record.
fn figure(lens: &Lens<'_>, figure: &Figure, all: &DataKnown) -> DataFigure {
    let source = |cited: &Cited| wording::source(lens, cited).text;
    let known = DataKnown {
        // What comes from elsewhere does not speak of the day that the record's own source speaks of.
        as_of: figure.as_of.or_else(|| all.as_of.filter(|_| figure.source.is_none())),
        source: figure.source.as_ref().map(source).or_else(|| all.source.clone()),
        note: lens.site.word(&figure.note, lens.lang).map(|(note, _)| note.to_owned()),
    };
    match &figure.number {
        Number::Quantity(number) => quantity(lens, number, known),
        Number::Money(money) => DataFigure {
            scale: money.scale.factor(),
            unit: money.currency.clone(),
            per: money.per.clone(),
            unit_name: price_unit(lens.locale, &money.currency, &money.per),
            text: lens.locale.money(money),
            approx: money.approx,
            ..amount(&money.amount, known)
        },
    }
}

fn quantity(lens: &Lens<'_>, number: &Quantity, known: DataKnown) -> DataFigure {
    let unit_name = match number.unit.as_str() {
        "" => String::new(),
        unit => lens.locale.unit_name(unit).to_owned(),
    };
    DataFigure {
        unit: number.unit.clone(),
        unit_name,
        text: wording::number(lens, &Number::Quantity(number.clone())),
        approx: number.approx,
        ..amount(&number.amount, known)
    }
}

fn amount(amount: &Amount, known: DataKnown) -> DataFigure {
    let high = if let Amount::Range(_, high) = amount { Some(*high) } else { None };
    DataFigure {
        low: amount.low(),
        high,
        scale: Decimal::ONE,
        approx: None,
        unit: String::new(),
        per: Vec::new(),
        unit_name: String::new(),
        text: String::new(),
        known,
    }
}
