//! The schema of `_collection.toml`; the twin of `content::schema`.

use serde_json::{Map, Value, json};

use super::{AGE, Maker, SLUG, flag, integer, object, one_of, text};
use crate::content::RESERVED;
use crate::content::TEXT_FORMATS as FORMATS;
use crate::content::TYPES;
use crate::content::{FINDABLE, SCHEMA_ORG};

/// Keys of a field that only some types have, with those types and whether they must have it. In a list they belong to
/// the type of its elements.
const OWN_KEYS: &[(&str, &[&str], bool)] = &[
    ("unit", &["quantity", "area", "distance"], false),
    ("currency", &["money"], false),
    ("scale", &["money"], false),
    ("to", &["ref"], false),
    ("within", &["place"], false),
    ("near", &["place"], false),
    ("near_km", &["place"], false),
    ("from", &["distances"], true),
    ("places", &["distances"], false),
    ("vocabulary", &["term"], true),
    ("values", &["enum"], true),
    ("columns", &["table"], false),
];

/// Types that no list is of.
const NO_ELEMENTS: &[&str] = &["list", "distances", "markdown"];

/// Rules about values, with the types that they suit.
const RULES: &[(&str, &[&str])] = &[
    ("unique", &["text"]),
    ("format", &["text"]),
    ("past", &["date", "period"]),
    ("since", &["date", "period"]),
];

impl Maker<'_> {
    /// Of `_collection.toml`.
    pub(super) fn declaration(&self) -> Value {
        let texts = self.localised(&text());
        let segments = self.localised(&json!({ "type": "string", "pattern": SLUG }));
        let list = |of: Value| json!({ "type": "array", "items": of });
        let outputs = self
            .keys("collection", &[("list", flag()), ("feed", flag()), ("data", flag()), ("archive", flag())]);
        let group = Map::from_iter([("label".to_owned(), texts.clone())]);
        let groups = json!({ "type": "object", "additionalProperties": object(group, &[]) });
        let mut fields = fields_of("field");
        fields["propertyNames"] = json!({ "not": { "enum": RESERVED } });
        let keys = self.keys(
            "collection",
            &[
                ("title", texts.clone()),
                ("singular", texts),
                ("path", segments),
                ("required", list(json!({ "type": "string", "enum": self.codes }))),
                ("order", list(text())),
                ("table", list(text())),
                ("template", text()),
                ("schema_org", one_of(&SCHEMA_ORG.iter().map(|name| (*name, *name)).collect::<Vec<_>>())),
                ("date", text()),
                ("page_size", integer()),
                ("menu", integer()),
                ("search", one_of(&FINDABLE.iter().map(|name| (*name, *name)).collect::<Vec<_>>())),
                ("contact", text()),
                ("maps", flag()),
                ("stale_after", json!({ "type": "string", "pattern": AGE })),
                ("pages", flag()),
                ("codes", flag()),
                ("group", text()),
                ("outputs", Value::Object(object(outputs, &[]))),
                ("groups", groups),
                ("fields", fields),
            ],
        );
        let mut schema = self.file(&self.guide.say("collection", &[]), keys, &[]);
        schema.insert("$defs".to_owned(), json!({ "field": self.declared_field(), "column": self.column() }));
        Value::Object(schema)
    }

    /// A column of a table: a field without the keys that say where a field is shown.
    fn column(&self) -> Value {
        let mut column = self.declared_field();
        if let Some(keys) = column["properties"].as_object_mut() {
            let elsewhere = ["card", "hidden", "facet", "group", "columns", "from", "places"];
            keys.retain(|key, _| !elsewhere.contains(&key.as_str()));
        }
        if let Some(all) = column["allOf"].as_array_mut() {
            all.push(per_language(&["text"]));
            all.push(json!({ "properties": { "type": { "not": { "enum": ["table", "distances"] } } } }));
        }
        column
    }

    fn declared_field(&self) -> Value {
        let types: Vec<String> = TYPES.iter().map(|name| self.type_hint(name)).collect();
        let named: Vec<(&str, &str)> = TYPES.iter().copied().zip(types.iter().map(String::as_str)).collect();
        let elements: Vec<(&str, &str)> =
            named.iter().copied().filter(|(name, _)| !NO_ELEMENTS.contains(name)).collect();
        let vocabularies: Vec<(&str, &str)> = self
            .guide
            .content
            .vocabularies
            .iter()
            .map(|(name, words)| (name.as_str(), self.guide.label(name, &words.title)))
            .collect();
        let texts = self.localised(&text());
        let places = one_of(&self.guide.entries("places"));
        let keys = self.keys(
            "field",
            &[
                ("type", one_of(&named)),
                ("label", texts.clone()),
                ("required", flag()),
                ("per_language", flag()),
                ("card", flag()),
                ("hidden", flag()),
                ("facet", json!({ "type": ["boolean", "array"], "items": { "type": ["number", "string"] } })),
                ("group", text()),
                ("unit", self.unit()),
                ("currency", self.currency()),
                ("scale", self.scale()),
                ("to", self.collections()),
                ("within", places.clone()),
                ("near", text()),
                ("near_km", json!({ "type": ["number", "string"] })),
                ("from", text()),
                ("places", json!({ "type": "array", "items": places })),
                ("vocabulary", one_of(&vocabularies)),
                ("of", one_of(&elements)),
                ("values", json!({ "type": "object", "additionalProperties": texts })),
                ("columns", fields_of("column")),
                ("unique", json!({ "enum": [true, false, "year"] })),
                ("format", one_of(&FORMATS.iter().map(|name| (*name, *name)).collect::<Vec<_>>())),
                ("past", flag()),
                ("since", super::value::date()),
            ],
        );
        let mut field = object(keys, &["type"]);
        field.insert("allOf".to_owned(), Value::Array(conditions()));
        Value::Object(field)
    }

    /// What a type is, as an editor's program shows it.
    fn type_hint(&self, name: &str) -> String {
        match name {
            "quantity" | "area" | "distance" => self.guide.say("quantity-open", &[]),
            "money" => self.guide.say("money-open", &[]),
            "range" => self.guide.say("decimal", &[]),
            "ref" => self.guide.say("ref-any", &[]),
            "term" => self.guide.say("term", &[("vocabulary", "…")]),
            "file" => self.guide.say("file", &[("code", &self.codes[0])]),
            "list" => self.guide.say("list", &[("of", "…")]),
            "table" => self.guide.say("table", &[("columns", "…")]),
            _ => self.guide.say(name, &[]),
        }
    }
}

