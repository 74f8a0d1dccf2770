//! A field's type → the schema of its values; the twin of `content::read`.

use serde_json::{Map, Value, json};

use super::{Maker, described, flag, object, one_of, text};
use crate::content::APPROX;
use crate::content::Field;
use crate::content::FieldType;
use crate::content::{FORMS, SIDES};
use crate::fact::Scale;

const DECIMAL: &str = r"^[+-]?[0-9]+(\.[0-9]+)?$";
const INTEGER: &str = r"^[+-]?[0-9]+(\.0+)?$";
const URL: &str = r"^https?://\S+$";
const PHONE: &str = r"^\+[0-9]{7,15}$";
const EMAIL: &str = r#"^[^\s@<>()\[\]\\,;:"?&]+@[^\s@<>()\[\]\\,;:"?&]*\.[^\s@<>()\[\]\\,;:"?&]*$"#;

/// A date of any precision; 29 February of a common year is left to `check`.
const DATE: &str = "[0-9]{4}(-(0[1-9]|1[0-2]|Q[1-4]|H[12]|(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|\
                    (0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|[12][0-9])))?";

/// A system's name, as `geo::System` reads it; which zones there are is left to `check`.
const SYSTEM: &str = r"^\s*([Ww][Gg][Ss][ -]?84|[Ee][Pp][Ss][Gg]:\s*[0-9]+|[Vv][Nn]-?2000\b.*)\s*$";

/// What `portolan new` leaves to be written.
const BLANK: &str = r"^\s*…\s*$";

/// The names of scales, smallest first.
pub(super) const SCALES: &[Scale] =
    &[Scale::One, Scale::Thousand, Scale::Million, Scale::Billion, Scale::Trillion];

