//! Maps as a reader's language shows them: the page of a map, its picture, and where a record is.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::html::escape;
use super::model::{
    Attribution, CardFact, CurrentFacet, Download, FacetValue, FacetView, LegendItem, Link, Map, MapItem,
    MenuItem, Neighbour, Part, PlaceView, SiteMapSection,
};
use super::page::Head;
use super::{Lens, Views, root_of};
use crate::base::{Lang, PerLang};
use crate::content::{Layer, NamedMap, Value};
use crate::fact::Decimal;
use crate::geo::{Degrees, Position, Shape};
use crate::map::{Base, Frame, Ground, GroundLayer, Heading, Label, Mark};
use crate::site::{
    Basis, MapFilter, MapKey, MapRoute, PlaceFormat, Planned, Route, Site, Whereabouts, islands,
};

/// How large a picture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Size {
    /// On the page of a map.
    Page,
    /// On the page of a record.
    Locator,
}

impl Size {
    /// Its width, and the size of its letters.
    fn units(self) -> (i32, i32) {
        match self {
            Size::Page => (640, 16),
            Size::Locator => (480, 15),
        }
    }
}

/// What the pictures of each named map share, by language and size; drawn when the first of them is.
#[derive(Debug)]
pub(super) struct Bases {
    made: BTreeMap<(Lang, usize, Size), OnceLock<Arc<Base>>>,
}

impl Bases {
    /// Room for a site's.
    pub(super) fn of(site: &Site) -> Bases {
        let maps = 0..site.content.named_maps().len();
        let sized = maps.flat_map(|map| [(map, Size::Page), (map, Size::Locator)]);
        let keys =
            sized.flat_map(|(map, size)| site.config.made().into_iter().map(move |lang| (lang, map, size)));
        Bases { made: keys.map(|key| (key, OnceLock::new())).collect() }
    }
}

/// A record that stands somewhere, for files of places.
#[derive(Clone, Debug)]
pub struct Standing<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its title.
    pub title: String,
    /// The title's language, when it is another.
    pub title_tag: Option<String>,
    /// Its page, below the root.
    pub url: String,
    /// Its page, for the whole world.
    pub absolute: String,
    /// Its summary.
    pub summary: Option<String>,
    /// Its most important facts.
    pub facts: Vec<CardFact>,
    /// What it is on a map.
    pub shape: &'a Shape,
    /// Whether the place is its own.
    pub exact: bool,
    /// How exact: its coordinates, or whose place is shown.
    pub caption: String,
    /// By how many metres it may be off.
    pub accuracy: Option<Decimal>,
    /// Who says where it is.
    pub source: Option<String>,
    /// The places that it names.
    pub address: Option<String>,
    /// Of each filter of the map the values that it bears.
    pub terms: Vec<(String, Vec<String>)>,
}

/// What the viewer of a map needs besides what stands on it.
#[derive(Clone, Debug)]
pub struct Stage<'a> {
    /// The map.
    pub map: &'a Planned,
    /// The named map that it is drawn over.
    pub named: &'a NamedMap,
    /// Its title.
    pub title: String,
    /// Its filters: name, label, values by id with their labels.
    pub fields: Vec<(String, String, Vec<(String, String)>)>,
    /// Its layers: id and name.
    pub layers: Vec<(String, Option<String>)>,
    /// Names on it.
    pub labels: Vec<(String, Position)>,
    /// Whose layers these are.
    pub attributions: Vec<Attribution>,
    /// Where it comes from in law.
    pub legal_origin: Option<String>,
}

