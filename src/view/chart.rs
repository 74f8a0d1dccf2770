//! A table of figures → a bar chart, drawn at build time: it needs no script and prints as it is.

use super::model::{BarChart, ChartBar, ComponentView};
use super::{Lens, component, value, wording};
use crate::base::Html;
use crate::content::{FieldType, Number, Record, Value};
use crate::fact::Decimal;

/// The length of the longest bar; the page scales it.
const LONGEST: i64 = 1000;

/// Bars named by the table's first column, as long as its first column of figures says.
pub(super) fn draw(lens: &Lens<'_>, html: &mut Html, record: &Record, field: &str, value: &Value) {
    let declared = &lens.site.collection_of(record).fields[field];
    let (FieldType::Table(columns), Value::Table(rows)) = (&declared.kind, value) else { return };
    let Some(figures) = columns.iter().position(|(_, column)| column.kind.is_figure()) else { return };
    let sized: Vec<_> = rows
        .iter()
        .filter_map(|row| match &row[figures] {
            Some(Value::Figure(figure)) => Some((row, &figure.number, size(&figure.number))),
            _ => None,
        })
        .collect();
    let longest = sized.iter().map(|(.., size)| *size).max().unwrap_or_default();
    let bars = sized.into_iter().map(|(row, number, size)| {
        let label = row[0].as_ref().map(|cell| value::written(lens, cell, &columns[0].1.kind, record).text);
        ChartBar {
            label: label.unwrap_or_default(),
            value: wording::number(lens, number),
            length: length(size, longest),
        }
    });
    let bars = bars.collect();
    let (measure, _) = wording::label(lens, &columns[figures].0, &columns[figures].1);
    let title = lens.labelled(&wording::label(lens, field, declared).0, &measure);
    component::draw(lens, html, &ComponentView::Chart(BarChart { title, bars }));
}

fn size(number: &Number) -> Decimal {
    match number {
        Number::Quantity(quantity) => quantity.amount.high(),
        Number::Money(money) => money.amount.high() * money.scale.factor(),
    }
}

/// Never shorter than a hair, so that a small part is seen to exist.
fn length(size: Decimal, longest: Decimal) -> i64 {
    if size <= Decimal::ZERO || longest <= Decimal::ZERO {
        return 0;
    }
    let exact = size * Decimal::from(LONGEST) / longest;
    i64::try_from(exact.round()).unwrap_or(LONGEST).max(2)
}
