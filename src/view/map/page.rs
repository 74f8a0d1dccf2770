//! The page of a map.

use indexmap::IndexMap;

use super::super::head::Head;
use super::super::model::{
    CurrentFacet, Download, FacetValue, FacetView, LegendItem, Link, Map, MapArea, MapItem, MenuItem,
    PageContent, TilesView,
};
use super::super::{Lens, card, head, map, name, place};
use super::picture::MOST_IDS;
use super::{Size, picture};
use crate::base::Html;
use crate::content::{CollectionId, NamedMap, RecordId};
use crate::site::{Basis, MapFilterId, MapId, MapKey, MapRoute, MapValueId, PlaceFormat, Planned, Route};

/// The page of a map, narrowed or whole.
pub(in crate::view) fn page(
    lens: &Lens<'_>,
    map: MapId,
    filter: Option<(MapFilterId, MapValueId)>,
) -> (Head, PageContent) {
    let planned = &lens.site.maps.maps[map];
    let named = &lens.site.content.named_maps()[planned.base];
    let (title, lender) = map::map_title(lens, planned);
    let title_tag = lender.map(|lang| lens.tag(lang));
    let summary = planned.collection.is_none().then(|| lens.site.word(&named.summary, lens.lang));
    let summary = summary.flatten();
    let members = picture::map_members(lens, planned, filter);
    let items: Vec<MapItem> = members.iter().filter_map(|record| map_item(lens, *record)).collect();
    let current = filter.map(|(position, value)| {
        let filter = &planned.filters[position];
        let Link { label, tag, .. } = map::map_value_label(lens, filter, &filter.values[value].key);
        let (facet, facet_tag) = map::map_filter_label(lens, filter);
        CurrentFacet { facet, facet_tag, label, tag }
    });
    let head = map_head(lens, map, (&title, title_tag.clone()), current.as_ref(), summary.map(|word| word.0));
    let attributions = map::attributions(lens, named);
    let (note, note_tag) = map::map_note(lens, named).unzip();
    let tiles = lens.site.tiles_on(named).map(|tiles| TilesView {
        attribution: map::tiles_attribution(lens, tiles).filter(|one| !attributions.contains(one)),
        legal_origin_html: map::legal_origin_html(lens, &tiles.legal_origin),
    });
    let page = Map {
        id: planned.id.clone(),
        title,
        title_tag,
        summary: summary.map(|(summary, _)| summary.to_owned()),
        summary_tag: summary.and_then(|(_, lang)| lang).map(|lang| lens.tag(lang)),
        svg_html: Html::trusted(picture::overview(lens, map, filter, false)),
        total: items.len(),
        legend: legend(lens, named, &items),
        areas: map_areas(lens, &members),
        items,
        facets: map_facets(lens, map, filter),
        current_facet: current,
        all_url: map::map_url(lens, map, None),
        downloads: downloads(lens, planned),
        embed: embed(lens, map),
        maps: map_menu(lens, map),
        attributions,
        note,
        note_tag: note_tag.flatten(),
        tiles,
        legal_origin_html: map::legal_origin_html(lens, &named.legal_origin),
        scripts: map_scripts(lens, map),
    };
    (head, PageContent::Map(Box::new(page)))
}

fn map_head(
    lens: &Lens<'_>,
    map: MapId,
    (title, tag): (&str, Option<String>),
    current: Option<&CurrentFacet>,
    summary: Option<&str>,
) -> Head {
    let url = map::map_url(lens, map, None);
    let first = map::first_map_url(lens).filter(|_| lens.site.maps.maps.first_key() != Some(map));
    let first = first.map(|url| Link { label: lens.string("map"), tag: None, url });
    let mut trail: Vec<Link> = first.into_iter().collect();
    trail.push(Link { label: title.to_owned(), tag, url: url.clone() });
    let mut whole = title.to_owned();
    if let Some(current) = current {
        // Two fields may have the same bands: under 200 ha in all, and under 200 ha to let.
        whole = lens.labelled(title, &lens.labelled(&current.facet, &current.label));
        trail.push(Link { label: current.label.clone(), tag: current.tag.clone(), url });
    }
    let mut head = head::plain(lens, "map", whole);
    head.breadcrumbs = head::trail(lens, trail);
    if let Some(summary) = summary {
        head.description = summary.to_owned();
    }
    head
}

fn map_item(lens: &Lens<'_>, index: RecordId) -> Option<MapItem> {
    let found = lens.whereabouts(index)?;
    let (note, lender) = map::shown_at(lens, &found).unzip();
    Some(MapItem {
        id: lens.site.content.records[index].id.clone(),
        card: card::of(lens, index),
        place: found.basis.is_published().then(|| place::place_text(lens, found.shape, found.located)),
        note,
        note_tag: lender.flatten().map(|lang| lens.tag(lang)),
        source: found.basis.is_published().then(|| map::place_source(lens, &found)).flatten(),
        exact: found.basis == Basis::Own,
        mark: match found.basis {
            Basis::Own | Basis::Spot(_) => "exact",
            Basis::Record(_) => "near",
            Basis::Entry(_) => "unplaced",
        },
    })
}

