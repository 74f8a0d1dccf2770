//! A table whose facts are taken apart, so that a program need not read what a person does: a number is a number, and its
//! unit, its date and its source stand beside it. Which columns there are follows from what is declared, not from what the
//! records have today.

use std::borrow::Cow;

use super::approx_name;
use crate::fact::{Date, Decimal};
use crate::view::data_table::{
    DataCell, DataColumn, DataDate, DataDistance, DataFigure, DataHead, DataKind, DataKnown, DataPlace,
    DataRow, DataTable,
};

/// A part of a fact.
pub(super) enum Part<'t> {
    Empty,
    Number(Decimal),
    /// A number as it was written: how many decimals it has means something.
    Digits(&'t str),
    Text(Cow<'t, str>),
}

impl<'t> Part<'t> {
    fn text(text: Option<&'t str>) -> Part<'t> {
        text.map_or(Part::Empty, |text| Part::Text(Cow::Borrowed(text)))
    }

    fn date(date: Option<Date>) -> Part<'t> {
        date.map_or(Part::Empty, |date| Part::Text(Cow::Owned(date.iso())))
    }

    fn number(number: Option<Decimal>) -> Part<'t> {
        number.map_or(Part::Empty, Part::Number)
    }
}

/// What is known of a record besides its facts.
const HEAD: [&str; 8] = ["id", "url", "title", "title.lang", "summary", "updated", "as_of", "source"];
/// What follows the name of a figure's field: of the figure itself, of money, and of what is known.
const FIGURE: [&str; 3] = ["", ".max", ".approx"];
const QUANTITY: [&str; 1] = [".unit"];
const MONEY: [&str; 3] = [".scale", ".currency", ".per"];
const KNOWN: [&str; 3] = [".as_of", ".source", ".note"];
const PLACE: [&str; 6] = ["", ".name", ".lat", ".lon", ".accuracy_m", ".source"];
/// Of a table of answers.
const ANSWER: &str = "answer";
/// On each row, that it stays with whatever part is passed on.
const LICENCE: &str = "data.licence";

/// The names of the columns, and the rows.
pub(super) fn parts(table: &DataTable) -> (Vec<String>, Vec<Vec<Part<'_>>>) {
    let mut heads = Vec::new();
    if table.series.is_none() {
        heads.extend(HEAD.map(str::to_owned));
    }
    let has_answers = has_answers(table);
    heads.extend(has_answers.then(|| ANSWER.to_owned()));
    // A field may be called as one of these; a column of its own is told from it.
    for head in heads.iter_mut().filter(|head| table.columns.iter().any(|column| column.name == **head)) {
        head.insert_str(0, "record.");
    }
    table.columns.iter().for_each(|column| names(column, &mut heads));
    let licence = table.licence_line();
    heads.extend(licence.as_ref().map(|_| LICENCE.to_owned()));
    let rows = table.rows.iter().map(|row| {
        let mut line = Vec::with_capacity(heads.len());
        head(row, &mut line);
        if has_answers {
            line.push(Part::text(row.head.as_ref().and_then(|head| head.answer.as_deref())));
        }
        for (column, cell) in table.columns.iter().zip(&row.cells) {
            of_cell(column, cell, &mut line);
        }
        line.extend(licence.clone().map(|licence| Part::Text(Cow::Owned(licence))));
        line
    });
    let rows = rows.collect();
    (heads, rows)
}

/// Whether the records of a table are questions with their answers.
pub(super) fn has_answers(table: &DataTable) -> bool {
    table.rows.iter().any(|row| row.head.as_ref().is_some_and(|head| head.answer.is_some()))
}

fn names(column: &DataColumn, heads: &mut Vec<String>) {
    let mut add = |parts: &[&str]| heads.extend(parts.iter().map(|part| format!("{}{part}", column.name)));
    match &column.kind {
        DataKind::Quantity => [&FIGURE[..], &QUANTITY, &KNOWN].into_iter().for_each(add),
        DataKind::Money => [&FIGURE[..], &MONEY, &KNOWN].into_iter().for_each(add),
        DataKind::Date => [&[""][..], &KNOWN].into_iter().for_each(add),
        DataKind::Named => add(&["", ".name"]),
        DataKind::Place => add(&PLACE),
        DataKind::Distances(to) => {
            for (id, _) in to {
                let (way, by) = (format!(".{id}"), format!(".{id}.by"));
                add(&[&way, &format!("{way}.unit"), &by, &format!("{way}.source")]);
            }
        }
        DataKind::Flag | DataKind::Text => add(&[""]),
        // The rows of one record are no cell of another's table; JSON has them.
        DataKind::Rows(_) => {}
    }
}

fn head<'t>(row: &'t DataRow, line: &mut Vec<Part<'t>>) {
    let Some(DataHead { id, url, title, tag, summary, updated, known, .. }) = &row.head else { return };
    line.extend([id, url, title, tag].map(|text| Part::text(Some(text.as_str()))));
    line.extend([Part::text(summary.as_deref()), Part::date(*updated)]);
    line.extend([Part::date(known.as_of), Part::text(known.source.as_deref())]);
}

fn of_cell<'t>(column: &DataColumn, cell: &'t DataCell, line: &mut Vec<Part<'t>>) {
    match &column.kind {
        DataKind::Quantity | DataKind::Money => figure(column.kind == DataKind::Money, cell, line),
        DataKind::Date => dated(cell, line),
        DataKind::Named => {
            line.extend([joined(cell, &|cell| id_of(cell)), joined(cell, &|cell| words_of(cell))])
        }
        DataKind::Place => place(cell, line),
        DataKind::Distances(to) => distances(to, cell, line),
        DataKind::Flag | DataKind::Text => line.push(joined(cell, &|cell| words_of(cell))),
        DataKind::Rows(_) => {}
    }
}

