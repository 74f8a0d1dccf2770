//! Layers for the viewer of a map page: the same lines, cut to the map and shortened for the nearest look.

use serde_json::{Value, json};

use super::fit::{Outline, Room, fitted};
use super::{Frame, Point, clip};
use crate::geo::{Position, Shape};

/// How much finer than the picture a viewer's lines are: they are looked at from that much nearer.
const FINER: f64 = 8.0;

/// By how many units of the picture a line may be off where there are too many points.
const COARSEST: f64 = 8.0;

/// How many points of a layer a viewer gets: a quarter of a megabyte.
const MOST_POINTS: usize = 10_000;

/// The things of a layer as one GeoJSON geometry, with five decimals of a degree (a metre); `None` when nothing of them
/// lies on the map. Where there are too many, lines become coarser and the smallest go.
#[must_use]
pub fn geometry(frame: &Frame, shapes: &[&Shape]) -> Option<Value> {
    let dots = shapes.iter().filter_map(|shape| match shape {
        Shape::Point(at) if frame.bounds.contains(*at) => Some(pair(frame, frame.point(*at))),
        _ => None,
    });
    let dots: Vec<Value> = dots.take(MOST_POINTS).collect();
    let (owners, parts): (Vec<usize>, Vec<Outline>) =
        shapes.iter().enumerate().flat_map(|(of, shape)| cut(frame, of, shape)).unzip();
    let room = Room {
        finest: 0.5 / FINER,
        coarsest: COARSEST,
        cost: |part: &Outline| part.points.len(),
        most: MOST_POINTS,
    };
    let (mut lines, mut areas) = (Vec::new(), Vec::new());
    let mut last = None;
    for (of, part) in owners.into_iter().zip(fitted(&parts, &room)) {
        match (part.is_area, part.points.is_empty()) {
            (false, false) => lines.push(pairs(frame, &part.points)),
            (true, false) => {
                let mut closed = part.points;
                closed.extend(closed.first().copied());
                let ring = pairs(frame, &closed);
                match areas.last_mut().filter(|_| last == Some(of)) {
                    Some(Value::Array(rings)) => rings.push(ring),
                    // What lies in an outline that is too small is smaller.
                    _ if part.is_inner => {}
                    _ => {
                        areas.push(Value::Array(vec![ring]));
                        last = Some(of);
                    }
                }
            }
            (_, true) => {}
        }
    }
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

/// What of a shape is on the map, each with `of`: the rings of an area are its outline and its holes.
fn cut(frame: &Frame, of: usize, shape: &Shape) -> Vec<(usize, Outline)> {
    // A window is seldom as wide as the map: what it shows beside it is drawn too.
    let area = frame.area(f64::from(frame.width) / 4.0);
    let points = |line: &[Position]| line.iter().map(|at| frame.point(*at)).collect::<Vec<Point>>();
    let part = |points, is_area, is_inner| (of, Outline { points, is_area, is_inner });
    match shape {
        Shape::Point(_) => Vec::new(),
        Shape::Line(line) => {
            clip::line(&points(line), area).into_iter().map(|line| part(line, false, false)).collect()
        }
        Shape::Area(rings) => {
            let rings = rings.iter().map(|ring| clip::ring(points(ring), area)).enumerate();
            rings.map(|(at, ring)| part(ring, true, at > 0)).collect()
        }
    }
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
