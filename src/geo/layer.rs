//! A GeoJSON file of many things → what a map draws of it.

use std::collections::BTreeMap;

use serde_json::Value;

use super::file::{Part, broken, declared, geometry};
use super::{Mistake, Shape, System};

/// A thing of a layer: points, lines and areas under one name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feature {
    /// Its parts; the rings of an area are those of one polygon, its outline first.
    pub shapes: Vec<Shape>,
    /// Whatever else is said of it in words: `name`, `name:ja`.
    pub words: BTreeMap<String, String>,
}

/// Reads the features of a layer: GeoJSON, a bare geometry too, longitude first, in WGS 84 unless the file names a system.
///
/// # Errors
///
/// A file that is broken, holds nothing, or coordinates that lie nowhere.
pub fn features(text: &str) -> Result<Vec<Feature>, Mistake> {
    let root: Value = serde_json::from_str(text).map_err(|error| Mistake::Syntax(error.to_string()))?;
    let system = declared(&root)?;
    let plane = system.unwrap_or(System::Wgs84).plane();
    let feature = |value: &Value| {
        let mut parts: Vec<Part> = Vec::new();
        geometry(value, &mut parts)?;
        let shapes = parts.into_iter().map(|part| part.place(&plane, system.is_some()));
        Ok(Feature { shapes: shapes.collect::<Result<_, Mistake>>()?, words: words(value) })
    };
    let found: Vec<Feature> = match root["type"].as_str() {
        Some("FeatureCollection") => {
            let all = root["features"].as_array().ok_or_else(|| broken("features"))?;
            all.iter().map(feature).collect::<Result<_, Mistake>>()?
        }
        _ => vec![feature(&root)?],
    };
    let found: Vec<Feature> = found.into_iter().filter(|feature| !feature.shapes.is_empty()).collect();
    if found.is_empty() { Err(Mistake::Empty) } else { Ok(found) }
}

fn words(value: &Value) -> BTreeMap<String, String> {
    let properties = value["properties"].as_object().into_iter().flatten();
    let words = properties.filter_map(|(key, value)| Some((key.clone(), value.as_str()?.to_owned())));
    words.filter(|(_, word)| !word.trim().is_empty()).collect()
}
