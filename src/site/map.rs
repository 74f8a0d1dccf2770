//! Which records stand on which maps, where, and at what addresses the maps are.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::reference::check_term;
use super::{FilterKey, Site, order};
use crate::base::{Lang, PerLang, nearest};
use crate::content::{FieldType, Located, Name, NamedMap, Record, Value};
use crate::diag::Diagnostic;
use crate::geo::{Bounds, Degrees, Position, Shape};
use crate::locale::slug;

/// A page, picture or file of the maps.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MapRoute {
    /// `/vi/ban-do/`, `/vi/ban-do/du-an/`, also narrowed: the page of a map.
    Page {
        /// The reader's language.
        lang: Lang,
        /// Position in [`MapPlan::maps`].
        map: usize,
        /// Positions of filter and value.
        filter: Option<(usize, usize)>,
    },
    /// `/maps/vi/hai-phong.map.svg`: its picture alone, for other sites.
    Overview {
        /// The reader's language.
        lang: Lang,
        /// Position in [`MapPlan::maps`].
        map: usize,
    },
    /// `/maps/vi/hai-phong.js`: what stands on it, for the script of its page.
    Data {
        /// The reader's language.
        lang: Lang,
        /// Position in [`MapPlan::maps`].
        map: usize,
    },
    /// `/maps/hai-phong.layers.js`: what a named map is drawn from, for the same script.
    Layers {
        /// Position among the named maps.
        map: usize,
    },
    /// `/maps/vi/nam-trang-cat.svg`: where one record is.
    Locator {
        /// The reader's language.
        lang: Lang,
        /// Position of the record.
        record: usize,
    },
    /// `/vi/data/projects.geojson`, `.kml`: the places of a collection.
    Places {
        /// The reader's language.
        lang: Lang,
        /// Position of the collection.
        collection: usize,
        /// How they are written.
        format: PlaceFormat,
    },
}

/// How the places of a collection are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceFormat {
    /// RFC 7946.
    GeoJson,
    /// KML 2.2.
    Kml,
}

impl PlaceFormat {
    /// The formats, in the order in which they are offered.
    pub const ALL: [PlaceFormat; 2] = [PlaceFormat::GeoJson, PlaceFormat::Kml];

    /// The extension of such a file.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            PlaceFormat::GeoJson => "geojson",
            PlaceFormat::Kml => "kml",
        }
    }

    /// What the format is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            PlaceFormat::GeoJson => "GeoJSON",
            PlaceFormat::Kml => "KML",
        }
    }
}

/// The maps of a site and what stands on them.
#[derive(Clone, Debug, Default)]
pub struct MapPlan {
    /// The named maps, then one for each collection with places.
    pub maps: Vec<Planned>,
    /// The named map that shows where each record is, by position.
    pub locators: Vec<Option<usize>>,
    /// Whether some record of each collection has a place.
    pub placed: Vec<bool>,
}

/// A map and what stands on it.
#[derive(Clone, Debug, Default)]
pub struct Planned {
    /// A part of its address: of a named map its own, else that of the collection.
    pub id: String,
    /// The named map that it is drawn over, by position.
    pub base: usize,
    /// The collection, for a map of one.
    pub collection: Option<usize>,
    /// The collections whose records stand on it.
    pub collections: Vec<usize>,
    /// Its records in the order of their lists, by language.
    pub members: PerLang<Vec<usize>>,
    /// Ways to narrow it.
    pub filters: Vec<MapFilter>,
}

/// A way to narrow a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapFilter {
    /// Its name among the map's filters.
    pub name: String,
    /// Collection and field, by position; `None` for the one by collection.
    pub field: Option<(usize, usize)>,
    /// The values that occur.
    pub values: Vec<MapValue>,
}

/// A value of a map's filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapValue {
    /// The value.
    pub key: MapKey,
    /// The last part of its page's address.
    pub segment: String,
    /// The records that bear it, ascending.
    pub records: Vec<usize>,
}

/// What a map is narrowed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MapKey {
    /// The records of a collection.
    Collection(usize),
    /// A value of a field.
    Value(FilterKey),
}

