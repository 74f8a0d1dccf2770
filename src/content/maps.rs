//! The maps of a site (`content/_maps/maps.toml`) and the layers that they are drawn from: GeoJSON files beside it.
//!
//! Broken layers, unknown kinds and wrong extents are reported here; what a map names (layers
//! apart, which stand in the same file) is looked up where all names are, in `site`.

use std::sync::Arc;

use typed_index_collections::{TiSlice, TiVec};

use super::Content;
use super::folder::MAPS;
use super::id::{LayerId, NamedMapId};
use super::read::Reader;
use super::record::check_id;
use super::tiles::Tiles;
use super::value::Name;
use crate::base::{Digest, Lang, PerLang, SourcePath, SourceSpan, fingerprint, nearest};
use crate::data::{self, Fields, Localised, Node, Table};
use crate::diag::{Diagnostic, Reported};
use crate::geo::{Bounds, Degrees, Mistake, Shape, features};
use crate::locale::{meant, named};
use crate::source::Snapshot;

/// Their file.
const FILE: &str = "content/_maps/maps.toml";

/// What the maps of a site are drawn from, and which there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Maps {
    /// The file.
    pub path: SourcePath,
    /// The address segment of map pages.
    pub segment: PerLang<String>,
    /// The layers, by their order in the file, which is that in which they are drawn.
    pub layers: TiVec<LayerId, Layer>,
    /// The named maps.
    pub maps: TiVec<NamedMapId, NamedMap>,
    /// The files that layers and tiles are read from.
    pub files: Vec<SourcePath>,
    /// The tiles that maps may be laid on.
    pub tiles: Option<Tiles>,
}

/// Things of one kind that maps draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layer {
    /// Short and unique.
    pub id: Name,
    /// How it is drawn: one of [`LAYER_KINDS`].
    pub kind: LayerKind,
    /// What the legend calls it.
    pub name: PerLang<String>,
    /// Under which terms it may be shown.
    pub licence: String,
    /// Whose it is, as every map that draws it must say.
    pub source: PerLang<String>,
    /// Where its terms stand.
    pub url: Option<String>,
    /// What it holds.
    pub features: Vec<LayerFeature>,
}

/// A thing of a layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayerFeature {
    /// Its parts.
    pub shapes: Vec<Shape>,
    /// What it is called on the map.
    pub name: PerLang<String>,
}

/// How a layer is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LayerKind {
    /// Dry land: areas on the sea.
    Land,
    /// Lakes and basins: areas on the land.
    Water,
    /// Rivers: lines or areas.
    River,
    /// Roads: lines.
    Road,
    /// Borders: lines.
    Boundary,
    /// Zones: areas.
    Zone,
    /// Nothing but names.
    Label,
}

/// The kinds of layers, as they are written and as the classes of a drawing are called.
pub const LAYER_KINDS: &[(&str, LayerKind)] = &[
    ("land", LayerKind::Land),
    ("water", LayerKind::Water),
    ("river", LayerKind::River),
    ("road", LayerKind::Road),
    ("boundary", LayerKind::Boundary),
    ("zone", LayerKind::Zone),
    ("label", LayerKind::Label),
];

impl LayerKind {
    /// As it is written.
    #[must_use]
    pub fn name(self) -> &'static str {
        LAYER_KINDS.iter().find(|(_, kind)| *kind == self).map_or("land", |(name, _)| name)
    }
}

/// A map with a page of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedMap {
    /// Short, unique, a part of its address.
    pub id: Name,
    /// What it is called.
    pub title: PerLang<String>,
    /// A sentence about it.
    pub summary: PerLang<String>,
    /// What it shows.
    pub bounds: Bounds,
    /// Positions of its layers in [`Maps::layers`], in the order in which they are drawn.
    pub layers: Vec<LayerId>,
    /// The collections whose records stand on it.
    pub collections: Vec<Name>,
    /// Entries of the vocabulary `places` that are named on it.
    pub labels: Vec<Name>,
    /// Whether records within it are shown on it by a small map of their own.
    pub locator: bool,
    /// What is said of it besides: what kind of drawing it is.
    pub note: PerLang<String>,
    /// Where it comes from in law.
    pub legal_origin: PerLang<String>,
    /// Whether it is declared to show the two archipelagos, and where that, or the map, is written.
    pub islands: (bool, SourceSpan),
}

