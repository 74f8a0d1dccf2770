//! A text → the QR code that holds it, as SVG and as PNG for print; cards and appointments as such texts.
//!
//! Everything here is a function of text, level and size: no address is known, nothing is written. [`check`] goes the way
//! back, from the bytes of a file to the text in it, so that no code is published that a camera cannot read.

mod calendar;
mod card;
pub mod check;
mod line;
mod png;
mod svg;
mod symbol;

pub use calendar::{Appointment, CalendarFile};
pub use card::ContactCard;
pub use line::Tagged;
pub use symbol::{Level, Symbol};

/// Modules of white on every side of a symbol: what ISO/IEC 18004 asks for.
pub const QUIET: usize = 4;

/// The smallest print that a leaflet may carry, in millimetres: `domain.md` §5.8.
pub const SMALLEST_MM: u32 = 20;

/// The narrowest module that a telephone tells apart at arm's length, in hundredths of a millimetre.
pub const NARROWEST: u32 = 40;

/// Raised whenever the same text would give other modules or files than before, also because of the crates that lay and read
/// them, or files would be judged in another way.
pub const EPOCH: u32 = 2;

#[cfg(test)]
mod tests;
