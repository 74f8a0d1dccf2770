//! Layers for the viewer of a map page: the same lines, cut to the map and shortened for the nearest look.

use serde_json::{Value, json};

use super::{Frame, Point, clip, shorten};
use crate::geo::{Position, Shape};

/// How much finer than the picture a viewer's lines are: they are looked at from that much nearer.
const FINER: f64 = 8.0;

/// The things of a layer as one GeoJSON geometry, with five decimals of a degree (a metre); `None` when nothing of them
/// lies on the map.
#[must_use]
pub fn geometry(frame: &Frame, shapes: &[&Shape]) -> Option<Value> {
    // A window is seldom as wide as the map: what it shows beside it is drawn too.
    let area = frame.area(f64::from(frame.width) / 4.0);
    let points = |line: &[Position]| line.iter().map(|at| frame.point(*at)).collect::<Vec<Point>>();
    let (mut dots, mut lines, mut areas) = (Vec::new(), Vec::new(), Vec::new());
    for shape in shapes {
        match shape {
            Shape::Point(at) if frame.bounds.contains(*at) => dots.push(pair(frame, frame.point(*at))),
            Shape::Point(_) => {}
            Shape::Line(line) => {
                for part in clip::line(&points(line), area) {
                    lines.push(pairs(frame, &shorten::line(&part, 0.5 / FINER)));
                }
            }
            Shape::Area(rings) => {
                let cut = rings.iter().map(|ring| clip::ring(points(ring), area));
                let rings = cut.filter(|ring| !ring.is_empty()).map(|ring| {
                    let mut closed = shorten::ring(&ring, 0.5 / FINER);
                    closed.extend(closed.first().copied());
                    pairs(frame, &closed)
                });
                areas.push(Value::Array(rings.collect()));
            }
        }
    }
    areas.retain(|rings| rings.as_array().is_some_and(|rings| !rings.is_empty()));
    let parts = [("MultiPoint", dots), ("MultiLineString", lines), ("MultiPolygon", areas)];
    let mut parts: Vec<Value> = parts
        .into_iter()
        .filter(|(_, parts)| !parts.is_empty())
        .map(|(name, parts)| json!({ "type": name, "coordinates": parts }))
        .collect();
    if parts.len() > 1 {
        return Some(json!({ "type": "GeometryCollection", "geometries": parts }));
    }
    parts.pop()
}

fn pairs(frame: &Frame, points: &[Point]) -> Value {
    points.iter().map(|point| pair(frame, *point)).collect()
}

/// Longitude, then latitude.
fn pair(frame: &Frame, point: Point) -> Value {
    let (lat, lon) = frame.degrees(point);
    let whole = |degrees: f64| (degrees * 1e5).round() / 1e5;
    json!([whole(lon), whole(lat)])
}
