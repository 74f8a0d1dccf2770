//! Comma-separated values: one form for programs (RFC 4180), one that spreadsheets open by double click.

use super::parts::{Part, parts};
use super::sheet::{SheetCell, Spreadsheet};
use super::{harmless, is_dialled};
use crate::fact::Decimal;
use crate::view::data_table::DataTable;

/// For programs: UTF-8, commas, decimal points, ISO dates, and each part of a fact in a column of its own.
pub(super) fn plain(table: &DataTable) -> String {
    let mut out = String::new();
    let (heads, rows) = parts(table);
    line(&mut out, ',', heads.iter().map(String::as_str));
    for row in rows {
        let row: Vec<String> = row.iter().map(written).collect();
        line(&mut out, ',', row.iter().map(String::as_str));
    }
    out
}

fn written(part: &Part<'_>) -> String {
    match part {
        Part::Empty => String::new(),
        Part::Number(number) => super::digits(*number),
        Part::Digits(digits) => (*digits).to_owned(),
        // A program dials it as it is, and it can do no harm.
        Part::Text(text) if is_dialled(text) => text.clone().into_owned(),
        Part::Text(text) => harmless(text).into_owned(),
    }
}

/// For spreadsheets: with the mark of UTF-8, semicolons, and the decimal mark of the language.
pub(super) fn for_spreadsheets(table: &DataTable) -> String {
    let sheet = Spreadsheet::of(table);
    let mut out = String::from("\u{feff}");
    let licence = table.licence_line();
    let words = &table.words;
    let told = words.part.replace("{label}", &words.data).replace("{part}", &words.licence);
    let heads = sheet.columns.iter().chain(licence.as_ref().map(|_| &told));
    let heads: Vec<String> = heads.map(|head| harmless(head).into_owned()).collect();
    line(&mut out, ';', heads.iter().map(String::as_str));
    for row in &sheet.rows {
        let cells = row.iter().map(|cell| shown(cell, table.decimal));
        let row: Vec<String> = cells.chain(licence.clone()).collect();
        line(&mut out, ';', row.iter().map(String::as_str));
    }
    out
}

fn shown(cell: &SheetCell<'_>, mark: char) -> String {
    match cell {
        SheetCell::Empty => String::new(),
        SheetCell::Number(number) => localised(*number, mark),
        SheetCell::Day(date) => date.iso(),
        SheetCell::Text(text) => harmless(text).into_owned(),
    }
}

/// A number with the decimal mark of a language and nothing between its thousands: that is what spreadsheets read.
fn localised(number: Decimal, mark: char) -> String {
    super::digits(number).replace('.', mark.encode_utf8(&mut [0; 4]))
}

/// A line of cells, each in quotation marks where it needs them.
fn line<'c>(out: &mut String, comma: char, cells: impl Iterator<Item = &'c str>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.push(comma);
        }
        if cell.contains([comma, '"', '\n', '\r', '\t']) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(cell);
        }
    }
    out.push_str("\r\n");
}
