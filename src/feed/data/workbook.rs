//! A workbook of two sheets (ECMA-376): the table with typed cells, and what is to be known of it.
//!
//! Written here and not by a library: one for all that a workbook can be takes numbers as binary floats, compiles for forty
//! seconds and takes ten times as long for a file, and of all that we need four kinds of cells.

mod cell;
mod frame;
mod notes;

use std::fmt::Write as _;

use super::sheet::{SheetCell, Spreadsheet};
use super::zip::Zip;
use crate::view::data_table::DataTable;
use cell::{column, width, write_cell};

/// The most rows that a sheet can have.
const MOST_ROWS: usize = 1_048_576;

/// A table as the bytes of a workbook.
pub(super) fn workbook(table: &DataTable) -> Vec<u8> {
    let sheet = Spreadsheet::of(table);
    let mut zip = Zip::of(table.day);
    zip.add("[Content_Types].xml", frame::CONTENT_TYPES.as_bytes());
    zip.add("_rels/.rels", frame::RELATIONS.as_bytes());
    zip.add("docProps/core.xml", frame::properties(table).as_bytes());
    zip.add("xl/workbook.xml", frame::book(table, &sheet).as_bytes());
    zip.add("xl/_rels/workbook.xml.rels", frame::BOOK_RELATIONS.as_bytes());
    zip.add("xl/styles.xml", frame::styles().as_bytes());
    zip.add("xl/worksheets/sheet1.xml", data_sheet(&sheet).as_bytes());
    zip.add("xl/worksheets/sheet2.xml", notes::sheet(table).as_bytes());
    zip.finish()
}

/// The table: its heads stand still while one scrolls, and narrow it.
fn data_sheet(sheet: &Spreadsheet<'_>) -> String {
    let mut xml = String::from(frame::SHEET);
    xml.push_str(
        "<sheetViews><sheetView tabSelected=\"1\" workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" \
                  activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>",
    );
    let head = |column: &String| width(column).div_ceil(2).max(10);
    let mut widths: Vec<usize> = sheet.columns.iter().map(head).collect();
    for row in &sheet.rows {
        for (widest, cell) in widths.iter_mut().zip(row) {
            *widest = cell_width(cell).max(*widest);
        }
    }
    columns(&mut xml, &widths);
    xml.push_str("<sheetData>");
    xml.push_str("<row r=\"1\">");
    for (at, head) in sheet.columns.iter().enumerate() {
        cell::write_text(&mut xml, (at, 1), head, cell::HEAD);
    }
    xml.push_str("</row>");
    for (at, row) in sheet.rows.iter().enumerate().take(MOST_ROWS - 1) {
        let _ = write!(xml, "<row r=\"{}\">", at + 2);
        row.iter().enumerate().for_each(|(column, cell)| write_cell(&mut xml, (column, at + 2), cell));
        xml.push_str("</row>");
    }
    xml.push_str("</sheetData>");
    if let Some(range) = range(sheet) {
        let _ = write!(xml, "<autoFilter ref=\"{}\"/>", range.replace('$', ""));
    }
    xml.push_str("</worksheet>");
    xml
}

/// All cells of the table, as formulas name them.
fn range(sheet: &Spreadsheet<'_>) -> Option<String> {
    let last = sheet.columns.len().checked_sub(1)?;
    let rows = (sheet.rows.len() + 1).min(MOST_ROWS);
    Some(format!("$A$1:${}${rows}", column(last)))
}

fn cell_width(cell: &SheetCell<'_>) -> usize {
    match cell {
        SheetCell::Empty => 0,
        // With marks between its thousands.
        SheetCell::Number(number) => number.normalize().to_string().len() * 4 / 3 + 2,
        SheetCell::Day(_) => 12,
        SheetCell::Text(text) => width(text),
    }
}

/// The widths of columns, in digits.
fn columns(xml: &mut String, widths: &[usize]) {
    if widths.is_empty() {
        return;
    }
    xml.push_str("<cols>");
    for (at, width) in widths.iter().enumerate() {
        let (at, width) = (at + 1, width + 2);
        let width = width.min(60);
        let _ = write!(xml, "<col min=\"{at}\" max=\"{at}\" width=\"{width}\" customWidth=\"1\"/>");
    }
    xml.push_str("</cols>");
}
