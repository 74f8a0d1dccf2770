//! The pictures of maps.

use std::sync::Arc;

use super::super::model::Link;
use super::super::{Lens, map, place};
use super::Size;
use crate::content::{NamedMap, NamedMapId, RecordId};
use crate::fact::Decimal;
use crate::geo::Shape;
use crate::map::{
    AreaName, Backdrop, Base, Frame, GroundLayer, Label, Many, Mark, MarkKind, PictureHeading, layers,
};
use crate::site::{Basis, MapFilterId, MapId, MapValueId, Planned, Whereabouts, islands};

/// More names than this find no room on a picture, and not on a map that moves either.
const MOST_NAMES: usize = 120;

/// More ids than this would weigh more than the picture.
pub(super) const MOST_IDS: usize = 100;

/// The records that stand on a map as it is narrowed.
pub(super) fn map_members(
    lens: &Lens<'_>,
    map: &Planned,
    filter: Option<(MapFilterId, MapValueId)>,
) -> Vec<RecordId> {
    let members = map.members.get(lens.lang).map_or(&[][..], Vec::as_slice);
    let borne = filter.map(|(filter, value)| &map.filters[filter].values[value].records);
    let kept = |record: &RecordId| borne.is_none_or(|borne| borne.binary_search(record).is_ok());
    members.iter().copied().filter(kept).collect()
}

/// The picture of a map, as a part of a page or as a file of its own.
pub(super) fn overview(
    lens: &Lens<'_>,
    map: MapId,
    filter: Option<(MapFilterId, MapValueId)>,
    alone: bool,
) -> String {
    let planned = &lens.site.maps.maps[map];
    let members = map_members(lens, planned, filter);
    let places = members.iter().filter_map(|record| Some((*record, lens.whereabouts(*record)?)));
    let tags: Vec<_> = places
        .map(|(record, found)| (record, found, mark_words(lens, record), area_of(lens, &found)))
        .collect();
    let marks: Vec<Mark<'_>> = tags
        .iter()
        .map(|(record, found, (title, tag), area)| Mark {
            area: area.as_ref().map(|area| AreaName {
                text: (&*area.label).into(),
                tag: area.tag.as_deref().map(Into::into),
            }),
            href: lens
                .has_address(&lens.site.content.records[*record])
                .then(|| format!("{}{}", lens.root, lens.record_url(*record))),
            ..mark(found, title, tag.as_deref())
        })
        .collect();
    let base = base(lens, planned.base, Size::Page);
    // Of many things at one mark, the list below the picture of the page tells.
    let many = |all: &[usize]| {
        let count = lens.locale.number(all.len() as u64);
        let page =
            if alone { format!("{}{}", lens.root, map::map_url(lens, map, None)) } else { String::new() };
        let ids: Vec<&str> = all.iter().map(|at| &*lens.site.content.records[tags[*at].0].id).collect();
        let is_area = all.first().is_some_and(|at| marks[*at].kind == MarkKind::Area);
        let title = if is_area { "map_area" } else { "map_gathered" };
        let title = lens.string_with(title, &[("count", &count)]);
        let area = is_area.then(|| areas_named(lens, all.iter().filter_map(|at| tags[*at].3.as_ref())));
        Many {
            title: area.as_ref().map_or(title.clone(), |area| lens.labelled(&area.text, &title)),
            area,
            href: ids.first().map(|id| format!("{page}#{id}")),
            of: (is_area && !alone && ids.len() <= MOST_IDS).then(|| ids.join(" ")),
        }
    };
    let (title, lender) = map::overview_title(lens, planned, members.len());
    let (tag, names) = (lens.tag(lender.unwrap_or(lens.lang)), lens.tag(lens.lang));
    base.overview(&marks, &PictureHeading { title: &title, tag: &tag, names: &names, alone }, many)
}

/// The picture of where one record is.
pub(super) fn locator(lens: &Lens<'_>, record: RecordId) -> Option<String> {
    let map = (*lens.site.maps.locators.get(record)?)?;
    let found = lens.whereabouts(record)?;
    let (title, tag) = mark_words(lens, record);
    let (heading, other) = map::locator_title(lens, &lens.site.content.records[record]);
    let names = lens.tag(lens.lang);
    let heading =
        PictureHeading { title: &heading, tag: other.as_ref().unwrap_or(&names), names: &names, alone: true };
    let base = base(lens, map, Size::Locator);
    let Basis::Entry(place) = found.basis else {
        return Some(base.picture(&[mark(&found, &title, tag.as_deref())], &heading));
    };
    Some(base.surroundings(found.shape, place_label(lens, place).as_ref(), &heading))
}

/// The name of the area that something is counted in, when no more is known of where it is.
pub(super) fn area_of(lens: &Lens<'_>, found: &Whereabouts<'_>) -> Option<Link> {
    let Basis::Entry(id) = found.basis else { return None };
    let entry = lens.site.placed_entry(id)?;
    let words = [&entry.short, &entry.name].into_iter().find_map(|name| lens.site.word(name, lens.lang));
    let (text, found) = words?;
    Some(Link { label: text.to_owned(), tag: found.map(|lang| lens.tag(lang)), url: String::new() })
}

