//! The schema of `content/_maps/maps.toml`; the twin of `content::maps`.

use serde_json::{Map, Value, json};

use super::{ID, Maker, SLUG, flag, object, one_of, text};
use crate::content::LAYER_KINDS;
use crate::content::SIDES;

impl Maker<'_> {
    /// Of the maps and their layers.
    pub(super) fn maps(&self) -> Value {
        let segments = self.localised(&json!({ "type": "string", "pattern": SLUG }));
        let list = |of| json!({ "type": "array", "items": of });
        let keys = Map::from_iter([
            ("path".to_owned(), self.about("maps-path", segments)),
            ("layer".to_owned(), self.about("maps-layer", list(self.layer()))),
            ("map".to_owned(), self.about("maps-map", list(self.map()))),
            ("tiles".to_owned(), self.about("maps-tiles", self.tiles())),
        ]);
        Value::Object(self.file(&self.guide.say("maps", &[]), keys, &[]))
    }

    fn layer(&self) -> Value {
        let kinds: Vec<(&str, &str)> = LAYER_KINDS.iter().map(|(name, _)| (*name, *name)).collect();
        let texts = self.localised(&text());
        let keys = self.keys(
            "layer",
            &[
                ("id", json!({ "type": "string", "pattern": ID })),
                ("file", text()),
                ("kind", one_of(&kinds)),
                ("name", texts.clone()),
                ("licence", json!({ "type": "string", "minLength": 1 })),
                ("source", texts),
                ("url", text()),
                ("name_property", text()),
            ],
        );
        Value::Object(object(keys, &["id", "file", "kind", "licence", "source"]))
    }

    fn tiles(&self) -> Value {
        let texts = self.localised(&text());
        let mut keys = self.keys(
            "tiles",
            &[("file", json!({ "type": "string", "pattern": "\\.pmtiles$" })), ("source", texts.clone())],
        );
        let licence = json!({ "type": "string", "minLength": 1 });
        keys.extend(self.keys("layer", &[("licence", licence), ("url", text())]));
        keys.extend(self.keys("map", &[("legal_origin", texts), ("shows_hoang_sa_truong_sa", flag())]));
        Value::Object(object(keys, &["file", "licence", "source"]))
    }

    fn map(&self) -> Value {
        let maps = self.guide.content.maps.as_ref();
        let layers: Vec<(&str, &str)> = maps
            .into_iter()
            .flat_map(|maps| &maps.layers)
            .map(|layer| (layer.id.text.as_str(), self.guide.label(&layer.id.text, &layer.name)))
            .collect();
        let list = |of| json!({ "type": "array", "items": of });
        let texts = self.localised(&text());
        let mut keys = self.keys("box", &SIDES.map(|side| (side, self.side())));
        keys.extend(self.keys(
            "map",
            &[
                ("id", json!({ "type": "string", "pattern": ID })),
                ("title", texts.clone()),
                ("summary", texts.clone()),
                ("layers", list(one_of(&layers))),
                ("collections", list(self.collections())),
                ("labels", list(one_of(&self.guide.entries("places")))),
                ("locator", flag()),
                ("note", texts.clone()),
                ("legal_origin", texts),
                ("shows_hoang_sa_truong_sa", flag()),
            ],
        ));
        Value::Object(object(keys, &[&["id", "title"][..], &SIDES[..]].concat()))
    }
}
