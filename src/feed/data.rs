//! Tables that readers take away: CSV for programs, CSV for spreadsheets, a workbook, JSON and its description.

mod csv;
mod json;
mod parts;
mod schema;
mod sheet;
mod workbook;
mod zip;

pub use schema::schema;

use std::borrow::Cow;

use crate::fact::{Approx, Decimal};
use crate::site::DataFormat;
use crate::view::data_table::DataTable;

/// The bytes of a table in a format.
#[must_use]
pub fn data(table: &DataTable, format: DataFormat) -> Vec<u8> {
    match format {
        DataFormat::Csv => csv::plain(table).into_bytes(),
        DataFormat::ExcelCsv => csv::for_spreadsheets(table).into_bytes(),
        DataFormat::Json => json::json(table).into_bytes(),
        DataFormat::Xlsx => workbook::workbook(table),
    }
}

/// Whether a spreadsheet would take this text for a formula.
pub(super) fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
}

/// Whether a text is a telephone number.
pub(super) fn is_dialled(text: &str) -> bool {
    let rest = text.strip_prefix('+').unwrap_or_default();
    !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit() || c == ' ')
}

/// A text that no spreadsheet takes for a formula.
pub(super) fn harmless(text: &str) -> Cow<'_, str> {
    if is_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// A number as machines read it, without zeros that mean nothing.
fn digits(number: Decimal) -> String {
    number.normalize().to_string()
}

fn approx_name(approx: Approx) -> &'static str {
    match approx {
        Approx::About => "about",
        Approx::Nearly => "nearly",
        Approx::MoreThan => "more-than",
        Approx::LessThan => "less-than",
        Approx::UpTo => "up-to",
    }
}
