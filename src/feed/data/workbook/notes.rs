//! The second sheet: whose the table is, and of each figure the page's own words, its date and its source.

use std::fmt::Write as _;

use super::cell::{HEAD, TEXT, write_cell, write_text};
use super::{MOST_ROWS, columns, frame};
use crate::fact::Date;
use crate::feed::data::parts::words_of;
use crate::feed::data::sheet::SheetCell;
use crate::view::data_table::{DataCell, DataColumn, DataFigure, DataKnown, DataRow, DataTable};

pub(super) fn sheet(table: &DataTable) -> String {
    let mut notes = NoteSheet { xml: String::from(frame::SHEET), row: 0 };
    columns(&mut notes.xml, &[34, 34, 28, 14, 40, 50]);
    notes.xml.push_str("<sheetData>");
    about(table, &mut notes);
    notes.row += 1;
    let words = &table.words;
    let heads = [&words.record, &words.field, &words.value, &words.as_of, &words.source, &words.note];
    notes.line(|xml, row| {
        heads.iter().enumerate().for_each(|(at, head)| write_text(xml, (at, row), head, HEAD));
    });
    for row in &table.rows {
        let name = name_of(row);
        for (column, cell) in table.columns.iter().zip(&row.cells) {
            of_cell(&mut notes, &name, column, cell);
        }
    }
    notes.xml.push_str("</sheetData></worksheet>");
    notes.xml
}

struct NoteSheet {
    xml: String,
    /// The last row that was written.
    row: usize,
}

impl NoteSheet {
    fn line(&mut self, write: impl FnOnce(&mut String, usize)) {
        if self.row == MOST_ROWS {
            return;
        }
        self.row += 1;
        let _ = write!(self.xml, "<row r=\"{}\">", self.row);
        write(&mut self.xml, self.row);
        self.xml.push_str("</row>");
    }
}

/// Whose the table is, under which licence, and where it comes from.
fn about(table: &DataTable, notes: &mut NoteSheet) {
    let words = &table.words;
    notes.line(|xml, row| write_text(xml, (0, row), &table.title, HEAD));
    let licence = table.licence_line().unwrap_or_default();
    let lines =
        [(&words.publisher, &table.publisher), (&words.licence, &licence), (&words.page, &table.address)];
    for (label, text) in lines.into_iter().filter(|(_, text)| !text.is_empty()) {
        notes.line(|xml, row| {
            write_text(xml, (0, row), label, TEXT);
            write_text(xml, (1, row), text, TEXT);
        });
    }
    notes.line(|xml, row| {
        write_text(xml, (0, row), &words.day, TEXT);
        write_date(xml, (1, row), Some(table.day));
    });
}

/// What a row is called: the title of a record, else what its first cell says.
fn name_of(row: &DataRow) -> String {
    match (&row.head, row.cells.first()) {
        (Some(head), _) => head.title.clone(),
        (None, Some(cell)) => words_of(cell).into_owned(),
        (None, None) => String::new(),
    }
}

fn of_cell(notes: &mut NoteSheet, name: &str, column: &DataColumn, cell: &DataCell) {
    match cell {
        DataCell::Figure(figure) => of_figure(notes, name, &column.label, figure),
        DataCell::Date(date) if date.known != DataKnown::default() => {
            write_note(notes, [name, &column.label, &date.text], &date.known);
        }
        DataCell::Distances(all) => {
            for one in all.iter().filter(|one| one.by_road || one.figure.known.source.is_some()) {
                of_figure(notes, name, &format!("{}: {}", column.label, one.name), &one.figure);
            }
        }
        DataCell::Place(place) => {
            let known = DataKnown { source: place.source.clone(), ..DataKnown::default() };
            if known.source.is_some() {
                write_note(notes, [name, &column.label, &format!("{}, {}", place.lat, place.lon)], &known);
            }
        }
        DataCell::Many(cells) => cells.iter().for_each(|cell| of_cell(notes, name, column, cell)),
        _ => {}
    }
}

fn of_figure(notes: &mut NoteSheet, name: &str, label: &str, figure: &DataFigure) {
    write_note(notes, [name, label, &figure.text], &figure.known);
}

fn write_note(notes: &mut NoteSheet, words: [&str; 3], known: &DataKnown) {
    notes.line(|xml, row| {
        words.iter().enumerate().for_each(|(at, word)| write_text(xml, (at, row), word, TEXT));
        write_date(xml, (3, row), known.as_of);
        write_text(xml, (4, row), known.source.as_deref().unwrap_or_default(), TEXT);
        write_text(xml, (5, row), known.note.as_deref().unwrap_or_default(), TEXT);
    });
}

/// A day by its type, a month in digits.
fn write_date(xml: &mut String, at: (usize, usize), date: Option<Date>) {
    match date {
        Some(date @ Date::Day { .. }) => write_cell(xml, at, &SheetCell::Day(date)),
        Some(date) => write_text(xml, at, &date.iso(), TEXT),
        None => {}
    }
}
