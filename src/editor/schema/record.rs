//! A collection → the schemas of its records: the facts of one, and tables of many; the twin of `content::record`.

use serde_json::{Map, Value, json};

use super::value::{date, defined, written};
use super::{ID, Maker, SLUG, flag, integer, object, text};
use crate::content::Collection;

/// An address from the first slash, without what breaks addresses or names of files.
const ALIAS: &str =
    r#"^/[^\s\\:*?"<>|#%&/.][^\s\\:*?"<>|#%&/]*(/[^\s\\:*?"<>|#%&/.][^\s\\:*?"<>|#%&/]*)*/?$"#;

impl Maker<'_> {
    /// Of `record.toml`.
    pub(super) fn record(&self, collection: &Collection) -> Value {
        let (facts, required) = self.facts(collection);
        let name = self.guide.label(&collection.name, &collection.singular);
        let mut schema = self.file(name, facts, &required);
        schema.insert("$defs".to_owned(), self.definitions());
        Value::Object(schema)
    }

    /// Of a table: facts and texts of many records.
    pub(super) fn table(&self, collection: &Collection) -> Value {
        let (mut row, mut required) = self.facts(collection);
        row.extend(self.keys("meta", &[("id", json!({ "type": "string", "pattern": ID }))]));
        required.push("id");
        let texts = self.localised(&text());
        row.extend(
            self.keys("text", &[("title", texts.clone()), ("summary", texts.clone()), ("body", texts)]),
        );
        for (name, field) in collection.fields.iter().filter(|(_, field)| field.per_language) {
            row.insert(name.clone(), self.field_per_language(name, field));
        }
        let rows = json!({ "type": "array", "items": object(row, &required) });
        let name = self.guide.label(&collection.name, &collection.title);
        let mut schema = self.file(name, Map::from_iter([("record".to_owned(), rows)]), &[]);
        schema.insert("$defs".to_owned(), self.definitions());
        Value::Object(schema)
    }

    /// What both forms share, and which of it must be there.
    fn facts<'c>(&self, collection: &'c Collection) -> (Map<String, Value>, Vec<&'c str>) {
        let shared = || collection.fields.iter().filter(|(_, field)| !field.per_language);
        let mut keys: Map<String, Value> =
            shared().map(|(name, field)| (name.clone(), self.field(name, field))).collect();
        keys.extend(self.meta());
        (keys, shared().filter(|(_, field)| field.required).map(|(name, _)| name.as_str()).collect())
    }

    /// What every record may say of itself.
    fn meta(&self) -> Map<String, Value> {
        let alias = json!({ "type": "string", "pattern": ALIAS });
        let slug = self.localised(&json!({ "type": "string", "pattern": SLUG }));
        self.keys(
            "meta",
            &[
                ("weight", integer()),
                ("featured", flag()),
                ("draft", flag()),
                ("updated", date()),
                ("source", defined("source")),
                ("as_of", date()),
                ("image", written()),
                ("illustration", flag()),
                ("publish_on", date()),
                ("expires_on", date()),
                ("withdrawn", date()),
                ("successor", json!({ "type": "string", "pattern": super::ID })),
                ("code", json!({ "type": "string", "pattern": super::CODE })),
                ("valid_from", date()),
                ("valid_to", date()),
                ("former", self.former()),
                ("search_words", self.search_words()),
                ("aliases", json!({ "type": "array", "items": alias })),
                ("slug", slug),
            ],
        )
    }

    /// Words per language.
    pub(super) fn search_words(&self) -> Value {
        self.localised(&json!({ "type": "array", "items": text() }))
    }

    /// Names that a thing had.
    pub(super) fn former(&self) -> Value {
        let parts = self.keys("former", &[("name", self.localised(&text())), ("until", date())]);
        json!({ "type": "array", "items": object(parts, &[]) })
    }
}
