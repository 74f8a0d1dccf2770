use std::collections::BTreeMap;

use typed_index_collections::{TiSlice, TiVec};

use super::index::Indexed;
use crate::base::IdRange;
use crate::base::{PerLang, ids};
use crate::content::{CollectionId, Facet, Field, FieldId, FieldType, Number, Record, RecordId, Value};
use crate::fact::Decimal;

ids! {
    /// Where a filter stands among those of its collection.
    FilterId;
    /// Where a value stands in its filter.
    FilterValueId;
}

/// A way to narrow a collection's list: one page per value that occurs.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Filter {
    /// Position of the field in the schema.
    pub field: FieldId,
    /// The values that occur, in the order of their declaration.
    pub values: TiVec<FilterValueId, FilterValue>,
}

/// One value of a filter and the records that have it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FilterValue {
    /// The value.
    pub key: FilterKey,
    /// The last part of its page's address.
    pub segment: String,
    /// In the order of the list, by language.
    pub records: PerLang<Vec<RecordId>>,
    /// How many they are.
    pub count: usize,
}

/// What a filter page is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum FilterKey {
    /// An entry of a vocabulary.
    Term(String, String),
    /// A value of an enumeration.
    Choice(String),
    /// A record.
    Record(String),
    /// Yes.
    Yes,
    /// From the first bound up to, but not including, the second; either may be open.
    Range(Option<Decimal>, Option<Decimal>),
}

/// The filters of every collection.
pub(super) fn filters(
    site: &Indexed,
    lists: &TiSlice<CollectionId, PerLang<Vec<RecordId>>>,
) -> TiVec<CollectionId, TiVec<FilterId, Filter>> {
    let collections = site.content.collections.positions();
    collections.map(|index| of_collection(site, index, &lists[index])).collect()
}

fn of_collection(
    site: &Indexed,
    index: CollectionId,
    list: &PerLang<Vec<RecordId>>,
) -> TiVec<FilterId, Filter> {
    let collection = &site.content.collections[index];
    let members = site.members(index);
    let mut filters = TiVec::new();
    for (position, field) in collection.fields.iter_enumerated() {
        let Some(facet) = &field.facet else { continue };
        let name = collection.fields.name(position);
        let keys = candidates(site, facet, (name, field), members);
        let passed: Vec<Vec<usize>> = passed(site, &keys, (name, field), members);
        let values = values(list, keys, &passed, members);
        // A filter that every record passes narrows nothing.
        if values.len() > 1 || values.first().is_some_and(|value| value.count < members.len()) {
            filters.push(Filter { field: position, values });
        }
    }
    filters
}

/// Which of the keys each record bears, record by record.
fn passed(
    site: &Indexed,
    keys: &[FilterKey],
    (name, field): (&str, &Field),
    members: IdRange<RecordId>,
) -> Vec<Vec<usize>> {
    let named = keys.iter().enumerate().filter_map(|(at, key)| Some((key.name()?, at)));
    let named: BTreeMap<&str, usize> = named.collect();
    let of = |record: &Record| {
        let Some(fact) = record.facts.get(name) else { return Vec::new() };
        let mut found: Vec<usize> = if named.is_empty() {
            let touched =
                |(at, key): (usize, &FilterKey)| touches(key, &fact.value, &field.kind).then_some(at);
            keys.iter().enumerate().filter_map(touched).collect()
        } else {
            names(&fact.value).into_iter().filter_map(|name| named.get(name).copied()).collect()
        };
        found.sort_unstable();
        found.dedup();
        found
    };
    members.map(|record| of(&site.content.records[record])).collect()
}

/// The keys that some record bears, with those records. `passed` has a place for each of `members`.
fn values(
    list: &PerLang<Vec<RecordId>>,
    keys: Vec<FilterKey>,
    passed: &[Vec<usize>],
    members: IdRange<RecordId>,
) -> TiVec<FilterValueId, FilterValue> {
    let mut lists: Vec<PerLang<Vec<RecordId>>> = vec![PerLang::default(); keys.len()];
    for (lang, order) in list.iter() {
        let mut of_lang: Vec<Vec<RecordId>> = vec![Vec::new(); keys.len()];
        for record in order {
            passed[members.offset(*record)].iter().for_each(|key| of_lang[*key].push(*record));
        }
        for (list, records) in lists.iter_mut().zip(of_lang) {
            list.set(lang, records);
        }
    }
    let values = keys.into_iter().zip(lists).map(|(key, records)| {
        let count = records.iter().next().map_or(0, |(_, records)| records.len());
        FilterValue { segment: segment(&key), key, records, count }
    });
    values.filter(|value| value.count > 0).collect()
}

impl FilterKey {
    /// What a value is called that has this key; `None` for a range of figures, which have no names.
    fn name(&self) -> Option<&str> {
        match self {
            FilterKey::Term(_, id) | FilterKey::Choice(id) | FilterKey::Record(id) => Some(id),
            FilterKey::Yes => Some(YES),
            FilterKey::Range(..) => None,
        }
    }
}

