//! At what addresses maps are.

use super::address::Addressed;
use super::map::{MapFilter, Planned};
use super::{MapFilterId, MapId, MapRoute, MapValueId, PlaceFormat, Route};
use crate::base::Lang;
use crate::content::RecordId;
use crate::locale::slug;

impl MapRoute {
    /// The address below the site's root.
    #[must_use]
    pub fn path(&self, site: &Addressed) -> String {
        let code = |lang: Lang| &site.config.language(lang).code;
        let id = |map: MapId| &site.maps.maps[map].id;
        match *self {
            MapRoute::Page { lang, map, filter } => page_path(site, lang, map, filter),
            MapRoute::Overview { lang, map } => format!("maps/{}/{}.map.svg", code(lang), id(map)),
            MapRoute::Data { lang, map } => format!("maps/{}/{}.js", code(lang), id(map)),
            MapRoute::Layers { map } => {
                format!("maps/{}.layers.js", site.content.named_maps()[map].id.text)
            }
            MapRoute::Locator { lang, record } => {
                format!("maps/{}/{}.svg", code(lang), site.content.records[record].id)
            }
            MapRoute::Places { lang, collection, format } => {
                let name = &site.content.collections[collection].name;
                format!("{}/data/{name}.{}", code(lang), format.extension())
            }
        }
    }
}

/// The first map stands at the address of all maps.
fn page_path(site: &Addressed, lang: Lang, map: MapId, filter: Option<(MapFilterId, MapValueId)>) -> String {
    let segment = site.content.maps.as_ref().and_then(|maps| maps.segment.pick(site.chain(lang)));
    let segment = segment.map_or("map", |(_, segment)| segment);
    let mut path = format!("{}/{segment}/", site.config.language(lang).code);
    let planned = &site.maps.maps[map];
    if site.maps.maps.first_key() != Some(map) {
        path.push_str(&format!("{}/", planned.id));
    }
    if let Some((filter, value)) = filter {
        let name = filter_segment(site, planned, lang, filter);
        path.push_str(&format!("{name}/{}/", planned.filters[filter].values[value].segment));
    }
    path
}

/// A label in Latin letters makes a readable address; in other scripts, and where two filters bear one label, the name stands.
fn filter_segment(site: &Addressed, map: &Planned, lang: Lang, filter: MapFilterId) -> String {
    let label = |filter: &MapFilter| {
        let (collection, field) = filter.field?;
        let label = site.content.collections[collection].fields[field].label.get(lang)?;
        Some(slug(label)).filter(|label| !label.is_empty() && label.is_ascii())
    };
    let own = label(&map.filters[filter]);
    let alone = |own: &String| {
        let others = map.filters.iter_enumerated().filter(|(at, _)| *at != filter);
        others.map(|(_, other)| other).all(|other| label(other).as_ref() != Some(own) && other.name != *own)
    };
    own.filter(alone).unwrap_or_else(|| slug(&map.filters[filter].name))
}

/// Every page and file of the maps that belongs to a language.
pub(super) fn routes(site: &Addressed, lang: Lang, routes: &mut Vec<Route>) {
    let plan = &site.maps;
    let mut add = |route: MapRoute| routes.push(Route::Map(route));
    for (map, planned) in plan.maps.iter_enumerated() {
        add(MapRoute::Page { lang, map, filter: None });
        for (position, filter) in planned.filters.iter_enumerated() {
            for value in filter.values.keys() {
                add(MapRoute::Page { lang, map, filter: Some((position, value)) });
            }
        }
        add(MapRoute::Overview { lang, map });
        add(MapRoute::Data { lang, map });
    }
    // Nothing but the page of a record shows its locator map.
    let has_page = |record: RecordId| site.collection_of(&site.content.records[record]).pages;
    let shown = plan.locators.iter_enumerated().filter(|(_, map)| map.is_some());
    for (record, _) in shown.filter(|(record, _)| has_page(*record)) {
        add(MapRoute::Locator { lang, record });
    }
    for (collection, _) in plan.placed.iter_enumerated().filter(|(_, placed)| **placed) {
        for format in PlaceFormat::ALL {
            add(MapRoute::Places { lang, collection, format });
        }
    }
}

/// Those that all languages share.
pub(super) fn shared_routes(site: &Addressed) -> impl Iterator<Item = Route> {
    site.content.named_maps().keys().map(|map| Route::Map(MapRoute::Layers { map }))
}
