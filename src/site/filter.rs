use super::Site;
use crate::content::{Collection, Facet, Field, FieldType, Number, Record, Value};
use crate::fact::Decimal;

/// A way to narrow a collection's list: one page per value that occurs.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Filter {
    /// Position of the field in the schema.
    pub field: usize,
    /// The values that occur, in the order of their declaration.
    pub values: Vec<FilterValue>,
}

/// One value of a filter and the records that have it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FilterValue {
    /// The value.
    pub key: FilterKey,
    /// The last part of its page's address.
    pub segment: String,
    /// Ascending.
    pub records: Vec<usize>,
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
pub(super) fn filters(site: &Site) -> Vec<Vec<Filter>> {
    let collections = site.content.collections.values().enumerate();
    collections.map(|(index, collection)| of_collection(site, index, collection)).collect()
}

fn of_collection(site: &Site, index: usize, collection: &Collection) -> Vec<Filter> {
    let records: Vec<(usize, &Record)> =
        site.content.records.iter().enumerate().filter(|(_, record)| record.collection == index).collect();
    let mut filters = Vec::new();
    for (position, (name, field)) in collection.fields.iter().enumerate() {
        let Some(facet) = &field.facet else { continue };
        let keys = candidates(site, facet, field, &records, name);
        let values = keys.into_iter().filter_map(|key| {
            let bears = |record: &Record| {
                record.facts.get(name).is_some_and(|fact| matches(&key, &fact.value, &field.kind))
            };
            let records: Vec<usize> =
                records.iter().filter(|(_, record)| bears(record)).map(|(index, _)| *index).collect();
            (!records.is_empty()).then(|| FilterValue { segment: segment(&key), key, records })
        });
        let values: Vec<FilterValue> = values.collect();
        // A filter that every record passes narrows nothing.
        if values.len() > 1 || values.first().is_some_and(|value| value.records.len() < records.len()) {
            filters.push(Filter { field: position, values });
        }
    }
    filters
}

fn candidates(
    site: &Site,
    facet: &Facet,
    field: &Field,
    records: &[(usize, &Record)],
    name: &str,
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
        FieldType::Place => terms("places"),
        FieldType::Enum { values } => values.iter().map(|(key, _)| FilterKey::Choice(key.clone())).collect(),
        FieldType::Flag => vec![FilterKey::Yes],
        FieldType::Ref { .. } => {
            let mut ids: Vec<&str> = Vec::new();
            for (_, record) in records {
                if let Some(fact) = record.facts.get(name) {
                    names(&fact.value, &mut ids);
                }
            }
            ids.sort_unstable();
            ids.dedup();
            ids.into_iter().map(|id| FilterKey::Record(id.to_owned())).collect()
        }
        _ => Vec::new(),
    }
}

fn names<'a>(value: &'a Value, ids: &mut Vec<&'a str>) {
    match value {
        Value::Record(name) => ids.push(&name.text),
        Value::List(values) => values.iter().for_each(|value| names(value, ids)),
        _ => {}
    }
}

fn matches(key: &FilterKey, value: &Value, kind: &FieldType) -> bool {
    if let Value::List(values) = value {
        return values.iter().any(|value| matches(key, value, kind));
    }
    match (key, value) {
        (FilterKey::Term(vocabulary, id), Value::Term { vocabulary: of, id: name }) => {
            vocabulary == of && *id == name.text
        }
        (FilterKey::Choice(key), Value::Choice(choice)) => key == choice,
        (FilterKey::Record(id), Value::Record(name)) => *id == name.text,
        (FilterKey::Yes, Value::Flag(flag)) => *flag,
        (FilterKey::Range(low, high), Value::Figure(figure)) => {
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
            // A range of figures is found under every bracket that it touches.
            low.is_none_or(|low| amount.high() >= low) && high.is_none_or(|high| amount.low() < high)
        }
        _ => false,
    }
}

fn segment(key: &FilterKey) -> String {
    let number = |bound: &Decimal| crate::locale::slug(&bound.normalize().to_string());
    match key {
        FilterKey::Term(_, id) | FilterKey::Record(id) => id.clone(),
        FilterKey::Choice(key) => crate::locale::slug(key),
        FilterKey::Yes => "yes".to_owned(),
        FilterKey::Range(None, Some(high)) => format!("0-{}", number(high)),
        FilterKey::Range(Some(low), Some(high)) => format!("{}-{}", number(low), number(high)),
        FilterKey::Range(Some(low), None) => format!("{}-plus", number(low)),
        FilterKey::Range(None, None) => "all".to_owned(),
    }
}
