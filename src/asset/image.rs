//! Pictures: what a file holds, which sizes of it a site publishes, and the bytes of these.
//!
//! Three steps, each a function of values. [`probe`] reads a file's headers, [`variants`] decides which sizes and
//! encodings there will be, and with them every file name, and [`render`] makes the bytes, or finds them in a memo.
//! Pages need the first two steps only.
//!
//! What holds for every picture published:
//!
//! - **Upright.** The orientation that a camera notes in EXIF is applied to the pixels.
//! - **Without metadata.** Only pixels are carried over, so that no place, name or serial number of a camera gets out.
//!   Vector pictures are the exception: they are published byte for byte, after a check.
//! - **True colours.** A profile of an RGB colour space other than sRGB is kept beside the pixels, in every encoding;
//!   converting would cut off what a wide-gamut screen can show. Profiles of print and grey spaces are dropped,
//!   because the pixels are RGB by then, and so are profiles above 32 KiB, which would outweigh a thumbnail.
//! - **Never enlarged.** No variant is larger than its original.
//! - **Same bytes.** A variant depends on its source's bytes and its own parameters, never on the other variants
//!   asked for, on what was remembered, or on threads: one picture is worked on by one thread, and callers run
//!   several pictures at once.
//!
//! Files come from strangers. Sizes are read and limited before anything is decoded: [`MAX_PIXELS`], [`MAX_SIDE`] and
//! [`MAX_MEMORY`], by an estimate of what decoding takes ([`Probe::memory`]). One picture in flight holds that much
//! while it is decoded (36 MB for an ordinary 12-megapixel photograph, 108 MB for a progressive one without colour
//! subsampling), and after that its largest variant, about 30 MB with the encoder's own needs;
//! at the limits it is 512 MB. A caller that works on n pictures at once should count on the sum of the n largest.

mod bytes;
mod decode;
mod encode;
mod jpeg;
mod png;
mod problem;
mod profile;
mod render;
mod svg;
mod variant;
mod webp;

pub use problem::PictureProblem;
pub use render::{Variant, render};
pub use variant::{Encoding, Fit, Use, VariantSpec, variants};

use image::metadata::Orientation;

use crate::base::SourcePath;

/// No picture has more pixels.
pub const MAX_PIXELS: u64 = 100_000_000;
/// No picture is wider or higher, in pixels.
pub const MAX_SIDE: u32 = 30_000;
/// Decoding a picture takes no more memory, in bytes.
pub const MAX_MEMORY: u64 = 512 * 1024 * 1024;
/// A vector picture has no more bytes: it is published as it is, so a reader waits for all of it.
pub const MAX_SVG: usize = 4 * 1024 * 1024;

/// What a file holds, by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// A photograph, as a rule.
    Jpeg,
    /// A drawing or a screenshot, as a rule.
    Png,
    /// Either.
    WebP,
    /// A vector picture, checked to be safe.
    Svg,
}

impl Format {
    /// The name that people know it by.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Format::Jpeg => "JPEG",
            Format::Png => "PNG",
            Format::WebP => "WebP",
            Format::Svg => "SVG",
        }
    }

    /// The extensions that a file of this format may have; the first is the usual one.
    #[must_use]
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            Format::Jpeg => &["jpg", "jpeg", "jpe", "jfif"],
            Format::Png => &["png"],
            Format::WebP => &["webp"],
            Format::Svg => &["svg"],
        }
    }
}

/// What kind of picture it is, which decides the encoding that every browser understands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// Many colours, no transparency: JPEG.
    Photo,
    /// Transparency or flat areas: PNG.
    Graphic,
}

/// A picture, as its headers describe it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Probe {
    /// By content; the file's extension agrees.
    pub format: Format,
    /// As the reader sees it, after the orientation is applied, in pixels. For a vector picture the size it asks for.
    pub width: u32,
    /// See `width`.
    pub height: u32,
    /// Photograph or drawing.
    pub family: Family,
    path: SourcePath,
    turn: u8,
    memory: u64,
}

impl Probe {
    /// What decoding takes at most, in bytes, by estimate; never above [`MAX_MEMORY`].
    #[must_use]
    pub fn memory(&self) -> u64 {
        self.memory
    }

    /// How the stored pixels are turned to stand upright.
    fn orientation(&self) -> Orientation {
        Orientation::from_exif(self.turn).unwrap_or(Orientation::NoTransforms)
    }

    /// Whether turning upright exchanges width and height.
    fn is_sideways(&self) -> bool {
        self.turn >= 5
    }
}

/// Headers of a pixel picture, as stored: before its orientation and before any limit.
struct Header {
    width: u32,
    height: u32,
    family: Family,
    /// The EXIF value: 1 to 8, 1 where the file says nothing.
    turn: u8,
    /// What decoding takes for one pixel, in sixteenths of a byte.
    cost: u64,
}

