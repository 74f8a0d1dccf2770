//! The archipelagos that every map of the whole country shows.

use crate::geo::{Degrees, Position};

/// The middle of the Hoàng Sa and of the Trường Sa archipelago, in 1e-7 degrees: latitude, longitude.
const ISLANDS: [(i32, i32); 2] = [(165_000_000, 1_120_000_000), (100_000_000, 1_140_000_000)];

/// The middle of both archipelagos.
#[must_use]
pub fn islands() -> [Position; 2] {
    ISLANDS.map(|(lat, lon)| Position {
        lat: Degrees::of_units(lat).unwrap_or_default(),
        lon: Degrees::of_units(lon).unwrap_or_default(),
    })
}
