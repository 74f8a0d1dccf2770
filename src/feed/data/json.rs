//! Records as objects. Written as text: a tree of values would take figures through binary floats.

use super::approx_name;
use super::parts::way;
use crate::fact::Decimal;
use crate::feed::json_text::{JsonText, quoted};
use crate::view::data_table::{
    DataCell, DataColumn, DataDate, DataDistance, DataFigure, DataHead, DataKnown, DataPlace, DataTable,
};

/// A table as a document of its schema.
pub(super) fn json(table: &DataTable) -> String {
    let mut out = JsonText::default();
    out.text("$schema", &table.schema);
    out.text("collection", &table.collection);
    if let Some((record, field)) = &table.series {
        out.text("record", record);
        out.text("field", field);
    }
    out.text("lang", &table.tag);
    out.text("title", &table.title);
    out.text("url", &table.address);
    out.text("publisher", &table.publisher);
    out.words("licence", table.licence.as_deref());
    out.words("licence_url", table.licence_url.as_deref());
    out.text("edition", &table.day.iso());
    let rows = table.rows.iter().map(|row| match &row.head {
        Some(head) => record(head, &object(&table.columns, &row.cells)),
        None => object(&table.columns, &row.cells),
    });
    let key = if table.series.is_some() { "rows" } else { "records" };
    out.raw(key, &format!("[\n{}\n]", rows.collect::<Vec<_>>().join(",\n")));
    out.done() + "\n"
}

fn push_known(out: &mut JsonText, known: &DataKnown) {
    out.words("as_of", known.as_of.map(|date| date.iso()).as_deref());
    out.words("source", known.source.as_deref());
    out.words("note", known.note.as_deref());
}

fn record(head: &DataHead, facts: &str) -> String {
    let mut out = JsonText::default();
    out.text("id", &head.id);
    out.text("url", &head.url);
    out.text("title", &head.title);
    out.text("title_lang", &head.tag);
    out.words("summary", head.summary.as_deref());
    out.words("answer", head.answer.as_deref());
    out.words("updated", head.updated.map(|date| date.iso()).as_deref());
    push_known(&mut out, &head.known);
    out.raw("facts", facts);
    out.done()
}

/// The facts that are there, by field.
fn object(columns: &[DataColumn], cells: &[DataCell]) -> String {
    let mut out = JsonText::default();
    for (column, cell) in columns.iter().zip(cells) {
        if !matches!(cell, DataCell::Empty) {
            let columns = if let crate::view::data_table::DataKind::Rows(columns) = &column.kind {
                columns
            } else {
                &[][..]
            };
            out.raw(&column.name, &value(cell, columns));
        }
    }
    out.done()
}

/// A value; `columns` are those of a table.
fn value(cell: &DataCell, columns: &[DataColumn]) -> String {
    match cell {
        DataCell::Empty => "null".to_owned(),
        DataCell::Figure(found) => figure(found),
        DataCell::Date(found) => date(found),
        DataCell::Named { id, name } => {
            let mut out = JsonText::default();
            out.text("id", id);
            out.text("name", name);
            out.done()
        }
        DataCell::Place(found) => place(found),
        DataCell::Distances(all) => list(all.iter().map(distance)),
        DataCell::Flag(flag, _) => flag.to_string(),
        DataCell::Text(text) => quoted(text),
        DataCell::Many(cells) => list(cells.iter().map(|cell| value(cell, columns))),
        DataCell::Rows(rows) => list(rows.iter().map(|row| object(columns, row))),
    }
}

fn list(values: impl Iterator<Item = String>) -> String {
    format!("[{}]", values.collect::<Vec<_>>().join(","))
}

fn figure(figure: &DataFigure) -> String {
    let mut out = JsonText::default();
    amount(&mut out, figure);
    out.done()
}

fn amount(out: &mut JsonText, figure: &DataFigure) {
    match figure.high {
        Some(high) => {
            out.number("min", figure.low);
            out.number("max", high);
        }
        None => out.number("value", figure.low),
    }
    if figure.scale != Decimal::ONE {
        out.number("scale", figure.scale);
    }
    out.words("unit", Some(figure.unit.as_str()).filter(|unit| !unit.is_empty()));
    if !figure.per.is_empty() {
        out.raw("per", &list(figure.per.iter().map(|unit| quoted(unit))));
    }
    out.words("approx", figure.approx.as_ref().map(|(approx, _)| approx_name(*approx)));
    out.text("text", &figure.text);
    push_known(out, &figure.known);
}

fn date(date: &DataDate) -> String {
    let mut out = JsonText::default();
    out.words("value", Some(date.iso.as_str()).filter(|iso| !iso.is_empty()));
    out.text("text", &date.text);
    push_known(&mut out, &date.known);
    out.done()
}

fn place(place: &DataPlace) -> String {
    let mut out = JsonText::default();
    if let Some((id, name)) = &place.within {
        out.text("id", id);
        out.text("name", name);
    }
    out.raw("lat", &place.lat);
    out.raw("lon", &place.lon);
    if let Some(accuracy) = place.accuracy {
        out.number("accuracy_m", accuracy);
    }
    out.words("source", place.source.as_deref());
    out.done()
}

fn distance(one: &DataDistance) -> String {
    let mut out = JsonText::default();
    out.text("to", &one.to);
    out.text("name", &one.name);
    out.text("by", way(one.by_road));
    amount(&mut out, &one.figure);
    out.done()
}
