//! Whether an edition is the one that there was before, as far as stages look at it.

use std::sync::Arc;

use super::edition::Edition;
use crate::content::{Record, Text};

/// How an edition differs from the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Difference {
    /// In nothing but prose, which no stage looks at.
    Prose,
    /// In titles too, which decide on nothing but the order of lists.
    Titles,
    /// In more.
    More,
}

impl Difference {
    /// How `now` differs from `before`.
    pub(super) fn between(before: &Edition, now: &Edition) -> Difference {
        if !same_frame(now, before) {
            return Difference::More;
        }
        if same_records(now, before, same_heading) {
            return Difference::Prose;
        }
        // A record without a page has its address by its place on a list.
        let only_order = now.content.collections.values().all(|collection| collection.pages);
        if only_order && same_records(now, before, same_address) {
            Difference::Titles
        } else {
            Difference::More
        }
    }
}

/// Whether two editions have the same settings, schemas, vocabularies and maps.
fn same_frame(now: &Edition, before: &Edition) -> bool {
    Arc::ptr_eq(&now.locales, &before.locales)
        && now.config == before.config
        && now.today == before.today
        && now.content.collections == before.content.collections
        && now.content.vocabularies == before.content.vocabularies
        && now.content.maps == before.content.maps
        // What a file says of where a record is decides on which maps it stands.
        && (now.content.maps.is_none() || now.content.shapes == before.content.shapes)
        && now.content.ledger == before.content.ledger
        && same_withheld(now, before)
}

/// Whether two editions keep back the same records, as far as pages tell of them.
fn same_withheld(now: &Edition, before: &Edition) -> bool {
    let told = |now: &Edition| {
        !now.content.ledger.is_empty()
            || now
                .withheld
                .values()
                .any(|record| record.meta.withdrawn.is_some() || record.meta.successor.is_some())
    };
    let mut records = now.withheld.values().zip(before.withheld.values());
    !(told(now) || told(before))
        || (now.withheld.len() == before.withheld.len() && records.all(|(a, b)| a.id == b.id && a.is_same(b)))
}

/// Whether two editions have the same records, whose texts may differ as `same` allows. Values read from unchanged files are
/// the same in memory, so this is a walk over addresses.
fn same_records(now: &Edition, before: &Edition, same: fn(&Text, &Text) -> bool) -> bool {
    let records = || now.content.records.iter().zip(&before.content.records);
    now.content.records.len() == before.content.records.len()
        && records().all(|(a, b)| same_record(a, b, same))
}

fn same_record(a: &Record, b: &Record, same: fn(&Text, &Text) -> bool) -> bool {
    let same_texts = || {
        let mut texts = a.texts.iter().zip(b.texts.iter());
        a.texts.iter().count() == b.texts.iter().count()
            && texts.all(|((one, a), (other, b))| one == other && (Arc::ptr_eq(a, b) || same(a, b)))
    };
    a.collection == b.collection
        && a.id == b.id
        && (Arc::ptr_eq(&a.meta, &b.meta) || a.meta == b.meta)
        && (Arc::ptr_eq(&a.facts, &b.facts) || a.facts == b.facts)
        && a.place == b.place
        && same_texts()
}

fn same_heading(a: &Text, b: &Text) -> bool {
    a.title == b.title && a.place == b.place && same_address(a, b)
}

fn same_address(a: &Text, b: &Text) -> bool {
    a.slug == b.slug && a.status == b.status
}
