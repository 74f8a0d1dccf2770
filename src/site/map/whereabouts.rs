//! Where records are.

use crate::content::{Entry, FieldType, Located, Record, RecordId, Value};
use crate::fact::Decimal;
use crate::geo::Shape;
use crate::site::index::Indexed;
use crate::site::{place, terms_of};

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
    Record(RecordId),
    /// That of an entry of `places` that is a spot itself, such as an airport or an opera house.
    Spot(&'a str),
    /// Nobody says: the record names an entry of `places`, such as a district, and no more. The shape is that of the
    /// entry, or of the nearest above it that has one.
    Entry(&'a str),
}

/// By how many metres a place may be off and still be a spot: whoever is there is there, as nobody is at the middle of a
/// district.
const SPOT: u32 = 1000;

impl Basis<'_> {
    /// Whether anybody says where the record is, so that a mark may stand there.
    #[must_use]
    pub fn is_published(self) -> bool {
        !matches!(self, Basis::Entry(_))
    }
}

impl Indexed {
    /// Where a record is: its own coordinates, else what the entry of `places` that it names has of a position, else the
    /// coordinates of the one record that a field names, else what the nearest entry above the one it names has.
    ///
    /// A list of records says what a record has to do with, not where it is: a project that names three zones as
    /// alternatives is in none of them.
    #[must_use]
    pub fn whereabouts(&self, record: RecordId) -> Option<Whereabouts<'_>> {
        let record = &self.content.records[record];
        if let Some((shape, located)) = self.own_place(record) {
            return Some(Whereabouts { shape, located, basis: Basis::Own });
        }
        let ids = self.entries_named(record);
        let entry = ids.iter().find_map(|id| self.entry_place(id, self.lineage(id).take(1)));
        let above = || ids.iter().find_map(|id| self.entry_place(id, self.lineage(id).skip(1)));
        entry.or_else(|| self.place_of_named(record)).or_else(above)
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
        let refs = fields.filter(|(_, field)| !field.hidden && matches!(field.kind, FieldType::Ref { .. }));
        refs.filter_map(|(name, _)| record.facts.get(name)).find_map(|fact| {
            let Value::Record(name) = &fact.value else { return None };
            let (other, named) = self.record(&name.text)?;
            let (shape, located) = self.own_place(named)?;
            Some(Whereabouts { shape, located, basis: Basis::Record(other) })
        })
    }

    /// The entries of `places` that a record names.
    fn entries_named<'a>(&'a self, record: &'a Record) -> Vec<&'a str> {
        let fields = self.collection_of(record).fields.iter();
        let places = fields.filter(|(_, field)| matches!(field.kind.one(), FieldType::Place { .. }));
        let mut ids = Vec::new();
        for fact in places.filter_map(|(name, _)| record.facts.get(name)) {
            ids.extend(terms_of(&fact.value).into_iter().map(|(_, id)| id));
        }
        ids
    }

    /// The position of the first of some entries that has one, for a record that names `id`.
    fn entry_place<'a>(
        &'a self,
        id: &'a str,
        mut entries: impl Iterator<Item = &'a Entry>,
    ) -> Option<Whereabouts<'a>> {
        let folder = self.content.vocabularies.get(place::PLACES)?.path.folder();
        entries.find_map(|entry| {
            let located = entry.position.as_ref()?;
            let shape = self.shape(folder, located)?;
            let basis = if entry.id == id && self.is_spot(entry, located, shape) {
                Basis::Spot(id)
            } else {
                Basis::Entry(id)
            };
            Some(Whereabouts { shape, located, basis })
        })
    }

    /// Whether an entry of `places` is a spot and not an area: a point with a source that says how exact it is, and so exact
    /// that no district could be meant. What has boxes, or other entries in it, is an area, whatever its point.
    fn is_spot(&self, entry: &Entry, located: &Located, shape: &Shape) -> bool {
        let is_exact = located.accuracy.is_some_and(|metres| metres <= Decimal::from(SPOT));
        let is_point = matches!(shape, Shape::Point(_)) && located.source.is_some();
        is_exact && is_point && entry.boxes.is_empty() && !self.has_entries(&entry.id)
    }

    /// Whether other entries of `places` lie in one.
    fn has_entries(&self, id: &str) -> bool {
        self.content.vocabularies.get(place::PLACES).is_some_and(|words| words.parents.contains(id))
    }
}
