//! A place as its author gives it → a shape in WGS 84, or the file that holds it; and how fields for places are declared.

use super::collection::Collection;
use super::field::FieldType;
use super::form::parse_decimal;
use super::read::Reader;
use super::value::{Form, Located, Name, Value};
use crate::base::nearest;
use crate::data::{self, Fields, Node, Table};
use crate::diag::Diagnostic;
use crate::fact::Decimal;
use crate::geo::{Bounds, Degrees, Mistake, Plane, Position, Shape, System, dms, dms_digits};

/// The ways to say where something is; each by its keys, of which a place has one row.
pub(crate) const FORMS: &[&[&str]] =
    &[&["lat", "lon"], &["dms"], &["east", "north"], &["line"], &["polygon"], &["file"]];

impl Reader<'_> {
    /// A place of any form, with what is known about it.
    pub(super) fn located(&mut self, table: &Table, node: &Node) -> Option<Located> {
        let mut fields = Fields::new(table, self.path, node.span);
        let system = self.system(&mut fields);
        let form = system.and_then(|system| self.form_of(&mut fields, table, node, system));
        let accuracy = fields.node("accuracy").and_then(|node| self.number("accuracy", node));
        let source = self.source(&mut fields);
        let within = fields.text("within").map(str::to_owned);
        let within = within.map(|text| Name { text, place: self.place(table.get("within").unwrap_or(node)) });
        // A form that was not asked for was already told of.
        FORMS.concat().iter().for_each(|key| _ = fields.node(key));
        fields.finish(&mut self.diagnostics);
        let system = system.flatten();
        let (digits, place) = (digits(table), self.place(node));
        Some(Located { form: form?, system, accuracy, digits, source, within, place })
    }

    /// The system that is named, if any; `None` when it is none.
    fn system(&mut self, fields: &mut Fields<'_>) -> Option<Option<System>> {
        let Some(text) = fields.text("system") else { return Some(None) };
        let found = System::parse(text);
        if found.is_none() {
            let names: Vec<String> = System::names().collect();
            let near = nearest(text, names.iter().map(String::as_str));
            let span = fields.peek("system").expect("its text was just read").span;
            let unknown = Diagnostic::error("unknown-system", fields.place(span)).with("system", text);
            self.diagnostics.push(unknown.with("names", names.join(", ")).near_or(near, "names"));
        }
        found.map(Some)
    }

    fn form_of(
        &mut self,
        fields: &mut Fields<'_>,
        table: &Table,
        node: &Node,
        system: Option<System>,
    ) -> Option<Form> {
        let given: Vec<&str> = FORMS
            .iter()
            .filter(|keys| keys.iter().any(|key| table.get(key).is_some()))
            .map(|keys| keys[0])
            .collect();
        let made = match given[..] {
            ["file"] => {
                let path = fields.text("file")?.to_owned();
                let place = self.place(table.get("file").unwrap_or(node));
                return Some(Form::File { path: Name { text: path, place }, system });
            }
            ["line"] => Shape::line(self.vertices(fields, "line", system)?),
            ["polygon"] => Shape::area(vec![self.vertices(fields, "polygon", system)?]),
            [_] => return self.point(fields, node, system).map(|at| Form::Shape(Shape::Point(at))),
            _ => {
                self.diagnostics.push(Diagnostic::error("place-form", self.place(node)).help("forms"));
                return None;
            }
        };
        match made {
            Ok(shape) => Some(Form::Shape(shape)),
            Err(_) => {
                self.diagnostics.push(Diagnostic::error("few-points", self.place(node)).help("add"));
                None
            }
        }
    }

    /// The points of a line or an area, each written as a point is.
    fn vertices(
        &mut self,
        fields: &mut Fields<'_>,
        key: &str,
        system: Option<System>,
    ) -> Option<Vec<Position>> {
        let mut found = Some(Vec::new());
        for node in fields.list(key) {
            let data::TomlValue::Table(table) = &node.value else {
                fields.wrong_type(key, node, "table");
                found = None;
                continue;
            };
            let mut point = Fields::new(table, self.path, node.span);
            let at = self.point(&mut point, node, system);
            point.finish(&mut self.diagnostics);
            found = found.zip(at).map(|(mut all, at)| {
                all.push(at);
                all
            });
        }
        found
    }

    /// One position: degrees, a text of degrees, or metres of a system.
    fn point(&mut self, fields: &mut Fields<'_>, node: &Node, system: Option<System>) -> Option<Position> {
        if let Some(text) = fields.text("dms") {
            let at = fields.peek("dms").expect("its text was just read").clone();
            let found = dms(text).map_err(|mistake| self.dms_form(&mistake, text, &at)).ok()?;
            return self.dms_in(found, system, node);
        }
        if let Some(near) = dms_apart(fields) {
            // The two keys were read, as one.
            ["lat", "lon"].iter().for_each(|key| _ = fields.node(key));
            let wrong = Diagnostic::error("place-form", self.place(node)).with("near", near);
            self.diagnostics.push(wrong.help("dms"));
            return None;
        }
        let metres = fields.node("east").is_some() || fields.node("north").is_some();
        let keys = if metres { ("north", "east") } else { ("lat", "lon") };
        let (north, east) = (self.coordinate(fields, keys.0), self.coordinate(fields, keys.1));
        let (north, east) = north.zip(east)?;
        let Some(system) = system.or((!metres).then_some(System::Wgs84)) else {
            self.diagnostics.push(Diagnostic::error("no-system", self.place(node)).help("name"));
            return None;
        };
        if metres == system.has_degrees() {
            let wrong = Diagnostic::error("system-unit", self.place(node)).with("system", system);
            self.diagnostics.push(wrong.help(if metres { "degrees" } else { "metres" }));
            return None;
        }
        self.position(&system.plane(), north, east, node)
    }

    /// A position in degrees, minutes and seconds of the system that is named.
    fn dms_in(&mut self, found: Position, system: Option<System>, node: &Node) -> Option<Position> {
        let system = system.unwrap_or(System::Wgs84);
        if !system.has_degrees() {
            let wrong = Diagnostic::error("system-unit", self.place(node)).with("system", system);
            self.diagnostics.push(wrong.help("metres"));
            return None;
        }
        let decimal = |angle: Degrees| Decimal::new(i64::from(angle.units()), 7);
        self.position(&system.plane(), decimal(found.lat), decimal(found.lon), node)
    }

    fn position(&mut self, plane: &Plane, north: Decimal, east: Decimal, node: &Node) -> Option<Position> {
        let wrong =
            |code| Diagnostic::error(code, self.place(node)).with("first", east).with("second", north);
        let found = match plane.position(east, north) {
            Ok(position) => return Some(position),
            Err(Mistake::LatLon) => wrong("lat-lon").help("exchanged"),
            Err(Mistake::EastNorth) => wrong("east-north").help("exchanged"),
            Err(Mistake::Metres) => wrong("metres-form").help("form"),
            Err(_) => wrong("degrees-form").help("form"),
        };
        self.diagnostics.push(found);
        None
    }

    fn dms_form(&mut self, mistake: &Mistake, text: &str, node: &Node) {
        let wrong = Diagnostic::error("dms-form", self.place(node)).with("value", text);
        self.diagnostics.push(match mistake {
            Mistake::Comma(meant) => wrong.with("meant", meant).help("comma"),
            Mistake::LatLon | Mistake::Range => wrong.help("letters"),
            _ => wrong.help("form"),
        });
    }

    fn coordinate(&mut self, fields: &mut Fields<'_>, key: &str) -> Option<Decimal> {
        match fields.node(key) {
            Some(node) => self.exact(key, node),
            None => {
                fields.missing(key);
                None
            }
        }
    }

    /// The boxes that an entry's places lie in.
    pub(super) fn boxes(&mut self, fields: &mut Fields<'_>) -> Vec<Bounds> {
        let mut boxes = Vec::new();
        for node in fields.list("boxes") {
            let data::TomlValue::Table(table) = &node.value else {
                fields.wrong_type("boxes", node, "table");
                continue;
            };
            let mut edges = Fields::new(table, self.path, node.span);
            let read = SIDES.map(|key| self.edge(&mut edges, key));
            edges.finish(&mut self.diagnostics);
            let [Some(south), Some(west), Some(north), Some(east)] = read else { continue };
            if south > north || west > east {
                self.diagnostics.push(Diagnostic::error("box-order", self.place(node)).help("order"));
                continue;
            }
            boxes.push(Bounds { south, west, north, east });
        }
        boxes
    }

    pub(super) fn edge(&mut self, fields: &mut Fields<'_>, key: &str) -> Option<Degrees> {
        let degrees = self.coordinate(fields, key)?;
        let found = Degrees::new(degrees);
        if found.is_none() {
            let at = fields.peek(key).expect("its value was just read");
            let wrong = Diagnostic::error("degrees-form", self.place(at));
            self.diagnostics.push(wrong.help("form"));
        }
        found
    }

    /// Distances by road: rows of a place and a figure.
    pub(super) fn distances(&mut self, key: &str, node: &Node) -> Option<Value> {
        let data::TomlValue::List(rows) = &node.value else {
            return self.wrong(key, node, "array of tables");
        };
        let mut read = Vec::new();
        for row in rows {
            let data::TomlValue::Table(table) = &row.value else {
                self.wrong(key, row, "table");
                continue;
            };
            let mut fields = Fields::new(table, self.path, row.span);
            let to = fields.required_text("to");
            let id = self.name(table.get("to").unwrap_or(row), &to);
            let road = match fields.node("road") {
                Some(road) => self.figure("road", &FieldType::Quantity { unit: Some("km".to_owned()) }, road),
                None => {
                    fields.missing("road");
                    None
                }
            };
            fields.finish(&mut self.diagnostics);
            read.push(vec![Some(Value::Term { vocabulary: "places".to_owned(), id }), road]);
        }
        Some(Value::Table(read))
    }

    /// A place that is a table; anything else is no place.
    pub(super) fn located_value(&mut self, table: &Table, node: &Node) -> Option<Value> {
        self.located(table, node).map(|located| Value::Located(Box::new(located)))
    }
}