impl Views<'_> {
    /// The picture of an overview or locator; `None` for any other route.
    #[must_use]
    pub fn picture(&self, route: &MapRoute) -> Option<String> {
        let root = root_of(&route.path(self.site));
        match *route {
            MapRoute::Overview { lang, map } => Some(self.lens(lang, &root).overview(map, None, true)),
            MapRoute::Locator { lang, record } => self.lens(lang, &root).locator(record),
            _ => None,
        }
    }

    /// What stands on a map, for its viewer.
    #[must_use]
    pub fn standing_on(&self, lang: Lang, map: usize) -> Vec<Standing<'_>> {
        let planned = &self.site.plan.maps.maps[map];
        let members = planned.members.get(lang).map_or(&[][..], Vec::as_slice);
        let lens = self.lens(lang, "../../");
        members.iter().filter_map(|record| lens.standing(*record, Some(planned))).collect()
    }

    /// The records of a collection that stand somewhere.
    #[must_use]
    pub fn standing_of(&self, lang: Lang, collection: usize) -> Vec<Standing<'_>> {
        let order = self.site.plan.orders[collection].get(lang).map_or(&[][..], Vec::as_slice);
        let lens = self.lens(lang, "../../");
        order.iter().filter_map(|record| lens.standing(*record, None)).collect()
    }

    /// What the viewer of a map needs besides.
    #[must_use]
    pub fn stage(&self, lang: Lang, map: usize) -> Stage<'_> {
        let map = &self.site.plan.maps.maps[map];
        let named = &self.site.content.named_maps()[map.base];
        let lens = self.lens(lang, "../../");
        let fields = map.filters.iter().map(|filter| {
            let label = lens.map_filter_label(filter).0;
            let values = filter.values.iter();
            let values =
                values.map(|value| (value.segment.clone(), lens.map_value_label(filter, &value.key).label));
            (filter.name.clone(), label, values.collect())
        });
        let layers = lens.layers_of(named).map(|layer| {
            let name = self.site.word(&layer.name, lang).map(|(name, _)| name.to_owned());
            (layer.id.text.clone(), name)
        });
        Stage {
            map,
            named,
            title: lens.map_title(map).0,
            fields: fields.collect(),
            layers: layers.collect(),
            labels: lens.map_labels(named).into_iter().map(|label| (label.text, label.at)).collect(),
            attributions: lens.attributions(named),
            legal_origin: lens.legal_origin(named),
        }
    }
}

impl<'a> Lens<'a> {
    /// Where a record is, for its page.
    pub(super) fn record_place(&self, index: usize) -> Option<PlaceView> {
        let map = (*self.site.plan.maps.locators.get(index)?)?;
        let named = &self.site.content.named_maps()[map];
        let found = self.site.whereabouts(index)?;
        let base = self.base(map, Size::Locator);
        let route = Route::Map(MapRoute::Locator { lang: self.lang, record: index });
        let record = &self.site.content.records[index];
        let title = &self.site.text(record, self.lang).1.title;
        Some(PlaceView {
            svg: route.href(self.site),
            width: base.width(),
            height: base.height(),
            alt: self.string_with("map_alt", &[("title", title)]),
            caption: self.place_caption(&found),
            source: found.located.source.as_ref().map(|name| self.source(name).text),
            exact: found.basis == Basis::Own,
            map_url: self.on_map(index),
            geo_uri: geo_uri(found.shape.middle()),
            attributions: self.attributions(named),
        })
    }

    /// The record on the page of a map: of its collection's, else of the first that has it.
    fn on_map(&self, index: usize) -> Option<String> {
        let maps = &self.site.plan.maps.maps;
        let has =
            |map: &usize| maps[*map].members.get(self.lang).is_some_and(|members| members.contains(&index));
        let record = &self.site.content.records[index];
        let own = self.site.map_of(record.collection).filter(has);
        let map = own.or_else(|| (0..maps.len()).find(has))?;
        Some(format!("{}#{}", self.map_url(map, None), record.id))
    }

    /// How exact a place is: its coordinates, or whose place is shown.
    fn place_caption(&self, found: &Whereabouts<'_>) -> String {
        self.shown_at(found).unwrap_or_else(|| {
            let place = self.place_text(found.shape, found.located);
            self.string_with("map_place", &[("place", &place)])
        })
    }

    /// Whose place is shown, when not the record's own.
    fn shown_at(&self, found: &Whereabouts<'_>) -> Option<String> {
        match found.basis {
            Basis::Own => None,
            Basis::Record(other) => {
                let other = &self.site.content.records[other];
                let name = &self.site.text(other, self.lang).1.title;
                Some(self.string_with("map_at", &[("name", name)]))
            }
            Basis::Entry(id) => {
                let name = self.term("places", id).text;
                Some(self.string_with("map_near", &[("name", &name)]))
            }
        }
    }

