//! What the headers of a JPEG say, and whether the file has an end.

use image::metadata::Orientation;

use super::bytes::u16_be;
use super::{Family, Header, PictureProblem};
use crate::base::SourcePath;

/// Walks from marker to marker until the end of the picture.
pub(super) fn header(bytes: &[u8], path: &SourcePath) -> Result<Header, PictureProblem> {
    let damaged = || PictureProblem::broken(path, "damaged");
    let mut frame: Option<JpegFrame> = None;
    let mut turn = None;
    let mut scans = 0;
    let mut rest = &bytes[2..];
    loop {
        let (marker, segment) = next(&mut rest).ok_or_else(|| PictureProblem::broken(path, "truncated"))?;
        match marker {
            0xd9 => break,
            // Restarts stand inside of the pixel data.
            0x01 | 0xd0..=0xd7 => {}
            // A second picture inside of the first one: decoders differ in which of them they believe.
            0xc0..=0xc2 if frame.is_some() => return Err(damaged()),
            0xc0..=0xc2 => frame = Some(JpegFrame::read(marker, segment).ok_or_else(damaged)?),
            0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => return Err(unusual(path)),
            0xda if frame.is_none() => return Err(damaged()),
            0xda => scans += 1,
            0xe1 => turn = turn.or_else(|| orientation(segment)),
            _ => {}
        }
    }
    let frame = frame.filter(|_| scans > 0).ok_or_else(damaged)?;
    if frame.bits != 8 {
        return Err(unusual(path));
    }
    let cost = frame.cost(scans);
    Ok(Header {
        width: frame.width,
        height: frame.height,
        family: Family::Photo,
        turn: turn.unwrap_or(1),
        cost,
    })
}

/// Arithmetic coding, lossless or hierarchical coding, more than eight bits.
fn unusual(path: &SourcePath) -> PictureProblem {
    PictureProblem::unsupported(path, "JPEG (arithmetic, lossless, 12 bit)", "convert")
}

/// The next marker with its segment, which is empty for a marker that stands alone; `None` at the end of the bytes.
///
/// Whatever stands between segments is skipped: pixel data, in which 0xff is followed by zero, and stray bytes, which
/// decoders skip as well.
fn next<'a>(rest: &mut &'a [u8]) -> Option<(u8, &'a [u8])> {
    loop {
        let at = mark(rest)?;
        let marker = *rest.get(at + 1)?;
        match marker {
            0xff => *rest = &rest[at + 1..],
            0x00 => *rest = &rest[at + 2..],
            0x01 | 0xd0..=0xd9 => {
                *rest = &rest[at + 2..];
                return Some((marker, &[]));
            }
            _ => {
                let length = usize::from(u16_be(rest, at + 2)?);
                let segment = rest.get(at + 4..at + 2 + length.max(2))?;
                *rest = &rest[at + 2 + length.max(2)..];
                return Some((marker, segment));
            }
        }
    }
}

/// Where the next 0xff stands. Whole chunks are compared at once, because pixel data is most of a file.
fn mark(bytes: &[u8]) -> Option<usize> {
    const CHUNK: usize = 32;
    let holds_one = |chunk: &[u8]| chunk.iter().fold(false, |found, byte| found | (*byte == 0xff));
    let chunks = bytes.chunks_exact(CHUNK);
    let skipped = CHUNK * chunks.clone().position(holds_one).unwrap_or(chunks.len());
    bytes[skipped..].iter().position(|byte| *byte == 0xff).map(|at| skipped + at)
}

fn orientation(segment: &[u8]) -> Option<u8> {
    Orientation::from_exif_chunk(segment.strip_prefix(b"Exif\0\0")?).map(Orientation::to_exif)
}

struct JpegFrame {
    bits: u8,
    width: u32,
    height: u32,
    progressive: bool,
    /// Horizontal and vertical sampling of each component, multiplied.
    samples: Vec<u64>,
    /// The largest horizontal sampling by the largest vertical one.
    block: u64,
}

impl JpegFrame {
    fn read(marker: u8, segment: &[u8]) -> Option<JpegFrame> {
        let components = usize::from(*segment.get(5)?);
        let factors: Vec<(u64, u64)> = (segment.get(6..6 + 3 * components)?)
            .chunks_exact(3)
            .map(|component| (u64::from(component[1] >> 4), u64::from(component[1] & 15)))
            .collect();
        let block = factors.iter().map(|(x, _)| x).max()? * factors.iter().map(|(_, y)| y).max()?;
        Some(JpegFrame {
            bits: segment[0],
            height: u32::from(u16_be(segment, 1)?),
            width: u32::from(u16_be(segment, 3)?),
            progressive: marker == 0xc2,
            samples: factors.iter().map(|(x, y)| x * y).collect(),
            block: block.max(1),
        })
    }

    /// What a pixel costs while it is decoded, in sixteenths of a byte.
    ///
    /// Three bytes of colour, and one more where grey is decoded first or a print space is mixed. Several scans mean
    /// that the decoder holds two bytes for each sample until the last one has come.
    fn cost(&self, scans: usize) -> u64 {
        let pixel = if self.samples.len() == 3 { 3 } else { 4 };
        let held: u64 = self.samples.iter().sum::<u64>() * 2 * 16 / self.block;
        pixel * 16 + if self.progressive || scans > 1 { held } else { 0 }
    }
}
