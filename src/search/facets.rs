//! By what results are narrowed: values of facets with their records, and numbers.

use indexmap::IndexMap;
use serde::{Serialize, Serializer};

use super::entry::SearchEntry;
use super::postings::list;
use super::scope::Scope;

/// The facet that every index has.
const COLLECTION: &str = "collection";

/// The part of the facets.
#[derive(Serialize)]
pub(super) struct Facets<'e> {
    facets: InOrder<'e, Vec<(&'e str, String)>>,
    ranges: InOrder<'e, (String, Vec<u64>)>,
    dates: Vec<u32>,
}

/// Values under their names, in a given order.
struct InOrder<'e, T>(Vec<(&'e str, T)>);

impl<T: Serialize> Serialize for InOrder<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

impl<'e> Facets<'e> {
    pub(super) fn of(entries: &[&'e SearchEntry], scope: &Scope<'e>) -> Facets<'e> {
        let facets = scope.facets.iter().map(|(name, values)| (&**name, facet(entries, name, values)));
        let collections = (0..).zip(scope.collections).map(|(at, (title, _))| {
            let own = (0..).zip(entries).filter(|(_, entry)| entry.collection == at);
            (&**title, list(own.map(|(record, _)| record)))
        });
        let collections = collections.filter(|(_, records)| !records.is_empty()).collect();
        Facets {
            facets: InOrder(facets.chain([(COLLECTION, collections)]).collect()),
            ranges: InOrder(scope.ranges.iter().map(|name| (&**name, range(entries, name))).collect()),
            dates: entries.iter().map(|entry| entry.date).collect(),
        }
    }
}

/// The records of each value of a facet: first of those whose order is given, then of others, as they come.
fn facet<'e>(entries: &[&'e SearchEntry], name: &str, order: &'e [String]) -> Vec<(&'e str, String)> {
    let mut values: IndexMap<&str, Vec<u32>> = order.iter().map(|value| (&**value, Vec::new())).collect();
    for (record, entry) in (0..).zip(entries) {
        let own = entry.facets.iter().filter(|(facet, _)| facet == name);
        for value in own.flat_map(|(_, values)| values) {
            let records = values.entry(value).or_default();
            if records.last() != Some(&record) {
                records.push(record);
            }
        }
    }
    let met = values.into_iter().filter(|(_, records)| !records.is_empty());
    met.map(|(value, records)| (value, list(records))).collect()
}

/// The records that have a number, and the numbers.
fn range(entries: &[&SearchEntry], name: &str) -> (String, Vec<u64>) {
    let number =
        |entry: &SearchEntry| entry.ranges.iter().find(|(range, _)| range == name).map(|(_, number)| *number);
    let met = (0..).zip(entries).filter_map(|(record, entry)| Some((record, number(entry)?)));
    let (records, numbers): (Vec<u32>, Vec<u64>) = met.unzip();
    (list(records), numbers)
}
