//! A unit or currency that a language has no word for would be printed as its code.

use crate::base::{Place, nearest};
use crate::content::{Number, Value};
use crate::diag::Diagnostic;
use crate::locale::Locale;
use crate::site::Site;

/// Every unit that a figure uses is known to the language of the source.
pub(super) fn check(site: &Site, all: &mut Vec<Diagnostic>) {
    let Some(locale) = site.locales.first() else { return };
    for record in &site.content.records {
        for fact in record.facts.values() {
            each_number(&fact.value, &mut |number| check_number(number, &fact.place, locale, all));
        }
    }
}

fn each_number(value: &Value, visit: &mut impl FnMut(&Number)) {
    match value {
        Value::Figure(figure) => visit(&figure.number),
        Value::List(values) => values.iter().for_each(|value| each_number(value, visit)),
        Value::Table(rows) => rows.iter().flatten().flatten().for_each(|value| each_number(value, visit)),
        _ => {}
    }
}

fn check_number(number: &Number, place: &Place, locale: &Locale, all: &mut Vec<Diagnostic>) {
    match number {
        Number::Quantity(quantity) => check_unit(&quantity.unit, place, locale, all),
        Number::Money(money) => {
            money.per.iter().for_each(|unit| check_unit(unit, place, locale, all));
            if locale.currency_name(&money.currency).is_none() {
                all.push(
                    Diagnostic::warning("unknown-currency", place.clone())
                        .with("currency", &money.currency)
                        .help("add"),
                );
            }
        }
    }
}

fn check_unit(unit: &str, place: &Place, locale: &Locale, all: &mut Vec<Diagnostic>) {
    if unit.is_empty() || unit == "percent" || locale.knows_unit(unit) {
        return;
    }
    let near = nearest(unit, locale.units());
    all.push(Diagnostic::error("unknown-unit", place.clone()).with("unit", unit).near_or(near, "add"));
}