/// Where a record is, and how that is known.
#[derive(Clone, Copy, Debug)]
pub struct Whereabouts<'a> {
    /// The place itself.
    pub shape: &'a Shape,
    /// What is known about it.
    pub located: &'a Located,
    /// Whose place it is.
    pub basis: Basis<'a>,
}

/// Whose place a record is shown at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis<'a> {
    /// Its own.
    Own,
    /// That of a record that it names.
    Record(usize),
    /// That of an entry of `places`.
    Entry(&'a str),
}

impl Site {
    /// Where a record is: its own coordinates, else those of a record that it names, else those of the entry of `places`
    /// that it names or of the nearest one above it.
    #[must_use]
    pub fn whereabouts(&self, record: usize) -> Option<Whereabouts<'_>> {
        let record = &self.content.records[record];
        if let Some((shape, located)) = self.own_place(record) {
            return Some(Whereabouts { shape, located, basis: Basis::Own });
        }
        self.place_of_named(record).or_else(|| self.place_of_entry(record))
    }

    /// The first coordinates of a record's own, in the order of its fields.
    fn own_place<'a>(&'a self, record: &'a Record) -> Option<(&'a Shape, &'a Located)> {
        let fields = self.collection_of(record).fields.iter();
        let places = fields.filter(|(_, field)| matches!(field.kind, FieldType::Place { .. }));
        places.filter_map(|(name, _)| record.facts.get(name)).find_map(|fact| match &fact.value {
            Value::Located(located) => Some((self.shape(&record.folder, located)?, &**located)),
            _ => None,
        })
    }

    /// A hidden field names whom to ask, not where something is.
    fn place_of_named<'a>(&'a self, record: &'a Record) -> Option<Whereabouts<'a>> {
        let fields = self.collection_of(record).fields.iter();
        let refs =
            fields.filter(|(_, field)| !field.hidden && matches!(field.kind.one(), FieldType::Ref { .. }));
        refs.filter_map(|(name, _)| record.facts.get(name)).find_map(|fact| {
            let mut found = None;
            fact.value.walk(&mut |value| {
                if let (None, Value::Record(name)) = (found, value)
                    && let Some((other, named)) = self.record(&name.text)
                    && let Some((shape, located)) = self.own_place(named)
                {
                    found = Some(Whereabouts { shape, located, basis: Basis::Record(other) });
                }
            });
            found
        })
    }

    fn place_of_entry<'a>(&'a self, record: &'a Record) -> Option<Whereabouts<'a>> {
        let fields = self.collection_of(record).fields.iter();
        let places = fields.filter(|(_, field)| matches!(field.kind.one(), FieldType::Place { .. }));
        let mut ids = Vec::new();
        for fact in places.filter_map(|(name, _)| record.facts.get(name)) {
            ids.extend(super::terms_of(&fact.value).into_iter().map(|(_, id)| id));
        }
        ids.into_iter().find_map(|id| self.entry_place(id))
    }

    /// The coordinates of an entry of `places`, or of the nearest entry above it that has some.
    fn entry_place<'a>(&'a self, id: &'a str) -> Option<Whereabouts<'a>> {
        let folder = self.content.vocabularies.get(super::place::PLACES)?.path.folder();
        self.lineage(id).find_map(|entry| {
            let located = entry.position.as_ref()?;
            let shape = self.shape(folder, located)?;
            Some(Whereabouts { shape, located, basis: Basis::Entry(&entry.id) })
        })
    }

    /// The map of a collection's own; of one that a named map stands for, that.
    #[must_use]
    pub fn map_of(&self, collection: usize) -> Option<usize> {
        let name = &self.content.collections[collection].name;
        let maps = &self.plan.maps.maps;
        maps.iter().position(|map| map.collection == Some(collection) || map.id == *name)
    }
}

