//! The records of a collection by the years and months of their dates.

use std::collections::BTreeMap;

use typed_index_collections::{TiSlice, TiVec};

use super::index::Indexed;
use crate::base::{Lang, PerLang};
use crate::content::{Collection, CollectionId, Record, RecordId, Value};
use crate::fact::Date;

/// What happened in a year or a month.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Archive {
    /// The year or month.
    pub period: Date,
    /// Its records, the newest first.
    pub records: Vec<RecordId>,
    /// The languages in which any of them is written.
    pub written: Vec<Lang>,
}

impl Archive {
    /// The last part of its page's address: `2024/` or `2024/05/`.
    pub(super) fn path(period: Date) -> String {
        let (year, month, _) = period.first_day();
        match period {
            Date::Month { .. } => format!("{year:04}/{month:02}/"),
            _ => format!("{year:04}/"),
        }
    }
}

/// The archives of each collection that has them, the newest first, a year before its months.
pub(super) fn archives(
    site: &Indexed,
    lists: &TiSlice<CollectionId, PerLang<Vec<RecordId>>>,
) -> TiVec<CollectionId, Vec<Archive>> {
    let collections = site.content.collections.iter_enumerated();
    let of = |(at, collection): (CollectionId, &Collection)| {
        let records = lists[at].iter().next().map_or(&[][..], |(_, records)| records.as_slice());
        if collection.has_archive() { of_collection(site, collection, records) } else { Vec::new() }
    };
    collections.map(of).collect()
}

fn of_collection(site: &Indexed, collection: &Collection, records: &[RecordId]) -> Vec<Archive> {
    let mut dated: Vec<(Date, RecordId)> = records
        .iter()
        .filter_map(|record| Some((date_of(collection, &site.content.records[*record])?, *record)))
        .collect();
    dated.sort_by_key(|(date, _)| std::cmp::Reverse(date.first_day()));
    // By year, then none for the year as a whole, then the months from the last to the first.
    let mut periods: BTreeMap<(i32, u8), (Date, Vec<RecordId>)> = BTreeMap::new();
    for (date, record) in dated {
        let (year, month, _) = date.first_day();
        let mut add = |period: Date, part: u8| {
            let (_, records) = periods.entry((-i32::from(year), part)).or_insert((period, Vec::new()));
            records.push(record);
        };
        add(Date::Year(year), 0);
        if matches!(date, Date::Day { .. } | Date::Month { .. }) {
            add(Date::Month { year, month }, 13 - month);
        }
    }
    let archive = |(period, records): (Date, Vec<RecordId>)| {
        let has_text = |lang: &Lang| {
            records.iter().any(|record| site.is_translated(&site.content.records[*record], *lang))
        };
        Archive { period, written: site.config.langs().filter(has_text).collect(), records }
    };
    periods.into_values().map(archive).collect()
}

/// The date by which a record is kept.
pub(crate) fn date_of(collection: &Collection, record: &Record) -> Option<Date> {
    match &record.facts.get(collection.date.as_ref()?)?.value {
        Value::Date(date) => Some(*date),
        Value::Period(period) => period.start(),
        _ => None,
    }
}