/// Reads what a file holds: its format by content, its size, its orientation.
///
/// Nothing is decoded: a file is walked through from header to header, which takes microseconds, and for a JPEG, where
/// only a look at every byte finds the next header, a millisecond or two. A vector picture is checked as a whole, since
/// it is published as it is. A file that passes has a size within the limits, the extension of its format, and an end,
/// so that a half-copied file is found here. Damage inside of the pixel data shows in [`render`]. Whatever follows a
/// picture's end (telephones append whole films) is no part of it, and is neither refused nor published.
pub fn probe(bytes: &[u8], path: &SourcePath) -> Result<Probe, PictureProblem> {
    let format = recognise(bytes, path)?;
    if !format.extensions().contains(&path.extension().as_str()) {
        return Err(PictureProblem::wrong_extension(path, format));
    }
    let header = match format {
        Format::Jpeg => jpeg::header(bytes, path)?,
        Format::Png => png::header(bytes, path)?,
        Format::WebP => webp::header(bytes, path)?,
        Format::Svg => return vector(bytes, path),
    };
    limit(format, &header, path)
}

fn limit(format: Format, header: &Header, path: &SourcePath) -> Result<Probe, PictureProblem> {
    let Header { width, height, family, turn, cost } = *header;
    if width == 0 || height == 0 {
        return Err(PictureProblem::broken(path, "no-size"));
    }
    let sideways = turn >= 5;
    // A turned copy stands beside the decoded pixels when the picture is not made smaller first.
    let cost = cost + if sideways { 4 * 16 } else { 0 };
    let pixels = u64::from(width) * u64::from(height);
    let memory = pixels.saturating_mul(cost) / 16;
    if width > MAX_SIDE || height > MAX_SIDE || pixels > MAX_PIXELS || memory > MAX_MEMORY {
        return Err(PictureProblem::too_large(path, width, height));
    }
    let (width, height) = if sideways { (height, width) } else { (width, height) };
    Ok(Probe { format, width, height, family, path: path.clone(), turn, memory })
}

fn vector(bytes: &[u8], path: &SourcePath) -> Result<Probe, PictureProblem> {
    if bytes.len() > MAX_SVG {
        return Err(PictureProblem::heavy(path, bytes.len(), MAX_SVG));
    }
    let (width, height) = svg::check(bytes, path)?;
    let family = Family::Graphic;
    Ok(Probe { format: Format::Svg, width, height, family, path: path.clone(), turn: 1, memory: 0 })
}

/// The format by the first bytes.
fn recognise(bytes: &[u8], path: &SourcePath) -> Result<Format, PictureProblem> {
    if bytes.is_empty() {
        return Err(PictureProblem::broken(path, "empty"));
    }
    let known: &[(&[u8], Format)] =
        &[(b"\xff\xd8\xff", Format::Jpeg), (b"\x89PNG\r\n\x1a\n", Format::Png), (b"RIFF", Format::WebP)];
    for (magic, format) in known {
        if bytes.starts_with(magic) && (*format != Format::WebP || bytes.get(8..12) == Some(b"WEBP")) {
            return Ok(*format);
        }
        // Fewer bytes than it takes to tell: a copy that stopped at once.
        if magic.starts_with(bytes) {
            return Err(PictureProblem::broken(path, "truncated"));
        }
    }
    if svg::looks_like(bytes) {
        return Ok(Format::Svg);
    }
    Err(foreign(bytes, path))
}

/// Names a format that is not taken, with advice where there is some.
fn foreign(bytes: &[u8], path: &SourcePath) -> PictureProblem {
    let brand = bytes.get(4..12).filter(|brand| brand.starts_with(b"ftyp")).map(|brand| &brand[4..]);
    match brand {
        Some(b"heic" | b"heix" | b"hevc" | b"mif1" | b"msf1") => {
            return PictureProblem::unsupported(path, "HEIC", "heic");
        }
        Some(b"avif" | b"avis") => return PictureProblem::unsupported(path, "AVIF", "convert"),
        _ => {}
    }
    let others: &[(&[u8], &str, &str)] = &[
        (b"GIF8", "GIF", "gif"),
        (b"II*\0", "TIFF", "convert"),
        (b"MM\0*", "TIFF", "convert"),
        (b"BM", "BMP", "convert"),
        (b"\0\0\x01\0", "ICO", "convert"),
        (b"\xff\x0a", "JPEG XL", "convert"),
        (b"\0\0\0\x0cJXL ", "JPEG XL", "convert"),
        (b"%PDF", "PDF", "document"),
        (b"8BPS", "Photoshop", "convert"),
    ];
    let found = others.iter().find(|(magic, ..)| bytes.starts_with(magic));
    found.map_or_else(
        || PictureProblem::unknown(path),
        |(_, name, help)| PictureProblem::unsupported(path, name, help),
    )
}

#[cfg(test)]
mod tests;