/// Which maps there are and what stands on them; needs orders and filters.
pub(super) fn plan(site: &Site) -> MapPlan {
    let named = site.content.named_maps();
    if named.is_empty() {
        return MapPlan::default();
    }
    let records = 0..site.content.records.len();
    let at: Vec<Option<Position>> = records
        .into_par_iter()
        .map(|record| site.whereabouts(record).map(|found| found.shape.middle()))
        .collect();
    let wanted = |record: usize| site.collection_of(&site.content.records[record]).maps;
    let shown = |record: usize| {
        let at = at[record].filter(|_| wanted(record))?;
        named.iter().position(|map| map.locator && map.bounds.contains(at))
    };
    let locators: Vec<Option<usize>> = (0..at.len()).map(shown).collect();
    let count = site.content.collections.len();
    let has = |at: Option<&Position>, record: usize| at.is_some() && wanted(record);
    let placed = (0..count)
        .map(|collection| site.members(collection).any(|record| has(at[record].as_ref(), record)))
        .collect();
    let mut maps: Vec<Planned> =
        named.iter().enumerate().map(|(base, map)| of_named(site, base, map, &at)).collect();
    for collection in 0..count {
        maps.extend(of_collection(site, collection, named, &locators, &at));
    }
    MapPlan { maps, locators, placed }
}

fn of_named(site: &Site, base: usize, map: &NamedMap, at: &[Option<Position>]) -> Planned {
    let known = |name: &Name| site.content.collections.get_index_of(&name.text);
    let collections: Vec<usize> = map.collections.iter().filter_map(known).collect();
    with_members(site, map.id.text.clone(), base, None, collections, at)
}

/// The map of a collection, over the named map that shows most of its records; none where a named one bears its name.
fn of_collection(
    site: &Site,
    collection: usize,
    named: &[NamedMap],
    locators: &[Option<usize>],
    at: &[Option<Position>],
) -> Option<Planned> {
    let name = &site.content.collections[collection].name;
    if named.iter().any(|map| map.id.text == *name) {
        return None;
    }
    let shown = |base: usize| {
        let inside = |at: &Position| named[base].bounds.contains(*at);
        site.members(collection).filter(|record| at[*record].as_ref().is_some_and(inside)).count()
    };
    let used: BTreeSet<usize> = site.members(collection).filter_map(|record| locators[record]).collect();
    // Of two that show as many, the first.
    let base = used.into_iter().max_by_key(|base| (shown(*base), usize::MAX - base))?;
    Some(with_members(site, name.clone(), base, Some(collection), vec![collection], at))
}

fn with_members(
    site: &Site,
    id: String,
    base: usize,
    collection: Option<usize>,
    collections: Vec<usize>,
    at: &[Option<Position>],
) -> Planned {
    let bounds = site.content.named_maps()[base].bounds;
    let inside = |record: &usize| at[*record].is_some_and(|at| bounds.contains(at));
    let members = order::by_lang(site, |lang| {
        let orders = collections.iter().filter_map(|of| site.plan.orders[*of].get(lang));
        orders.flatten().copied().filter(&inside).collect::<Vec<usize>>()
    });
    let all: BTreeSet<usize> = members.iter().flat_map(|(_, members)| members.iter().copied()).collect();
    let filters = filters(site, &collections, &all);
    Planned { id, base, collection, collections, members, filters }
}

