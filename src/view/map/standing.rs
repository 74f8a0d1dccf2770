//! What stands on a map, for files and viewers.

use super::super::model::{Attribution, CardFact};
use super::super::{Lens, Views, card, fact, map, place, wording};
use super::picture;
use crate::base::Lang;
use crate::content::{CollectionId, NamedMap, RecordId, Tiles, Value};
use crate::fact::Decimal;
use crate::geo::Shape;
use crate::map::Label;
use crate::site::{Basis, MapId, Planned, Route};

/// A record that stands somewhere, for files of places.
#[derive(Clone, Debug)]
pub struct MapFeature<'a> {
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
    /// What it is on a map, or what it is shown at when nobody says where it is.
    pub shape: &'a Shape,
    /// Whether anybody says where it is.
    pub is_published: bool,
    /// How many decimals of its degrees mean something, when that is known.
    pub decimals: Option<u32>,
    /// The area by which alone it is known, and the language of that when it is another.
    pub area: Option<(String, Option<String>)>,
    /// Whether it is marked as being there: at its own place, or at a spot such as an airport.
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
pub struct MapStage<'a> {
    /// The map.
    pub map: &'a Planned,
    /// The named map that it is drawn over.
    pub named: &'a NamedMap,
    /// Its title.
    pub title: String,
    /// The title's language, when it is another.
    pub title_tag: Option<String>,
    /// Its filters.
    pub fields: Vec<StageField>,
    /// Its layers: id and name.
    pub layers: Vec<(String, Option<String>)>,
    /// Names on it.
    pub labels: Vec<Label>,
    /// Whose layers these are.
    pub attributions: Vec<Attribution>,
    /// Where it comes from in law; with the language of that when it is another.
    pub legal_origin: Option<(String, Option<String>)>,
    /// What it lies on while it moves, and whose that is.
    pub tiles: Option<(&'a Tiles, Option<Attribution>)>,
    /// How a length is written in metres and in kilometres, `{n}` where its number belongs.
    pub scale: [String; 2],
}

/// A filter of a map, for its viewer.
#[derive(Clone, Debug)]
pub struct StageField {
    /// Its name.
    pub name: String,
    /// What readers call it.
    pub label: String,
    /// Its values: the id and label of each.
    pub values: Vec<(String, String)>,
}

impl Views<'_> {
    /// What stands on a map, for its viewer.
    #[must_use]
    pub fn standing_on(&self, lang: Lang, map: MapId) -> Vec<MapFeature<'_>> {
        let planned = &self.site.maps.maps[map];
        let members = planned.members.get(lang).map_or(&[][..], Vec::as_slice);
        let lens = self.lens(lang, "../../");
        members.iter().filter_map(|record| standing(&lens, *record, Some(planned))).collect()
    }

    /// The records of a collection that stand somewhere.
    #[must_use]
    pub fn standing_of(&self, lang: Lang, collection: CollectionId) -> Vec<MapFeature<'_>> {
        let order = self.site.orders.lists[collection].get(lang).map_or(&[][..], Vec::as_slice);
        let lens = self.lens(lang, "../../");
        order.iter().filter_map(|record| standing(&lens, *record, None)).collect()
    }

    /// What the viewer of a map needs besides.
    #[must_use]
    pub fn stage(&self, lang: Lang, map: MapId) -> MapStage<'_> {
        let map = &self.site.maps.maps[map];
        let named = &self.site.content.named_maps()[map.base];
        let lens = self.lens(lang, "../../");
        let fields = map.filters.iter().map(|filter| {
            let label = map::map_filter_label(&lens, filter).0;
            let values = filter.values.iter();
            let values = values
                .map(|value| (value.segment.clone(), map::map_value_label(&lens, filter, &value.key).label));
            StageField { name: filter.name.clone(), label, values: values.collect() }
        });
        let layers = map::layers_of(&lens, named).map(|layer| {
            let name = self.site.word(&layer.name, lang).map(|(name, _)| name.to_owned());
            (layer.id.text.clone(), name)
        });
        let (title, lender) = map::map_title(&lens, map);
        MapStage {
            map,
            named,
            title,
            title_tag: lender.map(|lang| lens.tag(lang)),
            fields: fields.collect(),
            layers: layers.collect(),
            labels: picture::map_labels(&lens, named),
            attributions: map::attributions(&lens, named),
            legal_origin: map::legal_origin(&lens, named),
            tiles: self.site.tiles_on(named).map(|tiles| (tiles, map::tiles_attribution(&lens, tiles))),
            // The number itself is the viewer's; 2 stands in for it, because no unit is written with one.
            scale: ["m", "km"]
                .map(|unit| place::length(&lens, Decimal::from(2), unit).replacen('2', "{n}", 1)),
        }
    }
}

fn standing<'a>(lens: &Lens<'a>, index: RecordId, map: Option<&Planned>) -> Option<MapFeature<'a>> {
    let found = lens.whereabouts(index)?;
    let record = &lens.site.content.records[index];
    let (shown, title) = lens.title(record);
    let filters = map.into_iter().flat_map(|map| &map.filters);
    let terms = filters.map(|filter| {
        let borne = filter.values.iter().filter(|value| value.records.binary_search(&index).is_ok());
        (filter.name.clone(), borne.map(|value| value.segment.clone()).collect())
    });
    Some(MapFeature {
        id: &record.id,
        title: title.to_owned(),
        title_tag: lens.other(shown),
        url: lens.record_url(index),
        absolute: lens.absolute(&Route::Record { lang: lens.lang, record: index }),
        summary: card::summary(lens, record).0,
        facts: fact::card_facts(lens, record),
        shape: found.shape,
        is_published: found.basis.is_published(),
        decimals: found.located.decimals(),
        area: picture::area_of(lens, &found).map(|area| (area.label, area.tag)),
        exact: matches!(found.basis, Basis::Own | Basis::Spot(_)),
        caption: map::place_caption(lens, &found).0,
        accuracy: found.located.accuracy.filter(|_| found.basis.is_published()),
        source: found.basis.is_published().then(|| Some(map::place_source(lens, &found)?.text)).flatten(),
        address: address_of(lens, index),
        terms: terms.collect(),
    })
}

/// The places that a record names, in words.
fn address_of(lens: &Lens<'_>, index: RecordId) -> Option<String> {
    let facts = lens.facts(&lens.site.content.records[index]).values();
    let terms = facts.filter(|fact| !matches!(fact.value, Value::Table(_)));
    let terms = terms.flat_map(|fact| crate::site::terms_of(&fact.value));
    let places = terms.filter(|(vocabulary, _)| *vocabulary == "places");
    let names: Vec<String> = places.map(|(_, id)| wording::term(lens, "places", id).text).collect();
    (!names.is_empty()).then(|| lens.locale.list(&names))
}
