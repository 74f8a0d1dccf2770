//! The schema of `portolan.toml`; the twin of `config`.

use serde_json::{Map, Value, json};

use super::value::date;
use super::{AGE, Maker, SLUG, flag, integer, object, one_of, text};

/// An address as `config::BaseUrl` reads it.
const BASE_URL: &str = r#"^https?://[^\s/?#"'<>\\{}|^`]+(/[^\s/?#"'<>\\{}|^`]+)*/*$"#;

impl Maker<'_> {
    /// Of `portolan.toml`.
    pub(super) fn settings(&self) -> Value {
        let format = json!({ "type": "integer", "minimum": 1, "maximum": crate::config::FORMAT });
        let keys = Map::from_iter([
            ("format".to_owned(), self.about("format", format)),
            ("site".to_owned(), self.site()),
            ("language".to_owned(), self.about("language", self.languages())),
            ("home".to_owned(), self.about("home", self.home())),
            ("codes".to_owned(), self.about("codes", self.codes())),
            ("search".to_owned(), self.about("search", self.search())),
            ("newsletter".to_owned(), self.about("newsletter", self.newsletter())),
        ]);
        Value::Object(self.file(&self.guide.say("settings", &[]), keys, &["site", "language"]))
    }

    fn site(&self) -> Value {
        let texts = self.localised(&text());
        let site = self.keys(
            "site",
            &[
                ("base_url", json!({ "type": "string", "pattern": BASE_URL })),
                ("theme", text()),
                ("build_date", date()),
                ("name", texts.clone()),
                ("tagline", texts.clone()),
                ("notice", texts.clone()),
                ("licence", texts),
                ("licence_url", json!({ "type": "string", "pattern": BASE_URL })),
                ("markdown", flag()),
                ("organisation", one_of(&self.guide.entries("organisations"))),
                ("stale_after", json!({ "type": "string", "pattern": AGE })),
                ("trusted_html", flag()),
                ("x_default", json!({ "type": "string", "enum": self.codes })),
            ],
        );
        Value::Object(object(site, &["base_url"]))
    }

    fn codes(&self) -> Value {
        let size = json!({ "type": "integer", "minimum": 20, "maximum": 300 });
        let codes = self.keys("codes", &[("png_mm", json!({ "type": "array", "items": size }))]);
        Value::Object(object(codes, &[]))
    }

    fn search(&self) -> Value {
        let segments = self.localised(&json!({ "type": "string", "pattern": SLUG }));
        Value::Object(object(self.keys("search", &[("path", segments)]), &[]))
    }

    fn newsletter(&self) -> Value {
        let segments = self.localised(&json!({ "type": "string", "pattern": SLUG }));
        let collections = json!({ "type": "array", "items": text() });
        let keys = self.keys("newsletter", &[("path", segments), ("collections", collections)]);
        Value::Object(object(keys, &["collections"]))
    }

    fn languages(&self) -> Value {
        let language = self.keys(
            "language",
            &[
                ("code", json!({ "type": "string", "pattern": "^[a-z-]+$" })),
                ("tag", text()),
                ("name", text()),
                ("og_locale", text()),
                ("fallback", json!({ "type": "array", "items": { "type": "string", "enum": self.codes } })),
            ],
        );
        json!({ "type": "array", "minItems": 1, "items": object(language, &["code"]) })
    }

    fn home(&self) -> Value {
        let label = self.localised(&text());
        let figure = self.keys("home", &[("fact", self.facts_of_records()), ("label", label)]);
        let section = self.keys(
            "home",
            &[
                ("collection", self.collections()),
                ("limit", integer()),
                ("featured", flag()),
                (
                    "layout",
                    json!({ "type": "string", "anyOf": [{ "enum": ["cards", "list", "timeline"] }, {}] }),
                ),
            ],
        );
        let list = |of| json!({ "type": "array", "items": of });
        let home = self.keys(
            "home",
            &[
                ("figure", list(object(figure, &["fact"]))),
                ("section", list(object(section, &["collection"]))),
            ],
        );
        Value::Object(object(home, &[]))
    }

    /// A collection, by its folder.
    pub(super) fn collections(&self) -> Value {
        let collections = self.guide.content.collections.iter();
        let named: Vec<(&str, &str)> = collections
            .map(|(name, collection)| (name.as_str(), self.guide.label(name, &collection.title)))
            .collect();
        one_of(&named)
    }

    /// Every fact of every record, as `record#field`.
    fn facts_of_records(&self) -> Value {
        let records = self.guide.content.records.iter();
        let facts: Vec<String> = records
            .flat_map(|record| record.facts.keys().map(move |field| format!("{}#{field}", record.id)))
            .collect();
        if facts.is_empty() { json!({ "not": {} }) } else { json!({ "type": "string", "enum": facts }) }
    }
}