/// The filters of the collections, as far as they narrow the map; those of two collections under one name with the same
/// values are one.
fn filters(site: &Site, collections: &[usize], all: &BTreeSet<usize>) -> Vec<MapFilter> {
    let mut filters: Vec<MapFilter> = Vec::new();
    if collections.len() > 1 {
        let values = collections.iter().map(|of| MapValue {
            key: MapKey::Collection(*of),
            segment: site.content.collections[*of].name.clone(),
            records: site.members(*of).filter(|record| all.contains(record)).collect(),
        });
        filters.push(MapFilter { name: "type".to_owned(), field: None, values: values.collect() });
    }
    for of in collections {
        for filter in &site.plan.filters[*of] {
            let Some((name, field)) = site.content.collections[*of].fields.get_index(filter.field) else {
                continue;
            };
            let values = filter.values.iter().map(|value| {
                let records = value.records.iter().next().map_or(&[][..], |(_, records)| records);
                let mut records: Vec<usize> =
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

fn join(values: &mut Vec<MapValue>, new: MapValue) {
    match values.iter_mut().find(|known| known.key == new.key) {
        Some(known) => {
            known.records.extend(new.records);
            known.records.sort_unstable();
        }
        None => values.push(new),
    }
}

impl MapRoute {
    /// The language; `None` for what belongs to all.
    #[must_use]
    pub fn lang(&self) -> Option<Lang> {
        match *self {
            MapRoute::Layers { .. } => None,
            MapRoute::Page { lang, .. }
            | MapRoute::Overview { lang, .. }
            | MapRoute::Data { lang, .. }
            | MapRoute::Locator { lang, .. }
            | MapRoute::Places { lang, .. } => Some(lang),
        }
    }

    /// The same for a reader of another language.
    #[must_use]
    pub fn in_lang(&self, other: Lang) -> MapRoute {
        let mut route = self.clone();
        match &mut route {
            MapRoute::Layers { .. } => {}
            MapRoute::Page { lang, .. }
            | MapRoute::Overview { lang, .. }
            | MapRoute::Data { lang, .. }
            | MapRoute::Locator { lang, .. }
            | MapRoute::Places { lang, .. } => *lang = other,
        }
        route
    }

    /// The address below the site's root.
    #[must_use]
    pub fn path(&self, site: &Site) -> String {
        let code = |lang: Lang| &site.config.language(lang).code;
        let id = |map: usize| &site.plan.maps.maps[map].id;
        match *self {
            MapRoute::Page { lang, map, filter } => page_path(site, lang, map, filter),
            MapRoute::Overview { lang, map } => format!("maps/{}/{}.map.svg", code(lang), id(map)),
            MapRoute::Data { lang, map } => format!("maps/{}/{}.js", code(lang), id(map)),
            MapRoute::Layers { map } => format!("maps/{}.layers.js", id(map)),
            MapRoute::Locator { lang, record } => {
                format!("maps/{}/{}.svg", code(lang), site.content.records[record].id)
            }
            MapRoute::Places { lang, collection, format } => {
                let name = &site.content.collections[collection].name;
                format!("{}/data/{name}.{}", code(lang), format.extension())
            }
        }
    }

    /// Whether it is a page of the site, not a file.
    #[must_use]
    pub fn is_page(&self) -> bool {
        matches!(self, MapRoute::Page { .. })
    }
}

/// The first map stands at the address of all maps.
fn page_path(site: &Site, lang: Lang, map: usize, filter: Option<(usize, usize)>) -> String {
    let segment = site.content.maps.as_ref().and_then(|maps| maps.segment.pick(site.chain(lang)));
    let segment = segment.map_or("map", |(_, segment)| segment);
    let mut path = format!("{}/{segment}/", site.config.language(lang).code);
    let planned = &site.plan.maps.maps[map];
    if map > 0 {
        path.push_str(&format!("{}/", planned.id));
    }
    if let Some((filter, value)) = filter {
        let name = filter_segment(site, planned, lang, filter);
        path.push_str(&format!("{name}/{}/", planned.filters[filter].values[value].segment));
    }
    path
}

/// A label in Latin letters makes a readable address; in other scripts, and where two filters bear one label, the name stands.
fn filter_segment(site: &Site, map: &Planned, lang: Lang, filter: usize) -> String {
    let label = |filter: &MapFilter| {
        let (collection, field) = filter.field?;
        let label = site.content.collections[collection].fields[field].label.get(lang)?;
        Some(slug(label)).filter(|label| !label.is_empty() && label.is_ascii())
    };
    let own = label(&map.filters[filter]);
    let alone = |own: &String| {
        let others = map.filters.iter().enumerate().filter(|(at, _)| *at != filter);
        others.map(|(_, other)| other).all(|other| label(other).as_ref() != Some(own) && other.name != *own)
    };
    own.filter(alone).unwrap_or_else(|| slug(&map.filters[filter].name))
}

/// Every page and file of the maps that belongs to a language.
pub(super) fn routes(site: &Site, lang: Lang, routes: &mut Vec<super::Route>) {
    let plan = &site.plan.maps;
    let mut add = |route: MapRoute| routes.push(super::Route::Map(route));
    for (map, planned) in plan.maps.iter().enumerate() {
        add(MapRoute::Page { lang, map, filter: None });
        for (position, filter) in planned.filters.iter().enumerate() {
            for value in 0..filter.values.len() {
                add(MapRoute::Page { lang, map, filter: Some((position, value)) });
            }
        }
        add(MapRoute::Overview { lang, map });
        add(MapRoute::Data { lang, map });
    }
    for (record, _) in plan.locators.iter().enumerate().filter(|(_, map)| map.is_some()) {
        add(MapRoute::Locator { lang, record });
    }
    for (collection, _) in plan.placed.iter().enumerate().filter(|(_, placed)| **placed) {
        for format in PlaceFormat::ALL {
            add(MapRoute::Places { lang, collection, format });
        }
    }
}

/// Those that all languages share.
pub(super) fn shared_routes(site: &Site) -> impl Iterator<Item = super::Route> {
    let named = 0..site.content.named_maps().len();
    named.map(|map| super::Route::Map(MapRoute::Layers { map }))
}

/// Checks what maps name, and what a map of the whole country must say and show.
pub(super) fn check(site: &Site, all: &mut Vec<Diagnostic>) {
    for map in site.content.named_maps() {
        for name in &map.collections {
            if !site.content.collections.contains_key(&name.text) {
                let known = || site.content.collections.keys().map(String::as_str);
                let missing = Diagnostic::error("no-collection", name.place.clone()).with("name", &name.text);
                let missing = missing.with("known", known().collect::<Vec<_>>().join(", "));
                all.push(missing.near_or(nearest(&name.text, known()), "known"));
            }
        }
        for name in &map.labels {
            check_term(site, super::place::PLACES, name, all);
            let entry = site.entry(super::place::PLACES, &name.text);
            if entry.is_some_and(|entry| entry.position.is_none()) {
                let missing = Diagnostic::error("no-position", name.place.clone()).with("id", &name.text);
                all.push(missing.help("add"));
            }
        }
        check_national(map, all);
    }
}

/// The box around the mainland, in 1e-7 degrees: south, west, north, east.
const MAINLAND: [i32; 4] = [84_000_000, 1_021_000_000, 234_000_000, 1_095_000_000];

/// The middle of the Hoàng Sa and of the Trường Sa archipelago, in 1e-7 degrees: latitude, longitude.
const ISLANDS: [(i32, i32); 2] = [(165_000_000, 1_120_000_000), (100_000_000, 1_140_000_000)];

/// The middle of both archipelagos.
#[must_use]
pub fn islands() -> [Position; 2] {
    ISLANDS.map(|(lat, lon)| Position {
        lat: Degrees::of_units(lat).unwrap_or_default(),
        lon: Degrees::of_units(lon).unwrap_or_default(),
    })
}

impl NamedMap {
    /// Whether it shows most of the country, so that the rules for maps of the whole country hold.
    #[must_use]
    pub fn is_national(&self) -> bool {
        let Bounds { south, west, north, east } = self.bounds;
        let [least_lat, least_lon, most_lat, most_lon] = MAINLAND.map(i64::from);
        let common = |low: Degrees, high: Degrees, least: i64, most: i64| {
            (i64::from(high.units()).min(most) - i64::from(low.units()).max(least)).max(0)
        };
        let shown = common(south, north, least_lat, most_lat) * common(west, east, least_lon, most_lon);
        2 * shown > (most_lat - least_lat) * (most_lon - least_lon)
    }
}

/// Law 27/2018/QH14 and its practice: a map of the whole country shows both archipelagos, and says where it comes from.
fn check_national(map: &NamedMap, all: &mut Vec<Diagnostic>) {
    let (declared, place) = &map.islands;
    if !map.is_national() && !declared {
        return;
    }
    let wrong = |place| Diagnostic::error("national-map", place).with("id", &map.id.text);
    if !declared {
        all.push(wrong(map.id.place.clone()).help("declare"));
    }
    if map.is_national() && map.legal_origin.is_empty() {
        all.push(wrong(map.id.place.clone()).help("origin"));
    }
    if islands().iter().any(|at| !map.bounds.contains(*at)) {
        all.push(wrong(if *declared { place.clone() } else { map.id.place.clone() }).help("extent"));
    }
}
