//! Maps as a reader's language shows them: the page of a map, its picture, and where a record is.

mod page;
mod picture;
mod standing;

pub use standing::{MapFeature, MapStage, StageField};

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::html::span;
use super::model::{Attribution, Link, Neighbour, PlaceView, SiteMapSection, Source};
use super::{Lens, Views, root_of};
use crate::base::{Html, Lang, PerLang};
use crate::content::{Layer, NamedMap, NamedMapId, Record, RecordId, Tiles};
use crate::geo::Position;
use crate::map::Base;
use crate::site::{
    Basis, MapFilter, MapFilterId, MapId, MapKey, MapRoute, MapValueId, Planned, Route, Site, Whereabouts,
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
            Size::Locator => (320, 13),
        }
    }
}

/// What the pictures of each named map share, by language and size; drawn when the first of them is.
#[derive(Debug)]
pub(super) struct Bases {
    made: BTreeMap<(Lang, NamedMapId, Size), OnceLock<Arc<Base>>>,
    /// Their sea and layers, which have no language.
    grounds: BTreeMap<(NamedMapId, Size), OnceLock<Arc<str>>>,
}

impl Bases {
    /// Room for a site's.
    pub(super) fn of(site: &Site) -> Bases {
        let sized =
            || site.content.named_maps().keys().flat_map(|map| [(map, Size::Page), (map, Size::Locator)]);
        let keys = sized().flat_map(|(map, size)| {
            site.config.built_languages().into_iter().map(move |lang| (lang, map, size))
        });
        Bases {
            made: keys.map(|key| (key, OnceLock::new())).collect(),
            grounds: sized().map(|key| (key, OnceLock::new())).collect(),
        }
    }
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
}

impl<'a> Lens<'a> {
    /// Where a record is, for its page.
    pub(super) fn record_place(&self, index: RecordId) -> Option<PlaceView> {
        let map = (*self.site.maps.locators.get(index)?)?;
        let named = &self.site.content.named_maps()[map];
        let found = self.whereabouts(index)?;
        let base = self.base(map, Size::Locator);
        let route = Route::Map(MapRoute::Locator { lang: self.lang, record: index });
        let record = &self.site.content.records[index];
        let (alt, alt_tag) = self.locator_title(record);
        let (caption, lender) = self.place_caption(&found);
        let published = found.basis.is_published();
        Some(PlaceView {
            svg: route.href(self.site),
            width: base.width(),
            height: base.height(),
            alt,
            alt_tag,
            caption,
            caption_tag: lender.map(|lang| self.tag(lang)),
            source: published.then(|| self.place_source(&found)).flatten(),
            exact: found.basis == Basis::Own,
            map_url: self.on_map(index),
            geo_uri: published.then(|| geo_uri(found.shape.middle(), found.located.decimals())),
            attributions: self.attributions(named),
        })
    }

    /// The record on the page of a map: of its collection's, else of the first that has it.
    fn on_map(&self, index: RecordId) -> Option<String> {
        let maps = &self.site.maps.maps;
        let has = |map: &MapId| maps[*map].shows(self.lang, index);
        let record = &self.site.content.records[index];
        let own = self.site.map_of(record.collection).filter(has);
        let map = own.or_else(|| maps.keys().find(has))?;
        Some(format!("{}#{}", self.map_url(map, None), record.id))
    }

    /// Who says where a record is.
    fn place_source(&self, found: &Whereabouts<'_>) -> Option<Source> {
        found.located.source.as_ref().map(|cited| self.source(cited))
    }

    /// How exact a place is: its coordinates, whose place is shown, or that it is not published; with the language of that,
    /// when it is another.
    fn place_caption(&self, found: &Whereabouts<'_>) -> (String, Option<Lang>) {
        match self.shown_at(found) {
            Some(unknown) if !found.basis.is_published() => unknown,
            Some((shown, lender)) => {
                let place = self.speaking(lender).place_text(found.shape, found.located);
                (self.speaking(lender).labelled(&shown, &place), lender)
            }
            None => {
                let place = self.place_text(found.shape, found.located);
                (self.string_with("map_place", &[("place", &place)]), None)
            }
        }
    }

    /// Whose place is shown, or that none is known, when not the record's own: wholly in the language of that name, which is
    /// told when it is another.
    fn shown_at(&self, found: &Whereabouts<'_>) -> Option<(String, Option<Lang>)> {
        let (key, name, lender) = match found.basis {
            Basis::Own => return None,
            Basis::Record(other) => {
                let (lang, title) = self.title(&self.site.content.records[other]);
                ("map_at", title, Some(lang).filter(|lang| *lang != self.lang))
            }
            Basis::Spot(id) => {
                let (name, lender) = self.entry_name(id);
                ("map_at", name, lender)
            }
            Basis::Entry(id) => {
                let (name, lender) = self.entry_name(id);
                ("map_unpublished", name, lender)
            }
        };
        Some((self.speaking(lender).string_with(key, &[("name", name)]), lender))
    }

