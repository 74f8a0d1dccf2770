//! The schema of `content/_data/*.toml`; the twin of `content::vocabulary`.

use serde_json::{Map, Value, json};

use super::value::date;
use super::{Maker, flag, object, text};

impl Maker<'_> {
    /// Of a vocabulary.
    pub(super) fn vocabulary(&self) -> Value {
        let texts = self.localised(&text());
        let head =
            self.keys("vocabulary", &[("title", texts.clone()), ("path", texts.clone()), ("pages", flag())]);
        let mut entry = self.keys(
            "entry",
            &[
                ("id", text()),
                ("name", texts.clone()),
                ("short", texts),
                ("url", text()),
                ("parent", text()),
                ("position", self.located()),
                ("boxes", self.boxes()),
            ],
        );
        entry.extend(self.keys(
            "meta",
            &[
                ("former", self.former()),
                ("search_words", self.search_words()),
                ("valid_from", date()),
                ("valid_to", date()),
            ],
        ));
        let entries = json!({ "type": "array", "items": object(entry, &["id", "name"]) });
        let keys = Map::from_iter([
            ("vocabulary".to_owned(), self.about("vocabulary", Value::Object(object(head, &[])))),
            ("entry".to_owned(), self.about("entry", entries)),
        ]);
        let mut schema = self.file(&self.guide.say("vocabulary", &[]), keys, &[]);
        schema.insert("$defs".to_owned(), self.definitions());
        Value::Object(schema)
    }
}
