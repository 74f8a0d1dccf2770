//! What the headers of a PNG say, and whether the file has an end.

use image::metadata::Orientation;

use super::bytes::u32_be;
use super::{Family, Header, PictureProblem};
use crate::base::SourcePath;

/// The signature, and the head of the chunk behind it with its type.
const START: usize = 8;

/// Walks from chunk to chunk until the end of the picture.
pub(super) fn header(bytes: &[u8], path: &SourcePath) -> Result<Header, PictureProblem> {
    let damaged = || PictureProblem::broken(path, "damaged");
    let mut layout: Option<Layout> = None;
    let mut turn = 1;
    let mut has_pixels = false;
    let mut at = START;
    loop {
        let (kind, data) = chunk(bytes, at).ok_or_else(|| PictureProblem::broken(path, "truncated"))?;
        at += data.len() + 12;
        match (kind, &mut layout) {
            (b"IHDR", None) => layout = Some(Layout::read(data).ok_or_else(damaged)?),
            (b"IHDR", Some(_)) | (_, None) => return Err(damaged()),
            (b"IEND", Some(_)) => break,
            (b"IDAT", Some(_)) => has_pixels = true,
            (b"tRNS", Some(layout)) => layout.transparent = true,
            (b"acTL", Some(_)) => return Err(PictureProblem::unsupported(path, "APNG", "animated")),
            (b"eXIf", Some(_)) => turn = Orientation::from_exif_chunk(data).map_or(1, Orientation::to_exif),
            _ => {}
        }
    }
    let layout = layout.filter(|layout| has_pixels && layout.is_valid()).ok_or_else(damaged)?;
    let family = layout.family(at);
    Ok(Header { width: layout.width, height: layout.height, family, turn, cost: layout.cost() * 16 })
}

/// The type and the content of the chunk at a position; its checksum must be there, but the decoder checks it.
fn chunk(bytes: &[u8], at: usize) -> Option<(&[u8; 4], &[u8])> {
    let length = usize::try_from(u32_be(bytes, at)?).ok()?;
    let kind = bytes.get(at + 4..)?.first_chunk()?;
    let data = bytes.get(at + 8..)?.get(..length)?;
    bytes.get(at + 8 + length..at + 12 + length)?;
    Some((kind, data))
}

struct Layout {
    width: u32,
    height: u32,
    /// Bits of a sample or of an index.
    depth: u8,
    /// 0 grey, 2 colour, 3 palette, 4 grey with alpha, 6 colour with alpha.
    colour: u8,
    transparent: bool,
}

impl Layout {
    fn read(data: &[u8]) -> Option<Layout> {
        let [depth, colour] = *data.get(8..10)?.first_chunk()?;
        Some(Layout { width: u32_be(data, 0)?, height: u32_be(data, 4)?, depth, colour, transparent: false })
    }

    fn is_valid(&self) -> bool {
        match self.colour {
            0 => matches!(self.depth, 1 | 2 | 4 | 8 | 16),
            3 => matches!(self.depth, 1 | 2 | 4 | 8),
            2 | 4 | 6 => matches!(self.depth, 8 | 16),
            _ => false,
        }
    }

    fn has_alpha(&self) -> bool {
        self.transparent || matches!(self.colour, 4 | 6)
    }

    /// Bytes of a pixel as the decoder hands it over.
    fn decoded(&self) -> u64 {
        let channels = if matches!(self.colour, 0 | 4) { 1 } else { 3 } + u64::from(self.has_alpha());
        channels * if self.depth == 16 { 2 } else { 1 }
    }

    /// What a pixel costs at most: while it is turned into eight-bit colour, or while it is weighed by its alpha
    /// before it is made smaller.
    fn cost(&self) -> u64 {
        let pixel = if self.has_alpha() { 4 } else { 3 };
        let converting = if self.decoded() == pixel { pixel } else { self.decoded() + pixel };
        converting.max(if self.has_alpha() { 2 * pixel } else { pixel })
    }

    /// A drawing shows in the headers, or in how well its flat areas are packed: as a rule, photographs stay above
    /// half of their raw size as PNG, and drawings far below a third.
    fn family(&self, length: usize) -> Family {
        let raw = (u64::from(self.width) * u64::from(self.height)).saturating_mul(self.decoded());
        let flat = self.has_alpha() || self.colour == 3 || self.depth < 8 || (length as u64) < raw / 3;
        if flat { Family::Graphic } else { Family::Photo }
    }
}