/// Reads the maps; `None` for a site without any.
pub(super) fn load(
    snapshot: &Snapshot,
    languages: Localised<'_>,
    last: &mut Option<(Digest, Reported<Arc<Maps>>)>,
) -> Reported<Option<Arc<Maps>>> {
    let Some(text) = snapshot.text(FILE) else { return Reported::new(None, Vec::new()) };
    let files = snapshot.below(MAPS).map(|(path, file)| (path, file.digest));
    let input = fingerprint(&(languages, files.collect::<Vec<_>>()));
    if let Some((known, read)) = last
        && *known == input
    {
        return read.clone().map(Some);
    }
    let read = parse(text, snapshot, languages).map(Arc::new);
    *last = Some((input, read.clone()));
    read.map(Some)
}

/// Whether a file of the content folder belongs to the maps.
pub(super) fn is_own(path: &SourcePath) -> bool {
    path.as_str() == FILE
}

fn parse(text: &str, snapshot: &Snapshot, languages: Localised<'_>) -> Reported<Maps> {
    let path = SourcePath::new(FILE);
    let mut all = Vec::new();
    let table = data::parse(text, &path, 0).into(&mut all);
    let mut root = Fields::new(&table, &path, (0, 0));
    let mut reader = Reader { path: &path, languages, diagnostics: Vec::new() };
    let segment = data::segments(&mut root, languages);
    let mut layers: TiVec<LayerId, Layer> = TiVec::new();
    each_table(&mut root, "layer", |table, node| {
        let layer = reader.layer(table, node, snapshot);
        reader.push(&mut layers.raw, layer, |layer| &layer.id);
    });
    let mut maps: TiVec<NamedMapId, NamedMap> = TiVec::new();
    each_table(&mut root, "map", |table, node| {
        if let Some(map) = reader.map(table, node, &layers) {
            reader.push(&mut maps.raw, map, |map| &map.id);
        }
    });
    let files = files(&table);
    let tiles = root.table("tiles").and_then(|(table, span)| reader.tiles(table, span, snapshot));
    all.append(&mut reader.diagnostics);
    root.finish(&mut all);
    Reported::new(Maps { path: path.clone(), segment, layers, maps, files, tiles }, all)
}

/// Every file that a layer or the tiles name, whatever is in it.
fn files(table: &Table) -> Vec<SourcePath> {
    let mut named = Vec::new();
    let mut note = |node: &Node| {
        if let data::TomlValue::Table(table) = &node.value
            && let Some(Node { value: data::TomlValue::Text(name), .. }) = table.get("file")
        {
            named.extend(SourcePath::joined(MAPS, name));
        }
    };
    table.get("tiles").into_iter().for_each(&mut note);
    if let Some(Node { value: data::TomlValue::List(layers), .. }) = table.get("layer") {
        layers.iter().for_each(note);
    }
    named
}

fn each_table<'a>(root: &mut Fields<'a>, key: &str, mut visit: impl FnMut(&'a Table, &'a Node)) {
    for node in root.list(key) {
        match &node.value {
            data::TomlValue::Table(table) => visit(table, node),
            _ => root.wrong_type(key, node, "table"),
        }
    }
}