const YES: &str = "yes";

fn candidates(
    site: &Indexed,
    facet: &Facet,
    (name, field): (&str, &Field),
    members: IdRange<RecordId>,
) -> Vec<FilterKey> {
    if let Facet::Bounds(bounds) = facet {
        let lower = std::iter::once(None).chain(bounds.iter().copied().map(Some));
        let upper = bounds.iter().copied().map(Some).chain(std::iter::once(None));
        return lower.zip(upper).map(|(low, high)| FilterKey::Range(low, high)).collect();
    }
    let terms = |vocabulary: &str| {
        let entries =
            site.content.vocabularies.get(vocabulary).into_iter().flat_map(|words| words.entries.keys());
        entries.map(|id| FilterKey::Term(vocabulary.to_owned(), id.clone())).collect()
    };
    match field.kind.one() {
        FieldType::Term { vocabulary } => terms(vocabulary),
        FieldType::Place { .. } => terms("places"),
        FieldType::Enum { values } => values.iter().map(|(key, _)| FilterKey::Choice(key.clone())).collect(),
        FieldType::Flag => vec![FilterKey::Yes],
        FieldType::Ref { .. } => {
            let facts = members.filter_map(|record| site.content.records[record].facts.get(name));
            let mut ids: Vec<&str> = facts.flat_map(|fact| names(&fact.value)).collect();
            ids.sort_unstable();
            ids.dedup();
            ids.into_iter().map(|id| FilterKey::Record(id.to_owned())).collect()
        }
        _ => Vec::new(),
    }
}

/// What the entries, choices or records that a value holds are called.
fn names(value: &Value) -> Vec<&str> {
    match value {
        Value::Record(name) | Value::Term { id: name, .. } => vec![&name.text],
        Value::Choice(key) => vec![key],
        Value::Flag(true) => vec![YES],
        Value::List(values) => values.iter().flat_map(names).collect(),
        _ => Vec::new(),
    }
}

/// Whether a figure lies in a range; a range of figures is found under every bracket that it touches.
fn touches(key: &FilterKey, value: &Value, kind: &FieldType) -> bool {
    if let Value::List(values) = value {
        return values.iter().any(|value| touches(key, value, kind));
    }
    let (FilterKey::Range(low, high), Value::Figure(figure)) = (key, value) else { return false };
    let amount = match (&figure.number, kind.one()) {
        // Bounds are written like the field's figures: in its scale, of its currency.
        (Number::Money(money), FieldType::Money { currency, scale }) => {
            if currency.as_ref().is_some_and(|currency| *currency != money.currency) {
                return false;
            }
            money.amount.map(|value| value * money.scale.factor() / scale.factor())
        }
        (Number::Quantity(quantity), _) => quantity.amount,
        (Number::Money(money), _) => money.amount,
    };
    low.is_none_or(|low| amount.high() >= low) && high.is_none_or(|high| amount.low() < high)
}

fn segment(key: &FilterKey) -> String {
    let number = |bound: &Decimal| crate::locale::slug(&bound.normalize().to_string());
    match key {
        FilterKey::Term(_, id) | FilterKey::Record(id) => id.clone(),
        FilterKey::Choice(key) => crate::locale::slug(key),
        FilterKey::Yes => YES.to_owned(),
        FilterKey::Range(None, Some(high)) => format!("0-{}", number(high)),
        FilterKey::Range(Some(low), Some(high)) => format!("{}-{}", number(low), number(high)),
        FilterKey::Range(Some(low), None) => format!("{}-plus", number(low)),
        FilterKey::Range(None, None) => "all".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::Figure;
    use crate::fact::{Amount, Quantity};

    #[test]
    fn a_bound_belongs_to_the_bracket_above_it() {
        let bound = |number: i64| Some(Decimal::from(number));
        let brackets = [(None, bound(100)), (bound(100), bound(500)), (bound(500), None)];
        let kind = FieldType::Quantity { unit: None };
        let lies_in = |low: i64, high: i64| {
            let amount = Amount::Range(Decimal::from(low), Decimal::from(high));
            let number = Number::Quantity(Quantity { amount, unit: String::new(), approx: None });
            let (per, note) = (Vec::new(), PerLang::default());
            let figure = Figure { number, unit: None, per, as_of: None, source: None, note };
            let value = Value::Figure(Box::new(figure));
            brackets.map(|(low, high)| touches(&FilterKey::Range(low, high), &value, &kind))
        };
        assert_eq!(lies_in(99, 99), [true, false, false]);
        assert_eq!(lies_in(100, 100), [false, true, false]);
        assert_eq!(lies_in(499, 500), [false, true, true]);
        assert_eq!(lies_in(500, 500), [false, false, true]);
        assert_eq!(lies_in(50, 600), [true, true, true], "a range is found wherever it reaches");
    }
}
