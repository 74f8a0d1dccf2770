//! Where things are: the shapes of places.

use crate::base::SourcePath;
use crate::content::{Entry, Form, Located, Record, Value};
use crate::geo::{Bounds, Position, Shape};

use super::edition::Edition;
use super::index::Indexed;

/// The vocabulary whose entries places lie in.
pub(crate) const PLACES: &str = "places";

impl Edition {
    /// The shape of a place; `None` for a broken file, which was reported. Files are looked for in `folder`.
    #[must_use]
    pub fn shape<'a>(&'a self, folder: &str, located: &'a Located) -> Option<&'a Shape> {
        match &located.form {
            Form::Shape(shape) => Some(shape),
            Form::File { path, system } => {
                let path = SourcePath::joined(folder, &path.text)?;
                self.content.shapes.get(&(path, *system))?.as_ref().ok()
            }
        }
    }

    /// The position of an entry of `places`.
    #[must_use]
    pub fn position(&self, id: &str) -> Option<Position> {
        let words = self.content.vocabularies.get(PLACES)?;
        let located = words.entries.get(id)?.position.as_ref()?;
        self.shape(words.path.folder(), located).map(Shape::middle)
    }

    /// The entry of `places` at whose position something is counted that names this one: itself, or the nearest above it that
    /// has a position.
    #[must_use]
    pub fn placed_entry(&self, id: &str) -> Option<&Entry> {
        self.lineage(id).find(|entry| entry.position.is_some())
    }

    /// The boxes of an entry of `places`, or of the nearest entry above it that has some.
    pub(crate) fn boxes(&self, id: &str) -> &[Bounds] {
        let boxes = self.lineage(id).map(|entry| entry.boxes.as_slice());
        boxes.into_iter().find(|boxes| !boxes.is_empty()).unwrap_or_default()
    }

    /// An entry of `places`, then the entry that it belongs to, and so on. A circle of parents ends after sixteen.
    pub(super) fn lineage(&self, id: &str) -> impl Iterator<Item = &Entry> {
        let parent = |entry: &&Entry| self.entry(PLACES, &entry.parent.as_ref()?.text);
        std::iter::successors(self.entry(PLACES, id), parent).take(16)
    }
}

impl Indexed {
    /// What a record's field says of where it is: its own place, or that of the record that it names.
    #[must_use]
    pub fn shape_of<'a>(&'a self, record: &'a Record, field: &str) -> Option<&'a Shape> {
        match &record.facts.get(field)?.value {
            Value::Located(located) => self.shape(&record.folder, located),
            Value::Record(name) => {
                let (_, other) = self.record(&name.text)?;
                let places = self.collection_of(other).fields.keys();
                places.filter_map(|field| other.facts.get(field)).find_map(|fact| match &fact.value {
                    Value::Located(located) => self.shape(&other.folder, located),
                    _ => None,
                })
            }
            _ => None,
        }
    }
}