fn figure<'t>(is_money: bool, cell: &'t DataCell, line: &mut Vec<Part<'t>>) {
    let own = if is_money { MONEY.len() } else { QUANTITY.len() };
    let DataCell::Figure(found) = cell else {
        // Several figures are said in words; what is known of each has no column.
        line.push(joined(cell, &|cell| words_of(cell)));
        return fill(line, FIGURE.len() - 1 + own + KNOWN.len());
    };
    let DataFigure { low, high, scale, approx, unit, per, known, .. } = &**found;
    let approx = approx.as_ref().map(|(approx, _)| approx_name(*approx));
    line.extend([Part::Number(*low), Part::number(*high), Part::text(approx)]);
    if is_money {
        line.push(Part::Number(*scale));
    }
    line.push(Part::text(Some(unit.as_str()).filter(|unit| !unit.is_empty())));
    if is_money {
        let per = Some(per.join("/")).filter(|per| !per.is_empty());
        line.push(per.map_or(Part::Empty, |per| Part::Text(Cow::Owned(per))));
    }
    push_known(known, line);
}

fn push_known<'t>(known: &'t DataKnown, line: &mut Vec<Part<'t>>) {
    line.extend([
        Part::date(known.as_of),
        Part::text(known.source.as_deref()),
        Part::text(known.note.as_deref()),
    ]);
}

fn dated<'t>(cell: &'t DataCell, line: &mut Vec<Part<'t>>) {
    let DataCell::Date(found) = cell else {
        line.push(joined(cell, &|cell| words_of(cell)));
        return fill(line, KNOWN.len());
    };
    line.push(Part::text(Some(machine_date(found))));
    push_known(&found.known, line);
}

/// A date for machines; what has no such form, in words.
fn machine_date(date: &DataDate) -> &str {
    if date.iso.is_empty() { &date.text } else { &date.iso }
}

fn place<'t>(cell: &'t DataCell, line: &mut Vec<Part<'t>>) {
    match cell {
        DataCell::Place(found) => {
            let DataPlace { lat, lon, accuracy, source, within } = &**found;
            let (id, name) = within.as_ref().map(|(id, name)| (id.as_str(), name.as_str())).unzip();
            line.extend([id, name].map(Part::text));
            line.extend([Part::Digits(lat), Part::Digits(lon)]);
            line.extend([Part::number(*accuracy), Part::text(source.as_deref())]);
        }
        _ => {
            line.extend([joined(cell, &|cell| id_of(cell)), joined(cell, &|cell| words_of(cell))]);
            fill(line, PLACE.len() - 2);
        }
    }
}

fn distances<'t>(to: &[(String, String)], cell: &'t DataCell, line: &mut Vec<Part<'t>>) {
    let all = if let DataCell::Distances(all) = cell { all.as_slice() } else { &[] };
    for (id, _) in to {
        let Some(DataDistance { by_road, figure, .. }) = all.iter().find(|one| one.to == *id) else {
            fill(line, 4);
            continue;
        };
        line.extend([Part::Number(figure.low), Part::text(Some(&figure.unit))]);
        line.extend([Part::text(Some(way(*by_road))), Part::text(figure.known.source.as_deref())]);
    }
}

/// How a distance is measured.
pub(super) fn way(by_road: bool) -> &'static str {
    if by_road { "road" } else { "air" }
}

fn fill(line: &mut Vec<Part<'_>>, count: usize) {
    line.extend(std::iter::repeat_with(|| Part::Empty).take(count));
}

/// The words of each value of a cell, in one text.
fn joined<'t>(cell: &'t DataCell, of: &dyn Fn(&'t DataCell) -> Cow<'t, str>) -> Part<'t> {
    match cell {
        DataCell::Empty => Part::Empty,
        DataCell::Many(cells) => {
            let words: Vec<Cow<'t, str>> = cells.iter().map(of).collect();
            Part::Text(Cow::Owned(words.join(";")))
        }
        cell => Part::Text(of(cell)),
    }
}

fn id_of(cell: &DataCell) -> Cow<'_, str> {
    match cell {
        DataCell::Named { id, .. } => Cow::Borrowed(id),
        cell => words_of(cell),
    }
}

/// What a cell says in one line of words.
pub(super) fn words_of(cell: &DataCell) -> Cow<'_, str> {
    match cell {
        DataCell::Empty | DataCell::Rows(_) => Cow::Borrowed(""),
        DataCell::Figure(figure) => Cow::Borrowed(&figure.text),
        DataCell::Date(date) => Cow::Borrowed(machine_date(date)),
        DataCell::Named { name, .. } => Cow::Borrowed(name),
        DataCell::Place(place) => Cow::Owned(format!("{}, {}", place.lat, place.lon)),
        DataCell::Distances(all) => {
            let all: Vec<String> =
                all.iter().map(|one| format!("{}: {}", one.name, one.figure.text)).collect();
            Cow::Owned(all.join("; "))
        }
        DataCell::Flag(flag, _) => Cow::Borrowed(if *flag { "true" } else { "false" }),
        DataCell::Text(text) => Cow::Borrowed(text),
        DataCell::Many(cells) => {
            let words: Vec<Cow<'_, str>> = cells.iter().map(words_of).collect();
            Cow::Owned(words.join("; "))
        }
    }
}
