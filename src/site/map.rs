//! Which records stand on which maps, where, and at what addresses the maps are.

mod islands;
mod route;
mod tiles;
mod whereabouts;

pub use islands::islands;
pub use route::{MapRoute, PlaceFormat};
pub use whereabouts::{Basis, Whereabouts};

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ops::Deref;
use std::sync::Arc;

use rayon::prelude::*;
use typed_index_collections::{TiSlice, TiVec};

use super::order::Ordered;
use super::{FilterKey, Site};
use crate::base::{Lang, PerLang, ids};
use crate::content::{CollectionId, FieldId, Name, NamedMap, NamedMapId, RecordId};
use crate::geo::Position;

ids! {
    /// Where a map stands among those that have pages.
    MapId;
    /// Where a filter stands among those of its map.
    MapFilterId;
    /// Where a value stands in its map's filter.
    MapValueId;
}

/// The maps of a site and what stands on them.
#[derive(Clone, Debug, Default, Hash)]
pub struct MapPlan {
    /// The named maps, then one for each collection with places.
    pub maps: TiVec<MapId, Planned>,
    /// The named map that shows where each record is, by position.
    pub locators: TiVec<RecordId, Option<NamedMapId>>,
    /// Whether some record of each collection has a place.
    pub placed: TiVec<CollectionId, bool>,
}

/// A map and what stands on it.
#[derive(Clone, Debug, Hash)]
pub struct Planned {
    /// A part of its address: of a named map its own, else that of the collection.
    pub id: String,
    /// The named map that it is drawn over, by position.
    pub base: NamedMapId,
    /// The collection, for a map of one.
    pub collection: Option<CollectionId>,
    /// The collections whose records stand on it.
    pub collections: Vec<CollectionId>,
    /// Its records in the order of their lists, by language.
    pub members: PerLang<Vec<RecordId>>,
    /// The same in ascending order, to be asked by [`Planned::shows`].
    sorted: PerLang<Vec<RecordId>>,
    /// Ways to narrow it.
    pub filters: TiVec<MapFilterId, MapFilter>,
}

impl Planned {
    /// Whether a record stands on it in a language.
    #[must_use]
    pub fn shows(&self, lang: Lang, record: RecordId) -> bool {
        self.sorted.get(lang).is_some_and(|sorted| sorted.binary_search(&record).is_ok())
    }
}

/// A way to narrow a map.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MapFilter {
    /// Its name among the map's filters.
    pub name: String,
    /// Collection and field, by position; `None` for the one by collection.
    pub field: Option<(CollectionId, FieldId)>,
    /// The values that occur.
    pub values: TiVec<MapValueId, MapValue>,
}

/// A value of a map's filter.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MapValue {
    /// The value.
    pub key: MapKey,
    /// The last part of its page's address.
    pub segment: String,
    /// The records that bear it, ascending.
    pub records: Vec<RecordId>,
}

/// What a map is narrowed to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum MapKey {
    /// The records of a collection.
    Collection(CollectionId),
    /// A value of a field.
    Value(FilterKey),
}

/// A site of which it is known what stands on its maps.
#[derive(Clone, Debug)]
pub struct Mapped {
    ordered: Ordered,
    /// The maps and what stands on them.
    pub maps: Arc<MapPlan>,
}

impl Deref for Mapped {
    type Target = Ordered;

    fn deref(&self) -> &Ordered {
        &self.ordered
    }
}

impl Mapped {
    /// `known` are the maps, where the site is known to have them.
    pub(super) fn of(ordered: Ordered, known: Option<Arc<MapPlan>>) -> Mapped {
        let maps = known.unwrap_or_else(|| Arc::new(plan(&ordered)));
        Mapped { ordered, maps }
    }
}

impl Site {
    /// The map of a collection's own; of one that a named map stands for, that.
    #[must_use]
    pub fn map_of(&self, collection: CollectionId) -> Option<MapId> {
        let name = &self.content.collections[collection].name;
        let maps = &self.maps.maps;
        let own = |map: &Planned| map.collection == Some(collection) || map.id == *name;
        let own = maps.position(own);
        own.or_else(|| maps.position(|map| map.collections == [collection]))
    }
}

/// Which maps there are and what stands on them.
fn plan(site: &Ordered) -> MapPlan {
    let named = site.content.named_maps();
    if named.is_empty() {
        return MapPlan::default();
    }
    let at: Vec<Option<Position>> = (site.content.par_record_ids())
        .map(|record| site.whereabouts(record).map(|found| found.shape.middle()))
        .collect();
    let at: TiVec<RecordId, Option<Position>> = at.into();
    let wanted = |record: RecordId| site.collection_of(&site.content.records[record]).maps;
    let shown = |record: RecordId| {
        let at = at[record].filter(|_| wanted(record))?;
        named.position(|map| map.locator && map.bounds.contains(at))
    };
    let locators: TiVec<RecordId, Option<NamedMapId>> = at.keys().map(shown).collect();
    let has = |at: Option<&Position>, record: RecordId| at.is_some() && wanted(record);
    let placed = (site.content.collections.positions())
        .map(|collection| site.members(collection).any(|record| has(at[record].as_ref(), record)))
        .collect();
    let mut maps: TiVec<MapId, Planned> =
        named.iter_enumerated().map(|(base, map)| of_named(site, base, map, &at)).collect();
    for collection in site.content.collections.positions() {
        maps.extend(of_collection(site, collection, named, (&locators, &at)));
    }
    MapPlan { maps, locators, placed }
}

