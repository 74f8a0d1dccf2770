//! A table of figures → a bar chart, drawn at build time: it needs no script and prints as it is.

use std::fmt::Write as _;

use super::Lens;
use super::html::escape;
use crate::content::{FieldType, Number, Record, Value};
use crate::fact::Decimal;

/// Width of the drawing, in its own units; the page scales it.
const WIDTH: i64 = 640;
/// Height of one row: a line of text over its bar.
const ROW: i64 = 52;
/// The length of the longest bar.
const LONGEST: i64 = 640;

struct Bar {
    label: String,
    value: String,
    size: Decimal,
}

impl Lens<'_> {
    /// Bars named by the table's first column, as long as its first column of figures says.
    pub(super) fn chart(&self, record: &Record, field: &str, value: &Value) -> String {
        let declared = &self.site.collection_of(record).fields[field];
        let (FieldType::Table(columns), Value::Table(rows)) = (&declared.kind, value) else {
            return String::new();
        };
        let Some(figures) = columns.iter().position(|(_, column)| column.kind.is_figure()) else {
            return String::new();
        };
        let bars = rows.iter().filter_map(|row| {
            let Some(Value::Figure(figure)) = &row[figures] else { return None };
            let label = row[0].as_ref().map(|cell| self.value(cell, &columns[0].1.kind, record).text);
            Some(Bar {
                label: label.unwrap_or_default(),
                value: self.number(&figure.number),
                size: size(&figure.number),
            })
        });
        let bars: Vec<Bar> = bars.collect();
        let title = format!(
            "{}: {}",
            self.label(field, declared),
            self.label(&columns[figures].0, &columns[figures].1)
        );
        draw(&title, &bars)
    }
}

fn size(number: &Number) -> Decimal {
    match number {
        Number::Quantity(quantity) => quantity.amount.high(),
        Number::Money(money) => money.amount.high() * money.scale.factor(),
    }
}

fn draw(title: &str, bars: &[Bar]) -> String {
    let rows = i64::try_from(bars.len()).expect("a table has fewer rows than an i64 counts");
    let longest = bars.iter().map(|bar| bar.size).max().unwrap_or_default();
    let mut svg = format!(
        "<figure class=\"figure chart\"><svg viewBox=\"0 0 {WIDTH} {}\" role=\"img\" aria-label=\"{}\">",
        rows * ROW,
        escape(&spoken(title, bars))
    );
    for (row, bar) in (0..).zip(bars) {
        let top = row * ROW;
        let _ = write!(
            svg,
            "<text class=\"chart-label\" x=\"0\" y=\"{}\">{}</text>\
             <text class=\"chart-value\" x=\"{WIDTH}\" y=\"{}\" text-anchor=\"end\">{}</text>\
             <rect class=\"chart-track\" x=\"0\" y=\"{}\" width=\"{LONGEST}\" height=\"14\" rx=\"2\"></rect>\
             <rect class=\"chart-bar\" x=\"0\" y=\"{}\" width=\"{}\" height=\"14\" rx=\"2\"></rect>",
            top + 17,
            escape(&bar.label),
            top + 17,
            escape(&bar.value),
            top + 26,
            top + 26,
            length(bar.size, longest)
        );
    }
    let _ = write!(svg, "</svg><figcaption>{}</figcaption></figure>", escape(title));
    svg
}

/// Never shorter than a hair, so that a small part is seen to exist.
fn length(size: Decimal, longest: Decimal) -> i64 {
    if size <= Decimal::ZERO || longest <= Decimal::ZERO {
        return 0;
    }
    let exact = size * Decimal::from(LONGEST) / longest;
    i64::try_from(exact.round()).unwrap_or(LONGEST).max(2)
}

/// The drawing in words, for those who cannot see it.
fn spoken(title: &str, bars: &[Bar]) -> String {
    let parts: Vec<String> = bars.iter().map(|bar| format!("{}: {}", bar.label, bar.value)).collect();
    format!("{title}. {}", parts.join("; "))
}
