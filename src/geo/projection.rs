//! Metres of VN-2000 → degrees of WGS 84.

use proj4rs::Proj;
use proj4rs::transform::transform;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};

use super::{Degrees, Position};
use crate::fact::Decimal;

/// The official parameters of the change from VN-2000 to WGS 84, EPSG "VN-2000 to WGS 84 (2)".
///
/// The register gives its rotations (-0.00928836, 0.01975479, -0.00427372) as those of the axes, "coordinate frame";
/// `+towgs84` means rotations of the vector, which are the same with the other sign. The wrong sign shifts a point by 0.7 m.
const TO_WGS84: &str =
    "+towgs84=-191.90441429,-39.30318279,-111.45032835,0.00928836,-0.01975479,0.00427372,0.252906278";

/// A transverse Mercator projection of VN-2000 and the change to WGS 84.
pub(super) struct Projection {
    plane: Proj,
    globe: Proj,
}

impl Projection {
    /// The zone around the meridian of so many minutes of arc east.
    pub(super) fn vn2000(meridian: u16) -> Projection {
        let degrees = Decimal::from(meridian) / Decimal::from(60);
        Projection::mercator(degrees, "0.9999")
    }

    /// The zone of the universal grid with this number.
    pub(super) fn utm(zone: u8) -> Projection {
        Projection::mercator(Decimal::from(6 * i32::from(zone) - 183), "0.9996")
    }

    fn mercator(degrees: Decimal, scale: &str) -> Projection {
        // `etmerc` is the exact series, `tmerc` one that is good for a centimetre near the meridian only.
        Projection::of(&format!(
            "+proj=etmerc +lat_0=0 +lon_0={degrees} +k={scale} +x_0=500000 +y_0=0 +ellps=WGS84 {TO_WGS84} +units=m +no_defs"
        ))
    }

    /// No projection, only the change to WGS 84.
    pub(super) fn degrees() -> Projection {
        Projection::of(&format!("+proj=longlat +ellps=WGS84 {TO_WGS84} +no_defs"))
    }

    fn of(plane: &str) -> Projection {
        let made = |text: &str| Proj::from_proj_string(text).expect("a definition of the program's own");
        Projection { plane: made(plane), globe: made("+proj=longlat +datum=WGS84 +no_defs") }
    }

    /// The position of a point of the plane; `None` where the projection has no inverse.
    pub(super) fn position(&self, east: Decimal, north: Decimal) -> Option<Position> {
        let mut point = (east.to_f64()?, north.to_f64()?, 0.0);
        if self.plane.is_latlong() {
            point = (point.0.to_radians(), point.1.to_radians(), 0.0);
        }
        transform(&self.plane, &self.globe, &mut point).ok()?;
        let degrees = |radians: f64| (radians.to_degrees() * 1e7).round().to_i32().map(Degrees);
        Some(Position { lat: degrees(point.1)?, lon: degrees(point.0)? })
    }

    /// The metres of a position, east and north, to the centimetre.
    pub(super) fn metres(&self, at: Position) -> Option<(Decimal, Decimal)> {
        let radians = |angle: Degrees| (f64::from(angle.0) * 1e-7).to_radians();
        let mut point = (radians(at.lon), radians(at.lat), 0.0);
        transform(&self.globe, &self.plane, &mut point).ok()?;
        let metres = |metres: f64| Some(Decimal::from_f64(metres)?.round_dp(2));
        Some((metres(point.0)?, metres(point.1)?))
    }
}
