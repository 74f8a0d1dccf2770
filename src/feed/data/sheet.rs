//! A table as people read it in a spreadsheet: one column for a fact, its unit in the head where all records share one.
//!
//! Sums stand in whole units of their currency, however large the words are that the page says them in: figures of one column
//! can be compared and added up, whatever scale each source has. The page's own words stand among the notes.

use std::borrow::Cow;

use super::parts::{has_answers, words_of};
use crate::fact::{Date, Decimal};
use crate::view::data_table::{DataCell, DataColumn, DataFigure, DataKind, DataTable};

/// The cells of a sheet, and what is to be known of them.
pub(super) struct Spreadsheet<'t> {
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<Vec<SheetCell<'t>>>,
}

/// A cell by its type.
pub(super) enum SheetCell<'t> {
    Empty,
    Number(Decimal),
    Day(Date),
    Text(Cow<'t, str>),
}

/// What a column of figures needs.
struct ColumnLayout<'t> {
    /// The units that occur, in order.
    units: Vec<&'t str>,
    has_ranges: bool,
    /// Whether some say that they are about, more or less than what they are.
    has_claims: bool,
}

impl<'t> Spreadsheet<'t> {
    pub(super) fn of(table: &'t DataTable) -> Spreadsheet<'t> {
        let mut columns = Vec::new();
        let mut rows: Vec<Vec<SheetCell<'t>>> = table.rows.iter().map(|_| Vec::new()).collect();
        if table.series.is_none() {
            columns.push(table.words.record.clone());
            for (row, line) in table.rows.iter().zip(&mut rows) {
                line.push(row.head.as_ref().map_or(SheetCell::Empty, |head| text(&head.title)));
            }
        }
        if has_answers(table) {
            columns.push(table.words.answer.clone());
            for (row, line) in table.rows.iter().zip(&mut rows) {
                let answer = row.head.as_ref().and_then(|head| head.answer.as_deref());
                line.push(answer.map_or(SheetCell::Empty, text));
            }
        }
        for (at, column) in table.columns.iter().enumerate() {
            let cells: Vec<&'t DataCell> = table.rows.iter().map(|row| &row.cells[at]).collect();
            add_column(table, column, &cells, (&mut columns, &mut rows));
        }
        if table.series.is_none() {
            columns.extend([table.words.updated.clone(), table.words.page.clone()]);
            for (row, line) in table.rows.iter().zip(&mut rows) {
                let head = row.head.as_ref();
                line.push(head.and_then(|head| head.updated).map_or(SheetCell::Empty, day));
                line.push(head.map_or(SheetCell::Empty, |head| text(&head.url)));
            }
        }
        Spreadsheet { columns, rows }
    }
}

type SheetGrid<'g, 't> = (&'g mut Vec<String>, &'g mut Vec<Vec<SheetCell<'t>>>);

fn add_column<'t>(
    table: &DataTable,
    column: &'t DataColumn,
    cells: &[&'t DataCell],
    grid: SheetGrid<'_, 't>,
) {
    let (columns, rows) = grid;
    match &column.kind {
        DataKind::Rows(_) => {}
        DataKind::Quantity | DataKind::Money => {
            let figures = cells.iter().map(|cell| match cell {
                DataCell::Figure(figure) => Some(&**figure),
                _ => None,
            });
            let figures: Vec<Option<&'t DataFigure>> = figures.collect();
            let layout = layout(&figures);
            heads(table, &column.label, &layout, columns);
            for ((cell, figure), line) in cells.iter().zip(figures).zip(rows) {
                figure_cells(cell, figure, &layout, line);
            }
        }
        DataKind::Distances(to) => {
            for (id, name) in to {
                let figures: Vec<Option<&'t DataFigure>> =
                    cells.iter().map(|cell| way_to(cell, id)).collect();
                let layout = layout(&figures);
                let label = table.words.part.replace("{label}", &column.label).replace("{part}", name);
                heads(table, &label, &layout, columns);
                for (figure, line) in figures.into_iter().zip(&mut *rows) {
                    figure_cells(&DataCell::Empty, figure, &layout, line);
                }
            }
        }
        _ => {
            columns.push(column.label.clone());
            cells.iter().zip(rows).for_each(|(cell, line)| line.push(other_cell(cell)));
        }
    }
}

fn way_to<'t>(cell: &'t DataCell, id: &str) -> Option<&'t DataFigure> {
    let DataCell::Distances(all) = cell else { return None };
    all.iter().find(|one| one.to == id).map(|one| &one.figure)
}

