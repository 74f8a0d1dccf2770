//! The systems in which coordinates are declared.

use serde::{Deserialize, Serialize};
use std::fmt;

use super::projection::Projection;
use super::{Mistake, Position};
use crate::fact::Decimal;

/// A coordinate system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum System {
    /// Degrees of GPS, web maps and GeoJSON.
    Wgs84,
    /// A zone of VN-2000, three degrees wide: metres.
    Vn2000(Zone),
    /// A zone of VN-2000, six degrees wide, by its number in the universal grid: metres.
    Utm(u8),
    /// Degrees on the ellipsoid of VN-2000, which lies two hundred metres from that of WGS 84.
    Vn2000Degrees,
}

/// A zone of VN-2000 / TM-3: the minutes of arc of its central meridian.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Zone(u16);

/// The zones by their number in the EPSG register, with the minutes of their central meridian.
const ZONES: &[(u32, u16)] = &[
    (5896, 102 * 60),
    (9205, 103 * 60),
    (9206, 104 * 60),
    (9207, 104 * 60 + 30),
    (9208, 104 * 60 + 45),
    (5897, 105 * 60),
    (9209, 105 * 60 + 30),
    (9210, 105 * 60 + 45),
    (9211, 106 * 60),
    (9212, 106 * 60 + 15),
    (9213, 106 * 60 + 30),
    (9214, 107 * 60),
    (9215, 107 * 60 + 15),
    (9216, 107 * 60 + 30),
    (5899, 107 * 60 + 45),
    (5898, 108 * 60),
    (9217, 108 * 60 + 15),
    (9218, 108 * 60 + 30),
];

/// The zones of the universal grid by their number in the EPSG register.
const GRID: &[(u32, u8)] = &[(3405, 48), (3406, 49)];

/// The zones that the register calls by a sheet's number.
const SHEETS: &[(&str, u16)] = &[("481", 102 * 60), ("482", 105 * 60), ("491", 108 * 60)];

impl System {
    /// Reads a name: `WGS 84`, `EPSG:9210`, `VN-2000 105°45'`, `VN-2000 / TM-3 105-45`, `VN-2000 105.75`.
    #[must_use]
    pub fn parse(text: &str) -> Option<System> {
        let name = text.trim().to_uppercase();
        if let Some(code) = name.strip_prefix("EPSG:") {
            let code: u32 = code.trim().parse().ok()?;
            let zone = ZONES.iter().find(|(known, _)| *known == code).map(|(_, meridian)| *meridian);
            let grid = GRID.iter().find(|(known, _)| *known == code).map(|(_, zone)| System::Utm(*zone));
            return match code {
                4326 => Some(System::Wgs84),
                4756 => Some(System::Vn2000Degrees),
                _ => zone.map(|zone| System::Vn2000(Zone(zone))).or(grid),
            };
        }
        if matches!(name.as_str(), "WGS84" | "WGS 84" | "WGS-84") {
            return Some(System::Wgs84);
        }
        let zone = name.strip_prefix("VN-2000").or_else(|| name.strip_prefix("VN2000"))?;
        if let Some(grid) = zone.trim_matches([' ', '/']).strip_prefix("UTM") {
            let number = grid.replace("ZONE", "").trim().trim_end_matches('N').parse().ok()?;
            return GRID.iter().any(|(_, known)| *known == number).then_some(System::Utm(number));
        }
        if zone.trim() == "GEOGRAPHIC" {
            return Some(System::Vn2000Degrees);
        }
        let zone = zone.replace("TM-3", "").replace("TM3", "").replace("ZONE", "");
        let zone = zone.trim_matches([' ', '/']);
        let sheet = SHEETS.iter().find(|(known, _)| *known == zone).map(|(_, meridian)| *meridian);
        let meridian = sheet.or_else(|| minutes(zone))?;
        ZONES.iter().any(|(_, known)| *known == meridian).then_some(System::Vn2000(Zone(meridian)))
    }

    /// Every system, by the name that it is written with.
    pub fn names() -> impl Iterator<Item = String> {
        [System::Wgs84].into_iter().chain(System::grids()).map(|system| system.to_string())
    }