/// The areas by which alone some records are known, in the order of these.
fn map_areas(lens: &Lens<'_>, members: &[RecordId]) -> Vec<MapArea> {
    let mut areas: IndexMap<(String, Option<String>), Vec<&str>> = IndexMap::new();
    for record in members {
        let area = lens.whereabouts(*record).and_then(|found| picture::area_of(lens, &found));
        let Some(Link { label, tag, .. }) = area else { continue };
        areas.entry((label, tag)).or_default().push(&lens.site.content.records[*record].id);
    }
    let areas = areas.into_iter().map(|((label, tag), ids)| MapArea {
        label,
        tag,
        count: ids.len(),
        count_text: lens.locale.number(ids.len() as u64),
        first: ids.first().copied().unwrap_or_default().to_owned(),
        of: (ids.len() <= MOST_IDS).then(|| ids.join(" ")),
    });
    areas.collect()
}

fn map_facets(lens: &Lens<'_>, map: MapId, current: Option<(MapFilterId, MapValueId)>) -> Vec<FacetView> {
    let filters = lens.site.maps.maps[map].filters.iter_enumerated();
    let views = filters.map(|(position, filter)| {
        let keys = filter.values.iter().map(|found| &found.key);
        let label_of = |lens: &Lens<'_>, key: &MapKey| map::map_value_label(lens, filter, key);
        let labels = name::briefly(lens, keys, label_of, |link| &link.label);
        let values = filter.values.iter_enumerated().zip(labels).map(|((value, found), link)| {
            let is_current = current == Some((position, value));
            let Link { label, tag, .. } = link;
            FacetValue {
                label,
                tag,
                url: map::map_url(lens, map, (!is_current).then_some((position, value))),
                count: found.records.len(),
                count_text: lens.locale.number(found.records.len() as u64),
                current: is_current,
            }
        });
        let (label, label_tag) = map::map_filter_label(lens, filter);
        FacetView { key: filter.name.clone(), label, label_tag, values: values.collect() }
    });
    views.collect()
}

fn map_menu(lens: &Lens<'_>, current: MapId) -> Vec<MenuItem> {
    let items = lens.site.maps.maps.keys().map(|map| {
        let Link { label, tag, url } = map::map_link(lens, map);
        MenuItem { label, tag, url, active: map == current }
    });
    items.collect()
}

fn downloads(lens: &Lens<'_>, map: &Planned) -> Vec<Download> {
    let placed = |collection: &&CollectionId| lens.site.maps.placed.get(**collection) == Some(&true);
    let files = map.collections.iter().filter(placed).flat_map(|collection| {
        let declared = &lens.site.content.collections[*collection];
        let name = lens.site.word(&declared.title, lens.lang).map_or(&*declared.name, |word| word.0);
        PlaceFormat::ALL.map(|format| {
            let route = MapRoute::Places { lang: lens.lang, collection: *collection, format };
            Download {
                label: lens.string_with("map_download", &[("name", name), ("format", format.name())]),
                url: Route::Map(route).href(lens.site),
                format: format.extension(),
            }
        })
    });
    files.collect()
}

/// A picture with a link around it, for other sites.
fn embed(lens: &Lens<'_>, map: MapId) -> String {
    let planned = &lens.site.maps.maps[map];
    let base = picture::base(lens, planned.base, Size::Page);
    let page = lens.absolute(&Route::Map(MapRoute::Page { lang: lens.lang, map, filter: None }));
    let picture = lens.absolute(&Route::Map(MapRoute::Overview { lang: lens.lang, map }));
    let members = planned.members.get(lens.lang).map_or(0, Vec::len);
    let (alt, lender) = map::overview_title(lens, planned, members);
    let picture = Html::of(
        "<a href=\"{}\"><img src=\"{}\" width=\"{}\" height=\"{}\" alt=\"{}\" lang=\"{}\"></a>",
        &[&page, &picture, &base.width(), &base.height(), &alt, &lens.tag(lender.unwrap_or(lens.lang))],
    );
    picture.into_string()
}

fn map_scripts(lens: &Lens<'_>, map: MapId) -> Vec<String> {
    let base = lens.site.maps.maps[map].base;
    let routes = [MapRoute::Layers { map: base }, MapRoute::Data { lang: lens.lang, map }];
    routes.into_iter().map(|route| Route::Map(route).href(lens.site)).collect()
}

fn legend(lens: &Lens<'_>, named: &NamedMap, items: &[MapItem]) -> Vec<LegendItem> {
    let layers = map::layers_of(lens, named).filter_map(|layer| {
        let (label, found) = lens.site.word(&layer.name, lens.lang)?;
        let tag = found.map(|lang| lens.tag(lang));
        Some(LegendItem { kind: layer.kind.name(), label: label.to_owned(), tag })
    });
    let marks = [("exact", "map_exact"), ("near", "map_lent"), ("unplaced", "map_shown_near")];
    let marks = marks.into_iter().filter(|(kind, _)| items.iter().any(|item| item.mark == *kind));
    let marks = marks.map(|(kind, key)| LegendItem { kind, label: lens.string(key), tag: None });
    marks.chain(layers).collect()
}