/// How many decimals of a degree the numbers of a place bear out that are no decimal degrees: minutes and seconds, or metres, of
/// which one is the fifth decimal.
fn digits(table: &Table) -> Option<u32> {
    let of = |key: &str| match table.get(key).map(|node| &node.value) {
        Some(data::TomlValue::Text(text) | data::TomlValue::Number(text)) => Some(text.as_str()),
        _ => None,
    };
    let metres = |key| of(key).and_then(parse_decimal).map(|metres| 5 + metres.normalize().scale());
    of("dms").map(dms_digits).or_else(|| metres("east").max(metres("north"))).map(|digits| digits.min(7))
}

/// Degrees, minutes and seconds that were written as latitude and longitude, in the form that takes them.
fn dms_apart(fields: &Fields<'_>) -> Option<String> {
    let text = |key: &str| match fields.peek(key) {
        Some(Node { value: data::TomlValue::Text(text), .. }) => Some(text.trim()),
        _ => None,
    };
    let (lat, lon) = (text("lat")?, text("lon")?);
    if !lat.contains('°') && !lon.contains('°') {
        return None;
    }
    // In Vietnamese, north is `B` and east is `Đ`.
    let lettered = |text: &str, letter: char| match text.trim_end_matches(['B', 'Đ']).trim_end() {
        text if text.ends_with(|c: char| c.is_ascii_alphabetic()) => text.to_owned(),
        text => format!("{text}{letter}"),
    };
    let both = format!("{} {}", lettered(lat, 'N'), lettered(lon, 'E'));
    dms(&both).is_ok().then(|| format!("dms = {}", data::quoted(&both)))
}

