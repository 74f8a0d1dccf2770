//! How far one position is from another, along the shortest way over the globe.

use rust_decimal::prelude::FromPrimitive;

use super::{Position, Shape};
use crate::fact::Decimal;

/// The mean radius of the earth in metres. A sphere is within half a per cent of the ellipsoid, less than the extent of
/// the places that are measured between.
const RADIUS: f64 = 6_371_008.8;

fn radians(at: Position) -> (f64, f64) {
    ((f64::from(at.lat.0) * 1e-7).to_radians(), (f64::from(at.lon.0) * 1e-7).to_radians())
}

/// By the haversine formula, which is good for short distances too.
fn metres(a: Position, b: Position) -> f64 {
    let ((lat_a, lon_a), (lat_b, lon_b)) = (radians(a), radians(b));
    let half = |angle: f64| (angle / 2.0).sin().powi(2);
    let chord = half(lat_b - lat_a) + lat_a.cos() * lat_b.cos() * half(lon_b - lon_a);
    2.0 * RADIUS * chord.sqrt().min(1.0).asin()
}

/// The great-circle distance in kilometres: with one decimal up to ten, whole beyond.
#[must_use]
pub fn kilometres(a: Position, b: Position) -> Decimal {
    let exact = Decimal::from_f64(metres(a, b) / 1000.0).expect("a distance on the globe is finite");
    exact.round_dp(if exact < Decimal::TEN { 1 } else { 0 })
}

impl Shape {
    /// Whole metres from a position to the nearest part of the shape; nothing within an area.
    #[must_use]
    pub fn metres_from(&self, at: Position) -> u32 {
        if self.contains(at) {
            return 0;
        }
        let nearest = match self {
            Shape::Point(point) => metres(*point, at),
            _ => self.sides().map(|(a, b)| to_side(at, a, b)).fold(f64::INFINITY, f64::min),
        };
        // Half the girth of the earth is 20 million metres.
        nearest.round() as u32
    }
}

/// The distance to a straight side, on a plane that touches the globe at the position.
fn to_side(at: Position, a: Position, b: Position) -> f64 {
    let (lat, lon) = radians(at);
    let flat = |point: Position| {
        let (own_lat, own_lon) = radians(point);
        ((own_lon - lon) * lat.cos() * RADIUS, (own_lat - lat) * RADIUS)
    };
    let ((ax, ay), (bx, by)) = (flat(a), flat(b));
    let (dx, dy) = (bx - ax, by - ay);
    let length = dx.hypot(dy);
    let along = if length > 0.0 { (-(ax * dx + ay * dy) / (length * length)).clamp(0.0, 1.0) } else { 0.0 };
    (ax + along * dx).hypot(ay + along * dy)
}
