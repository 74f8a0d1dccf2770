//! GeoJSON text → its objects, with coordinates as pairs of decimals.
//!
//! A tree of JSON values takes ten times as much memory, and a coast may have a million points.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Number, Value};

use super::Mistake;
use super::geometry::decimal;
use crate::fact::Decimal;

/// An object of a GeoJSON file, whatever its type: what such a type does not have is not there.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Object {
    #[serde(rename = "type")]
    kind: Option<String>,
    pub(super) coordinates: Coordinates,
    pub(super) geometry: Option<Box<Object>>,
    pub(super) geometries: Option<Vec<Object>>,
    pub(super) features: Option<Vec<Object>>,
    properties: Option<BTreeMap<String, PropertyValue>>,
    pub(super) crs: Option<Box<Value>>,
}

/// Coordinates of any depth.
#[derive(Debug, Default)]
pub(super) enum Coordinates {
    /// None, or what is none.
    #[default]
    Broken,
    /// A number within a position.
    Number(Decimal),
    /// A position: east, then north.
    Pair(Decimal, Decimal),
    /// A position whose decimals stand after commas, and what was meant.
    Commas(Box<str>),
    /// Positions, or lists of them.
    List(Vec<Coordinates>),
}

/// A property; only words are kept.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum PropertyValue {
    Text(String),
    Other(IgnoredAny),
}

impl Object {
    /// Reads a file.
    ///
    /// # Errors
    ///
    /// A text that is no JSON, or no object of GeoJSON.
    pub(super) fn read(text: &str) -> Result<Object, Mistake> {
        serde_json::from_str(text).map_err(|error| {
            let comma = comma_before(text, error.line(), error.column());
            comma.map_or_else(|| Mistake::Syntax(error.to_string()), Mistake::Commas)
        })
    }

    /// Its type; empty when it has none.
    pub(super) fn kind(&self) -> &str {
        self.kind.as_deref().unwrap_or_default()
    }

    /// Its properties, as far as they are words.
    pub(super) fn words(&mut self) -> BTreeMap<String, String> {
        let all = self.properties.take().into_iter().flatten();
        let words = all.filter_map(|(key, word)| match word {
            PropertyValue::Text(word) if !word.trim().is_empty() => Some((key, word)),
            _ => None,
        });
        words.collect()
    }
}

impl<'de> Deserialize<'de> for Coordinates {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Coordinates, D::Error> {
        deserializer.deserialize_any(CoordinatesVisitor)
    }
}

struct CoordinatesVisitor;

impl<'de> Visitor<'de> for CoordinatesVisitor {
    type Value = Coordinates;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("coordinates")
    }

    fn visit_f64<E>(self, number: f64) -> Result<Coordinates, E> {
        // The shortest text of a number read is the text that was written, up to fifteen digits.
        let number = Number::from_f64(number).and_then(|number| decimal(&number.to_string()));
        Ok(number.map_or(Coordinates::Broken, Coordinates::Number))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Coordinates, E> {
        Ok(Coordinates::Number(number.into()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Coordinates, E> {
        Ok(Coordinates::Number(number.into()))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Coordinates, E> {
        Ok(Coordinates::Broken)
    }

    fn visit_str<E>(self, text: &str) -> Result<Coordinates, E> {
        // The half of a position, which says nothing of the other.
        let point = text.trim().replacen(',', ".", 1);
        let meant = text.contains(',') && decimal(&point).is_some();
        Ok(if meant { Coordinates::Commas(point.into()) } else { Coordinates::Broken })
    }

    fn visit_unit<E>(self) -> Result<Coordinates, E> {
        Ok(Coordinates::Broken)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Coordinates, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Coordinates::Broken)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut all: A) -> Result<Coordinates, A::Error> {
        let (mut first, mut list) = ([None; 4], Vec::new());
        let (mut numbers, mut whole) = (0, true);
        while let Some(next) = all.next_element()? {
            if let Coordinates::Number(number) = next {
                // A third number is a height, which no place has.
                if let Some(room) = first.get_mut(numbers) {
                    *room = Some(number);
                }
                whole &= number.scale() == 0;
                numbers += 1;
            } else {
                list.push(next);
            }
        }
        Ok(match (first, numbers > 0, list.is_empty()) {
            ([Some(east), Some(of_east), Some(north), Some(of_north)], true, true) if whole => {
                Coordinates::Commas(format!("[{east}.{of_east}, {north}.{of_north}]").into())
            }
            ([Some(east), Some(north), ..], true, true) => Coordinates::Pair(east, north),
            (_, false, _) => halves(list),
            _ => Coordinates::Broken,
        })
    }
}

/// Lists, or a position whose numbers are texts with decimal commas.
fn halves(list: Vec<Coordinates>) -> Coordinates {
    match &list[..] {
        [Coordinates::Commas(east), Coordinates::Commas(north), ..]
            if !east.starts_with('[') && !north.starts_with('[') =>
        {
            Coordinates::Commas(format!("[{east}, {north}]").into())
        }
        _ => Coordinates::List(list),
    }
}

/// The number that was meant where a text stops to be JSON at decimals that begin with a zero, as in `[106,05, 20,85]`.
fn comma_before(text: &str, line: usize, column: usize) -> Option<String> {
    const LONGEST: usize = 40;
    let line = text.lines().nth(line.checked_sub(1)?)?;
    let before: Vec<char> = line.chars().take(column).collect();
    let near: String = before[before.len().saturating_sub(LONGEST)..].iter().collect();
    let (whole, decimals) = near.rsplit_once(',')?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let whole = whole.rsplit(|c: char| !c.is_ascii_digit()).next()?;
    let rest = line.get(before.iter().map(|c| c.len_utf8()).sum()..)?;
    let rest: String = rest.chars().take(LONGEST).take_while(char::is_ascii_digit).collect();
    let fits = digits(whole) && decimals.starts_with('0') && digits(decimals);
    fits.then(|| format!("{whole}.{decimals}{rest}"))
}
