//! Angles and positions on the globe.

use serde::{Deserialize, Serialize};
use std::fmt;

use super::Mistake;
use crate::fact::Decimal;

/// An angle: a whole number of 1e-7 degrees, about a centimetre on the ground.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Degrees(pub(super) i32);

/// Decimals that are kept of a degree.
const DECIMALS: u32 = 7;

impl Degrees {
    /// Rounded to what is kept; `None` beyond ±180.
    #[must_use]
    pub fn new(degrees: Decimal) -> Option<Degrees> {
        if degrees.abs() > Decimal::from(180) {
            return None;
        }
        let whole = (degrees * Decimal::from(10_i64.pow(DECIMALS))).round();
        i32::try_from(whole.mantissa() / 10_i128.pow(whole.scale())).ok().map(Degrees)
    }

    /// Of a whole number of 1e-7 degrees; `None` beyond ±180.
    #[must_use]
    pub fn of_units(units: i32) -> Option<Degrees> {
        (-1_800_000_000..=1_800_000_000).contains(&units).then_some(Degrees(units))
    }

    /// The whole number of 1e-7 degrees.
    #[must_use]
    pub fn units(self) -> i32 {
        self.0
    }

    /// As a decimal number, without zeros at its end.
    #[must_use]
    pub fn decimal(self) -> Decimal {
        Decimal::new(i64::from(self.0), DECIMALS).normalize()
    }

    /// Half-way to another angle.
    pub(super) fn middle(self, other: Degrees) -> Degrees {
        let sum = i64::from(self.0) + i64::from(other.0);
        Degrees(i32::try_from(sum / 2).expect("the middle of two angles is none beyond them"))
    }
}

impl fmt::Display for Degrees {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        Decimal::new(i64::from(self.0), DECIMALS).fmt(out)
    }
}

/// A position in WGS 84.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Position {
    /// Degrees north.
    pub lat: Degrees,
    /// Degrees east.
    pub lon: Degrees,
}

impl Position {
    /// Of decimal degrees in WGS 84.
    ///
    /// # Errors
    ///
    /// Degrees out of range, which are most often latitude and longitude in each other's place.
    pub fn new(lat: Decimal, lon: Decimal) -> Result<Position, Mistake> {
        let quarter = Decimal::from(90);
        match (Degrees::new(lat), Degrees::new(lon)) {
            (Some(lat_found), Some(lon_found)) if lat.abs() <= quarter => {
                Ok(Position { lat: lat_found, lon: lon_found })
            }
            (Some(_), Some(_)) if lon.abs() <= quarter => Err(Mistake::LatLon),
            _ => Err(Mistake::Range),
        }
    }
}

impl Position {
    /// Rounded to so many decimals of a degree.
    #[must_use]
    pub fn rounded(self, decimals: u32) -> Position {
        let round = |angle: Degrees| Degrees::new(angle.decimal().round_dp(decimals)).unwrap_or(angle);
        Position { lat: round(self.lat), lon: round(self.lon) }
    }

    /// With so many decimals; with as many as its numbers have where that is not said.
    #[must_use]
    pub fn written(self, decimals: Option<u32>) -> String {
        let [lat, lon] = [self.lat, self.lon].map(Degrees::decimal);
        let decimals = decimals.unwrap_or_else(|| lat.scale().max(lon.scale()));
        let digits = decimals as usize;
        format!("{:.digits$}, {:.digits$}", lat.round_dp(decimals), lon.round_dp(decimals))
    }
}

/// How many decimals of a degree mean something where a position may be off by so many metres: five for one metre, one
/// less for each ten times as many.
#[must_use]
pub fn decimals(accuracy: Decimal) -> u32 {
    let steps = (0..DECIMALS).map(|decimals| Decimal::new(1, decimals) * Decimal::from(100_000));
    u32::try_from(steps.take_while(|step| accuracy < *step).count()).unwrap_or(DECIMALS)
}

impl fmt::Display for Position {
    /// As maps take it, in every language: a point before the decimals, a comma between the two.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}, {}", self.lat, self.lon)
    }
}

/// A box on the globe, its edges included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Bounds {
    /// The least latitude.
    pub south: Degrees,
    /// The least longitude.
    pub west: Degrees,
    /// The greatest latitude.
    pub north: Degrees,
    /// The greatest longitude.
    pub east: Degrees,
}

impl Bounds {
    /// The middle of it.
    #[must_use]
    pub fn middle(&self) -> Position {
        Position { lat: self.south.middle(self.north), lon: self.west.middle(self.east) }
    }

