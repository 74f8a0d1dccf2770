//! A table of figures → a bar chart, drawn at build time: it needs no script and prints as it is.

use super::Lens;
use crate::base::Html;
use crate::content::{FieldType, Number, Record, Value};
use crate::fact::Decimal;

/// The length of the longest bar, in the drawing's own units; the page scales it.
const LONGEST: i64 = 1000;

struct Bar {
    label: String,
    value: String,
    size: Decimal,
}

impl Lens<'_> {
    /// Bars named by the table's first column, as long as its first column of figures says.
    pub(super) fn chart(&self, record: &Record, field: &str, value: &Value) -> Html {
        let declared = &self.site.collection_of(record).fields[field];
        let (FieldType::Table(columns), Value::Table(rows)) = (&declared.kind, value) else {
            return Html::default();
        };
        let Some(figures) = columns.iter().position(|(_, column)| column.kind.is_figure()) else {
            return Html::default();
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
        let (measure, _) = self.label(&columns[figures].0, &columns[figures].1);
        let title = self.labelled(&self.label(field, declared).0, &measure);
        draw(&title, &bars)
    }
}

fn size(number: &Number) -> Decimal {
    match number {
        Number::Quantity(quantity) => quantity.amount.high(),
        Number::Money(money) => money.amount.high() * money.scale.factor(),
    }
}

/// Only the bars are drawn: the words beside them are text, which wraps, grows and is read aloud like any other.
fn draw(title: &str, bars: &[Bar]) -> Html {
    let longest = bars.iter().map(|bar| bar.size).max().unwrap_or_default();
    let mut html = Html::of(
        "<figure class=\"figure chart\"><figcaption>{}</figcaption><ul class=\"chart-rows\">",
        &[&title],
    );
    for bar in bars {
        html.write(
            "<li><span class=\"chart-label\">{}</span> <span class=\"chart-value\">{}</span>\
             <svg viewBox=\"0 0 {} 14\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\
             <rect class=\"chart-track\" width=\"{}\" height=\"14\"></rect>\
             <rect class=\"chart-bar\" width=\"{}\" height=\"14\"></rect></svg></li>",
            &[&bar.label, &bar.value, &LONGEST, &LONGEST, &length(bar.size, longest)],
        );
    }
    html.write("</ul></figure>", &[]);
    html
}

/// Never shorter than a hair, so that a small part is seen to exist.
fn length(size: Decimal, longest: Decimal) -> i64 {
    if size <= Decimal::ZERO || longest <= Decimal::ZERO {
        return 0;
    }
    let exact = size * Decimal::from(LONGEST) / longest;
    i64::try_from(exact.round()).unwrap_or(LONGEST).max(2)
}
