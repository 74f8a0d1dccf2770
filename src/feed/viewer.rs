//! Data for the viewer of a map page: classic scripts that call a function, because a page opened from a disk may not
//! fetch anything.

use serde_json::{Map, Value, json};

use super::place::geometry;
use crate::base::Lang;
use crate::content::{NamedMapId, Tiles};
use crate::geo::{Bounds, Degrees, Position, Shape, TileKind, TileSet};
use crate::map::{self, Frame};
use crate::site::{MapId, Site};
use crate::view::{Attribution, MapFeature, Views};

/// The width of the picture whose lines the viewer's are finer than.
const WIDTH: i32 = 640;

/// What a named map is drawn from, the same in every language.
#[must_use]
pub fn layers(site: &Site, map: NamedMapId) -> String {
    let Some(named) = site.content.named_maps().get(map) else { return String::new() };
    let frame = Frame::new(named.bounds, WIDTH);
    let all = site.content.maps.as_ref().map(|maps| &maps.layers);
    let layers = named.layers.iter().filter_map(|at| all?.get(*at)).filter_map(|layer| {
        let shapes: Vec<&Shape> = layer.features.iter().flat_map(|feature| &feature.shapes).collect();
        let geometry = map::geometry(&frame, &shapes)?;
        let names =
            layer.name.iter().map(|(lang, name)| (site.config.language(lang).code.clone(), json!(name)));
        let names: Map<String, Value> = names.collect();
        Some(json!({ "id": layer.id.text, "kind": layer.kind.name(), "names": names, "geometry": geometry }))
    });
    let layers: Vec<Value> = layers.collect();
    let bounds = bounds(&named.bounds);
    call("portolanMapLayers", &json!({ "id": named.id.text, "bounds": bounds, "layers": layers }))
}

/// What stands on a map, in one language.
#[must_use]
pub fn data(site: &Site, views: &Views<'_>, lang: Lang, map: MapId) -> String {
    let stage = views.stage(lang, map);
    let fields = stage.fields.iter().map(|field| {
        let values: Vec<Value> =
            field.values.iter().map(|(id, label)| json!({ "id": id, "label": label })).collect();
        json!({ "name": field.name, "label": field.label, "values": values })
    });
    let labels = stage.labels.iter().map(|label| {
        let (lat, lon) = (number(label.at.lat), number(label.at.lon));
        tagged(json!({ "text": label.text, "lat": lat, "lon": lon }), label.tag.as_ref())
    });
    let layers = stage.layers.iter().map(|(id, name)| json!({ "id": id, "name": name }));
    let items: Vec<Value> = views.standing_on(lang, map).iter().map(item).collect();
    let attributions = stage
        .attributions
        .iter()
        .map(|one| tagged(json!({ "text": one.text, "url": one.url }), one.tag.as_ref()));
    let attributions: Vec<Value> = attributions.collect();
    let (origin, origin_tag) = stage.legal_origin.unzip();
    let [metres, kilometres] = &stage.scale;
    let mut data = json!({
        "id": stage.map.id,
        "base": stage.named.id.text,
        "lang": site.config.language(lang).tag,
        "title": stage.title,
        "bounds": bounds(&stage.named.bounds),
        "fields": fields.collect::<Vec<_>>(),
        "layers": layers.collect::<Vec<_>>(),
        "labels": labels.collect::<Vec<_>>(),
        "attributions": attributions,
        "origin": origin,
        "originTag": origin_tag.flatten(),
        "scale": { "m": metres, "km": kilometres },
        "items": items,
    });
    if let Some((found, attribution)) = &stage.tiles {
        data["tiles"] = tiles(found, attribution.as_ref());
    }
    call("portolanMapData", &tagged(data, stage.title_tag.as_ref()))
}

/// What a map lies on while it moves; the address is that from here.
fn tiles(tiles: &Tiles, attribution: Option<&Attribution>) -> Value {
    let TileSet { bounds: area, kind, least_zoom, most_zoom } = tiles.set;
    let picture = match kind {
        TileKind::Vector => None,
        TileKind::Picture(media_type) => Some(media_type),
    };
    json!({
        "url": format!("../../{}", tiles.address()),
        "picture": picture,
        "zooms": [least_zoom, most_zoom],
        "bounds": bounds(&area),
        "attribution": attribution
            .map(|one| tagged(json!({ "text": one.text, "url": one.url }), one.tag.as_ref())),
    })
}

/// Words in another language than the page's, which they name.
fn tagged(mut words: Value, tag: Option<&String>) -> Value {
    if let Some(tag) = tag {
        words["tag"] = json!(tag);
    }
    words
}

fn item(one: &MapFeature<'_>) -> Value {
    let middle = one.shape.middle();
    let Position { lat, lon } = one.decimals.map_or(middle, |decimals| middle.rounded(decimals));
    let facts = one.facts.iter().map(|fact| {
        let mut words = json!({ "label": fact.label, "text": fact.text });
        if let Some(told) = &fact.told {
            words["from"] = json!(told);
        }
        tagged(words, fact.tag.as_ref())
    });
    let facts: Vec<Value> = facts.collect();
    let terms: Map<String, Value> =
        one.terms.iter().map(|(name, values)| (name.clone(), json!(values))).collect();
    let item = json!({
        "id": one.id,
        "title": one.title,
        "url": one.url,
        "lat": number(lat),
        "lon": number(lon),
        "exact": one.exact,
        "area": !one.is_published,
        "place": one.caption,
        "summary": one.summary,
        "facts": facts,
        "terms": terms,
    });
    let mut item = tagged(item, one.title_tag.as_ref());
    if let Some((name, tag)) = &one.area {
        item["areaName"] = tagged(json!({ "text": name }), tag.as_ref());
    }
    if one.is_published && !matches!(one.shape, Shape::Point(_)) {
        item["geometry"] = serde_json::from_str(&geometry(one.shape, None)).unwrap_or(Value::Null);
    }
    item
}

fn bounds(bounds: &Bounds) -> [Value; 4] {
    [bounds.south, bounds.west, bounds.north, bounds.east].map(number)
}

/// A number as it is written, without passing through a binary float.
fn number(angle: Degrees) -> Value {
    serde_json::from_str(&angle.decimal().to_string()).unwrap_or(Value::Null)
}

/// A call of one of the viewer's functions. What content says cannot end the script's element, nor be more than data.
fn call(function: &str, value: &Value) -> String {
    let data = value
        .to_string()
        .replace('<', "\\u003c")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029");
    format!("{function}({data});\n")
}
