//! The places of a collection for programs of others: GeoJSON (RFC 7946) and KML 2.2.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use crate::base::Lang;
use crate::base::escape;
use crate::content::CollectionId;
use crate::geo::{Position, Ring, Shape};
use crate::site::{PlaceFormat, Site};
use crate::view::{MapFeature, Views};

/// The records of a collection that stand somewhere, with what a card says of each.
#[must_use]
pub fn places(
    site: &Site,
    views: &Views<'_>,
    lang: Lang,
    (collection, format): (CollectionId, PlaceFormat),
) -> String {
    let standing = views.standing_of(lang, collection);
    match format {
        PlaceFormat::GeoJson => geojson(&standing),
        PlaceFormat::Kml => {
            let title = site.word(&site.content.collections[collection].title, lang);
            kml(title.map_or("", |(title, _)| title), &standing)
        }
    }
}

fn geojson(standing: &[MapFeature<'_>]) -> String {
    let mut out = String::from("{\"type\":\"FeatureCollection\",\"features\":[");
    for (at, one) in standing.iter().enumerate() {
        out.push_str(if at > 0 { ",\n" } else { "\n" });
        let id = json!(one.id);
        let _ = write!(
            out,
            "{{\"type\":\"Feature\",\"id\":{id},\"geometry\":{},\"properties\":{}}}",
            if one.is_published { geometry(one.shape, one.decimals) } else { "null".to_owned() },
            Value::Object(properties(one))
        );
    }
    out.push_str("\n]}\n");
    out
}

fn properties(one: &MapFeature<'_>) -> Map<String, Value> {
    let mut properties = Map::new();
    let mut put = |key: &str, value: Value| properties.insert(key.to_owned(), value);
    put("id", json!(one.id));
    put("title", json!(one.title));
    put("url", json!(one.absolute));
    if let Some(summary) = &one.summary {
        put("summary", json!(summary));
    }
    if let Some(address) = &one.address {
        put("address", json!(address));
    }
    let facts = one.facts.iter().map(|fact| (fact.label.clone(), json!(fact.text)));
    put("facts", Value::Object(facts.collect()));
    put("exact", json!(one.exact));
    put("position", json!(one.caption));
    if let Some(metres) = one.accuracy {
        put("accuracy", json!(format!("{} m", metres.normalize())));
    }
    if let Some(source) = &one.source {
        put("source", json!(source));
    }
    properties
}

/// A geometry with the decimals that were written, or a point with as many as mean something; an area's outlines run to
/// the left, its holes to the right.
pub(super) fn geometry(shape: &Shape, decimals: Option<u32>) -> String {
    match shape {
        Shape::Point(at) => {
            format!("{{\"type\":\"Point\",\"coordinates\":[{}]}}", lon_lat(*at, decimals))
        }
        Shape::Line(line) => {
            format!("{{\"type\":\"LineString\",\"coordinates\":[{}]}}", pairs(line.iter().copied()))
        }
        Shape::Area(_) => {
            let polygons = shape.polygons();
            let rings = |rings: &Vec<Ring>| {
                let rings = rings.iter().map(|ring| format!("[{}]", pairs(closed(ring))));
                format!("[{}]", rings.collect::<Vec<_>>().join(","))
            };
            match polygons.as_slice() {
                [one] => format!("{{\"type\":\"Polygon\",\"coordinates\":{}}}", rings(one)),
                many => {
                    let many: Vec<String> = many.iter().map(rings).collect();
                    format!("{{\"type\":\"MultiPolygon\",\"coordinates\":[{}]}}", many.join(","))
                }
            }
        }
    }
}

/// A ring that ends where it began.
fn closed(ring: &Ring) -> impl Iterator<Item = Position> {
    ring.iter().chain(ring.first()).copied()
}

fn pairs(points: impl Iterator<Item = Position>) -> String {
    points.map(pair).collect::<Vec<_>>().join(",")
}

fn pair(at: Position) -> String {
    format!("[{}]", lon_lat(at, None))
}

fn lon_lat(at: Position, decimals: Option<u32>) -> String {
    let Some(decimals) = decimals else { return format!("{},{}", at.lon.decimal(), at.lat.decimal()) };
    let written = at.written(Some(decimals));
    let (lat, lon) = written.split_once(", ").unwrap_or_default();
    format!("{lon},{lat}")
}

fn kml(title: &str, standing: &[MapFeature<'_>]) -> String {
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document><name>{}</name>\n",
        escape(title)
    );
    for one in standing {
        let _ = write!(xml, "<Placemark id=\"{}\"><name>{}</name>", one.id, escape(&one.title));
        if let Some(address) = &one.address {
            let _ = write!(xml, "<address>{}</address>", escape(address));
        }
        let facts = one.facts.iter().map(|fact| format!("{}: {}", fact.label, fact.text));
        let lines =
            one.summary.iter().cloned().chain(facts).chain([one.caption.clone(), one.absolute.clone()]);
        let description = lines.chain(one.source.clone()).collect::<Vec<_>>().join("\n");
        let _ = write!(xml, "<description>{}</description>", escape(&description));
        let geometry = one.is_published.then(|| kml_geometry(one.shape, one.decimals));
        let _ = writeln!(xml, "{}</Placemark>", geometry.unwrap_or_default());
    }
    xml.push_str("</Document></kml>\n");
    xml
}

fn kml_geometry(shape: &Shape, decimals: Option<u32>) -> String {
    let tuples = |points: &mut dyn Iterator<Item = Position>| {
        let tuples: Vec<String> = points.map(|at| lon_lat(at, None)).collect();
        format!("<coordinates>{}</coordinates>", tuples.join(" "))
    };
    match shape {
        Shape::Point(at) => {
            format!("<Point><coordinates>{}</coordinates></Point>", lon_lat(*at, decimals))
        }
        Shape::Line(line) => format!("<LineString>{}</LineString>", tuples(&mut line.iter().copied())),
        Shape::Area(_) => {
            let polygons = shape.polygons().into_iter().map(|rings| {
                let rings = rings.iter().enumerate().map(|(at, ring)| {
                    let side = if at == 0 { "outerBoundaryIs" } else { "innerBoundaryIs" };
                    format!("<{side}><LinearRing>{}</LinearRing></{side}>", tuples(&mut closed(ring)))
                });
                format!("<Polygon>{}</Polygon>", rings.collect::<String>())
            });
            format!("<MultiGeometry>{}</MultiGeometry>", polygons.collect::<String>())
        }
    }
}
