//! The pictures of maps.

use std::sync::Arc;

use super::super::Lens;
use super::super::model::Link;
use super::Size;
use crate::content::{NamedMap, NamedMapId, RecordId};
use crate::fact::Decimal;
use crate::geo::Shape;
use crate::map::{
    AreaName, Backdrop, Base, Frame, GroundLayer, Label, Many, Mark, MarkKind, PictureHeading, layers,
};
use crate::site::{Basis, MapFilterId, MapId, MapValueId, Whereabouts, islands};

/// More names than this find no room on a picture, and not on a map that moves either.
const MOST_NAMES: usize = 120;

/// More ids than this would weigh more than the picture.
pub(super) const MOST_IDS: usize = 100;

impl Lens<'_> {
    /// The picture of a map, as a part of a page or as a file of its own.
    pub(super) fn overview(
        &self,
        map: MapId,
        filter: Option<(MapFilterId, MapValueId)>,
        alone: bool,
    ) -> String {
        let planned = &self.site.maps.maps[map];
        let members = self.map_members(planned, filter);
        let places = members.iter().filter_map(|record| Some((*record, self.whereabouts(*record)?)));
        let tags: Vec<_> = places
            .map(|(record, found)| (record, found, self.mark_words(record), self.area_of(&found)))
            .collect();
        let marks: Vec<Mark<'_>> = tags
            .iter()
            .map(|(record, found, (title, tag), area)| Mark {
                area: area.as_ref().map(|area| AreaName {
                    text: (&*area.label).into(),
                    tag: area.tag.as_deref().map(Into::into),
                }),
                href: self
                    .has_address(&self.site.content.records[*record])
                    .then(|| format!("{}{}", self.root, self.record_url(*record))),
                ..mark(found, title, tag.as_deref())
            })
            .collect();
        let base = self.base(planned.base, Size::Page);
        // Of many things at one mark, the list below the picture of the page tells.
        let many = |all: &[usize]| {
            let count = self.locale.number(all.len() as u64);
            let page =
                if alone { format!("{}{}", self.root, self.map_url(map, None)) } else { String::new() };
            let ids: Vec<&str> = all.iter().map(|at| &*self.site.content.records[tags[*at].0].id).collect();
            let is_area = all.first().is_some_and(|at| marks[*at].kind == MarkKind::Area);
            let title = if is_area { "map_area" } else { "map_gathered" };
            let title = self.string_with(title, &[("count", &count)]);
            let area = is_area.then(|| self.areas_named(all.iter().filter_map(|at| tags[*at].3.as_ref())));
            Many {
                title: area.as_ref().map_or(title.clone(), |area| self.labelled(&area.text, &title)),
                area,
                href: ids.first().map(|id| format!("{page}#{id}")),
                of: (is_area && !alone && ids.len() <= MOST_IDS).then(|| ids.join(" ")),
            }
        };
        let (title, lender) = self.overview_title(planned, members.len());
        let (tag, names) = (self.tag(lender.unwrap_or(self.lang)), self.tag(self.lang));
        base.overview(&marks, &PictureHeading { title: &title, tag: &tag, names: &names, alone }, many)
    }

    /// The picture of where one record is.
    pub(super) fn locator(&self, record: RecordId) -> Option<String> {
        let map = (*self.site.maps.locators.get(record)?)?;
        let found = self.whereabouts(record)?;
        let (title, tag) = self.mark_words(record);
        let (heading, other) = self.locator_title(&self.site.content.records[record]);
        let names = self.tag(self.lang);
        let heading = PictureHeading {
            title: &heading,
            tag: other.as_ref().unwrap_or(&names),
            names: &names,
            alone: true,
        };
        let base = self.base(map, Size::Locator);
        let Basis::Entry(place) = found.basis else {
            return Some(base.picture(&[mark(&found, &title, tag.as_deref())], &heading));
        };
        Some(base.surroundings(found.shape, self.place_label(place).as_ref(), &heading))
    }

    /// The name of the area that something is counted in, when no more is known of where it is.
    pub(super) fn area_of(&self, found: &Whereabouts<'_>) -> Option<Link> {
        let Basis::Entry(id) = found.basis else { return None };
        let entry = self.site.placed_entry(id)?;
        let words = [&entry.short, &entry.name].into_iter().find_map(|name| self.site.word(name, self.lang));
        let (text, found) = words?;
        Some(Link { label: text.to_owned(), tag: found.map(|lang| self.tag(lang)), url: String::new() })
    }

    /// Several of these in one line, each once; of one language, or of the map's.
    fn areas_named<'n>(&self, areas: impl Iterator<Item = &'n Link>) -> AreaName<'static> {
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
        AreaName { text: self.locale.list(&names).into(), tag: tag.map(Into::into) }
    }

    /// The name of an entry of `places` that has a position, to be written there.
    fn place_label(&self, id: &str) -> Option<Label> {
        let at = self.site.position(id)?;
        let entry = self.site.entry("places", id)?;
        let (text, found) =
            self.site.word(&entry.short, self.lang).or(self.site.word(&entry.name, self.lang))?;
        Some(Label { text: text.to_owned(), at, dot: false, tag: found.map(|lang| self.tag(lang)) })
    }

    fn mark_words(&self, record: RecordId) -> (String, Option<String>) {
        let (found, title) = self.title(&self.site.content.records[record]);
        (title.to_owned(), self.other(found))
    }

    /// What the pictures of a named map in this language share.
    pub(super) fn base(&self, map: NamedMapId, size: Size) -> Arc<Base> {
        let made = || Arc::new(self.draw(map, size));
        match self.commons.bases.made.get(&(self.lang, map, size)) {
            Some(room) => room.get_or_init(made).clone(),
            None => made(),
        }
    }

    fn draw(&self, map: NamedMapId, size: Size) -> Base {
        let named = &self.site.content.named_maps()[map];
        let (width, letters) = size.units();
        let frame = Frame::new(named.bounds, width);
        let (sources, tags): (Vec<_>, Vec<_>) =
            self.attributions(named).into_iter().map(|one| (one.text, one.tag)).unzip();
        // One line has one language: that of all sources, or the map's.
        let tag =
            tags.first().cloned().flatten().filter(|tag| tags.iter().all(|one| one.as_ref() == Some(tag)));
        let source = (!sources.is_empty())
            .then(|| (self.string_with("map_source", &[("source", &sources.join("; "))]), tag));
        Base::new(Backdrop {
            frame,
            layers: self.ground(map, &frame, size),
            labels: self.map_labels(named),
            size: letters,
            notes: source.into_iter().chain(self.map_note(named)).chain(self.legal_origin(named)).collect(),
            scale: self.bar_words(Backdrop::bar(&frame)),
        })
    }

    /// The sea and the layers of a named map, which the pictures of all languages share.
    fn ground(&self, map: NamedMapId, frame: &Frame, size: Size) -> Arc<str> {
        let named = &self.site.content.named_maps()[map];
        let made = || {
            let all = self.layers_of(named).map(|layer| GroundLayer {
                kind: layer.kind,
                shapes: layer.features.iter().flat_map(|feature| &feature.shapes).collect(),
            });
            layers(frame, &all.collect::<Vec<_>>())
        };
        self.commons.bases.grounds[&(map, size)].get_or_init(made).clone()
    }

    /// The length of a scale bar: metres below a kilometre.
    fn bar_words(&self, metres: u32) -> String {
        match metres {
            0..1000 => self.length(Decimal::from(metres), "m"),
            _ => self.length(Decimal::from(metres / 1000), "km"),
        }
    }

    /// The names on a map, the most important first: the two archipelagos, places, what layers name.
    pub(super) fn map_labels(&self, named: &NamedMap) -> Vec<Label> {
        let names = ["hoang_sa", "truong_sa"].map(|key| self.string(key));
        let islands = islands().into_iter().zip(names).filter(|_| named.islands.0);
        let islands = islands.map(|(at, text)| Label { text, at, dot: true, tag: None });
        let places =
            named.labels.iter().filter_map(|name| Some(Label { dot: true, ..self.place_label(&name.text)? }));
        let features = self.layers_of(named).flat_map(|layer| &layer.features);
        let features = features.filter_map(|feature| {
            let (text, found) = self.site.word(&feature.name, self.lang)?;
            let at = feature.shapes.first()?.middle();
            let dot = matches!(feature.shapes.first(), Some(Shape::Point(_)));
            Some(Label { text: text.to_owned(), at, dot, tag: found.map(|lang| self.tag(lang)) })
        });
        let all = islands.chain(places).chain(features);
        all.filter(|label| named.bounds.contains(label.at)).take(MOST_NAMES).collect()
    }
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