impl Maker<'_> {
    /// A field with its label and what is written for it.
    pub(super) fn field(&self, name: &str, field: &Field) -> Value {
        let label = self.guide.label(name, &field.label);
        let value = match field.kind {
            FieldType::Date => self.remarked(&date()),
            FieldType::Period => self.remarked(&period()),
            _ => self.value(&field.kind),
        };
        described(value, &format!("{label}: {}", self.guide.hint(&field.kind)))
    }

    /// A cell of a table.
    fn cell(&self, name: &str, column: &Field) -> Value {
        let label = self.guide.label(name, &column.label);
        described(self.value(&column.kind), &format!("{label}: {}", self.guide.hint(&column.kind)))
    }

    /// A date or a period as it is, or with what is known about it.
    fn remarked(&self, value: &Value) -> Value {
        let mut parts = self.keys("figure", &[("value", value.clone())]);
        parts.extend(["as_of", "source", "note"].map(|key| (key.to_owned(), defined(key))));
        json!({ "anyOf": [value, object(parts, &["value"])] })
    }

    /// A field written per language in a table file.
    pub(super) fn field_per_language(&self, name: &str, field: &Field) -> Value {
        let label = self.guide.label(name, &field.label);
        described(self.localised(&text()), &format!("{label}: {}", self.guide.hint(&field.kind)))
    }

    fn value(&self, kind: &FieldType) -> Value {
        match kind {
            FieldType::Integer
            | FieldType::Decimal
            | FieldType::Percent
            | FieldType::Money { .. }
            | FieldType::Quantity { .. } => self.figure(kind),
            FieldType::Date => date(),
            FieldType::Period => period(),
            FieldType::Place { .. } => self.place(),
            FieldType::Distances { .. } => self.distances(),
            FieldType::Ref { .. } | FieldType::Term { .. } | FieldType::Enum { .. } => {
                one_of(&self.guide.choices(kind).unwrap_or_default())
            }
            FieldType::Url => json!({ "type": "string", "pattern": URL }),
            FieldType::Email => json!({ "type": "string", "pattern": EMAIL }),
            FieldType::Phone => json!({ "type": "string", "pattern": PHONE }),
            FieldType::File => self.attachment(),
            FieldType::Flag => flag(),
            FieldType::Image | FieldType::Text | FieldType::Markdown => written(),
            FieldType::Unknown => json!({}),
            FieldType::List(of) => json!({ "type": "array", "items": self.value(of) }),
            FieldType::Table(columns) => {
                let cell = |(name, column): &(String, Field)| {
                    let cell = if column.per_language {
                        self.field_per_language(name, column)
                    } else {
                        self.cell(name, column)
                    };
                    (name.clone(), cell)
                };
                let cells = columns.iter().map(cell);
                let required: Vec<&str> = columns
                    .iter()
                    .filter(|(_, column)| column.required)
                    .map(|(name, _)| name.as_str())
                    .collect();
                json!({ "type": "array", "items": object(cells.collect(), &required) })
            }
        }
    }

    /// A number as it is, as a string, or with what is known about it.
    fn figure(&self, kind: &FieldType) -> Value {
        let (number, pattern) = match kind {
            FieldType::Integer => ("integer", INTEGER),
            _ => ("number", DECIMAL),
        };
        // A sum says in which currency, unless its field does.
        let bare = !matches!(kind, FieldType::Money { currency: None, .. });
        let types = if bare { json!([number, "string", "object"]) } else { json!(["object"]) };
        let required = if bare { Vec::new() } else { vec!["currency"] };
        let mut schema = Map::new();
        schema.insert("type".to_owned(), types);
        schema.insert("pattern".to_owned(), json!(pattern));
        let parts = self.figure_parts(kind, &json!({ "type": [number, "string"], "pattern": pattern }));
        schema.extend(object(parts, &required).into_iter().filter(|(key, _)| key != "type"));
        schema.insert("if".to_owned(), json!({ "required": ["value"] }));
        schema.insert("then".to_owned(), json!({ "properties": { "min": false, "max": false } }));
        schema.insert("else".to_owned(), json!({ "required": ["min", "max"] }));
        Value::Object(schema)
    }

    /// What is known about a figure. Everything but the number itself is the same for all, so it is defined once a file.
    fn figure_parts(&self, kind: &FieldType, number: &Value) -> Map<String, Value> {
        let mut parts = self
            .keys("figure", &[("value", number.clone()), ("min", number.clone()), ("max", number.clone())]);
        let own: &[&str] = match kind {
            FieldType::Money { .. } => &["currency", "scale", "per"],
            FieldType::Quantity { .. } => &["unit"],
            _ => &[],
        };
        let shared = ["approx", "as_of", "source", "note"];
        parts.extend(own.iter().chain(&shared).map(|key| ((*key).to_owned(), defined(key))));
        parts
    }

    /// What figures refer to, as [`defined`] names it.
    pub(super) fn definitions(&self) -> Value {
        let approx: Vec<(&str, &str)> = APPROX.iter().map(|word| (*word, *word)).collect();
        let parts = [
            ("approx", one_of(&approx)),
            ("currency", self.currency()),
            ("scale", self.scale()),
            ("per", json!({ "type": "array", "items": self.unit() })),
            ("unit", self.unit()),
            ("as_of", date()),
            ("source", self.sources()),
            ("note", self.localised(&text())),
        ];
        Value::Object(self.keys("figure", &parts))
    }

    /// A unit that the source language has a name for.
    pub(super) fn unit(&self) -> Value {
        let locale = self.guide.locales.get(self.guide.own_lang().index());
        let named: Vec<(&str, &str)> = self
            .units
            .iter()
            .map(|unit| (unit.as_str(), locale.map_or(unit.as_str(), |locale| locale.unit_name(unit))))
            .collect();
        if named.is_empty() { text() } else { one_of(&named) }
    }

    /// A currency; one without a name is printed by its code.
    pub(super) fn currency(&self) -> Value {
        json!({ "type": "string", "anyOf": [{ "enum": self.currencies }, { "pattern": "^[A-Z]{3}$" }] })
    }

    /// A power of ten, by name.
    pub(super) fn scale(&self) -> Value {
        let names: Vec<&str> = SCALES.iter().map(|scale| crate::editor::guide::scale_name(*scale)).collect();
        let said: Vec<String> = names.iter().map(|name| self.guide.say(name, &[])).collect();
        one_of(&names.iter().copied().zip(said.iter().map(String::as_str)).collect::<Vec<_>>())
    }

    /// An entry of `places`, or where something is in one of several forms.
    fn place(&self) -> Value {
        json!({ "anyOf": [one_of(&self.guide.entries("places")), self.located()] })
    }

    /// Where something is.
    pub(super) fn located(&self) -> Value {
        let vertices = json!({ "type": "array", "items": self.point(), "minItems": 2 });
        let number = json!({ "type": ["number", "string"], "pattern": DECIMAL });
        let mut parts = self.point_parts();
        parts.extend(self.keys(
            "place",
            &[
                ("system", json!({ "type": "string", "pattern": SYSTEM })),
                ("line", vertices.clone()),
                ("polygon", vertices),
                ("file", text()),
                ("accuracy", number),
                ("within", one_of(&self.guide.entries("places"))),
            ],
        ));
        parts.insert("source".to_owned(), defined("source"));
        let mut place = object(parts, &[]);
        place.insert("oneOf".to_owned(), forms(FORMS));
        Value::Object(place)
    }

    /// A position.
    fn point(&self) -> Value {
        let mut point = object(self.point_parts(), &[]);
        point.insert("oneOf".to_owned(), forms(&FORMS[..3]));
        Value::Object(point)
    }

    fn point_parts(&self) -> Map<String, Value> {
        let number = json!({ "type": ["number", "string"], "pattern": DECIMAL });
        let within = |limit: i64| {
            let mut degrees = number.clone();
            degrees["minimum"] = json!(-limit);
            degrees["maximum"] = json!(limit);
            degrees
        };
        let parts = [
            ("lat", within(90)),
            ("lon", within(180)),
            ("dms", text()),
            ("east", number.clone()),
            ("north", number.clone()),
        ];
        self.keys("place", &parts)
    }

    /// The boxes that places lie in.
    pub(super) fn boxes(&self) -> Value {
        let sides = self.keys("box", &SIDES.map(|side| (side, self.side())));
        json!({ "type": "array", "items": object(sides, &SIDES) })
    }

    /// A side of a box, in degrees.
    pub(super) fn side(&self) -> Value {
        json!({ "type": ["number", "string"], "pattern": DECIMAL, "minimum": -180, "maximum": 180 })
    }

    /// Distances by road.
    fn distances(&self) -> Value {
        let road = self.figure(&FieldType::Quantity { unit: Some("km".to_owned()) });
        let parts = self.keys("distances", &[("to", one_of(&self.guide.entries("places"))), ("road", road)]);
        json!({ "type": "array", "items": object(parts, &["to", "road"]) })
    }

    fn attachment(&self) -> Value {
        let parts = self.keys("file", &[("path", text()), ("title", self.localised(&text()))]);
        let mut schema = object(parts, &["path"]);
        schema.insert("type".to_owned(), json!(["string", "object"]));
        schema.insert("not".to_owned(), json!({ "type": "string", "pattern": BLANK }));
        Value::Object(schema)
    }

    /// A record's id, or words, in one language or in several.
    fn sources(&self) -> Value {
        let ids: Vec<&str> = self.guide.content.records.iter().map(|record| record.id.as_str()).collect();
        // What is written like an id was meant to be one.
        let words =
            json!({ "type": "string", "not": { "pattern": format!("{BLANK}|^[a-z0-9-]*-[a-z0-9-]*$") } });
        let one = self.keys("source", &[("text", text()), ("lang", json!({ "enum": self.codes }))]);
        let mut forms = vec![words, Value::Object(object(one, &["text", "lang"])), self.localised(&text())];
        if !ids.is_empty() {
            forms.insert(0, json!({ "type": "string", "enum": ids }));
        }
        json!({ "anyOf": forms })
    }
}