/// Keys that are fields.
fn fields_of(kind: &str) -> Value {
    json!({ "type": "object", "additionalProperties": { "$ref": format!("#/$defs/{kind}") } })
}

/// Which keys go with which type.
fn conditions() -> Vec<Value> {
    let mut all = Vec::new();
    for (key, types, needed) in OWN_KEYS {
        let own = json!({ "anyOf": [
            { "properties": { "type": { "enum": types } } },
            { "properties": { "type": { "const": "list" }, "of": { "enum": types } }, "required": ["of"] },
        ] });
        let then = if *needed { json!({ "required": [key] }) } else { json!({}) };
        all.push(json!({ "if": own, "then": then, "else": { "properties": { *key: false } } }));
    }
    for (key, types) in RULES {
        all.push(json!({
            "if": { "properties": { "type": { "enum": types }, "per_language": { "const": false } } },
            "else": { "properties": { *key: false } },
        }));
    }
    let is = |types: &[&str]| json!({ "properties": { "type": { "enum": types } } });
    all.push(json!({
        "if": is(&["list"]), "then": { "required": ["of"] }, "else": { "properties": { "of": false } },
    }));
    all.push(per_language(&["text", "markdown"]));
    // A text with marks of its own is one in each language.
    all.push(json!({
        "if": is(&["markdown"]),
        "then": { "properties": { "per_language": { "const": true } }, "required": ["per_language"] },
    }));
    all
}

/// Only these types may be written per language.
fn per_language(types: &[&str]) -> Value {
    json!({
        "if": { "properties": { "type": { "enum": types } } },
        "else": { "properties": { "per_language": { "const": false } } },
    })
}
