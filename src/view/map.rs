//! Maps as a reader's language shows them: the page of a map, its picture, and where a record is.

mod page;
mod picture;
mod standing;

pub(super) use page::page;
pub use standing::{MapFeature, MapStage, StageField};

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::html::span;
use super::model::{Attribution, Link, Neighbour, PlaceView, SiteMapSection, Source};
use super::{Lens, Views, head, place, root_of, wording};
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
            MapRoute::Overview { lang, map } => {
                Some(picture::overview(&self.lens(lang, &root), map, None, true))
            }
            MapRoute::Locator { lang, record } => picture::locator(&self.lens(lang, &root), record),
            _ => None,
        }
    }
}

/// Where a record is, for its page.
pub(super) fn record_place(lens: &Lens<'_>, index: RecordId) -> Option<PlaceView> {
    let map = (*lens.site.maps.locators.get(index)?)?;
    let named = &lens.site.content.named_maps()[map];
    let found = lens.whereabouts(index)?;
    let base = picture::base(lens, map, Size::Locator);
    let route = Route::Map(MapRoute::Locator { lang: lens.lang, record: index });
    let record = &lens.site.content.records[index];
    let (alt, alt_tag) = locator_title(lens, record);
    let (caption, lender) = place_caption(lens, &found);
    let published = found.basis.is_published();
    Some(PlaceView {
        svg: route.href(lens.site),
        width: base.width(),
        height: base.height(),
        alt,
        alt_tag,
        caption,
        caption_tag: lender.map(|lang| lens.tag(lang)),
        source: published.then(|| place_source(lens, &found)).flatten(),
        exact: found.basis == Basis::Own,
        map_url: on_map(lens, index),
        geo_uri: published
            .then(|| geo_uri(place::shown_middle(found.located, found.shape), found.located.decimals())),
        attributions: attributions(lens, named),
    })
}

/// The record on the page of a map: of its collection's, else of the first that has it.
fn on_map(lens: &Lens<'_>, index: RecordId) -> Option<String> {
    let maps = &lens.site.maps.maps;
    let has = |map: &MapId| maps[*map].shows(lens.lang, index);
    let record = &lens.site.content.records[index];
    let own = lens.site.map_of(record.collection).filter(has);
    let map = own.or_else(|| maps.keys().find(has))?;
    Some(format!("{}#{}", map_url(lens, map, None), record.id))
}

/// Who says where a record is.
fn place_source(lens: &Lens<'_>, found: &Whereabouts<'_>) -> Option<Source> {
    found.located.source.as_ref().map(|cited| wording::source(lens, cited))
}

/// How exact a place is: its coordinates, whose place is shown, or that it is not published; with the language of that,
/// when it is another.
fn place_caption(lens: &Lens<'_>, found: &Whereabouts<'_>) -> (String, Option<Lang>) {
    match shown_at(lens, found) {
        Some(unknown) if !found.basis.is_published() => unknown,
        Some((shown, lender)) => {
            let place = place::place_text(&lens.speaking(lender), found.shape, found.located);
            (lens.speaking(lender).labelled(&shown, &place), lender)
        }
        None => {
            let place = place::place_text(lens, found.shape, found.located);
            (lens.string_with("map_place", &[("place", &place)]), None)
        }
    }
}

/// Whose place is shown, or that none is known, when not the record's own: wholly in the language of that name, which is
/// told when it is another.
fn shown_at(lens: &Lens<'_>, found: &Whereabouts<'_>) -> Option<(String, Option<Lang>)> {
    let (key, name, lender) = match found.basis {
        Basis::Own => return None,
        Basis::Record(other) => {
            let (lang, title) = lens.title(&lens.site.content.records[other]);
            ("map_at", title, Some(lang).filter(|lang| *lang != lens.lang))
        }
        Basis::Spot(id) => {
            let (name, lender) = entry_name(lens, id);
            ("map_at", name, lender)
        }
        Basis::Entry(id) => {
            let (name, lender) = entry_name(lens, id);
            ("map_unpublished", name, lender)
        }
    };
    Some((lens.speaking(lender).string_with(key, &[("name", name)]), lender))
}

/// The name of an entry of `places`, and its language when it is another.
fn entry_name<'n>(lens: &'n Lens<'_>, id: &'n str) -> (&'n str, Option<Lang>) {
    let entry = lens.site.entry("places", id);
    let word = entry.and_then(|entry| lens.site.word(&entry.name, lens.lang));
    word.unwrap_or((id, None))
}

/// What a locator map shows, in the language of the record's title, which is told when it is another.
fn locator_title(lens: &Lens<'_>, record: &Record) -> (String, Option<String>) {
    let (lang, title) = lens.title(record);
    let title = lens.speaking(Some(lang)).string_with("map_alt", &[("title", title)]);
    (title, lens.other(lang))
}

/// Address of a map's page.
fn map_url(lens: &Lens<'_>, map: MapId, filter: Option<(MapFilterId, MapValueId)>) -> String {
    Route::Map(MapRoute::Page { lang: lens.lang, map, filter }).href(lens.site)
}

/// Address of the first map, where there is one.
pub(super) fn first_map_url(lens: &Lens<'_>) -> Option<String> {
    lens.site.maps.maps.first_key().map(|first| map_url(lens, first, None))
}

/// A link to a map by its title.
pub(super) fn map_link(lens: &Lens<'_>, map: MapId) -> Link {
    let (label, lender) = map_title(lens, &lens.site.maps.maps[map]);
    Link { label, tag: lender.map(|lang| lens.tag(lang)), url: map_url(lens, map, None) }
}

