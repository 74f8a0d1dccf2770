//! Where things are: coordinates as offices give them → points, lines and areas in WGS 84; how far apart they are.
//!
//! What comes in is text and decimals, what goes out is a [`Shape`] or the [`Mistake`] that keeps it from being one. A
//! coordinate is a whole number of 1e-7 degrees ([`Degrees`]), so that it can be compared and fingerprinted. Binary
//! floats stand in `projection` and `distance` alone, between one such number and another: sines have no decimal form,
//! and their error (1e-16) is nine orders below the last digit that is kept; and in `json`, whose reader knows no decimals.
//!
//! Nothing here knows a record, a country's districts or a language, and nothing reads a file: it is handed the text.

mod degrees;
mod distance;
mod file;
mod geometry;
mod json;
mod kml;
mod layer;
mod projection;
mod shape;
mod system;
#[cfg(test)]
mod tests;
mod tiles;

pub use degrees::{Bounds, Degrees, Position, decimals, dms, dms_digits};
pub use distance::kilometres;
pub use file::{FORMATS, read};
pub use layer::{Feature, features};
pub use shape::{Ring, Shape};
pub use system::{Plane, System};
pub use tiles::{HEADER, TileKind, TileMistake, TileSet, tile_set};

/// Why numbers or a file are no place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Mistake {
    /// Latitude and longitude stand in each other's place.
    LatLon,
    /// Degrees beyond the poles or the far side.
    Range,
    /// Northing and easting stand in each other's place.
    EastNorth,
    /// Metres that no zone of the system has.
    Metres,
    /// Metres, and nobody says of which system.
    NoSystem,
    /// A system of a file that is not known.
    UnknownSystem(String),
    /// Degrees of a text that cannot be read.
    Dms,
    /// A decimal comma, with what was meant.
    Comma(String),
    /// Decimal commas in an array of numbers, with what was meant.
    Commas(String),
    /// A file of a type that GeoJSON has not: its name, and that of a type that it is nearly.
    Kind(String, Option<&'static str>),
    /// Blanks beside the commas of coordinates, with what was meant.
    Blanks(String),
    /// A packed file under the name of one that is not.
    Packed,
    /// A hole that lies outside of what it is to be a hole of.
    Hole,
    /// A file that cannot be read: what its reader says of it.
    Syntax(String),
    /// A file without a point, line or area.
    Empty,
    /// A file with several things that are not one place.
    Several,
    /// A line of fewer than two points, an area of fewer than three.
    Few,
    /// A file of more bytes than a layer may have, or of more points than a place may.
    Large,
}
