use std::cmp::Ordering;
use std::ops::Deref;
use std::sync::Arc;

use rayon::prelude::*;
use typed_index_collections::TiVec;

use super::archive::{Archive, archives};
use super::filter::{self, Filter, FilterId, FilterValueId};
use super::index::Indexed;
use super::newsletter::{Issue, issues};
use crate::base::{Lang, PerLang};
use crate::content::{CollectionId, EntryId, Number, Record, RecordId, SortKey, Value, VocabularyId};
use crate::fact::Decimal;
use crate::locale::Locale;

/// What a record is sorted by under one key. Records without a value come last, whichever way the others run.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum SortValue {
    Number(Decimal),
    Days((i16, u8, u8), (i16, u8, u8)),
    Text(Vec<u8>),
}

/// The records of each collection in the order of its list, by language.
pub(super) type ListOrders = TiVec<CollectionId, PerLang<Vec<RecordId>>>;

type Filters = TiVec<CollectionId, TiVec<FilterId, Filter>>;
type TermOrders = TiVec<VocabularyId, TiVec<EntryId, PerLang<Vec<RecordId>>>>;

/// What follows from titles and figures: what comes after what.
#[derive(Debug)]
pub struct Orders {
    /// The records of each collection in the order of its list, by language.
    pub lists: ListOrders,
    /// Where each record stands in the list of its collection, by language.
    pub positions: PerLang<TiVec<RecordId, usize>>,
    /// The filters of each collection's list.
    pub filters: Filters,
    /// The records with pages that carry each entry of each vocabulary, collection by collection, in the order of the lists,
    /// by language.
    pub terms: TermOrders,
    /// The records of each collection by year and month.
    pub archives: TiVec<CollectionId, Vec<Archive>>,
    /// The issues of the newsletter.
    pub issues: Vec<Issue>,
    /// The languages in which lists show anything that was written in them.
    pub written: WrittenLists,
}

/// The languages in which some record of a list has a text of its own.
#[derive(Debug, Hash)]
pub struct WrittenLists {
    /// Of the list of each collection.
    pub lists: TiVec<CollectionId, Vec<Lang>>,
    /// Of each of its filters' values.
    pub filters: TiVec<CollectionId, TiVec<FilterId, TiVec<FilterValueId, Vec<Lang>>>>,
    /// Of what carries each entry of each vocabulary.
    pub terms: TiVec<VocabularyId, TiVec<EntryId, Vec<Lang>>>,
}

/// An edition whose records are found by their ids, and whose lists are in order.
#[derive(Clone, Debug)]
pub struct Ordered {
    indexed: Indexed,
    /// What comes after what.
    pub orders: Arc<Orders>,
}

impl Deref for Ordered {
    type Target = Indexed;

    fn deref(&self) -> &Indexed {
        &self.indexed
    }
}

impl Ordered {
    /// `known` are the orders, where the edition is known to have them.
    pub(super) fn of(indexed: Indexed, known: Option<Arc<Orders>>) -> Ordered {
        let orders = known.unwrap_or_else(|| Arc::new(Orders::of(&indexed)));
        Ordered { indexed, orders }
    }
}

impl Orders {
    fn of(site: &Indexed) -> Orders {
        let lists = lists(site);
        let positions = positions(site, &lists);
        let filters = filter::filters(site, &lists);
        let terms = terms(site, &positions);
        let written = WrittenLists::of(site, &lists, &filters, &terms);
        let archives = archives(site, &lists);
        Orders { lists, positions, filters, terms, archives, issues: issues(site), written }
    }

    /// Whether any record with a page carries an entry: of others there is no page.
    #[must_use]
    pub fn is_filled(&self, vocabulary: VocabularyId, entry: EntryId) -> bool {
        self.terms[vocabulary][entry].iter().any(|(_, records)| !records.is_empty())
    }
}

impl WrittenLists {
    fn of(site: &Indexed, lists: &ListOrders, filters: &Filters, terms: &TermOrders) -> WrittenLists {
        let langs: Vec<Lang> = site.config.langs().collect();
        // A list has the same records in every language.
        let written = |records: &PerLang<Vec<RecordId>>| -> Vec<Lang> {
            let all = records.iter().next().map_or(&[][..], |(_, records)| records.as_slice());
            let has_text = |lang: &Lang| {
                all.iter().any(|record| site.is_translated(&site.content.records[*record], *lang))
            };
            langs.iter().copied().filter(has_text).collect()
        };
        let of_filter = |filter: &Filter| filter.values.iter().map(|value| written(&value.records)).collect();
        WrittenLists {
            lists: lists.iter().map(written).collect(),
            filters: filters.iter().map(|filters| filters.iter().map(of_filter).collect()).collect(),
            terms: terms.iter().map(|entries| entries.iter().map(written).collect()).collect(),
        }
    }
}