    /// The name of an entry of `places`, and its language when it is another.
    fn entry_name<'n>(&'n self, id: &'n str) -> (&'n str, Option<Lang>) {
        let entry = self.site.entry("places", id);
        let word = entry.and_then(|entry| self.site.word(&entry.name, self.lang));
        word.unwrap_or((id, None))
    }

    /// What a locator map shows, in the language of the record's title, which is told when it is another.
    fn locator_title(&self, record: &Record) -> (String, Option<String>) {
        let (lang, title) = self.title(record);
        let title = self.speaking(Some(lang)).string_with("map_alt", &[("title", title)]);
        (title, self.other(lang))
    }

    /// Address of a map's page.
    fn map_url(&self, map: MapId, filter: Option<(MapFilterId, MapValueId)>) -> String {
        Route::Map(MapRoute::Page { lang: self.lang, map, filter }).href(self.site)
    }

    /// Address of the first map, where there is one.
    pub(super) fn first_map_url(&self) -> Option<String> {
        self.site.maps.maps.first_key().map(|first| self.map_url(first, None))
    }

    /// A link to a map by its title.
    pub(super) fn map_link(&self, map: MapId) -> Link {
        let (label, lender) = self.map_title(&self.site.maps.maps[map]);
        Link { label, tag: lender.map(|lang| self.tag(lang)), url: self.map_url(map, None) }
    }

    /// The maps on the page of all pages.
    pub(super) fn maps_section(&self) -> Option<SiteMapSection> {
        let items = self.site.maps.maps.keys().map(|map| {
            let Link { label, tag, url } = self.map_link(map);
            Neighbour { title: label, title_tag: tag, url }
        });
        let url = self.first_map_url()?;
        Some(SiteMapSection { title: self.string("map"), url: Some(url), items: items.collect() })
    }

    /// What a map is called, wholly in one language, which is told when it is another than the reader's.
    fn map_title(&self, map: &Planned) -> (String, Option<Lang>) {
        match map.collection {
            Some(collection) => {
                let collection = &self.site.content.collections[collection];
                let word = self.site.word(&collection.title, self.lang);
                let (name, lender) = word.unwrap_or((&collection.name, None));
                (self.speaking(lender).string_with("map_of", &[("name", name)]), lender)
            }
            None => {
                let word = self.site.word(&self.site.content.named_maps()[map.base].title, self.lang);
                let (title, lender) = word.unwrap_or((&map.id, None));
                (title.to_owned(), lender)
            }
        }
    }

    /// What a map is filtered by, and the language of that when not the reader's.
    fn map_filter_label(&self, filter: &MapFilter) -> (String, Option<String>) {
        match filter.field {
            None => (self.string("map_kind"), None),
            Some((collection, field)) => {
                let fields = &self.site.content.collections[collection].fields;
                let (name, field) = fields.get_index(field).expect("filters are made from the schema");
                self.label(name, field)
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

    fn layers_of<'m>(&'m self, named: &'m NamedMap) -> impl Iterator<Item = &'m Layer> {
        let layers = self.site.content.maps.as_ref().map(|maps| &maps.layers);
        named.layers.iter().filter_map(move |at| layers?.get(*at))
    }

    /// Whose layers a map is drawn from, each once.
    fn attributions(&self, named: &NamedMap) -> Vec<Attribution> {
        let mut all: Vec<Attribution> = Vec::new();
        for layer in self.layers_of(named) {
            let one = self.attribution(&layer.source, &layer.licence, layer.url.as_ref());
            all.extend(one.filter(|one| !all.contains(one)));
        }
        all
    }

    /// Whose something is, and its terms.
    fn attribution(
        &self,
        source: &PerLang<String>,
        licence: &str,
        url: Option<&String>,
    ) -> Option<Attribution> {
        let (source, found) = self.site.word(source, self.lang)?;
        let text = self.string_with("map_licence", &[("source", source), ("licence", licence)]);
        Some(Attribution { text, tag: found.map(|lang| self.tag(lang)), url: url.cloned() })
    }

    /// Whose the tiles of the site are.
    fn tiles_attribution(&self, tiles: &Tiles) -> Option<Attribution> {
        self.attribution(&tiles.source, &tiles.licence, tiles.url.as_ref())
    }

    /// Where a map comes from in law; with the language of that when it is another.
    fn legal_origin(&self, named: &NamedMap) -> Option<(String, Option<String>)> {
        let (origin, found) = self.site.word(&named.legal_origin, self.lang)?;
        let tag = found.map(|lang| self.tag(lang));
        Some((self.string_with("map_origin", &[("origin", origin)]), tag))
    }

    /// The same as HTML, in which only the origin is in its language.
    fn legal_origin_html(&self, origin: &PerLang<String>) -> Option<Html> {
        let (origin, found) = self.site.word(origin, self.lang)?;
        let tag = found.map(|lang| self.tag(lang));
        Some(self.sentence("map_origin", &[("origin", &span(origin, tag.as_deref()))]))
    }

    /// What is said of a map besides; with the language of that when it is another.
    fn map_note(&self, named: &NamedMap) -> Option<(String, Option<String>)> {
        let (note, found) = self.site.word(&named.note, self.lang)?;
        Some((note.to_owned(), found.map(|lang| self.tag(lang))))
    }

    /// What the picture of a map shows, in the language of the map's title, which is told when it is another.
    fn overview_title(&self, map: &Planned, count: usize) -> (String, Option<Lang>) {
        let (title, lender) = self.map_title(map);
        let speaking = self.speaking(lender);
        let count = speaking.locale.number(count as u64);
        (speaking.string_with("map_overview", &[("title", &title), ("count", &count)]), lender)
    }
}

/// The address that opens a position in an application of maps (RFC 5870).
fn geo_uri(at: Position, decimals: Option<u32>) -> String {
    let at = decimals.map_or(at, |decimals| at.rounded(decimals));
    format!("geo:{}", at.written(None).replace(", ", ","))
}