    fn standing(&self, index: usize, map: Option<&Planned>) -> Option<Standing<'a>> {
        let found = self.site.whereabouts(index)?;
        let record = &self.site.content.records[index];
        let (shown, text) = self.site.text(record, self.lang);
        let filters = map.map_or(&[][..], |map| map.filters.as_slice()).iter();
        let terms = filters.map(|filter| {
            let borne = filter.values.iter().filter(|value| value.records.binary_search(&index).is_ok());
            (filter.name.clone(), borne.map(|value| value.segment.clone()).collect())
        });
        Some(Standing {
            id: &record.id,
            title: text.title.clone(),
            title_tag: self.other(shown),
            url: self.record_url(index),
            absolute: self.absolute(&Route::Record { lang: self.lang, record: index }),
            summary: self.summary(record).0,
            facts: self.card_facts(record),
            shape: found.shape,
            exact: found.basis == Basis::Own,
            caption: self.place_caption(&found),
            accuracy: found.located.accuracy,
            source: found.located.source.as_ref().map(|name| self.source(name).text),
            address: self.address_of(index),
            terms: terms.collect(),
        })
    }

    /// The places that a record names, in words.
    fn address_of(&self, index: usize) -> Option<String> {
        let facts = self.site.content.records[index].facts.values();
        let terms = facts.filter(|fact| !matches!(fact.value, Value::Table(_)));
        let terms = terms.flat_map(|fact| crate::site::terms_of(&fact.value));
        let places = terms.filter(|(vocabulary, _)| *vocabulary == "places");
        let names: Vec<String> = places.map(|(_, id)| self.term("places", id).text).collect();
        (!names.is_empty()).then(|| self.locale.list(&names))
    }

    /// Address of a map's page.
    fn map_url(&self, map: usize, filter: Option<(usize, usize)>) -> String {
        Route::Map(MapRoute::Page { lang: self.lang, map, filter }).href(self.site)
    }

    /// Address of the first map, where there is one.
    pub(super) fn first_map_url(&self) -> Option<String> {
        (!self.site.plan.maps.maps.is_empty()).then(|| self.map_url(0, None))
    }

    /// A link to a map by its title.
    pub(super) fn map_link(&self, map: usize) -> Link {
        let (label, tag) = self.map_title(&self.site.plan.maps.maps[map]);
        Link { label, tag, url: self.map_url(map, None) }
    }

    /// The maps on the page of all pages.
    pub(super) fn maps_section(&self) -> Option<SiteMapSection> {
        let maps = 0..self.site.plan.maps.maps.len();
        let items = maps.map(|map| {
            let Link { label, tag, url } = self.map_link(map);
            Neighbour { title: label, title_tag: tag, url }
        });
        let url = self.first_map_url()?;
        Some(SiteMapSection { title: self.string("map"), url: Some(url), items: items.collect() })
    }

    fn map_title(&self, map: &Planned) -> (String, Option<String>) {
        let words = |words: &PerLang<String>| {
            let (word, found) = self.site.word(words, self.lang)?;
            Some((word.to_owned(), found.map(|lang| self.tag(lang))))
        };
        match map.collection {
            Some(collection) => {
                let collection = &self.site.content.collections[collection];
                let name =
                    self.site.word(&collection.title, self.lang).map_or(&*collection.name, |word| word.0);
                (self.string_with("map_of", &[("name", name)]), None)
            }
            None => words(&self.site.content.named_maps()[map.base].title)
                .unwrap_or_else(|| (map.id.clone(), None)),
        }
    }

    fn map_filter_label(&self, filter: &MapFilter) -> (String, String) {
        match filter.field {
            None => (self.string("map_kind"), filter.name.clone()),
            Some((collection, field)) => {
                let fields = &self.site.content.collections[collection].fields;
                let (name, field) = fields.get_index(field).expect("filters are made from the schema");
                (self.label(name, field), filter.name.clone())
            }
        }
    }

    /// A value of a filter as a link without an address.
    fn map_value_label(&self, filter: &MapFilter, key: &MapKey) -> Link {
        match (key, filter.field) {
            (MapKey::Value(key), Some((collection, field))) => {
                let label = self.filter_label(key, &self.site.content.collections[collection].fields[field]);
                Link { label: label.text, tag: label.tag, url: String::new() }
            }
            (MapKey::Collection(collection), _) => {
                let collection = &self.site.content.collections[*collection];
                self.link(&collection.title, &collection.name, String::new())
            }
            (MapKey::Value(_), None) => Link { label: String::new(), tag: None, url: String::new() },
        }
    }

    /// The page of a map, narrowed or whole.
    pub(super) fn map_page(&self, map: usize, filter: Option<(usize, usize)>) -> (Head, Part, Option<usize>) {
        let planned = &self.site.plan.maps.maps[map];
        let named = &self.site.content.named_maps()[planned.base];
        let (title, title_tag) = self.map_title(planned);
        let summary = planned.collection.is_none().then(|| self.site.word(&named.summary, self.lang));
        let summary = summary.flatten();
        let members = self.map_members(planned, filter);
        let items: Vec<MapItem> = members.iter().filter_map(|record| self.map_item(*record)).collect();
        let current = filter.map(|(position, value)| {
            let filter = &planned.filters[position];
            let Link { label, tag, .. } = self.map_value_label(filter, &filter.values[value].key);
            CurrentFacet { facet: self.map_filter_label(filter).0, label, tag }
        });
        let head =
            self.map_head(map, &title, title_tag.clone(), current.as_ref(), summary.map(|word| word.0));
        let page = Map {
            id: planned.id.clone(),
            title,
            title_tag,
            summary: summary.map(|(summary, _)| summary.to_owned()),
            summary_tag: summary.and_then(|(_, lang)| lang).map(|lang| self.tag(lang)),
            svg_html: self.overview(map, filter, false),
            total: items.len(),
            legend: self.legend(named, &items),
            items,
            facets: self.map_facets(map, filter),
            current_facet: current,
            all_url: self.map_url(map, None),
            downloads: self.downloads(planned),
            embed: self.embed(map),
            maps: self.map_menu(map),
            attributions: self.attributions(named),
            legal_origin: self.legal_origin(named),
            scripts: self.map_scripts(map),
            viewer: None,
        };
        (head, Part::Map(Box::new(page)), Some(self.site.content.collections.len()))
    }

    fn map_head(
        &self,
        map: usize,
        title: &str,
        tag: Option<String>,
        current: Option<&CurrentFacet>,
        summary: Option<&str>,
    ) -> Head {
        let url = self.map_url(map, None);
        let first = (map > 0).then(|| self.first_map_url()).flatten();
        let first = first.map(|url| Link { label: self.string("map"), tag: None, url });
        let mut trail: Vec<Link> = first.into_iter().collect();
        trail.push(Link { label: title.to_owned(), tag, url: url.clone() });
        let mut whole = title.to_owned();
        if let Some(current) = current {
            whole = self.labelled(title, &current.label);
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
    fn map_members(&self, map: &Planned, filter: Option<(usize, usize)>) -> Vec<usize> {
        let members = map.members.get(self.lang).map_or(&[][..], Vec::as_slice);
        let borne = filter.map(|(filter, value)| &map.filters[filter].values[value].records);
        let kept = |record: &usize| borne.is_none_or(|borne| borne.binary_search(record).is_ok());
        members.iter().copied().filter(kept).collect()
    }

    fn map_item(&self, index: usize) -> Option<MapItem> {
        let found = self.site.whereabouts(index)?;
        Some(MapItem {
            id: self.site.content.records[index].id.clone(),
            card: self.card(index),
            place: self.place_text(found.shape, found.located),
            note: self.shown_at(&found),
            exact: found.basis == Basis::Own,
        })
    }

    fn map_facets(&self, map: usize, current: Option<(usize, usize)>) -> Vec<FacetView> {
        let filters = self.site.plan.maps.maps[map].filters.iter().enumerate();
        let views = filters.map(|(position, filter)| {
            let values = filter.values.iter().enumerate().map(|(value, found)| {
                let is_current = current == Some((position, value));
                let Link { label, tag, .. } = self.map_value_label(filter, &found.key);
                FacetValue {
                    label,
                    tag,
                    url: self.map_url(map, (!is_current).then_some((position, value))),
                    count: found.records.len(),
                    count_text: self.locale.number(found.records.len() as u64),
                    current: is_current,
                }
            });
            let (label, key) = self.map_filter_label(filter);
            FacetView { key, label, values: values.collect() }
        });
        views.collect()
    }

    fn map_menu(&self, current: usize) -> Vec<MenuItem> {
        let maps = 0..self.site.plan.maps.maps.len();
        let items = maps.map(|map| {
            let Link { label, tag, url } = self.map_link(map);
            MenuItem { label, tag, url, active: map == current }
        });
        items.collect()
    }

    fn downloads(&self, map: &Planned) -> Vec<Download> {
        let placed = |collection: &&usize| self.site.plan.maps.placed.get(**collection) == Some(&true);
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
    fn embed(&self, map: usize) -> String {
        let planned = &self.site.plan.maps.maps[map];
        let base = self.base(planned.base, Size::Page);
        let page = self.absolute(&Route::Map(MapRoute::Page { lang: self.lang, map, filter: None }));
        let picture = self.absolute(&Route::Map(MapRoute::Overview { lang: self.lang, map }));
        format!(
            "<a href=\"{}\"><img src=\"{}\" width=\"{}\" height=\"{}\" alt=\"{}\"></a>",
            escape(&page),
            escape(&picture),
            base.width(),
            base.height(),
            escape(&self.overview_title(planned, planned.members.get(self.lang).map_or(0, Vec::len))),
        )
    }

    fn map_scripts(&self, map: usize) -> Vec<String> {
        let base = self.site.plan.maps.maps[map].base;
        let routes = [MapRoute::Layers { map: base }, MapRoute::Data { lang: self.lang, map }];
        routes.into_iter().map(|route| Route::Map(route).href(self.site)).collect()
    }

    fn legend(&self, named: &NamedMap, items: &[MapItem]) -> Vec<LegendItem> {
        let layers = self.layers_of(named).filter_map(|layer| {
            let (label, _) = self.site.word(&layer.name, self.lang)?;
            Some(LegendItem { kind: layer.kind.name(), label: label.to_owned() })
        });
        let marks = [(true, "exact", "map_exact"), (false, "near", "map_shown_near")];
        let marks = marks.into_iter().filter(|(exact, ..)| items.iter().any(|item| item.exact == *exact));
        let marks = marks.map(|(_, kind, key)| LegendItem { kind, label: self.string(key) });
        marks.chain(layers).collect()
    }

    fn layers_of<'m>(&'m self, named: &'m NamedMap) -> impl Iterator<Item = &'m Layer> {
        let layers = self.site.content.maps.as_ref().map_or(&[][..], |maps| maps.layers.as_slice());
        named.layers.iter().filter_map(|at| layers.get(*at))
    }

    /// Whose layers a map is drawn from, each once.
    fn attributions(&self, named: &NamedMap) -> Vec<Attribution> {
        let mut all: Vec<Attribution> = Vec::new();
        for layer in self.layers_of(named) {
            let Some((source, found)) = self.site.word(&layer.source, self.lang) else { continue };
            let text = self.string_with("map_licence", &[("source", source), ("licence", &layer.licence)]);
            let tag = found.map(|lang| self.tag(lang));
            let one = Attribution { text, tag, url: layer.url.clone() };
            if !all.contains(&one) {
                all.push(one);
            }
        }
        all
    }

    fn legal_origin(&self, named: &NamedMap) -> Option<String> {
        let (origin, _) = self.site.word(&named.legal_origin, self.lang)?;
        Some(self.string_with("map_origin", &[("origin", origin)]))
    }

    fn overview_title(&self, map: &Planned, count: usize) -> String {
        let count = self.locale.number(count as u64);
        self.string_with("map_overview", &[("title", &self.map_title(map).0), ("count", &count)])
    }

    /// The picture of a map, as a part of a page or as a file of its own.
    fn overview(&self, map: usize, filter: Option<(usize, usize)>, alone: bool) -> String {
        let planned = &self.site.plan.maps.maps[map];
        let members = self.map_members(planned, filter);
        let places = members.iter().filter_map(|record| Some((*record, self.site.whereabouts(*record)?)));
        let tags: Vec<_> = places.map(|(record, found)| (record, found, self.mark_words(record))).collect();
        let marks: Vec<Mark<'_>> = tags
            .iter()
            .map(|(record, found, (title, tag))| Mark {
                href: self
                    .has_address(&self.site.content.records[*record])
                    .then(|| format!("{}{}", self.root, self.record_url(*record))),
                ..mark(found, title, tag.as_deref())
            })
            .collect();
        let title = self.overview_title(planned, members.len());
        let tag = self.tag(self.lang);
        self.base(planned.base, Size::Page).picture(&marks, &Heading { title: &title, tag: &tag, alone })
    }

    /// The picture of where one record is.
    fn locator(&self, record: usize) -> Option<String> {
        let map = (*self.site.plan.maps.locators.get(record)?)?;
        let found = self.site.whereabouts(record)?;
        let (title, tag) = self.mark_words(record);
        let heading = self.string_with("map_alt", &[("title", &title)]);
        let own = self.tag(self.lang);
        let heading = Heading { title: &heading, tag: &own, alone: true };
        Some(self.base(map, Size::Locator).picture(&[mark(&found, &title, tag.as_deref())], &heading))
    }

    fn mark_words(&self, record: usize) -> (String, Option<String>) {
        let (found, text) = self.site.text(&self.site.content.records[record], self.lang);
        (text.title.clone(), self.other(found))
    }

    /// What the pictures of a named map in this language share.
    fn base(&self, map: usize, size: Size) -> Arc<Base> {
        let made = || Arc::new(self.draw(&self.site.content.named_maps()[map], size));
        match self.bases.made.get(&(self.lang, map, size)) {
            Some(room) => room.get_or_init(made).clone(),
            None => made(),
        }
    }

    fn draw(&self, named: &NamedMap, size: Size) -> Base {
        let (width, letters) = size.units();
        let frame = Frame::new(named.bounds, width);
        let layers = self.layers_of(named).map(|layer| GroundLayer {
            kind: layer.kind,
            shapes: layer.features.iter().flat_map(|feature| &feature.shapes).collect(),
        });
        let sources: Vec<String> = self.attributions(named).into_iter().map(|one| one.text).collect();
        let source =
            (!sources.is_empty()).then(|| self.string_with("map_source", &[("source", &sources.join("; "))]));
        Base::new(Ground {
            frame,
            layers: layers.collect(),
            labels: self.map_labels(named),
            size: letters,
            notes: source.into_iter().chain(self.legal_origin(named)).collect(),
            scale: self.bar_words(Ground::bar(&frame)),
        })
    }

    /// The length of a scale bar: metres below a kilometre.
    fn bar_words(&self, metres: u32) -> String {
        match metres {
            0..1000 => self.length(Decimal::from(metres), "m"),
            _ => self.length(Decimal::from(metres / 1000), "km"),
        }
    }

    /// The names on a map, the most important first: the two archipelagos, places, what layers name.
    fn map_labels(&self, named: &NamedMap) -> Vec<Label> {
        let names = ["hoang_sa", "truong_sa"].map(|key| self.string(key));
        let islands = islands().into_iter().zip(names).filter(|_| named.islands.0);
        let islands = islands.map(|(at, text)| Label { text, at, dot: true });
        let places = named.labels.iter().filter_map(|name| {
            let at = self.site.position(&name.text)?;
            let entry = self.site.entry("places", &name.text)?;
            let (text, _) =
                self.site.word(&entry.short, self.lang).or(self.site.word(&entry.name, self.lang))?;
            Some(Label { text: text.to_owned(), at, dot: true })
        });
        let features = self.layers_of(named).flat_map(|layer| &layer.features);
        let features = features.filter_map(|feature| {
            let (text, _) = self.site.word(&feature.name, self.lang)?;
            let at = feature.shapes.first()?.middle();
            let dot = matches!(feature.shapes.first(), Some(Shape::Point(_)));
            Some(Label { text: text.to_owned(), at, dot })
        });
        let all = islands.chain(places).chain(features);
        all.filter(|label| named.bounds.contains(label.at)).collect()
    }
}

fn mark<'m>(found: &Whereabouts<'m>, title: &'m str, tag: Option<&'m str>) -> Mark<'m> {
    Mark {
        at: found.shape.middle(),
        shape: Some(found.shape),
        exact: found.basis == Basis::Own,
        title,
        tag,
        href: None,
    }
}

/// The address that opens a position in an application of maps (RFC 5870).
fn geo_uri(at: Position) -> String {
    let degrees = |angle: Degrees| Decimal::new(i64::from(angle.units()), 7).normalize();
    format!("geo:{},{}", degrees(at.lat), degrees(at.lon))
}
