//! What the JSON files of a collection hold, for programs (JSON Schema 2020-12): made from the declared fields, the twin of
//! `json`.

use serde_json::{Map, Value, json};

use crate::content::CollectionId;
use crate::site::{DataRoute, Route, Site};
use crate::view::Views;
use crate::view::data_table::{DataColumn, DataKind};

/// The schema of a collection's files.
#[must_use]
pub fn schema(site: &Site, views: &Views<'_>, collection: CollectionId) -> String {
    let columns = views.data_columns(collection);
    let declared = &site.content.collections[collection];
    let tables = columns.iter().filter_map(|column| match &column.kind {
        DataKind::Rows(inner) if declared.is_data_set() => Some((column.name.clone(), row(inner))),
        _ => None,
    });
    let tables: Map<String, Value> = tables.collect();
    let mut forms = vec![json!({ "$ref": "#/$defs/records" })];
    forms.extend(tables.keys().map(|name| json!({ "$ref": format!("#/$defs/table-{name}") })));
    let mut definitions = Map::from_iter([("records".to_owned(), records(&declared.name, &columns))]);
    definitions
        .extend(tables.iter().map(|(name, row)| (format!("table-{name}"), table(&declared.name, name, row))));
    definitions.extend(shared());
    let id = Route::Data(DataRoute::Schema { collection }).path(site);
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": site.config.base_url.join(&id),
        "title": declared.name,
        "oneOf": forms,
        "$defs": definitions,
    });
    // A program that takes the file for a page finds no markup in it.
    format!("{schema:#}\n").replace('<', "\\u003c")
}

/// What all files say of themselves, and what one has besides.
fn document(collection: &str, own: &[(&str, Value)]) -> Value {
    let text = || json!({ "type": "string" });
    let mut properties = Map::from_iter([
        ("$schema".to_owned(), text()),
        ("collection".to_owned(), json!({ "const": collection })),
    ]);
    properties.extend(own.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
    for name in ["lang", "title", "publisher", "licence"] {
        properties.insert(name.to_owned(), text());
    }
    for name in ["url", "licence_url"] {
        properties.insert(name.to_owned(), json!({ "type": "string", "format": "uri" }));
    }
    properties.insert("edition".to_owned(), json!({ "type": "string" }));
    let optional = ["licence", "licence_url"];
    let required: Vec<&String> = properties.keys().filter(|key| !optional.contains(&key.as_str())).collect();
    json!({ "type": "object", "required": required, "properties": properties, "additionalProperties": false })
}

fn records(collection: &str, columns: &[DataColumn]) -> Value {
    let text = || json!({ "type": "string" });
    let mut properties = Map::new();
    for name in ["id", "title", "title_lang", "summary", "answer", "source"] {
        properties.insert(name.to_owned(), text());
    }
    properties.insert("url".to_owned(), json!({ "type": "string", "format": "uri" }));
    for name in ["updated", "as_of"] {
        properties.insert(name.to_owned(), json!({ "$ref": "#/$defs/date" }));
    }
    properties.insert("facts".to_owned(), row(columns));
    let record = json!({
        "type": "object",
        "required": ["id", "url", "title", "title_lang", "facts"],
        "properties": properties,
        "additionalProperties": false,
    });
    document(collection, &[("records", json!({ "type": "array", "items": record }))])
}

fn table(collection: &str, field: &str, row: &Value) -> Value {
    let own = [
        ("record", json!({ "type": "string" })),
        ("field", json!({ "const": field })),
        ("rows", json!({ "type": "array", "items": row })),
    ];
    document(collection, &own)
}

/// An object of facts, of which any may be missing.
fn row(columns: &[DataColumn]) -> Value {
    let properties = columns.iter().map(|column| {
        let mut value = value(&column.kind);
        value["title"] = json!(column.label);
        (column.name.clone(), value)
    });
    let properties: Map<String, Value> = properties.collect();
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}

/// One value of a kind, or a list of such.
fn value(kind: &DataKind) -> Value {
    let one = match kind {
        DataKind::Quantity | DataKind::Money => json!({ "$ref": "#/$defs/figure" }),
        DataKind::Date => json!({ "$ref": "#/$defs/dated" }),
        DataKind::Named => json!({ "$ref": "#/$defs/named" }),
        DataKind::Place => json!({ "anyOf": [{ "$ref": "#/$defs/place" }, { "$ref": "#/$defs/named" }] }),
        DataKind::Distances(_) => return json!({ "type": "array", "items": { "$ref": "#/$defs/distance" } }),
        DataKind::Flag => json!({ "type": "boolean" }),
        DataKind::Text => json!({ "type": "string" }),
        DataKind::Rows(columns) => return json!({ "type": "array", "items": row(columns) }),
    };
    json!({ "anyOf": [one, { "type": "array", "items": one }] })
}

/// The parts that facts of all collections are made of.
fn shared() -> Map<String, Value> {
    let text = || json!({ "type": "string" });
    let number = || json!({ "type": "number" });
    let known = || [("as_of", json!({ "$ref": "#/$defs/date" })), ("source", text()), ("note", text())];
    let figure = || {
        let own = [
            ("value", number()),
            ("min", number()),
            ("max", number()),
            ("scale", number()),
            ("unit", text()),
            ("per", json!({ "type": "array", "items": text() })),
            ("approx", json!({ "enum": ["about", "nearly", "more-than", "less-than", "up-to"] })),
            ("text", text()),
        ];
        own.into_iter().chain(known())
    };
    let object = |parts: Vec<(&str, Value)>, required: &[&str]| {
        let properties: Map<String, Value> =
            parts.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        json!({ "type": "object", "required": required, "properties": properties, "additionalProperties": false })
    };
    let named = [("id", text()), ("name", text())];
    let way = [("to", text()), ("name", text()), ("by", json!({ "enum": ["road", "air"] }))];
    let spot = [("lat", number()), ("lon", number()), ("accuracy_m", number()), ("source", text())];
    let date = "^[0-9]{4}(-([0-9]{2}(-[0-9]{2})?|Q[1-4]|H[12]))?$";
    let dated = [("value", text()), ("text", text())].into_iter().chain(known()).collect();
    let mut range = object(figure().collect(), &["text"]);
    range["oneOf"] = json!([{ "required": ["value"] }, { "required": ["min", "max"] }]);
    Map::from_iter([
        ("date".to_owned(), json!({ "type": "string", "pattern": date })),
        ("figure".to_owned(), range),
        ("dated".to_owned(), object(dated, &["text"])),
        ("named".to_owned(), object(named.to_vec(), &["id", "name"])),
        ("place".to_owned(), object(named.into_iter().chain(spot).collect(), &["lat", "lon"])),
        (
            "distance".to_owned(),
            object(way.into_iter().chain(figure()).collect(), &["to", "name", "by", "text"]),
        ),
    ])
}
