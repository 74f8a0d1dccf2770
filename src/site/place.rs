//! Where things are: the shapes of places, and whether they lie where they are said to.

use crate::base::SourcePath;
use crate::content::{Entry, FieldType, Form, Located, Name, Record, Value};
use crate::diag::Diagnostic;
use crate::fact::Decimal;
use crate::geo::{Bounds, FORMATS, Mistake, Position, Shape, System};

use super::Site;
use super::attachment::check_file;
use super::cited::check_source;
use super::edition::Edition;
use super::index::Indexed;
use super::reference::check_term;

/// The vocabulary whose entries places lie in.
pub(super) const PLACES: &str = "places";

impl Edition {
    /// What a place is on a map; `None` for a file that is none, which was told of. Files are looked for in `folder`.
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
    fn boxes(&self, id: &str) -> &[Bounds] {
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

/// Checks the places that fields are declared to lie in, and those of vocabularies.
pub(super) fn check_declared(site: &Site, all: &mut Vec<Diagnostic>) {
    for collection in site.content.collections.values() {
        collection.each_type(&mut |_, kind| match kind {
            FieldType::Place { within: Some(name), .. } => check_term(site, PLACES, name, all),
            FieldType::Distances { to, .. } => to.iter().for_each(|name| check_target(site, name, all)),
            _ => {}
        });
    }
    for words in site.content.vocabularies.values() {
        for (id, entry) in &words.entries {
            if let Some(parent) = &entry.parent {
                check_term(site, &words.name, parent, all);
            }
            if let Some(located) = &entry.position {
                let id = Name { text: id.clone(), place: entry.place.clone() };
                let within = (words.name == PLACES).then_some(&id);
                check_located(site, words.path.folder(), located, within, all);
            }
        }
    }
}

/// What distances are measured to is an entry of `places` with coordinates.
fn check_target(site: &Site, name: &Name, all: &mut Vec<Diagnostic>) {
    check_term(site, PLACES, name, all);
    if site.entry(PLACES, &name.text).is_some_and(|entry| entry.position.is_none()) {
        let missing = Diagnostic::error("no-position", name.place.clone()).with("id", &name.text);
        all.push(missing.help("add"));
    }
}

/// Checks a place of a record.
pub(super) fn check(
    site: &Site,
    record: &Record,
    kind: &FieldType,
    located: &Located,
    all: &mut Vec<Diagnostic>,
) {
    let FieldType::Place { within, near, near_km } = kind else { return };
    let shape = check_located(site, &record.folder, located, within.as_ref(), all);
    if let (Some(shape), Some(near)) = (shape, near) {
        check_near(site, record, (near, *near_km), shape, located, all);
    }
}

/// Whether a place of the record is held against one of another record.
pub(super) fn leans_on_others(site: &Site, record: &Record) -> bool {
    let names_record =
        |near: &String| record.facts.get(near).is_some_and(|fact| matches!(fact.value, Value::Record(_)));
    let mut fields = site.collection_of(record).fields.values();
    fields.any(|field| match field.kind.one() {
        FieldType::Place { near: Some(near), .. } => names_record(near),
        _ => false,
    })
}

fn check_located<'a>(
    site: &'a Site,
    folder: &str,
    located: &'a Located,
    within: Option<&Name>,
    all: &mut Vec<Diagnostic>,
) -> Option<&'a Shape> {
    if let Some(source) = &located.source {
        check_source(site, source, all);
    }
    if let Some(within) = &located.within {
        check_term(site, PLACES, within, all);
    }
    if let Form::File { path, .. } = &located.form {
        check_form(site, folder, located, path, all);
    }
    let shape = site.shape(folder, located)?;
    if let Some((from, to)) = shape.long_side() {
        let long = Diagnostic::error("antimeridian", located.place.clone()).with("from", from.lon);
        all.push(long.with("to", to.lon).help("cut"));
        return None;
    }
    if let Some((first, second)) = shape.crossing() {
        let crossing = Diagnostic::error("crossing", located.place.clone()).with("first", first);
        all.push(crossing.with("second", second).help("order"));
    }
    if let Some(within) = located.within.as_ref().or(within) {
        check_box(site, within, shape, located, all);
    }
    Some(shape)
}

