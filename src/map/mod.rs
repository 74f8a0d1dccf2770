//! Layers, names and places → a picture: maps drawn at build time, as small SVG files that need no script and no server.
//!
//! A picture is cut to its extent in Web Mercator's projection, so that it lines up with the map viewers of browsers;
//! lines lose what is smaller than half of its unit, and every number in it is a whole one. However many records and points
//! there are, there is a most that a picture may weigh: lines become coarser, small areas go, marks are gathered. What all
//! pictures of a map in one language have in common is drawn once ([`Base`]); a picture adds marks and finds places for
//! names that none of them covers. Nothing here knows a record, formats a number or reads a file: words come written.
//!
//! The arithmetic is that of binary floats between whole numbers of 1e-7 degrees and whole units of the picture; it has
//! no randomness and no order but that of its input, so the same map gives the same bytes.

mod clip;
mod fit;
mod label;
mod line;
mod mark;
mod path;
mod picture;
mod plane;
mod script;
mod shorten;
#[cfg(test)]
mod tests;

pub use label::width;
pub use line::wrap;
pub use mark::{AreaName, Many, Mark, MarkKind};
pub use picture::{Backdrop, Base, GroundLayer, Label, PictureHeading, layers};
pub use plane::{Frame, mercator};
pub use script::geometry;

pub(crate) use crate::base::escape;

/// A point of a picture, in its units: to the right, then down.
pub(crate) type Point = (f64, f64);

/// A box of a picture: left, top, right, bottom.
pub(crate) type Area = (f64, f64, f64, f64);

/// Whether two boxes have a point in common.
pub(crate) fn meet(a: Area, b: Area) -> bool {
    a.0 < b.2 && b.0 < a.2 && a.1 < b.3 && b.1 < a.3
}