/// Several of these in one line, each once; of one language, or of the map's.
fn areas_named<'n>(lens: &Lens<'_>, areas: impl Iterator<Item = &'n Link>) -> AreaName<'static> {
    let mut names: Vec<String> = Vec::new();
    let mut tags: Vec<&Option<String>> = Vec::new();
    for area in areas {
        if !names.contains(&area.label) {
            names.push(area.label.clone());
            tags.push(&area.tag);
        }
    }
    let one = tags.first().filter(|first| tags.iter().all(|tag| tag == *first));
    let tag = one.and_then(|tag| (*tag).clone());
    AreaName { text: lens.locale.list(&names).into(), tag: tag.map(Into::into) }
}

/// The name of an entry of `places` that has a position, to be written there.
fn place_label(lens: &Lens<'_>, id: &str) -> Option<Label> {
    let at = lens.site.position(id)?;
    let entry = lens.site.entry("places", id)?;
    let (text, found) = lens.site.word(&entry.short, lens.lang).or(lens.site.word(&entry.name, lens.lang))?;
    Some(Label { text: text.to_owned(), at, dot: false, tag: found.map(|lang| lens.tag(lang)) })
}

fn mark_words(lens: &Lens<'_>, record: RecordId) -> (String, Option<String>) {
    let (found, title) = lens.title(&lens.site.content.records[record]);
    (title.to_owned(), lens.other(found))
}

/// What the pictures of a named map in this language share.
pub(super) fn base(lens: &Lens<'_>, map: NamedMapId, size: Size) -> Arc<Base> {
    let made = || Arc::new(draw(lens, map, size));
    match lens.commons.bases.made.get(&(lens.lang, map, size)) {
        Some(room) => room.get_or_init(made).clone(),
        None => made(),
    }
}

fn draw(lens: &Lens<'_>, map: NamedMapId, size: Size) -> Base {
    let named = &lens.site.content.named_maps()[map];
    let (width, letters) = size.units();
    let frame = Frame::new(named.bounds, width);
    let (sources, tags): (Vec<_>, Vec<_>) =
        map::attributions(lens, named).into_iter().map(|one| (one.text, one.tag)).unzip();
    // One line has one language: that of all sources, or the map's.
    let tag = tags.first().cloned().flatten().filter(|tag| tags.iter().all(|one| one.as_ref() == Some(tag)));
    let source = (!sources.is_empty())
        .then(|| (lens.string_with("map_source", &[("source", &sources.join("; "))]), tag));
    Base::new(Backdrop {
        frame,
        layers: ground(lens, map, &frame, size),
        labels: map_labels(lens, named),
        size: letters,
        notes: source
            .into_iter()
            .chain(map::map_note(lens, named))
            .chain(map::legal_origin(lens, named))
            .collect(),
        scale: bar_words(lens, Backdrop::bar(&frame)),
    })
}

/// The sea and the layers of a named map, which the pictures of all languages share.
fn ground(lens: &Lens<'_>, map: NamedMapId, frame: &Frame, size: Size) -> Arc<str> {
    let named = &lens.site.content.named_maps()[map];
    let made = || {
        let all = map::layers_of(lens, named).map(|layer| GroundLayer {
            kind: layer.kind,
            shapes: layer.features.iter().flat_map(|feature| &feature.shapes).collect(),
        });
        layers(frame, &all.collect::<Vec<_>>())
    };
    lens.commons.bases.grounds[&(map, size)].get_or_init(made).clone()
}

/// The length of a scale bar: metres below a kilometre.
fn bar_words(lens: &Lens<'_>, metres: u32) -> String {
    match metres {
        0..1000 => place::length(lens, Decimal::from(metres), "m"),
        _ => place::length(lens, Decimal::from(metres / 1000), "km"),
    }
}

/// The names on a map, the most important first: the two archipelagos, places, what layers name.
pub(super) fn map_labels(lens: &Lens<'_>, named: &NamedMap) -> Vec<Label> {
    let names = ["hoang_sa", "truong_sa"].map(|key| lens.string(key));
    let islands = islands().into_iter().zip(names).filter(|_| named.islands.0);
    let islands = islands.map(|(at, text)| Label { text, at, dot: true, tag: None });
    let places =
        named.labels.iter().filter_map(|name| Some(Label { dot: true, ..place_label(lens, &name.text)? }));
    let features = map::layers_of(lens, named).flat_map(|layer| &layer.features);
    let features = features.filter_map(|feature| {
        let (text, found) = lens.site.word(&feature.name, lens.lang)?;
        let at = feature.shapes.first()?.middle();
        let dot = matches!(feature.shapes.first(), Some(Shape::Point(_)));
        Some(Label { text: text.to_owned(), at, dot, tag: found.map(|lang| lens.tag(lang)) })
    });
    let all = islands.chain(places).chain(features);
    all.filter(|label| named.bounds.contains(label.at)).take(MOST_NAMES).collect()
}

fn mark<'m>(found: &Whereabouts<'m>, title: &'m str, tag: Option<&'m str>) -> Mark<'m> {
    Mark {
        at: found.shape.middle(),
        shape: Some(found.shape).filter(|_| found.basis.is_published()),
        kind: match found.basis {
            Basis::Own | Basis::Spot(_) => MarkKind::Exact,
            Basis::Record(_) => MarkKind::Near,
            Basis::Entry(_) => MarkKind::Area,
        },
        title: title.into(),
        tag,
        area: None,
        href: None,
        count: 1,
        of: None,
    }
}