fn of_named(site: &Ordered, base: NamedMapId, map: &NamedMap, at: &RecordPositions) -> Planned {
    let known = |name: &Name| site.content.collections.get_index_of(&name.text);
    let mut collections: Vec<CollectionId> = Vec::new();
    for collection in map.collections.iter().filter_map(known) {
        if !collections.contains(&collection) {
            collections.push(collection);
        }
    }
    with_members(site, base, MapSubject { id: map.id.text.clone(), collection: None, collections }, at)
}

/// The map that is drawn of where each record is.
type RecordLocators = TiSlice<RecordId, Option<NamedMapId>>;
/// Where each record is.
type RecordPositions = TiSlice<RecordId, Option<Position>>;

/// The map of a collection, over the named map that shows most of its records; none where a named one bears its name, or
/// shows nothing else.
fn of_collection(
    site: &Ordered,
    collection: CollectionId,
    named: &TiSlice<NamedMapId, NamedMap>,
    (locators, at): (&RecordLocators, &RecordPositions),
) -> Option<Planned> {
    let name = &site.content.collections[collection].name;
    if named.iter().any(|map| map.id.text == *name) {
        return None;
    }
    let shown = |base: NamedMapId| {
        let inside = |at: &Position| named[base].bounds.contains(*at);
        site.members(collection).filter(|record| at[*record].as_ref().is_some_and(inside)).count()
    };
    let used: BTreeSet<NamedMapId> = site.members(collection).filter_map(|record| locators[record]).collect();
    // Of two that show as many, the first.
    let base = used.into_iter().max_by_key(|base| (shown(*base), Reverse(*base)))?;
    if matches!(named[base].collections.as_slice(), [only] if only.text == *name) {
        return None;
    }
    Some(with_members(
        site,
        base,
        MapSubject { id: name.clone(), collection: Some(collection), collections: vec![collection] },
        at,
    ))
}

/// What a map is of.
struct MapSubject {
    id: String,
    /// The collection whose map it is, of one that nobody declared.
    collection: Option<CollectionId>,
    collections: Vec<CollectionId>,
}

fn with_members(site: &Ordered, base: NamedMapId, subject: MapSubject, at: &RecordPositions) -> Planned {
    let MapSubject { id, collection, collections } = subject;
    let bounds = site.content.named_maps()[base].bounds;
    let inside = |record: &RecordId| at[*record].is_some_and(|at| bounds.contains(at));
    let members = site.by_lang(|lang| {
        let lists = collections.iter().filter_map(|of| site.orders.lists[*of].get(lang));
        lists.flatten().copied().filter(&inside).collect::<Vec<RecordId>>()
    });
    let sorted = site.by_lang(|lang| {
        let mut sorted = members.get(lang).cloned().unwrap_or_default();
        sorted.sort_unstable();
        sorted
    });
    let all: BTreeSet<RecordId> = members.iter().flat_map(|(_, members)| members.iter().copied()).collect();
    let filters = filters(site, &collections, &all);
    Planned { id, base, collection, collections, members, sorted, filters }
}

/// The filters of the collections, as far as they narrow the map; those of two collections under one name with the same
/// values are one.
fn filters(
    site: &Ordered,
    collections: &[CollectionId],
    all: &BTreeSet<RecordId>,
) -> TiVec<MapFilterId, MapFilter> {
    let mut filters: TiVec<MapFilterId, MapFilter> = TiVec::new();
    if collections.len() > 1 {
        let values = collections.iter().map(|of| MapValue {
            key: MapKey::Collection(*of),
            segment: site.content.collections[*of].name.clone(),
            records: site.members(*of).filter(|record| all.contains(record)).collect(),
        });
        filters.push(MapFilter { name: "type".to_owned(), field: None, values: values.collect() });
    }
    for of in collections {
        for filter in &site.orders.filters[*of] {
            let Some((name, field)) = site.content.collections[*of].fields.get_index(filter.field) else {
                continue;
            };
            let values = filter.values.iter().map(|value| {
                let records = value.records.iter().next().map_or(&[][..], |(_, records)| records);
                let mut records: Vec<RecordId> =
                    records.iter().copied().filter(|record| all.contains(record)).collect();
                records.sort_unstable();
                let key = MapKey::Value(value.key.clone());
                MapValue { key, segment: value.segment.clone(), records }
            });
            let same = |known: &&mut MapFilter| {
                known.name == *name
                    && known.field.is_some_and(|(collection, position)| {
                        site.content.collections[collection].fields[position].kind.one() == field.kind.one()
                    })
            };
            match filters.iter_mut().find(same) {
                Some(known) => values.for_each(|value| join(&mut known.values, value)),
                None => {
                    let taken = filters.iter().any(|known| known.name == *name);
                    let collection = &site.content.collections[*of].name;
                    let name = if taken { format!("{collection}-{name}") } else { name.clone() };
                    let field = Some((*of, filter.field));
                    filters.push(MapFilter { name, field, values: values.collect() });
                }
            }
        }
    }
    for filter in &mut filters {
        filter.values.retain(|value| !value.records.is_empty());
    }
    let narrows = |filter: &MapFilter| {
        filter.values.len() > 1 || filter.values.first().is_some_and(|value| value.records.len() < all.len())
    };
    filters.retain(narrows);
    filters
}

fn join(values: &mut TiVec<MapValueId, MapValue>, new: MapValue) {
    match values.iter_mut().find(|known| known.key == new.key) {
        Some(known) => {
            known.records.extend(new.records);
            known.records.sort_unstable();
        }
        None => values.push(new),
    }
}