impl Reader<'_> {
    /// Keeps the first of each id.
    fn push<T>(&mut self, kept: &mut Vec<T>, new: T, id: impl Fn(&T) -> &Name) {
        let name = id(&new);
        check_id(&name.text, &name.place, &mut self.diagnostics);
        match kept.iter().map(&id).find(|known| known.text == name.text) {
            Some(first) => {
                let twice = Diagnostic::error("duplicate-id", name.place.clone()).with("id", &name.text);
                self.diagnostics.push(twice.other(first.place.clone()).help("unique"));
            }
            None => kept.push(new),
        }
    }

    fn id(&self, fields: &mut Fields<'_>, node: &Node) -> Name {
        let text = fields.required_text("id");
        let span = fields.peek("id").map_or(node.span, |node| node.span);
        Name { text, place: fields.place(span) }
    }

    fn layer(&mut self, table: &Table, node: &Node, snapshot: &Snapshot) -> Layer {
        let mut fields = Fields::new(table, self.path, node.span);
        let id = self.id(&mut fields, node);
        let kind = self.kind(&mut fields);
        let named = fields.text("name_property").unwrap_or("name").to_owned();
        let layer = Layer {
            id,
            kind,
            name: fields.names("name", self.languages),
            licence: fields.required_text("licence"),
            source: fields.localised("source", self.languages),
            url: self.address(&mut fields, "url"),
            features: self.features(&mut fields, &named, snapshot),
        };
        if layer.source.is_empty() {
            fields.missing("source");
        }
        fields.finish(&mut self.diagnostics);
        layer
    }

    fn kind(&mut self, fields: &mut Fields<'_>) -> LayerKind {
        let text = fields.required_text("kind");
        let found = LAYER_KINDS.iter().find(|(name, _)| *name == text);
        if let (None, false, Some(node)) = (found, text.is_empty(), fields.peek("kind")) {
            let names = || LAYER_KINDS.iter().map(|(name, _)| *name);
            let unknown = Diagnostic::error("unknown-value", self.place(node)).with("value", &text);
            let unknown = unknown.with("key", "kind").with("allowed", names().collect::<Vec<_>>().join(", "));
            self.diagnostics.push(unknown.near_or(nearest(&text, names()), "allowed"));
        }
        found.map_or(LayerKind::Land, |(_, kind)| *kind)
    }

    fn features(&mut self, fields: &mut Fields<'_>, named: &str, snapshot: &Snapshot) -> Vec<LayerFeature> {
        let name = fields.required_text("file");
        let Some(node) = fields.peek("file").filter(|_| !name.is_empty()) else { return Vec::new() };
        let wrong = Diagnostic::error("layer-file", self.place(node)).with("path", &name);
        let path = SourcePath::joined(MAPS, &name).filter(|path| path.as_str().starts_with(MAPS));
        let file = path.and_then(|path| snapshot.get(&path));
        let Some(text) = file.and_then(|file| file.text()) else {
            self.diagnostics.push(wrong.help("put"));
            return Vec::new();
        };
        match features(text) {
            Ok(found) => {
                let read = found.into_iter().map(|feature| LayerFeature {
                    name: self.feature_name(named, &feature.words),
                    shapes: feature.shapes,
                });
                read.collect()
            }
            Err(mistake) => {
                self.diagnostics.push(match mistake {
                    Mistake::Syntax(problem) => wrong.with("problem", problem).help("syntax"),
                    Mistake::LatLon => wrong.help("lat-lon"),
                    Mistake::Empty | Mistake::Few => wrong.help("empty"),
                    Mistake::Large => wrong.help("large"),
                    Mistake::Hole => wrong.help("hole"),
                    Mistake::Commas(meant) => wrong.with("meant", meant).help("commas"),
                    Mistake::Kind(kind, Some(near)) => {
                        wrong.with("kind", kind).with("near", near).help("kind-near")
                    }
                    Mistake::Kind(kind, None) => wrong.with("kind", kind).help("kind"),
                    Mistake::UnknownSystem(name) => wrong.with("system", name).help("unknown-system"),
                    Mistake::NoSystem => wrong.help("no-system"),
                    _ => wrong.help("degrees"),
                });
                Vec::new()
            }
        }
    }

    /// `name:ja` and `name.ja` are names in one language; a bare `name` is that of the first.
    fn feature_name(
        &self,
        named: &str,
        words: &std::collections::BTreeMap<String, String>,
    ) -> PerLang<String> {
        let mut name = PerLang::default();
        for (index, code) in self.languages.iter().enumerate() {
            let own = words.get(&format!("{named}:{code}")).or_else(|| words.get(&format!("{named}.{code}")));
            let own = own.or_else(|| words.get(named).filter(|_| index == 0));
            if let (Some(own), Ok(lang)) = (own, u8::try_from(index)) {
                name.set(Lang(lang), own.clone());
            }
        }
        name
    }

    fn map(&mut self, table: &Table, node: &Node, layers: &TiSlice<LayerId, Layer>) -> Option<NamedMap> {
        let mut fields = Fields::new(table, self.path, node.span);
        let id = self.id(&mut fields, node);
        let bounds = self.extent(&mut fields, &id.place);
        let title = fields.required_names("title", self.languages);
        let flag = "shows_hoang_sa_truong_sa";
        let flag_place = fields.peek(flag).map_or_else(|| id.place.clone(), |node| self.place(node));
        let map = NamedMap {
            title,
            summary: fields.localised("summary", self.languages),
            layers: self.layers(&mut fields, layers),
            collections: names(&mut fields, "collections"),
            labels: names(&mut fields, "labels"),
            locator: fields.flag("locator", false),
            note: fields.localised("note", self.languages),
            legal_origin: fields.localised("legal_origin", self.languages),
            islands: (fields.flag(flag, false), flag_place),
            bounds: bounds.unwrap_or(Bounds {
                south: Degrees::default(),
                west: Degrees::default(),
                north: Degrees::default(),
                east: Degrees::default(),
            }),
            id,
        };
        fields.finish(&mut self.diagnostics);
        bounds.map(|_| map)
    }

    /// The extent, within the latitudes that Mercator's projection has room for.
    fn extent(&mut self, fields: &mut Fields<'_>, place: &SourceSpan) -> Option<Bounds> {
        let [south, west, north, east] = super::located::SIDES.map(|key| self.edge(fields, key));
        let bounds = Bounds { south: south?, west: west?, north: north?, east: east? };
        if bounds.south >= bounds.north || bounds.west >= bounds.east {
            self.diagnostics.push(Diagnostic::error("box-order", place.clone()).help("order"));
            return None;
        }
        // 85 degrees.
        if bounds.south.units() < -850_000_000 || bounds.north.units() > 850_000_000 {
            self.diagnostics.push(Diagnostic::error("map-extent", place.clone()).help("poles"));
            return None;
        }
        Some(bounds)
    }

    fn layers(&mut self, fields: &mut Fields<'_>, layers: &TiSlice<LayerId, Layer>) -> Vec<LayerId> {
        let mut found = Vec::new();
        for name in names(fields, "layers") {
            match layers.position(|layer| layer.id.text == name.text) {
                Some(at) => found.push(at),
                None => {
                    let known = || layers.iter().map(|layer| layer.id.text.as_str());
                    let missing = Diagnostic::error("no-layer", name.place).with("id", &name.text);
                    let missing = missing.with("known", known().collect::<Vec<_>>().join(", "));
                    let named = layers.iter().flat_map(|layer| named(&layer.id.text, &layer.name));
                    let near = meant(&name.text, named);
                    self.diagnostics.push(missing.near_or(near, "known"));
                }
            }
        }
        found
    }
}

fn names(fields: &mut Fields<'_>, key: &str) -> Vec<Name> {
    let texts = fields.texts(key).into_iter();
    texts.map(|(text, span)| Name { text, place: fields.place(span) }).collect()
}

impl Content {
    /// The named maps of the site.
    #[must_use]
    pub fn named_maps(&self) -> &TiSlice<NamedMapId, NamedMap> {
        self.maps.as_ref().map_or_else(|| TiSlice::from_ref(&[]), |maps| maps.maps.as_slice())
    }
}