    /// Whether the two have room in common.
    #[must_use]
    pub fn meets(&self, other: &Bounds) -> bool {
        self.south < other.north
            && other.south < self.north
            && self.west < other.east
            && other.west < self.east
    }

    /// Whether a position lies in it.
    #[must_use]
    pub fn contains(&self, at: Position) -> bool {
        (self.south..=self.north).contains(&at.lat) && (self.west..=self.east).contains(&at.lon)
    }
}

impl fmt::Display for Bounds {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let degrees = |degrees: Degrees| Decimal::new(i64::from(degrees.0), DECIMALS).normalize();
        let (south, north) = (degrees(self.south), degrees(self.north));
        write!(out, "{south}–{north} N, {}–{} E", degrees(self.west), degrees(self.east))
    }
}

/// Reads a position in degrees, minutes and seconds: `20°51'43"N 106°33'43"E`, in any order.
///
/// `B` and `Đ`, north and east in Vietnamese, are understood; `N` beside them is not, because there it may be south.
///
/// # Errors
///
/// Any other form; a decimal comma is told apart.
pub fn dms(text: &str) -> Result<Position, Mistake> {
    let text = text.replace("''", "\"").to_uppercase();
    let (mut lat, mut lon) = (None, None);
    let mut rest = text.as_str();
    let letter = |c: char| matches!(c, 'N' | 'S' | 'E' | 'W' | 'B' | 'Đ');
    while let Some(at) = rest.find(letter) {
        let letter = rest[at..].chars().next().expect("just found");
        let angle = angle(&rest[..at])?;
        let (slot, sign) = match letter {
            'N' | 'B' => (&mut lat, 1),
            'S' => (&mut lat, -1),
            'W' => (&mut lon, -1),
            _ => (&mut lon, 1),
        };
        if slot.replace(angle * Decimal::from(sign)).is_some() {
            return Err(Mistake::Dms);
        }
        rest = rest[at + letter.len_utf8()..].trim_start_matches([',', ';', ' ']);
    }
    let mixed = text.contains('N') && text.contains(['B', 'Đ']);
    match (lat, lon) {
        (Some(lat), Some(lon)) if rest.trim().is_empty() && !mixed => Position::new(lat, lon),
        _ => Err(Mistake::Dms),
    }
}

/// How many decimals of a degree degrees, minutes and seconds bear out: two for minutes, four for seconds, and one more for each
/// decimal of the last number.
#[must_use]
pub fn dms_digits(text: &str) -> u32 {
    let of_angle = |angle: &str| {
        let numbers =
            angle.split(|c: char| !c.is_ascii_digit() && c != '.').filter(|number| !number.is_empty());
        let last = numbers.clone().next_back().and_then(|number| number.split_once('.'));
        let decimals = last.map_or(0, |(_, decimals)| decimals.len());
        numbers.count().saturating_sub(1) * 2 + decimals
    };
    let most = text.split(char::is_alphabetic).map(of_angle).max().unwrap_or_default();
    u32::try_from(most).map_or(DECIMALS, |digits| digits.min(DECIMALS))
}

/// Degrees, then minutes and seconds where there are any, each followed by its mark or a space.
fn angle(text: &str) -> Result<Decimal, Mistake> {
    const MARKS: [&[char]; 3] =
        [&['°', 'º', '˚', ' '], &['\'', '′', '’', 'ʹ', ' '], &['"', '″', '”', 'ʺ', ' ']];
    let mut degrees = Decimal::ZERO;
    let mut rest = text.trim();
    let mut whole = true;
    for (position, (marks, parts)) in MARKS.into_iter().zip([1, 60, 3600]).enumerate() {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(rest.len());
        let (digits, after) = rest.split_at(end);
        if digits.contains(',') {
            return Err(Mistake::Comma(digits.replace(',', ".")));
        }
        let number = Decimal::from_str_exact(digits).map_err(|_| Mistake::Dms)?;
        // Only the last of the numbers may have decimals, and there are sixty of each in the one before.
        if !whole || (position > 0 && number >= Decimal::from(60)) {
            return Err(Mistake::Dms);
        }
        whole = number.is_integer();
        degrees = degrees.checked_add(number / Decimal::from(parts)).ok_or(Mistake::Dms)?;
        rest = after.trim_start_matches(' ');
        rest = rest.strip_prefix(marks).unwrap_or(rest).trim_start();
        if rest.is_empty() {
            return Ok(degrees);
        }
        if after.is_empty() || after == rest {
            return Err(Mistake::Dms);
        }
    }
    Err(Mistake::Dms)
}