/// Says why a file is no place.
fn check_form(site: &Site, folder: &str, located: &Located, path: &Name, all: &mut Vec<Diagnostic>) {
    let Some(file) = site.file(folder, &path.text) else {
        check_file(site, folder, path, all);
        return;
    };
    let wrong = Diagnostic::error("place-file", path.place.clone()).with("path", &path.text);
    if !FORMATS.contains(&file.extension().as_str()) {
        let is_packed = file.extension() == "kmz";
        all.push(wrong.with("formats", FORMATS.join(", ")).help(if is_packed { "packed" } else { "format" }));
        return;
    }
    let Form::File { system, .. } = &located.form else { return };
    let Some(Err(mistake)) = site.content.shapes.get(&(file, *system)) else { return };
    all.push(match mistake {
        Mistake::LatLon => wrong.help("lat-lon"),
        Mistake::Range | Mistake::Dms => wrong.help("range"),
        Mistake::Comma(meant) => wrong.with("meant", meant).help("comma"),
        Mistake::Commas(meant) => wrong.with("meant", meant).help("commas"),
        Mistake::Kind(kind, Some(near)) => wrong.with("kind", kind).with("near", near).help("kind-near"),
        Mistake::Kind(kind, None) => wrong.with("kind", kind).help("kind"),
        Mistake::Blanks(meant) => wrong.with("meant", meant).help("blanks"),
        Mistake::Packed => wrong.help("packed"),
        Mistake::Hole => wrong.help("hole"),
        Mistake::EastNorth => wrong.help("east-north"),
        Mistake::Metres => wrong.help("metres"),
        Mistake::NoSystem => wrong.help("no-system"),
        Mistake::UnknownSystem(name) => wrong.with("system", name).help("unknown-system"),
        Mistake::Syntax(problem) => wrong.with("problem", problem).help("syntax"),
        Mistake::Empty => wrong.help("empty"),
        Mistake::Several => wrong.help("several"),
        Mistake::Few => wrong.help("few"),
        Mistake::Large => wrong.help("large"),
    });
}

/// A place lies in one of the boxes of what it is said to lie in.
fn check_box(site: &Site, within: &Name, shape: &Shape, located: &Located, all: &mut Vec<Diagnostic>) {
    let boxes = site.boxes(&within.text);
    let inside = |at| boxes.is_empty() || boxes.iter().any(|bounds| bounds.contains(at));
    if let Some(at) = shape.points().find(|at| !inside(*at)) {
        let outside = Diagnostic::error("outside", located.place.clone()).with("at", at);
        let outside = outside.with("within", &within.text);
        let systems = right_systems(shape, located, inside);
        if !systems.is_empty() {
            all.push(outside.with("systems", systems.join(", ")).help("system"));
            return;
        }
        let written: Vec<String> = boxes.iter().map(ToString::to_string).collect();
        let outside = outside.with("boxes", written.join("; "));
        all.push(match other_place(site, within, shape) {
            Some(other) => outside.with("other", &other.id).help("other"),
            None => outside.help("boxes"),
        });
    }
}

/// The systems whose metres they would have to be for the place to lie where it is said to.
fn right_systems(shape: &Shape, located: &Located, inside: impl Fn(Position) -> bool) -> Vec<String> {
    let Some(system) = located.system else { return Vec::new() };
    let fits = |at: Position, wanted: System| {
        system.mistaken(at).any(|(other, there)| other == wanted && inside(there))
    };
    let first = shape.points().next().into_iter();
    let candidates = first.flat_map(|at| system.mistaken(at)).map(|(other, _)| other);
    let right = candidates.filter(|other| shape.points().all(|at| fits(at, *other)));
    right.map(|system| format!("`{system}`")).collect()
}

/// Another entry of `places` with boxes of its own in which all of the place lies.
fn other_place<'a>(site: &'a Site, within: &Name, shape: &Shape) -> Option<&'a Entry> {
    let entries = site.content.vocabularies.get(PLACES)?.entries.values();
    let mut others = entries.filter(|entry| entry.id != within.text && !entry.boxes.is_empty());
    others.find(|entry| shape.points().all(|at| entry.boxes.iter().any(|bounds| bounds.contains(at))))
}

/// A place that is kilometres from what it belongs to was most likely taken from somewhere that made it up.
fn check_near(
    site: &Site,
    record: &Record,
    (near, far): (&str, Decimal),
    shape: &Shape,
    located: &Located,
    all: &mut Vec<Diagnostic>,
) {
    let Some(other) = site.shape_of(record, near) else { return };
    let exact = Decimal::new(i64::from(other.metres_from(shape.middle())), 3);
    if exact > far {
        let kilometres = exact.round_dp(1);
        let far = Diagnostic::warning("far-off", located.place.clone()).with("kilometres", kilometres);
        all.push(far.with("near", near).with("other", other.middle()).help("source"));
    }
}