fn lists(site: &Indexed) -> ListOrders {
    let collections = site.content.collections.iter_enumerated();
    collections
        .map(|(index, collection)| {
            let records: Vec<RecordId> = site.members(index).collect();
            let langs: Vec<Lang> = site.config.langs().collect();
            let sorted: Vec<Vec<RecordId>> = langs
                .par_iter()
                .map(|lang| sorted(site, &records, &collection.order, (*lang, &site.locales[lang.index()])))
                .collect();
            let mut orders = PerLang::default();
            for (lang, order) in langs.into_iter().zip(sorted) {
                orders.set(lang, order);
            }
            orders
        })
        .collect()
}

/// Every order turned round: from a record to its position in the list of its collection.
fn positions(site: &Indexed, lists: &ListOrders) -> PerLang<TiVec<RecordId, usize>> {
    site.by_lang(|lang| {
        let mut positions: TiVec<RecordId, usize> = vec![0; site.content.records.len()].into();
        for order in lists.iter().filter_map(|order| order.get(lang)) {
            for (position, record) in order.iter().enumerate() {
                positions[*record] = position;
            }
        }
        positions
    })
}

/// What bears each entry of each vocabulary and has a page, collection by collection, in the order of the lists.
fn terms(site: &Indexed, positions: &PerLang<TiVec<RecordId, usize>>) -> TermOrders {
    let has_page = |record: &&RecordId| site.collection_of(&site.content.records[**record]).pages;
    let list = |bearers: &Vec<RecordId>, lang: Lang| {
        let mut list: Vec<RecordId> = bearers.iter().filter(has_page).copied().collect();
        let positions = positions.get(lang);
        list.sort_by_key(|record| {
            (site.content.records[*record].collection, positions.map_or(0, |positions| positions[*record]))
        });
        list
    };
    let vocabularies = site.index.bearers.iter();
    vocabularies
        .map(|entries| entries.iter().map(|bearers| site.by_lang(|lang| list(bearers, lang))).collect())
        .collect()
}

fn sorted(site: &Indexed, records: &[RecordId], order: &[SortKey], reader: (Lang, &Locale)) -> Vec<RecordId> {
    let keys_of = |index: RecordId| -> Vec<Option<SortValue>> {
        order.iter().map(|key| key_of(site, &site.content.records[index], &key.field, reader)).collect()
    };
    let mut keyed: Vec<(Vec<Option<SortValue>>, RecordId)> =
        records.iter().map(|index| (keys_of(*index), *index)).collect();
    keyed.sort_by(|(a, a_index), (b, b_index)| {
        let by_keys =
            a.iter().zip(b).zip(order).map(|((a, b), key)| compare(a.as_ref(), b.as_ref(), key.descending));
        by_keys.fold(Ordering::Equal, Ordering::then).then_with(|| a_index.cmp(b_index))
    });
    keyed.into_iter().map(|(_, index)| index).collect()
}

fn compare(a: Option<&SortValue>, b: Option<&SortValue>, descending: bool) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) if descending => b.cmp(a),
        (Some(a), Some(b)) => a.cmp(b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}

fn key_of(
    site: &Indexed,
    record: &Record,
    field: &str,
    (lang, locale): (Lang, &Locale),
) -> Option<SortValue> {
    match field {
        "weight" => record.meta.weight.map(|weight| SortValue::Number(Decimal::from(weight))),
        "id" => Some(SortValue::Text(record.id.clone().into_bytes())),
        "title" => Some(SortValue::Text(locale.sort_key(&site.text(record, lang).1.title))),
        "updated" => record.meta.updated.map(|date| SortValue::Days(date.first_day(), date.last_day())),
        _ => value_key(&record.facts.get(field)?.value, locale),
    }
}

fn value_key(value: &Value, locale: &Locale) -> Option<SortValue> {
    Some(match value {
        Value::Figure(figure) => SortValue::Number(match &figure.number {
            Number::Quantity(quantity) => quantity.amount.low(),
            Number::Money(money) => money.amount.low() * money.scale.factor(),
        }),
        Value::Date(date) => SortValue::Days(date.first_day(), date.last_day()),
        Value::Period(period) => {
            // What has no end yet ends after everything that has one.
            let end = period.end().map_or((i16::MAX, 12, 31), |end| end.last_day());
            SortValue::Days(period.start()?.first_day(), end)
        }
        Value::Text(text) | Value::Choice(text) => SortValue::Text(locale.sort_key(text)),
        Value::Record(name) | Value::Term { id: name, .. } => SortValue::Text(name.text.clone().into_bytes()),
        Value::Flag(flag) => SortValue::Number(Decimal::from(u8::from(*flag))),
        Value::List(values) => return value_key(values.first()?, locale),
        _ => return None,
    })
}
