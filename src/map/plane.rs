//! Positions on the globe ↔ points of a picture.

use super::Point;
use crate::geo::{Bounds, Degrees, Position};

/// The radius of the sphere that Web Mercator (EPSG:3857) takes for the earth, in metres.
const RADIUS: f64 = 6_378_137.0;

/// How near to a pole, in radians of latitude, the projection is asked: at the pole itself it has no number, and a coast
/// that ends there, as that of Antarctica does in many files, would have none where it is cut.
const POLE: f64 = std::f64::consts::FRAC_PI_2 - 1e-6;

/// A position in Web Mercator: metres to the east and to the north.
#[must_use]
pub fn mercator(at: Position) -> (f64, f64) {
    let (lat, lon) = (radians(at.lat).clamp(-POLE, POLE), radians(at.lon));
    (RADIUS * lon, RADIUS * (std::f64::consts::FRAC_PI_4 + lat / 2.0).tan().ln())
}

fn radians(angle: Degrees) -> f64 {
    (f64::from(angle.units()) * 1e-7).to_radians()
}

/// What a picture shows, and how large it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// What it shows.
    pub bounds: Bounds,
    /// Units from left to right.
    pub width: i32,
    /// Units from top to bottom.
    pub height: i32,
    west: f64,
    north: f64,
    /// Units to a metre of the projection.
    scale: f64,
}

impl Frame {
    /// Of an extent between 85 degrees of latitude, `width` units wide and as high as the projection makes it: no less
    /// than a quarter of that and no more than twice.
    #[must_use]
    pub fn new(bounds: Bounds, width: i32) -> Frame {
        let (west, south) = mercator(Position { lat: bounds.south, lon: bounds.west });
        let (east, north) = mercator(Position { lat: bounds.north, lon: bounds.east });
        let scale = f64::from(width) / (east - west).max(1.0);
        let height = ((north - south) * scale).round() as i32;
        Frame { bounds, width, height: height.clamp(width / 4, width * 2), west, north, scale }
    }

    /// Where a position falls.
    #[must_use]
    pub fn point(&self, at: Position) -> (f64, f64) {
        let (x, y) = mercator(at);
        ((x - self.west) * self.scale, (self.north - y) * self.scale)
    }

    /// The position of a point: degrees of latitude and longitude.
    pub(super) fn degrees(&self, (x, y): Point) -> (f64, f64) {
        let (x, y) = (self.west + x / self.scale, self.north - y / self.scale);
        let lat = 2.0 * (y / RADIUS).exp().atan() - std::f64::consts::FRAC_PI_2;
        (lat.to_degrees(), (x / RADIUS).to_degrees())
    }

    /// Units to a metre on the ground, in the middle of the picture.
    pub(super) fn units_per_metre(&self) -> f64 {
        self.scale / radians(self.bounds.middle().lat).cos()
    }

    /// The picture with a border around it, `margin` units wide.
    pub(super) fn area(&self, margin: f64) -> super::Area {
        (-margin, -margin, f64::from(self.width) + margin, f64::from(self.height) + margin)
    }
}