/// Exactly one of these rows of keys.
fn forms(forms: &[&[&str]]) -> Value {
    forms.iter().map(|keys| json!({ "required": keys })).collect()
}

/// What [`Maker::definitions`] defines.
pub(super) fn defined(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

/// Text that somebody has written.
pub(super) fn written() -> Value {
    json!({ "type": "string", "not": { "pattern": BLANK } })
}

/// A date of any precision; a year may be a number.
pub(super) fn date() -> Value {
    json!({ "type": ["string", "integer"], "pattern": format!("^{DATE}$"), "minimum": 1000, "maximum": 9999 })
}

fn period() -> Value {
    let quarter = "([0-9]{4}-)?Q[1-4]";
    // Years that have only an end are years of which the first was forgotten.
    let within_year = DATE.strip_suffix('?').unwrap_or(DATE);
    let forms = [
        DATE.to_owned(),
        "[0-9]{4}-all".to_owned(),
        format!(r"\.\.\s*{within_year}"),
        format!(r"{DATE}\s*\.\.(\s*{DATE})?"),
        format!(r"{quarter}(\s*,\s*{quarter})*"),
    ];
    let pattern = format!(r"^\s*({})\s*$", forms.join("|"));
    json!({ "type": ["string", "integer"], "pattern": pattern, "minimum": 1000, "maximum": 9999 })
}