fn layout<'t>(figures: &[Option<&'t DataFigure>]) -> ColumnLayout<'t> {
    let mut units = Vec::new();
    for figure in figures.iter().flatten() {
        if !units.contains(&figure.unit_name.as_str()) {
            units.push(&figure.unit_name);
        }
    }
    let has_ranges = figures.iter().flatten().any(|figure| figure.high.is_some());
    let has_claims = figures.iter().flatten().any(|figure| figure.approx.is_some());
    ColumnLayout { units, has_ranges, has_claims }
}

/// The heads of a column of figures: two where there are ranges, one more where units differ, and one where not all are exact.
fn heads(table: &DataTable, label: &str, layout: &ColumnLayout<'_>, columns: &mut Vec<String>) {
    let words = &table.words;
    let measured = |label: &str| match layout.units.as_slice() {
        [unit] if !unit.is_empty() => words.measured.replace("{label}", label).replace("{unit}", unit),
        _ => label.to_owned(),
    };
    if layout.has_ranges {
        columns.push(measured(&words.low.replace("{label}", label)));
        columns.push(measured(&words.high.replace("{label}", label)));
    } else {
        columns.push(measured(label));
    }
    if layout.units.len() > 1 {
        columns.push(words.part.replace("{label}", label).replace("{part}", &words.unit));
    }
    if layout.has_claims {
        columns.push(words.part.replace("{label}", label).replace("{part}", &words.approx));
    }
}

fn figure_cells<'t>(
    cell: &'t DataCell,
    figure: Option<&'t DataFigure>,
    layout: &ColumnLayout<'t>,
    line: &mut Vec<SheetCell<'t>>,
) {
    match figure {
        Some(figure) if layout.has_ranges => {
            let (low, high) = figure.ends();
            line.extend([low, high].map(|end| end.map_or(SheetCell::Empty, |end| number(figure, end))));
        }
        Some(figure) => line.push(number(figure, figure.low)),
        None => {
            line.push(other_cell(cell));
            line.extend(layout.has_ranges.then_some(SheetCell::Empty));
        }
    }
    if layout.units.len() > 1 {
        line.push(figure.map_or(SheetCell::Empty, |figure| text(&figure.unit_name)));
    }
    if layout.has_claims {
        let word = figure.and_then(|figure| figure.approx.as_ref()).map(|(_, word)| word.as_str());
        line.push(word.map_or(SheetCell::Empty, text));
    }
}

/// A number in whole units, or the page's words where no number can hold it.
fn number(figure: &DataFigure, end: Decimal) -> SheetCell<'_> {
    figure.whole(end).map_or_else(|| text(&figure.text), SheetCell::Number)
}

fn other_cell(cell: &DataCell) -> SheetCell<'_> {
    match cell {
        DataCell::Empty | DataCell::Rows(_) => SheetCell::Empty,
        DataCell::Date(found) => match found.date {
            Some(date) => day(date).or_text(&found.text),
            None => text(&found.text),
        },
        DataCell::Flag(_, word) => text(word),
        cell => SheetCell::Text(words_of(cell)),
    }
}

/// A day by its type; a month or a quarter in words.
fn day<'t>(date: Date) -> SheetCell<'t> {
    match date {
        Date::Day { .. } => SheetCell::Day(date),
        _ => SheetCell::Text(Cow::Owned(date.iso())),
    }
}

impl<'t> SheetCell<'t> {
    fn or_text(self, words: &'t str) -> SheetCell<'t> {
        if matches!(self, SheetCell::Day(_)) { self } else { text(words) }
    }
}

fn text(text: &str) -> SheetCell<'_> {
    if text.is_empty() { SheetCell::Empty } else { SheetCell::Text(Cow::Borrowed(text)) }
}
