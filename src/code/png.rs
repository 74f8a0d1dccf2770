use ::png::{BitDepth, ColorType, Compression, Encoder, EncodingError, Filter, PixelDimensions, Unit};

use super::Symbol;

/// Of printers.
const DOTS_PER_INCH: u32 = 300;

/// The same for one metre, as a PNG says it.
pub(super) const DOTS_PER_METRE: u32 = 11_811;

/// The side of a print in pixels at 300 dpi.
fn pixels(mm: u32) -> usize {
    (mm * DOTS_PER_INCH * 10 / 254) as usize
}

impl Symbol {
    /// How many pixels a module has on a print of at most `mm` millimetres; 0 when it is too small for any.
    #[must_use]
    pub fn pixels_per_module(&self, mm: u32) -> usize {
        pixels(mm) / self.whole()
    }

    /// The symbol as a PNG of one bit per pixel which prints, at its own 300 dpi, `mm` millimetres wide or as little narrower as
    /// whole pixels for each module allow; `None` when not even one fits.
    #[must_use]
    pub fn png(&self, mm: u32) -> Option<Vec<u8>> {
        let scale = self.pixels_per_module(mm);
        if scale == 0 {
            return None;
        }
        let side = self.whole() * scale;
        let stride = side.div_ceil(8);
        let mut rows = Vec::with_capacity(stride * side);
        for y in 0..self.whole() {
            // A bit that is set is light.
            let mut row = vec![0_u8; stride];
            for x in (0..side).filter(|x| !self.at(x / scale, y)) {
                row[x / 8] |= 0x80 >> (x % 8);
            }
            (0..scale).for_each(|_| rows.extend_from_slice(&row));
        }
        // Writing into memory cannot fail, and the rows are as many as the head says.
        Some(encoded(u32::try_from(side).ok()?, &rows).expect("rows of the size that was announced"))
    }
}

fn encoded(side: u32, rows: &[u8]) -> Result<Vec<u8>, EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, side, side);
    encoder.set_color(ColorType::Grayscale);
    encoder.set_depth(BitDepth::One);
    let dense = PixelDimensions { xppu: DOTS_PER_METRE, yppu: DOTS_PER_METRE, unit: Unit::Meter };
    encoder.set_pixel_dims(Some(dense));
    encoder.set_compression(Compression::Fast);
    // Most rows are the same as the row above: a fifth of the time, for a file that fills one block of a disk all the same.
    encoder.set_filter(Filter::Up);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(rows)?;
    writer.finish()?;
    Ok(bytes)
}
