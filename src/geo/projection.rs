//! Metres of VN-2000 → degrees of WGS 84.

use proj4rs::Proj;
use proj4rs::transform::transform;
use rust_decimal::prelude::ToPrimitive;

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
        // `etmerc` is the exact series, `tmerc` one that is good for a centimetre near the meridian only.
        let plane = format!(
            "+proj=etmerc +lat_0=0 +lon_0={degrees} +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 {TO_WGS84} +units=m +no_defs"
        );
        let made = |text: &str| Proj::from_proj_string(text).expect("a definition of the program's own");
        Projection { plane: made(&plane), globe: made("+proj=longlat +datum=WGS84 +no_defs") }
    }

    /// The position of a point of the plane; `None` where the projection has no inverse.
    pub(super) fn position(&self, east: Decimal, north: Decimal) -> Option<Position> {
        let mut point = (east.to_f64()?, north.to_f64()?, 0.0);
        transform(&self.plane, &self.globe, &mut point).ok()?;
        let degrees = |radians: f64| (radians.to_degrees() * 1e7).round().to_i32().map(Degrees);
        Some(Position { lat: degrees(point.1)?, lon: degrees(point.0)? })
    }
}
