//! What the headers of a WebP say, whether the file has an end, and how a colour profile gets into one.

use image::metadata::Orientation;

use super::bytes::{u16_le, u24_le, u32_le};
use super::{Family, Header, PictureProblem};
use crate::base::SourcePath;

/// `RIFF`, a length, `WEBP`.
const START: usize = 12;
const HAS_PROFILE: u8 = 0x20;
const HAS_ALPHA: u8 = 0x10;
/// In the first word of a lossless picture, after its two sides of 14 bits each.
const LOSSLESS_ALPHA: u32 = 1 << 28;
/// A pixel of decoded colour with the decoder's own copies, weighed by alpha, in sixteenths of a byte.
const COST: u64 = 10 * 16;

/// Walks from chunk to chunk until the end of the picture.
pub(super) fn header(bytes: &[u8], path: &SourcePath) -> Result<Header, PictureProblem> {
    let truncated = || PictureProblem::broken(path, "truncated");
    let damaged = || PictureProblem::broken(path, "damaged");
    let end = u32_le(bytes, 4).and_then(|length| usize::try_from(length).ok()?.checked_add(8));
    let bytes = end.and_then(|end| bytes.get(..end)).ok_or_else(truncated)?;
    let mut found = WebpHeader { canvas: None, picture: None, family: Family::Photo, turn: 1 };
    let mut at = START;
    while at < bytes.len() {
        let (kind, data) = chunk(bytes, at).ok_or_else(truncated)?;
        if kind == b"ANIM" || kind == b"ANMF" {
            return Err(PictureProblem::unsupported(path, "WebP (animated)", "animated"));
        }
        found.take(kind, data).ok_or_else(damaged)?;
        at += 8 + data.len() + data.len() % 2;
    }
    let WebpHeader { canvas, picture, family, turn } = found;
    let (width, height) =
        picture.filter(|size| canvas.is_none_or(|canvas| canvas == *size)).ok_or_else(damaged)?;
    Ok(Header { width, height, family, turn, cost: COST })
}

struct WebpHeader {
    canvas: Option<(u32, u32)>,
    picture: Option<(u32, u32)>,
    family: Family,
    turn: u8,
}

impl WebpHeader {
    /// `None` for a chunk that is too short or comes twice.
    fn take(&mut self, kind: &[u8; 4], data: &[u8]) -> Option<()> {
        match kind {
            b"VP8X" => {
                self.canvas = Some((u24_le(data, 4)? + 1, u24_le(data, 7)? + 1));
                if data[0] & HAS_ALPHA != 0 {
                    self.family = Family::Graphic;
                }
            }
            b"VP8 " | b"VP8L" if self.picture.is_some() => return None,
            b"VP8 " => {
                let start = data.get(3..6)?;
                let size = (u16_le(data, 6)? & 0x3fff, u16_le(data, 8)? & 0x3fff);
                self.picture = Some((size.0.into(), size.1.into())).filter(|_| start == [0x9d, 0x01, 0x2a]);
            }
            // Lossless: drawings, since a photograph is hardly ever kept that way.
            b"VP8L" => {
                let size = u32_le(data, 1)?;
                self.picture =
                    Some(((size & 0x3fff) + 1, (size >> 14 & 0x3fff) + 1)).filter(|_| data[0] == 0x2f);
                self.family = Family::Graphic;
            }
            b"EXIF" => {
                let exif = data.strip_prefix(b"Exif\0\0").unwrap_or(data);
                self.turn = Orientation::from_exif_chunk(exif).map_or(1, Orientation::to_exif);
            }
            _ => {}
        }
        Some(())
    }
}

fn chunk(bytes: &[u8], at: usize) -> Option<(&[u8; 4], &[u8])> {
    let kind = bytes.get(at..)?.first_chunk()?;
    let length = usize::try_from(u32_le(bytes, at + 4)?).ok()?;
    Some((kind, bytes.get(at + 8..)?.get(..length)?))
}

/// Puts a colour profile into a WebP that was encoded without one; the size is that of the picture.
pub(super) fn with_profile(webp: &[u8], profile: &[u8], (width, height): (u32, u32)) -> Vec<u8> {
    let chunks = &webp[START..];
    // With transparency the encoder writes an extended header already, but for a lossless picture, which says so itself.
    let (flags, chunks) = match chunk(webp, START) {
        Some((b"VP8X", data)) => (data[0], &chunks[8 + data.len()..]),
        Some((b"VP8L", data)) if u32_le(data, 1).is_some_and(|head| head & LOSSLESS_ALPHA != 0) => {
            (HAS_ALPHA, chunks)
        }
        _ => (0, chunks),
    };
    let mut extended = vec![flags | HAS_PROFILE, 0, 0, 0];
    extended.extend(&(width - 1).to_le_bytes()[..3]);
    extended.extend(&(height - 1).to_le_bytes()[..3]);

    let mut body = b"WEBP".to_vec();
    push(&mut body, b"VP8X", &extended);
    push(&mut body, b"ICCP", profile);
    body.extend(chunks);
    let mut whole = Vec::with_capacity(body.len() + 8);
    push(&mut whole, b"RIFF", &body);
    whole
}

/// Appends a chunk, padded to an even length.
fn push(out: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) {
    out.extend(kind);
    out.extend(u32::try_from(data.len()).expect("an encoded picture is far below 4 GiB").to_le_bytes());
    out.extend(data);
    if data.len() % 2 == 1 {
        out.push(0);
    }
}