    /// Every system of VN-2000.
    fn grids() -> impl Iterator<Item = System> {
        let zones = ZONES.iter().map(|(_, meridian)| System::Vn2000(Zone(*meridian)));
        zones.chain(GRID.iter().map(|(_, zone)| System::Utm(*zone))).chain([System::Vn2000Degrees])
    }

    /// Whether its coordinates are degrees, not metres.
    #[must_use]
    pub fn has_degrees(self) -> bool {
        matches!(self, System::Wgs84 | System::Vn2000Degrees)
    }

    /// The systems in which the same metres lie somewhere else, each with where `at`, which was read in this one, is then.
    pub fn mistaken(self, at: Position) -> impl Iterator<Item = (System, Position)> {
        let plane = self.plane();
        let others = System::grids().filter(move |other| *other != self && !other.has_degrees());
        others.filter_map(move |other| {
            let (east, north) = plane.0.as_ref().filter(|_| !self.has_degrees())?.metres(at)?;
            Some((other, other.plane().position(east, north).ok()?))
        })
    }

    /// What makes positions of this system's pairs of numbers.
    #[must_use]
    pub fn plane(self) -> Plane {
        let projection = match self {
            System::Wgs84 => None,
            System::Vn2000(Zone(meridian)) => Some(Projection::vn2000(meridian)),
            System::Utm(zone) => Some(Projection::utm(zone)),
            System::Vn2000Degrees => Some(Projection::degrees()),
        };
        Plane(projection, self.has_degrees())
    }
}

/// Minutes of arc of `105°45'`, `105-45`, `105.75` or `105`.
fn minutes(text: &str) -> Option<u16> {
    let parts: Vec<&str> =
        text.split(|c: char| !c.is_ascii_digit() && c != '.').filter(|part| !part.is_empty()).collect();
    let (degrees, minutes) = match parts.as_slice() {
        [degrees] => (*degrees, "0"),
        [degrees, minutes] => (*degrees, *minutes),
        _ => return None,
    };
    let number = |digits| Decimal::from_str_exact(digits).ok();
    // Whatever stands in a file may be longer than any number has room for.
    let all = number(degrees)?.checked_mul(Decimal::from(60))?.checked_add(number(minutes)?)?;
    all.normalize().to_string().parse().ok()
}

impl fmt::Display for System {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            System::Wgs84 => out.write_str("WGS 84"),
            System::Utm(zone) => write!(out, "VN-2000 UTM {zone}N"),
            System::Vn2000Degrees => out.write_str("VN-2000 geographic"),
            System::Vn2000(Zone(meridian)) => write!(out, "VN-2000 {}°{:02}'", meridian / 60, meridian % 60),
        }
    }
}

/// Makes positions of pairs of numbers: by a change of coordinates, if any, of degrees or of metres.
pub struct Plane(Option<Projection>, bool);

/// Metres that points of a zone can have: six degrees of longitude in the south with a margin, the latitudes of Viet Nam.
const EAST: std::ops::RangeInclusive<i64> = 150_000..=850_000;
const NORTH: std::ops::RangeInclusive<i64> = 850_000..=2_750_000;

impl Plane {
    /// The position of a pair: degrees or metres east, then north.
    ///
    /// # Errors
    ///
    /// A pair that lies nowhere in the system.
    pub fn position(&self, east: Decimal, north: Decimal) -> Result<Position, Mistake> {
        let Some(projection) = &self.0 else { return Position::new(north, east) };
        if self.1 {
            Position::new(north, east)?;
            return projection.position(east, north).ok_or(Mistake::Range);
        }
        let within = |range: &std::ops::RangeInclusive<i64>, metres: Decimal| {
            (Decimal::from(*range.start())..=Decimal::from(*range.end())).contains(&metres)
        };
        if within(&EAST, east) && within(&NORTH, north) {
            return projection.position(east, north).ok_or(Mistake::Metres);
        }
        Err(if within(&EAST, north) && within(&NORTH, east) { Mistake::EastNorth } else { Mistake::Metres })
    }
}