/// The maps on the page of all pages.
pub(super) fn maps_section(lens: &Lens<'_>) -> Option<SiteMapSection> {
    let items = lens.site.maps.maps.keys().map(|map| {
        let Link { label, tag, url } = map_link(lens, map);
        Neighbour { title: label, title_tag: tag, url }
    });
    let url = first_map_url(lens)?;
    Some(SiteMapSection { title: lens.string("map"), url: Some(url), items: items.collect() })
}

/// What a map is called, wholly in one language, which is told when it is another than the reader's.
fn map_title(lens: &Lens<'_>, map: &Planned) -> (String, Option<Lang>) {
    match map.collection {
        Some(collection) => {
            let collection = &lens.site.content.collections[collection];
            let word = lens.site.word(&collection.title, lens.lang);
            let (name, lender) = word.unwrap_or((&collection.name, None));
            (lens.speaking(lender).string_with("map_of", &[("name", name)]), lender)
        }
        None => {
            let word = lens.site.word(&lens.site.content.named_maps()[map.base].title, lens.lang);
            let (title, lender) = word.unwrap_or((&map.id, None));
            (title.to_owned(), lender)
        }
    }
}

/// What a map is filtered by, and the language of that when not the reader's.
fn map_filter_label(lens: &Lens<'_>, filter: &MapFilter) -> (String, Option<String>) {
    match filter.field {
        None => (lens.string("map_kind"), None),
        Some((collection, field)) => {
            let fields = &lens.site.content.collections[collection].fields;
            let (name, field) = fields.get_index(field).expect("filters are made from the schema");
            wording::label(lens, name, field)
        }
    }
}

/// A value of a filter as a link without an address.
fn map_value_label(lens: &Lens<'_>, filter: &MapFilter, key: &MapKey) -> Link {
    match (key, filter.field) {
        (MapKey::Value(key), Some((collection, field))) => {
            let label =
                wording::filter_label(lens, key, &lens.site.content.collections[collection].fields[field]);
            Link { label: label.text, tag: label.tag, url: String::new() }
        }
        (MapKey::Collection(collection), _) => {
            let collection = &lens.site.content.collections[*collection];
            head::link(lens, &collection.title, &collection.name, String::new())
        }
        (MapKey::Value(_), None) => Link { label: String::new(), tag: None, url: String::new() },
    }
}

fn layers_of<'m>(lens: &'m Lens<'_>, named: &'m NamedMap) -> impl Iterator<Item = &'m Layer> {
    let layers = lens.site.content.maps.as_ref().map(|maps| &maps.layers);
    named.layers.iter().filter_map(move |at| layers?.get(*at))
}

/// Whose layers a map is drawn from, each once.
fn attributions(lens: &Lens<'_>, named: &NamedMap) -> Vec<Attribution> {
    let mut all: Vec<Attribution> = Vec::new();
    for layer in layers_of(lens, named) {
        let one = attribution(lens, &layer.source, &layer.licence, layer.url.as_ref());
        all.extend(one.filter(|one| !all.contains(one)));
    }
    all
}

/// Whose something is, and its terms.
fn attribution(
    lens: &Lens<'_>,
    source: &PerLang<String>,
    licence: &str,
    url: Option<&String>,
) -> Option<Attribution> {
    let (source, found) = lens.site.word(source, lens.lang)?;
    let text = lens.string_with("map_licence", &[("source", source), ("licence", licence)]);
    Some(Attribution { text, tag: found.map(|lang| lens.tag(lang)), url: url.cloned() })
}

/// Whose the tiles of the site are.
fn tiles_attribution(lens: &Lens<'_>, tiles: &Tiles) -> Option<Attribution> {
    attribution(lens, &tiles.source, &tiles.licence, tiles.url.as_ref())
}

/// Where a map comes from in law; with the language of that when it is another.
fn legal_origin(lens: &Lens<'_>, named: &NamedMap) -> Option<(String, Option<String>)> {
    let (origin, found) = lens.site.word(&named.legal_origin, lens.lang)?;
    let tag = found.map(|lang| lens.tag(lang));
    Some((lens.string_with("map_origin", &[("origin", origin)]), tag))
}

/// The same as HTML, in which only the origin is in its language.
fn legal_origin_html(lens: &Lens<'_>, origin: &PerLang<String>) -> Option<Html> {
    let (origin, found) = lens.site.word(origin, lens.lang)?;
    let tag = found.map(|lang| lens.tag(lang));
    Some(lens.sentence("map_origin", &[("origin", &span(origin, tag.as_deref()))]))
}

/// What is said of a map besides; with the language of that when it is another.
fn map_note(lens: &Lens<'_>, named: &NamedMap) -> Option<(String, Option<String>)> {
    let (note, found) = lens.site.word(&named.note, lens.lang)?;
    Some((note.to_owned(), found.map(|lang| lens.tag(lang))))
}

/// What the picture of a map shows, in the language of the map's title, which is told when it is another.
fn overview_title(lens: &Lens<'_>, map: &Planned, count: usize) -> (String, Option<Lang>) {
    let (title, lender) = map_title(lens, map);
    let speaking = lens.speaking(lender);
    let count = speaking.locale.number(count as u64);
    (speaking.string_with("map_overview", &[("title", &title), ("count", &count)]), lender)
}

/// The address that opens a position in an application of maps (RFC 5870).
fn geo_uri(at: Position, decimals: Option<u32>) -> String {
    let at = decimals.map_or(at, |decimals| at.rounded(decimals));
    format!("geo:{}", at.written(None).replace(", ", ","))
}
