//! What the content folder declares → JSON Schemas, by which editors complete and check TOML as it is typed.
//!
//! The twin of the readers in this module: what they refuse because of a single file is refused here, as far as a schema
//! can say it. A schema cannot compare two values (`min` and `max`) or know the calendar; that is left to `check`. Types
//! stand flat beside each other rather than in `anyOf`, wherever they can, because then an editor names the very key that
//! is wrong instead of the whole value.

mod declaration;
mod maps;
mod record;
mod settings;
mod value;
mod vocabulary;

use serde_json::{Map, Value, json};

use super::guide::Guide;

/// A schema and the files that it is for.
#[derive(Clone, Debug, PartialEq)]
pub struct SchemaFile {
    /// The schema's file.
    pub name: String,
    /// The files that it describes, as a glob below the site's folder.
    pub include: String,
    /// Files that the glob means as well, and that are something else.
    pub exclude: Vec<String>,
    /// The schema.
    pub schema: Value,
}

/// The schemas of a site: of its settings, its collections, their records, its vocabularies and its maps.
#[must_use]
pub fn json_schemas(guide: &Guide<'_>) -> Vec<SchemaFile> {
    let maker = Maker::new(guide);
    let file = |name: &str, include: &str, schema: Value| SchemaFile {
        name: format!("{name}.schema.json"),
        include: include.to_owned(),
        exclude: Vec::new(),
        schema,
    };
    let mut files = vec![
        file("portolan", crate::config::FILE, maker.settings()),
        file("collection", "content/*/_collection.toml", maker.declaration()),
        file("vocabulary", "content/_data/*.toml", maker.vocabulary()),
        file("maps", "content/_maps/maps.toml", maker.maps()),
    ];
    for (name, collection) in &guide.content.collections {
        let records = format!("content/{name}/**/record.toml");
        let tables = SchemaFile {
            exclude: vec![format!("content/{name}/_collection.toml"), records.clone()],
            ..file(&format!("{name}.table"), &format!("content/{name}/*.toml"), maker.table(collection))
        };
        files.push(file(&format!("{name}.record"), &records, maker.record(collection)));
        files.push(tables);
    }
    files
}

/// Makes schemas that share their names and languages.
struct Maker<'a> {
    guide: &'a Guide<'a>,
    /// The codes of the languages.
    codes: Vec<String>,
    /// The codes of the units that have a name.
    units: Vec<String>,
    /// The codes of the currencies that have a name.
    currencies: Vec<String>,
}

/// The version of JSON Schema that is written.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// Parts of an address, as `locale::slug` makes them.
const SLUG: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";

/// What stands in permanent addresses, as `is_code` knows it.
const CODE: &str = "^[a-z0-9][a-z0-9-]{0,11}$";

/// Ids, as `is_id` knows them.
const ID: &str = "^[a-z0-9][a-z0-9-]*$";

/// A length of time: `3y`, `18m`.
const AGE: &str = "^[1-9][0-9]{0,3}[ym]$";

impl<'a> Maker<'a> {
    fn new(guide: &'a Guide<'a>) -> Maker<'a> {
        let source = guide.locales.first();
        Maker {
            guide,
            codes: guide.config.codes(),
            units: source.map_or(Vec::new(), |locale| locale.units().map(str::to_owned).collect()),
            currencies: source.map_or(Vec::new(), |locale| locale.currencies().map(str::to_owned).collect()),
        }
    }

    /// A file: a table with these keys and no other.
    fn file(&self, title: &str, properties: Map<String, Value>, required: &[&str]) -> Map<String, Value> {
        let mut schema = Map::new();
        schema.insert("$schema".to_owned(), json!(DIALECT));
        schema.insert("title".to_owned(), json!(title));
        schema.extend(object(properties, required));
        schema
    }

    /// `schema` with the sentence `key` as its description.
    fn about(&self, key: &str, schema: Value) -> Value {
        described(schema, &self.guide.sentence(key))
    }

    /// Keys with the schema of each; the sentence of a key is called `group-key`.
    fn keys(&self, group: &str, keys: &[(&str, Value)]) -> Map<String, Value> {
        let keys = keys
            .iter()
            .map(|(key, schema)| ((*key).to_owned(), self.about(&format!("{group}-{key}"), schema.clone())));
        keys.collect()
    }

    /// A text for each language.
    fn localised(&self, text: &Value) -> Value {
        let languages = self.codes.iter().map(|code| (code.clone(), text.clone())).collect();
        Value::Object(object(languages, &[]))
    }
}

/// A table with these keys and no other.
fn object(properties: Map<String, Value>, required: &[&str]) -> Map<String, Value> {
    let mut schema = Map::new();
    schema.insert("type".to_owned(), json!("object"));
    if !required.is_empty() {
        schema.insert("required".to_owned(), json!(required));
    }
    schema.insert("properties".to_owned(), Value::Object(properties));
    schema.insert("additionalProperties".to_owned(), json!(false));
    schema
}

/// A schema with a description before the rest.
fn described(schema: Value, description: &str) -> Value {
    let mut whole = Map::new();
    whole.insert("description".to_owned(), json!(description));
    if let Value::Object(schema) = schema {
        whole.extend(schema);
    }
    Value::Object(whole)
}

/// One of these words; each with what an editor shows beside it. No word fits when there is none.
fn one_of(choices: &[(&str, &str)]) -> Value {
    if choices.is_empty() {
        return json!({ "not": {} });
    }
    let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
    let names: Vec<&str> = choices.iter().map(|(_, name)| *name).collect();
    json!({ "type": "string", "enum": words, "x-taplo": { "docs": { "enumValues": names } } })
}

/// Any text.
fn text() -> Value {
    json!({ "type": "string" })
}

/// Yes or no.
fn flag() -> Value {
    json!({ "type": "boolean" })
}

/// A whole number.
fn integer() -> Value {
    json!({ "type": "integer" })
}
