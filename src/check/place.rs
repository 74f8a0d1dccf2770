//! Places lie where they are said to, and have the shape of something that can lie anywhere.

use super::file::check_file;
use super::source::check_source;
use super::term::check_term;
use crate::content::{Entry, FieldType, Form, Located, Name, Record, Value};
use crate::diag::Diagnostic;
use crate::fact::Decimal;
use crate::geo::{FORMATS, Mistake, Position, Shape, System};
use crate::site::{PLACES, Site};

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
                PlaceCheck { site, folder: words.path.folder(), located, within }.run(all);
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
pub(super) fn check(site: &Site, record: &Record, kind: &FieldType, located: &Located) -> Vec<Diagnostic> {
    let mut all = Vec::new();
    if let FieldType::Place { within, near, near_km } = kind {
        let check = PlaceCheck { site, folder: &record.folder, located, within: within.as_ref() };
        if let (Some(shape), Some(near)) = (check.run(&mut all), near)
            && let Some(other) = site.shape_of(record, near)
        {
            all.extend(
                check.far_off(shape, other, *near_km).map(|far| far.with("near", near).help("source")),
            );
        }
    }
    all
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

/// A place, and what it is held against.
struct PlaceCheck<'a> {
    site: &'a Site,
    /// Where its file is looked for.
    folder: &'a str,
    located: &'a Located,
    /// The entry of `places` that it has to lie in, unless it names one itself.
    within: Option<&'a Name>,
}

impl<'a> PlaceCheck<'a> {
    /// The shape of the place, where it has one that can be held against others.
    fn run(&self, all: &mut Vec<Diagnostic>) -> Option<&'a Shape> {
        let PlaceCheck { site, folder, located, within } = *self;
        if let Some(source) = &located.source {
            check_source(site, source, all);
        }
        if let Some(within) = &located.within {
            check_term(site, PLACES, within, all);
        }
        if let Form::File { path, .. } = &located.form {
            self.file(path, all);
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
            all.extend(self.outside(within, shape));
        }
        Some(shape)
    }

    /// Says why a file is no place.
    fn file(&self, path: &Name, all: &mut Vec<Diagnostic>) {
        let Some(file) = self.site.file(self.folder, &path.text) else {
            check_file(self.site, self.folder, path, all);
            return;
        };
        let wrong = Diagnostic::error("place-file", path.place.clone()).with("path", &path.text);
        if !FORMATS.contains(&file.extension().as_str()) {
            let help = if file.extension() == "kmz" { "packed" } else { "format" };
            all.push(wrong.with("formats", FORMATS.join(", ")).help(help));
            return;
        }
        let Form::File { system, .. } = &self.located.form else { return };
        if let Some(Err(mistake)) = self.site.content.shapes.get(&(file, *system)) {
            all.push(told(wrong, mistake));
        }
    }

    /// The place lies in one of the boxes of what it is said to lie in.
    fn outside(&self, within: &Name, shape: &Shape) -> Option<Diagnostic> {
        let boxes = self.site.boxes(&within.text);
        let inside = |at| boxes.is_empty() || boxes.iter().any(|bounds| bounds.contains(at));
        let at = shape.points().find(|at| !inside(*at))?;
        let outside = Diagnostic::error("outside", self.located.place.clone()).with("at", at);
        let outside = outside.with("within", &within.text);
        let systems = right_systems(shape, self.located, inside);
        if !systems.is_empty() {
            return Some(outside.with("systems", systems.join(", ")).help("system"));
        }
        let written: Vec<String> = boxes.iter().map(ToString::to_string).collect();
        let outside = outside.with("boxes", written.join("; "));
        Some(match other_place(self.site, within, shape) {
            Some(other) => outside.with("other", &other.id).help("other"),
            None => outside.help("boxes"),
        })
    }

    /// A place that is kilometres from what it belongs to was most likely taken from somewhere that made it up.
    fn far_off(&self, shape: &Shape, other: &Shape, far: Decimal) -> Option<Diagnostic> {
        let exact = Decimal::new(i64::from(other.metres_from(shape.middle())), 3);
        let told = || Diagnostic::warning("far-off", self.located.place.clone());
        (exact > far).then(|| told().with("kilometres", exact.round_dp(1)).with("other", other.middle()))
    }
}

/// Adds what is wrong with the contents of a file.
fn told(wrong: Diagnostic, mistake: &Mistake) -> Diagnostic {
    match mistake {
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

#[cfg(test)]
mod tests {
    use crate::check::tests::{check, facts, file};

    #[test]
    fn a_place_lies_in_its_box() {
        check(&facts("where = { lat = \"20.86\", lon = \"106.56\" }"), &[]);
        let far = "{ lat = \"21.30\", lon = \"105.63\" }";
        check(&facts(&format!("where = {far}")), &[&format!("outside/boxes {far}")]);
    }

    #[test]
    fn a_place_lies_in_one_of_several_boxes() {
        let island = "{ south = \"20.70\", west = \"107.20\", north = \"20.90\", east = \"107.40\" }";
        let shore = "{ south = \"20.50\", west = \"106.38\", north = \"21.05\", east = \"107.15\" }";
        let entry = format!(
            "[[entry]]\nid = \"bay\"\nname = {{ vi = \"Vịnh\", en = \"Bay\" }}\nboxes = [{shore}, {island}]\n"
        );
        let at = |lon: &str| format!("{{ lat = \"20.80\", lon = \"{lon}\" }}");
        let of =
            |lon: &str| file("content/_data/places.toml", &entry) + &facts(&format!("where = {}", at(lon)));
        for lon in ["106.56", "107.30"] {
            check(&of(lon), &[]);
        }
        check(&of("107.18"), &[&format!("outside/boxes {}", at("107.18"))]);
    }

    #[test]
    fn a_place_is_held_against_the_one_that_it_belongs_to() {
        let at = |lat: &str| format!("{{ lat = \"{lat}\", lon = \"106.56\" }}");
        let of = |lat: &str| facts(&format!("where = {}\ncentre = {}", at(lat), at("20.86")));
        check(&of("20.865"), &[]);
        check(&of("20.95"), &[&format!("W far-off/source {} → centre", at("20.95"))]);
    }

    #[test]
    fn a_file_of_another_kind_is_no_place() {
        let there = file("content/berths/north/a.txt", "x");
        check(&(facts("where = { file = \"a.txt\" }") + &there), &["place-file/format \"a.txt\""]);
        check(&facts("where = { file = \"a.kml\" }"), &["no-file/put \"a.kml\""]);
    }

    #[test]
    fn an_entry_lies_in_an_entry() {
        let entry = "[[entry]]\nid = \"ward\"\nname = { vi = \"Phường\", en = \"Ward\" }\nparent = \"bai\"";
        let bay = "[[entry]]\nid = \"bay\"\nname = { vi = \"Vịnh\", en = \"Bay\" }\n";
        check(&file("content/_data/places.toml", &format!("{bay}{entry}")), &["no-term/near \"bai\" → bay"]);
    }
}
