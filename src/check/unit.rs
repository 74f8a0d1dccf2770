//! A unit or currency that a language has no word for would be printed as its code.

use crate::base::{SourceSpan, nearest};
use crate::content::{Collection, FieldType, Figure, Number, Value};
use crate::diag::{Diagnostic, Subject};
use crate::locale::{Locale, written};
use crate::site::Site;

/// Every unit that a figure or a declaration uses is known to the language of the source.
pub(super) fn check(site: &Site, all: &mut Vec<Diagnostic>) {
    let Some(locale) = site.locales.first() else { return };
    for collection in site.content.collections.values() {
        check_declared(collection, locale, all);
    }
    for fact in site.content.records.iter().flat_map(|record| record.facts.values()) {
        fact.value.walk(&mut |value| {
            if let Value::Figure(figure) = value {
                check_figure(figure, locale, all);
            }
        });
    }
}

fn check_declared(collection: &Collection, locale: &Locale, all: &mut Vec<Diagnostic>) {
    collection.each_type(&mut |keys, kind| {
        let place = |key| collection.value_place(&[keys, &[key]].concat());
        match kind {
            FieldType::Quantity { unit: Some(unit) } => check_unit(unit, place("unit"), locale, all),
            FieldType::Money { currency: Some(currency), .. } => {
                check_currency(currency, place("currency"), locale, all);
            }
            _ => {}
        }
    });
}

/// What a figure takes from its field is looked at there.
fn check_figure(figure: &Figure, locale: &Locale, all: &mut Vec<Diagnostic>) {
    match (&figure.number, &figure.unit) {
        (Number::Quantity(quantity), Some(place)) => check_unit(&quantity.unit, place.clone(), locale, all),
        (Number::Money(money), Some(place)) => check_currency(&money.currency, place.clone(), locale, all),
        _ => {}
    }
    if let Number::Money(money) = &figure.number {
        for (unit, place) in money.per.iter().zip(&figure.per) {
            check_unit(unit, place.clone(), locale, all);
        }
    }
}

fn check_currency(currency: &str, place: SourceSpan, locale: &Locale, all: &mut Vec<Diagnostic>) {
    if locale.currency_name(currency).is_none() {
        let unknown = Diagnostic::warning("unknown-currency", place).with("currency", currency);
        let near = written::currency(currency);
        all.push(unknown.near_or(near, "add").needs(Subject::Formats));
    }
}

fn check_unit(unit: &str, place: SourceSpan, locale: &Locale, all: &mut Vec<Diagnostic>) {
    if unit.is_empty() || unit == "percent" || locale.knows_unit(unit) {
        return;
    }
    let near = written::unit(unit).filter(|unit| locale.knows_unit(unit));
    let near = near.or_else(|| nearest(unit, locale.units()));
    let unknown = Diagnostic::error("unknown-unit", place).with("unit", unit).near_or(near, "add");
    all.push(unknown.needs(Subject::Formats));
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{check, facts, field};

    #[test]
    fn a_unit_and_a_currency_have_a_word() {
        let more =
            |toml: &str| field(&format!("[fields.more]\nlabel = {{ vi = \"A\", en = \"A\" }}\n{toml}"));
        check(&more("type = \"quantity\"\nunit = \"ha\""), &[]);
        check(&more("type = \"quantity\"\nunit = \"furlong\""), &["unknown-unit/add \"furlong\""]);
        check(&more("type = \"money\"\ncurrency = \"XYZ\""), &["W unknown-currency/add \"XYZ\""]);
        let money = more("type = \"money\"\ncurrency = \"USD\"");
        check(
            &(money + &facts("more = { value = 3, per = [\"furlong\"] }")),
            &["unknown-unit/add \"furlong\""],
        );
    }
}
