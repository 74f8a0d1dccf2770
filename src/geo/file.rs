//! GeoJSON and KML → a shape.

use serde_json::Value;

use super::geometry::{Geometry, Pairs};
use super::json::{Coordinates, Object};
use super::kml::kml;
use super::{Mistake, Shape, System};
use crate::base::nearest;
use crate::fact::Decimal;

/// The extensions of files that can be read.
pub const FORMATS: &[&str] = &["geojson", "json", "kml"];

/// The types of objects of GeoJSON.
const TYPES: &[&str] = &[
    "Point",
    "MultiPoint",
    "LineString",
    "MultiLineString",
    "Polygon",
    "MultiPolygon",
    "GeometryCollection",
    "Feature",
    "FeatureCollection",
];

/// Of how many points one place may be: all of them stand in the files of its collection and in the data of its maps, and
/// its sides are held against each other.
const MOST_POINTS: usize = 50_000;

/// Reads the one place that a file describes: a point, a line, or an area of any number of parts.
///
/// Coordinates are degrees of WGS 84, longitude first, as both formats want it, unless `system` says otherwise or a
/// GeoJSON file names its own.
///
/// # Errors
///
/// A file that is broken, holds no place or several, too many points, or coordinates that lie nowhere.
pub fn read(text: &str, extension: &str, system: Option<System>) -> Result<Shape, Mistake> {
    let mut parts = Vec::new();
    let own = match extension {
        "kml" => {
            kml(text, &mut parts)?;
            None
        }
        _ => {
            let mut root = Object::read(text)?;
            let system = root.crs.take();
            geometries(root, &mut parts)?;
            declared(system.as_deref())?
        }
    };
    let system = system.or(own);
    let plane = system.unwrap_or(System::Wgs84).plane();
    let place = |part: Geometry| part.place(&plane, system.is_some())?.with_holes();
    let shapes: Vec<Shape> = parts.into_iter().map(place).collect::<Result<_, _>>()?;
    let shape = one(shapes)?;
    if shape.points().count() > MOST_POINTS { Err(Mistake::Large) } else { Ok(shape) }
}

/// Several areas are one; several of anything else are no one place.
fn one(shapes: Vec<Shape>) -> Result<Shape, Mistake> {
    let mut shapes = shapes.into_iter();
    let first = shapes.next().ok_or(Mistake::Empty)?;
    shapes.try_fold(first, |whole, next| match (whole, next) {
        (Shape::Area(mut rings), Shape::Area(more)) => {
            rings.extend(more);
            Ok(Shape::Area(rings))
        }
        _ => Err(Mistake::Several),
    })
}

/// The system that a GeoJSON file of before 2016 names in its `crs`, as `urn:ogc:def:crs:EPSG::9210`, or by its number.
pub(super) fn declared(crs: Option<&Value>) -> Result<Option<System>, Mistake> {
    let Some(crs) = crs.filter(|crs| !crs.is_null()) else { return Ok(None) };
    let named = crs.as_str().or_else(|| crs.pointer("/properties/name").and_then(Value::as_str));
    let numbered = || match crs.pointer("/properties/code")? {
        Value::String(code) => Some(code.clone()),
        code => Some(code.as_u64()?.to_string()),
    };
    let name = named.map(str::to_owned).or_else(numbered);
    // What names a system in no way that can be read is in some system all the same.
    let name = &name.ok_or_else(|| Mistake::UnknownSystem(crs.to_string()))?;
    if name.ends_with("CRS84") {
        return Ok(Some(System::Wgs84));
    }
    let code = name.rsplit([':', '/']).next().unwrap_or(name);
    let known = System::parse(&format!("EPSG:{code}")).or_else(|| System::parse(name));
    known.map(Some).ok_or_else(|| Mistake::UnknownSystem(name.to_owned()))
}

pub(super) fn broken(what: &str) -> Mistake {
    Mistake::Syntax(format!("`{what}` is not as GeoJSON wants it"))
}

/// The geometries of a GeoJSON object of one place, whatever they are wrapped in.
fn geometries(object: Object, parts: &mut Vec<Geometry>) -> Result<(), Mistake> {
    let all = match (object.kind(), &object.geometry) {
        ("MultiPoint" | "MultiLineString", _) => return Err(Mistake::Several),
        ("FeatureCollection", _) => object.features.ok_or_else(|| broken("features"))?,
        ("GeometryCollection", _) => object.geometries.ok_or_else(|| broken("geometries"))?,
        ("Feature", Some(_)) => object.geometry.into_iter().map(|geometry| *geometry).collect(),
        _ => return geometry(object, parts),
    };
    all.into_iter().try_for_each(|one| geometries(one, parts))
}

/// The geometries of a GeoJSON object of any number of things.
pub(super) fn geometry(object: Object, parts: &mut Vec<Geometry>) -> Result<(), Mistake> {
    match object.kind() {
        "GeometryCollection" => {
            let all = object.geometries.ok_or_else(|| broken("geometries"))?;
            all.into_iter().try_for_each(|one| geometry(one, parts))?;
        }
        "Feature" => object.geometry.into_iter().try_for_each(|one| geometry(*one, parts))?,
        "Point" => parts.push(Geometry::Point(vec![pair(object.coordinates)?])),
        "LineString" => parts.push(Geometry::Line(pairs(object.coordinates)?)),
        "Polygon" => parts.push(Geometry::Area(rings(object.coordinates)?)),
        "MultiPolygon" => {
            for polygon in list(object.coordinates)? {
                parts.push(Geometry::Area(rings(polygon)?));
            }
        }
        "MultiPoint" => {
            for point in list(object.coordinates)? {
                parts.push(Geometry::Point(vec![pair(point)?]));
            }
        }
        "MultiLineString" => {
            for line in list(object.coordinates)? {
                parts.push(Geometry::Line(pairs(line)?));
            }
        }
        "" => return Err(broken("type")),
        kind => return Err(Mistake::Kind(kind.to_owned(), nearest(kind, TYPES.iter().copied()))),
    }
    Ok(())
}

fn list(coordinates: Coordinates) -> Result<Vec<Coordinates>, Mistake> {
    match coordinates {
        Coordinates::List(list) => Ok(list),
        other => pair(other).and(Err(broken("coordinates"))),
    }
}

fn rings(coordinates: Coordinates) -> Result<Vec<Pairs>, Mistake> {
    list(coordinates)?.into_iter().map(pairs).collect()
}

fn pairs(coordinates: Coordinates) -> Result<Pairs, Mistake> {
    list(coordinates)?.into_iter().map(pair).collect()
}

fn pair(coordinates: Coordinates) -> Result<(Decimal, Decimal), Mistake> {
    match coordinates {
        Coordinates::Pair(east, north) => Ok((east, north)),
        Coordinates::Commas(meant) => Err(Mistake::Commas(meant.into())),
        _ => Err(broken("coordinates")),
    }
}
