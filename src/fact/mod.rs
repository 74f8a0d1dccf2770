//! Typed values that are the same in every language: figures, money, quantities, dates, periods.
//!
//! Here a fact is only a value. [`crate::locale`] turns it into the words of a language; [`crate::content`] reads it
//! from the author's files. Figures are exact decimals, never binary floats.

mod age;
mod date;
mod document;
mod figure;

pub use age::Months;
pub use date::{Date, Period};
pub use document::document_number;
pub use figure::{Amount, Approx, Money, Quantity, Scale};
pub use rust_decimal::Decimal;
