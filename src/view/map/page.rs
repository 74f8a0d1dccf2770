//! The page of a map.

use indexmap::IndexMap;

use super::super::Lens;
use super::super::chrome::MenuPlace;
use super::super::model::{
    CurrentFacet, Download, FacetValue, FacetView, LegendItem, Link, Map, MapArea, MapItem, MenuItem,
    PageContent, TilesView,
};
use super::super::page::Head;
use super::Size;
use super::picture::MOST_IDS;
use crate::base::Html;
use crate::content::{CollectionId, NamedMap, RecordId};
use crate::site::{Basis, MapFilterId, MapId, MapKey, MapRoute, MapValueId, PlaceFormat, Planned, Route};

impl Lens<'_> {
    /// The page of a map, narrowed or whole.
    pub(in crate::view) fn map_page(
        &self,
        map: MapId,
        filter: Option<(MapFilterId, MapValueId)>,
    ) -> (Head, PageContent, Option<MenuPlace>) {
        let planned = &self.site.maps.maps[map];
        let named = &self.site.content.named_maps()[planned.base];
        let (title, lender) = self.map_title(planned);
        let title_tag = lender.map(|lang| self.tag(lang));
        let summary = planned.collection.is_none().then(|| self.site.word(&named.summary, self.lang));
        let summary = summary.flatten();
        let members = self.map_members(planned, filter);
        let items: Vec<MapItem> = members.iter().filter_map(|record| self.map_item(*record)).collect();
        let current = filter.map(|(position, value)| {
            let filter = &planned.filters[position];
            let Link { label, tag, .. } = self.map_value_label(filter, &filter.values[value].key);
            let (facet, facet_tag) = self.map_filter_label(filter);
            CurrentFacet { facet, facet_tag, label, tag }
        });
        let head =
            self.map_head(map, &title, title_tag.clone(), current.as_ref(), summary.map(|word| word.0));
        let attributions = self.attributions(named);
        let (note, note_tag) = self.map_note(named).unzip();
        let tiles = self.site.tiles_on(named).map(|tiles| TilesView {
            attribution: self.tiles_attribution(tiles).filter(|one| !attributions.contains(one)),
            legal_origin_html: self.legal_origin_html(&tiles.legal_origin),
        });
        let page = Map {
            id: planned.id.clone(),
            title,
            title_tag,
            summary: summary.map(|(summary, _)| summary.to_owned()),
            summary_tag: summary.and_then(|(_, lang)| lang).map(|lang| self.tag(lang)),
            svg_html: Html::trusted(self.overview(map, filter, false)),
            total: items.len(),
            legend: self.legend(named, &items),
            areas: self.map_areas(&members),
            items,
            facets: self.map_facets(map, filter),
            current_facet: current,
            all_url: self.map_url(map, None),
            downloads: self.downloads(planned),
            embed: self.embed(map),
            maps: self.map_menu(map),
            attributions,
            note,
            note_tag: note_tag.flatten(),
            tiles,
            legal_origin_html: self.legal_origin_html(&named.legal_origin),
            scripts: self.map_scripts(map),
        };
        (head, PageContent::Map(Box::new(page)), Some(MenuPlace::Maps))
    }

    fn map_head(
        &self,
        map: MapId,
        title: &str,
        tag: Option<String>,
        current: Option<&CurrentFacet>,
        summary: Option<&str>,
    ) -> Head {
        let url = self.map_url(map, None);
        let first = self.first_map_url().filter(|_| self.site.maps.maps.first_key() != Some(map));
        let first = first.map(|url| Link { label: self.string("map"), tag: None, url });
        let mut trail: Vec<Link> = first.into_iter().collect();
        trail.push(Link { label: title.to_owned(), tag, url: url.clone() });
        let mut whole = title.to_owned();
        if let Some(current) = current {
            // Two fields may have the same bands: under 200 ha in all, and under 200 ha to let.
            whole = self.labelled(title, &self.labelled(&current.facet, &current.label));
            trail.push(Link { label: current.label.clone(), tag: current.tag.clone(), url });
        }
        let mut head = self.plain_head("map", whole);
        head.breadcrumbs = self.trail(trail);
        if let Some(summary) = summary {
            head.description = summary.to_owned();
        }
        head
    }

    /// The records that stand on a map as it is narrowed.
    pub(super) fn map_members(
        &self,
        map: &Planned,
        filter: Option<(MapFilterId, MapValueId)>,
    ) -> Vec<RecordId> {
        let members = map.members.get(self.lang).map_or(&[][..], Vec::as_slice);
        let borne = filter.map(|(filter, value)| &map.filters[filter].values[value].records);
        let kept = |record: &RecordId| borne.is_none_or(|borne| borne.binary_search(record).is_ok());
        members.iter().copied().filter(kept).collect()
    }

    fn map_item(&self, index: RecordId) -> Option<MapItem> {
        let found = self.whereabouts(index)?;
        let (note, lender) = self.shown_at(&found).unzip();
        Some(MapItem {
            id: self.site.content.records[index].id.clone(),
            card: self.card(index),
            place: found.basis.is_published().then(|| self.place_text(found.shape, found.located)),
            note,
            note_tag: lender.flatten().map(|lang| self.tag(lang)),
            source: found.basis.is_published().then(|| self.place_source(&found)).flatten(),
            exact: found.basis == Basis::Own,
            mark: match found.basis {
                Basis::Own | Basis::Spot(_) => "exact",
                Basis::Record(_) => "near",
                Basis::Entry(_) => "unplaced",
            },
        })
    }

    /// The areas by which alone some records are known, in the order of these.
    fn map_areas(&self, members: &[RecordId]) -> Vec<MapArea> {
        let mut areas: IndexMap<(String, Option<String>), Vec<&str>> = IndexMap::new();
        for record in members {
            let area = self.whereabouts(*record).and_then(|found| self.area_of(&found));
            let Some(Link { label, tag, .. }) = area else { continue };
            areas.entry((label, tag)).or_default().push(&self.site.content.records[*record].id);
        }
        let areas = areas.into_iter().map(|((label, tag), ids)| MapArea {
            label,
            tag,
            count: ids.len(),
            count_text: self.locale.number(ids.len() as u64),
            first: ids.first().copied().unwrap_or_default().to_owned(),
            of: (ids.len() <= MOST_IDS).then(|| ids.join(" ")),
        });
        areas.collect()
    }

    fn map_facets(&self, map: MapId, current: Option<(MapFilterId, MapValueId)>) -> Vec<FacetView> {
        let filters = self.site.maps.maps[map].filters.iter_enumerated();
        let views = filters.map(|(position, filter)| {
            let keys = filter.values.iter().map(|found| &found.key);
            let label_of = |lens: &Lens<'_>, key: &MapKey| lens.map_value_label(filter, key);
            let labels = self.briefly(keys, label_of, |link| &link.label);
            let values = filter.values.iter_enumerated().zip(labels).map(|((value, found), link)| {
                let is_current = current == Some((position, value));
                let Link { label, tag, .. } = link;
                FacetValue {
                    label,
                    tag,
                    url: self.map_url(map, (!is_current).then_some((position, value))),
                    count: found.records.len(),
                    count_text: self.locale.number(found.records.len() as u64),
                    current: is_current,
                }
            });
            let (label, label_tag) = self.map_filter_label(filter);
            FacetView { key: filter.name.clone(), label, label_tag, values: values.collect() }
        });
        views.collect()
    }

    fn map_menu(&self, current: MapId) -> Vec<MenuItem> {
        let items = self.site.maps.maps.keys().map(|map| {
            let Link { label, tag, url } = self.map_link(map);
            MenuItem { label, tag, url, active: map == current }
        });
        items.collect()
    }

    fn downloads(&self, map: &Planned) -> Vec<Download> {
        let placed = |collection: &&CollectionId| self.site.maps.placed.get(**collection) == Some(&true);
        let files = map.collections.iter().filter(placed).flat_map(|collection| {
            let declared = &self.site.content.collections[*collection];
            let name = self.site.word(&declared.title, self.lang).map_or(&*declared.name, |word| word.0);
            PlaceFormat::ALL.map(|format| {
                let route = MapRoute::Places { lang: self.lang, collection: *collection, format };
                Download {
                    label: self.string_with("map_download", &[("name", name), ("format", format.name())]),
                    url: Route::Map(route).href(self.site),
                    format: format.extension(),
                }
            })
        });
        files.collect()
    }

    /// A picture with a link around it, for other sites.
    fn embed(&self, map: MapId) -> String {
        let planned = &self.site.maps.maps[map];
        let base = self.base(planned.base, Size::Page);
        let page = self.absolute(&Route::Map(MapRoute::Page { lang: self.lang, map, filter: None }));
        let picture = self.absolute(&Route::Map(MapRoute::Overview { lang: self.lang, map }));
        let members = planned.members.get(self.lang).map_or(0, Vec::len);
        let (alt, lender) = self.overview_title(planned, members);
        let picture = Html::of(
            "<a href=\"{}\"><img src=\"{}\" width=\"{}\" height=\"{}\" alt=\"{}\" lang=\"{}\"></a>",
            &[&page, &picture, &base.width(), &base.height(), &alt, &self.tag(lender.unwrap_or(self.lang))],
        );
        picture.into_string()
    }

    fn map_scripts(&self, map: MapId) -> Vec<String> {
        let base = self.site.maps.maps[map].base;
        let routes = [MapRoute::Layers { map: base }, MapRoute::Data { lang: self.lang, map }];
        routes.into_iter().map(|route| Route::Map(route).href(self.site)).collect()
    }

    fn legend(&self, named: &NamedMap, items: &[MapItem]) -> Vec<LegendItem> {
        let layers = self.layers_of(named).filter_map(|layer| {
            let (label, found) = self.site.word(&layer.name, self.lang)?;
            let tag = found.map(|lang| self.tag(lang));
            Some(LegendItem { kind: layer.kind.name(), label: label.to_owned(), tag })
        });
        let marks = [("exact", "map_exact"), ("near", "map_lent"), ("unplaced", "map_shown_near")];
        let marks = marks.into_iter().filter(|(kind, _)| items.iter().any(|item| item.mark == *kind));
        let marks = marks.map(|(kind, key)| LegendItem { kind, label: self.string(key), tag: None });
        marks.chain(layers).collect()
    }
}
