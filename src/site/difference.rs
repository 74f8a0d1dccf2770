//! Whether an edition is the one that there was before, as far as stages look at it.

use std::sync::Arc;

use super::edition::Edition;
use crate::content::{Collection, Content, Record, Text};

/// How an edition differs from the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Difference {
    /// In nothing but prose, and facts that are only shown: no stage looks at them.
    Shown,
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
            return Difference::Shown;
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

/// Whether two editions have the same settings, schemas, vocabularies and maps. Every field of an edition is named, so that a
/// new one does not compile before it is said here whether stages look at it.
fn same_frame(now: &Edition, before: &Edition) -> bool {
    let Edition {
        config,
        content,
        withheld: _,
        today,
        locales,
        chains: _,
        names: _,
        waiting: _,
        unfinished: _,
    } = now;
    #[rustfmt::skip]
    let Content { collections, vocabularies, ledger, shapes, maps, records: _, home: _, intros: _, files: _, told: _ } =
        &**content;
    Arc::ptr_eq(locales, &before.locales)
        && *config == before.config
        && *today == before.today
        && *collections == before.content.collections
        && *vocabularies == before.content.vocabularies
        && *maps == before.content.maps
        // What a file says of where a record is decides on which maps it stands.
        && (maps.is_none() || *shapes == before.content.shapes)
        && *ledger == before.content.ledger
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
        && records().all(|(a, b)| same_record(now.collection_of(a), (a, b), same))
}

fn same_record(collection: &Collection, (a, b): (&Record, &Record), same: fn(&Text, &Text) -> bool) -> bool {
    let Record { id, collection: own, place, folder, meta, facts, texts: _ } = a;
    let facts_of = || facts.iter().chain(&*b.facts);
    let same_fact = |name: &String| facts.get(name) == b.facts.get(name) || collection.only_shows(name);
    let same_texts = || {
        let mut texts = a.texts.iter().zip(b.texts.iter());
        a.texts.iter().count() == b.texts.iter().count()
            && texts.all(|((one, a), (other, b))| one == other && (Arc::ptr_eq(a, b) || same(a, b)))
    };
    *own == b.collection
        && *id == b.id
        && (Arc::ptr_eq(meta, &b.meta) || *meta == b.meta)
        && (Arc::ptr_eq(facts, &b.facts) || facts_of().all(|(name, _)| same_fact(name)))
        && (place, folder) == (&b.place, &b.folder)
        && same_texts()
}

/// Whether stages would make the same of two texts.
fn same_heading(a: &Text, b: &Text) -> bool {
    a.title == b.title && a.place == b.place && same_address(a, b)
}

/// Whether two texts lead to the same addresses. Prose is all that is not named here: no stage looks at it.
fn same_address(a: &Text, b: &Text) -> bool {
    a.slug == b.slug && a.status == b.status
}
