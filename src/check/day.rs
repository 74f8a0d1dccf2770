//! Days that cannot be: a fact of a time to come, an end before its beginning, and the one day that makes an edition older or younger
//! than all that is in it.

use crate::content::{Record, Value};
use crate::diag::Diagnostic;
use crate::fact::Date;
use crate::site::{Site, days_known};

/// By so many years one day may lie after every other that the site knows.
const MOST_YEARS: i16 = 2;

/// Looks at the days of every record, whether it is published or not.
pub(super) fn check(site: &Site, all: &mut Vec<Diagnostic>) {
    for record in site.content.records.iter().chain(site.withheld.values()) {
        crossed(record, all);
        if site.is_dated() {
            ahead(site, record, all);
        }
    }
    if site.config.build_date.is_none() && site.is_dated() {
        all.extend(leap(site));
    }
}

/// What a figure is said to be of has been. Who forgets `updated` is left a year.
fn ahead(site: &Site, record: &Record, all: &mut Vec<Diagnostic>) {
    let is_told = site.config.build_date.is_some() || record.meta.updated.is_some();
    let (year, month, day) = site.today.last_day();
    let last = if is_told { (year, month, day) } else { (year + 1, month, day) };
    let mut tell = |field: &str, date: Option<Date>, place| {
        let Some(date) = date.filter(|date| date.first_day() > last) else { return };
        let found = Diagnostic::warning("date-ahead", place).with("field", field);
        all.push(found.with("date", date.iso()).with("today", site.today.iso()).help("year"));
    };
    tell("as_of", record.meta.as_of, record.place.clone());
    for fact in record.facts.values() {
        let mut newest = fact.remarks.as_ref().and_then(|remarks| remarks.as_of);
        fact.value.walk(&mut |value| {
            if let Value::Figure(figure) = value {
                newest = newest.max(figure.as_of);
            }
        });
        tell("as_of", newest, fact.place.clone());
    }
}

/// Nothing ends before it begins.
fn crossed(record: &Record, all: &mut Vec<Diagnostic>) {
    let meta = &record.meta;
    let pairs = [
        ("valid_from", meta.valid_from, "valid_to", meta.valid_to),
        ("publish_on", meta.publish_on, "expires_on", meta.expires_on),
    ];
    for (first, from, last, to) in pairs {
        let (Some(from), Some(to)) = (from, to) else { continue };
        if to.last_day() < from.first_day() {
            let found = Diagnostic::warning("dates-crossed", record.place.clone()).with("last", last);
            let found = found.with("to", to.iso()).with("first", first).with("from", from.iso());
            all.push(found.help("year"));
        }
    }
}

/// The record that alone makes the day of the edition what it is, years after all others.
fn leap(site: &Site) -> Option<Diagnostic> {
    let records = || site.content.records.iter().chain(site.withheld.values());
    let newest = |record: &Record| days_known(&site.content, record).max();
    let (alone, day) = records()
        .filter_map(|record| Some((record, newest(record)?)))
        .find(|(_, day)| day.last_day() >= site.today.last_day())?;
    let others = records().filter(|record| record.id != alone.id);
    let before = others.filter_map(newest).max()?;
    if before.first_day().0 + MOST_YEARS >= day.first_day().0 {
        return None;
    }
    let found = Diagnostic::warning("edition-ahead", alone.place.clone()).with("date", day.iso());
    Some(found.with("before", before.iso()).help("year"))
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{check, facts, file};

    fn south(toml: &str) -> String {
        file("content/berths/south/record.toml", toml)
            + &file("content/berths/south/vi.md", "+++\ntitle = \"Nam\"\n+++\n")
    }

    #[test]
    fn a_figure_is_of_a_day_that_has_been() {
        let figure = "updated = 2024-01-02\nlength = { value = 5, as_of = \"2032\" }";
        check(&facts(figure), &["W date-ahead/year { value = 5, as_of = \"2032\" }"]);
        check(&facts("updated = 2024-01-02\nlength = { value = 5, as_of = \"2024\" }"), &[]);
        check(
            &facts(
                "updated = 2024-01-02
as_of = \"2033-05\"",
            ),
            &["W date-ahead/year content/berths/north/record.toml"],
        );
    }

    #[test]
    fn nothing_ends_before_it_begins() {
        check(
            &facts("valid_from = 2025-01-01\nvalid_to = 2020-01-01"),
            &["W dates-crossed/year content/berths/north/record.toml"],
        );
        check(&facts("valid_from = 2025-01-01\nvalid_to = \"2025\""), &[]);
    }

    #[test]
    fn one_day_years_after_all_others_is_told() {
        check(
            &(facts("updated = 2062-11-20") + &south("updated = 2026-11-20")),
            &["W edition-ahead/year content/berths/north/record.toml"],
        );
        check(&(facts("updated = 2026-11-20") + &south("updated = 2025-01-20")), &[]);
        check(&facts("updated = 2062-11-20"), &[]);
    }
}
