//! One fact of a table that readers take away.

use super::super::data_table::{DataCell, DataDate, DataDistance, DataFigure, DataKnown, DataPlace};
use super::super::{Lens, body, iso_period, place, value, wording};
use crate::content::{Cited, Fact, Field, FieldType, Figure, Located, Number, Record, TextField, Value};
use crate::fact::{Amount, Approx, Date, Decimal, Period, Quantity};
use crate::locale::{DateStyle, approx_word, price_unit};

/// A record, and what is known of all its facts.
pub(super) type Owner<'o> = (&'o Record, &'o DataKnown);

pub(super) fn field_cell(lens: &Lens<'_>, name: &str, field: &Field, (record, known): Owner<'_>) -> DataCell {
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

pub(super) fn plain(lens: &Lens<'_>, text: &TextField, record: &Record) -> String {
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
            let entry = lens.site.entry("places", one.to);
            let place = entry.and_then(|entry| entry.position.as_ref());
            let source = place.and_then(|place| origin(lens, place));
            quantity(lens, &number, DataKnown { source, ..DataKnown::default() })
        }
    };
    let name = wording::term(lens, "places", one.to).text;
    DataDistance { to: one.to.to_owned(), name, by_road: one.road.is_some(), figure }
}

pub(super) fn cells(
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
            iso: code(period),
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
            iso: code(period),
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
    let source = origin(lens, located);
    DataCell::Place(Box::new(DataPlace { lat, lon, accuracy: located.accuracy, source, within }))
}

/// Where coordinates come from, which often binds whoever takes them away.
fn origin(lens: &Lens<'_>, located: &Located) -> Option<String> {
    located.source.as_ref().map(|cited| wording::source(lens, cited).text)
}

/// A period for machines: as facts write it where ISO 8601 has no form for it.
fn code(period: &Period) -> String {
    let Period::Quarters { year, quarters } = period else { return iso_period(period) };
    let quarters = quarters.iter().map(|quarter| match year {
        Some(year) => Date::Quarter { year: *year, quarter: *quarter }.iso(),
        None => format!("Q{quarter}"),
    });
    quarters.collect::<Vec<_>>().join(", ")
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
            approx: claimed(lens, money.approx),
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
        approx: claimed(lens, number.approx),
        ..amount(&number.amount, known)
    }
}

/// What a figure claims of itself, and the reader's word for it.
fn claimed(lens: &Lens<'_>, approx: Option<Approx>) -> Option<(Approx, String)> {
    approx.map(|approx| (approx, approx_word(lens.locale, approx)))
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
