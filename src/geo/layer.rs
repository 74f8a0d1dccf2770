//! A GeoJSON file of many things → what a map draws of it.

use std::collections::BTreeMap;

use super::file::{broken, declared, geometry};
use super::geometry::Geometry;
use super::json::Object;
use super::{Mistake, Shape, System};

/// A thing of a layer: points, lines and areas under one name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feature {
    /// Its parts; the rings of an area are those of one polygon, its outline first.
    pub shapes: Vec<Shape>,
    /// Whatever else is said of it in words: `name`, `name:ja`.
    pub words: BTreeMap<String, String>,
}

/// How large a file may be, in bytes: some two million points, of which no map shows more than some thousand.
const MOST_BYTES: usize = 64 << 20;

/// Reads the features of a layer: GeoJSON, a bare geometry too, longitude first, in WGS 84 unless the file names a system.
///
/// # Errors
///
/// A file that is broken, too large, holds nothing, or coordinates that lie nowhere.
pub fn features(text: &str) -> Result<Vec<Feature>, Mistake> {
    if text.len() > MOST_BYTES {
        return Err(Mistake::Large);
    }
    let mut root = Object::read(text)?;
    let system = declared(root.crs.as_deref())?;
    let plane = system.unwrap_or(System::Wgs84).plane();
    let feature = |mut object: Object| {
        let words = object.words();
        let mut parts: Vec<Geometry> = Vec::new();
        geometry(object, &mut parts)?;
        let shapes = parts.into_iter().map(|part| part.place(&plane, system.is_some())?.with_holes());
        Ok(Feature { shapes: shapes.collect::<Result<_, Mistake>>()?, words })
    };
    let found: Vec<Feature> = if root.kind() == "FeatureCollection" {
        let all = root.features.take().ok_or_else(|| broken("features"))?;
        all.into_iter().map(feature).collect::<Result<_, Mistake>>()?
    } else {
        vec![feature(root)?]
    };
    let found: Vec<Feature> = found.into_iter().filter(|feature| !feature.shapes.is_empty()).collect();
    if found.is_empty() { Err(Mistake::Empty) } else { Ok(found) }
}
