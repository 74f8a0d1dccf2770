//! The issues of the newsletter: what happened in each quarter.

use std::collections::BTreeMap;

use super::archive::date_of;
use super::index::Indexed;
use crate::base::Lang;
use crate::content::{CollectionId, RecordId};
use crate::fact::Date;

/// What is told of a quarter.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Issue {
    /// The quarter.
    pub quarter: Date,
    /// Its records, collection by collection as the settings name them, the newest first.
    pub records: Vec<RecordId>,
    /// The languages in which any of them is written.
    pub written: Vec<Lang>,
}

impl Issue {
    /// The last part of its page's address: `2024-q1/`.
    pub(super) fn path(quarter: Date) -> String {
        let (year, month, _) = quarter.first_day();
        format!("{year:04}-q{}/", month.div_ceil(3))
    }
}

/// The issues, the newest first. What is dated by a year or a half of it belongs to no quarter.
pub(super) fn issues(site: &Indexed) -> Vec<Issue> {
    let mut quarters: BTreeMap<(i32, i32), (Date, Vec<RecordId>)> = BTreeMap::new();
    let named = site.config.newsletter.collections.iter();
    let collections = named.filter_map(|(name, _)| site.content.collections.get_index_of(name));
    for collection in collections {
        for (date, record) in dated(site, collection) {
            let (year, month, _) = date.first_day();
            let part = month.div_ceil(3);
            let quarter = Date::Quarter { year, quarter: part };
            let place = (-i32::from(year), -i32::from(part));
            quarters.entry(place).or_insert((quarter, Vec::new())).1.push(record);
        }
    }
    let issue = |(quarter, records): (Date, Vec<RecordId>)| {
        let has_text = |lang: &Lang| {
            records.iter().any(|record| site.is_translated(&site.content.records[*record], *lang))
        };
        Issue { quarter, written: site.config.langs().filter(has_text).collect(), records }
    };
    quarters.into_values().map(issue).collect()
}

/// The records of a collection that are known to belong to a quarter and have a page, the newest first.
fn dated(site: &Indexed, collection: CollectionId) -> Vec<(Date, RecordId)> {
    let declared = &site.content.collections[collection];
    let members = site.members(collection).filter(|_| declared.pages);
    let mut dated: Vec<(Date, RecordId)> = members
        .filter_map(|record| Some((date_of(declared, &site.content.records[record])?, record)))
        .filter(|(date, _)| !matches!(date, Date::Year(_) | Date::Half { .. }))
        .collect();
    dated.sort_by_key(|(date, record)| (std::cmp::Reverse(date.first_day()), *record));
    dated
}