/// The sides of a box.
pub(crate) const SIDES: [&str; 4] = ["south", "west", "north", "east"];

/// The type of fields that hold places.
pub(super) fn place(fields: &mut Fields<'_>) -> FieldType {
    let within = fields.text("within").map(str::to_owned);
    let at = fields.place(fields.peek("within").map_or((0, 0), |node| node.span));
    FieldType::Place {
        within: within.map(|text| Name { text, place: at }),
        near: fields.text("near").map(str::to_owned),
        near_km: near_km(fields),
    }
}

/// How far is too far: two kilometres, because a large industrial zone measures four.
fn near_km(fields: &mut Fields<'_>) -> Decimal {
    let usual = Decimal::TWO;
    let Some(node) = fields.node("near_km") else { return usual };
    let (data::TomlValue::Number(text) | data::TomlValue::Text(text)) = &node.value else {
        fields.wrong_type("near_km", node, "number");
        return usual;
    };
    parse_decimal(text).filter(|far| !far.is_sign_negative()).unwrap_or_else(|| {
        let wrong = Diagnostic::error("number-form", fields.place(node.span)).with("key", "near_km");
        fields.diagnostics.push(wrong.with("value", text).help("form"));
        usual
    })
}

/// The type of fields that hold distances.
pub(super) fn distances(fields: &mut Fields<'_>) -> FieldType {
    let to = fields.texts("places").into_iter();
    let to = to.map(|(text, span)| Name { text, place: fields.place(span) }).collect();
    FieldType::Distances { from: fields.required_text("from"), to }
}

/// What a place is not far from, and what distances are measured from, is a place or a record that has one.
pub(super) fn check_near(collection: &Collection, name: &str, all: &mut Vec<Diagnostic>) {
    let (key, near) = match collection.fields[name].kind.one() {
        FieldType::Place { near: Some(near), .. } => ("near", near),
        FieldType::Distances { from, .. } => ("from", from),
        _ => return,
    };
    let fits = |kind: &FieldType| matches!(kind, FieldType::Place { .. } | FieldType::Ref { .. });
    if near != name && collection.fields.get(near).is_some_and(|field| fits(&field.kind)) {
        return;
    }
    let known = collection.fields.iter().filter(|(known, field)| *known != name && fits(&field.kind));
    let nearest = nearest(near, known.map(|(known, _)| known.as_str()));
    let place = collection.value_place(&["fields", name, key]);
    all.push(Diagnostic::error("near-field", place).with("field", near).near_or(nearest, "kinds"));
}
