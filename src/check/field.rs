//! What the declaration of a field asks of its values: that none stands twice, that a number is written as offices write it, that
//! a day has been.

use std::collections::HashMap;

use crate::base::SourceSpan;
use crate::content::{Collection, Fact, Field, Record, Rules, Unique, Value};
use crate::diag::Diagnostic;
use crate::fact::{Date, Period, document_number};
use crate::site::Site;

/// Holds every fact against the rules of its field.
pub(super) fn check(site: &Site, all: &mut Vec<Diagnostic>) {
    check_day(site, all);
    for (index, collection) in site.content.collections.iter_enumerated() {
        for (name, field) in collection.fields.iter().filter(|(_, field)| field.rules != Rules::default()) {
            let records = site.content.records[site.members(index).range()].iter();
            let facts: Vec<(&Record, &Fact)> =
                records.filter_map(|record| Some((record, record.facts.get(name)?))).collect();
            check_unique(collection, (name, field), &facts, all);
            for (_, fact) in facts {
                check_fact(site, (name, field), fact, all);
            }
        }
    }
}

/// Reports records that are shown by their days, where nothing tells which day it is.
fn check_day(site: &Site, all: &mut Vec<Diagnostic>) {
    if site.is_dated() || site.config.future {
        return;
    }
    let unknown = |record: &Record, key: &str, day: Date| {
        let unknown = Diagnostic::warning("no-day", record.place.clone()).with("id", &record.id);
        unknown.with("key", key).with("day", day.iso())
    };
    all.extend(site.waiting_for().map(|(record, day)| unknown(record, "publish_on", day).help("held")));
    let ends = site.content.records.iter().filter_map(|record| Some((record, record.meta.expires_on?)));
    all.extend(ends.map(|(record, day)| unknown(record, "expires_on", day).help("kept")));
}

/// Of values that have to differ, each that stands again.
fn check_unique(
    collection: &Collection,
    (name, field): (&str, &Field),
    facts: &[(&Record, &Fact)],
    all: &mut Vec<Diagnostic>,
) {
    let Some(unique) = field.rules.unique else { return };
    let year = |record: &Record| match unique {
        Unique::Always => None,
        Unique::Year => {
            days(&record.facts.get(collection.date.as_ref()?)?.value).map(|(first, _)| first.year())
        }
    };
    let mut seen: HashMap<(String, Option<i16>), &SourceSpan> = HashMap::new();
    for (record, fact) in facts {
        let Value::Text(text) = &fact.value else { continue };
        let same = if field.rules.document_number { document_number(text) } else { text.trim().to_owned() };
        if let Some(first) = seen.get(&(same.to_lowercase(), year(record))) {
            let twice = Diagnostic::warning("value-twice", fact.place.clone()).with("value", text);
            all.push(twice.with("field", name).other((*first).clone()).help("which"));
            continue;
        }
        seen.insert((same.to_lowercase(), year(record)), &fact.place);
    }
}

fn check_fact(site: &Site, (name, field): (&str, &Field), fact: &Fact, all: &mut Vec<Diagnostic>) {
    if let (true, Value::Text(text)) = (field.rules.document_number, &fact.value) {
        let right = document_number(text);
        let wrong = Diagnostic::warning("document-number", fact.place.clone()).with("value", text);
        if right.contains(char::is_whitespace) {
            all.push(wrong.help("alone"));
        } else if right != text.trim() {
            all.push(wrong.near(Some(&right)));
        }
    }
    let Some((first, last)) = days(&fact.value) else { return };
    let about = |code| Diagnostic::warning(code, fact.place.clone()).with("field", name);
    if field.rules.past && first.first_day() > site.today.last_day() {
        all.push(about("date-ahead").with("date", first.iso()).with("today", site.today.iso()).help("year"));
    }
    if let Some(since) = field.rules.since.filter(|since| last.last_day() < since.first_day()) {
        all.push(about("date-early").with("date", last.iso()).with("since", since.iso()).help("year"));
    }
}

/// The first and last day that a value speaks of.
fn days(value: &Value) -> Option<(Date, Date)> {
    match value {
        Value::Date(date) | Value::Period(Period::One(date)) => Some((*date, *date)),
        Value::Period(Period::Range(first, last)) => Some((*first, *last)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{check, facts, file};

    #[test]
    fn a_value_that_has_to_differ_stands_once() {
        let south = |number: &str| {
            file("content/berths/south/record.toml", &format!("number = \"{number}\""))
                + &file("content/berths/south/vi.md", "+++\ntitle = \"Nam\"\n+++\n")
        };
        check(&(facts("number = \"1/QĐ-UBND\"") + &south("2/QĐ-UBND")), &[]);
        check(
            &(facts("number = \"1/QĐ-UBND\"") + &south("1/qđ-ubnd")),
            &["W document-number/near \"1/qđ-ubnd\" → 1/QĐ-UBND", "W value-twice/which \"1/qđ-ubnd\""],
        );
    }

    #[test]
    fn a_number_is_written_as_offices_write_it() {
        check(&facts("number = \"408/QD-UBND\""), &["W document-number/near \"408/QD-UBND\" → 408/QĐ-UBND"]);
    }

    #[test]
    fn a_number_stands_alone_and_in_capitals() {
        check(
            &facts("number = \"0408/qđ-ubnd \""),
            &["W document-number/near \"0408/qđ-ubnd \" → 0408/QĐ-UBND"],
        );
        let day = "408/QĐ-UBND ngày 6/2/2024";
        check(&facts(&format!("number = \"{day}\"")), &[&format!("W document-number/alone \"{day}\"")]);
        check(&facts("number = \"408/QĐ-UBND \""), &[]);
    }

    #[test]
    fn where_nothing_tells_the_day_what_waits_for_one_is_told() {
        check(&facts("publish_on = 2024-02-01"), &["W no-day/held content/berths/north/record.toml"]);
        check(&facts("expires_on = 2024-02-01"), &["W no-day/kept content/berths/north/record.toml"]);
        check(&facts("expires_on = 2024-02-01\nas_of = 2024-01-01"), &[]);
    }

    #[test]
    fn a_day_that_has_to_be_past_is() {
        check(&facts("updated = 2026-01-02\nopened = 2026-01-02"), &[]);
        check(&facts("opened = 2026-02-01"), &[]);
        check(&facts("updated = 2026-01-02\nopened = 2026-02-01"), &["W date-ahead/year 2026-02-01"]);
    }
}
