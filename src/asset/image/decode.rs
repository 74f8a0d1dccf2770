//! Bytes of a picture to pixels, under the limits that its headers were checked against.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::{DynamicImage, ImageDecoder, ImageError, ImageResult, Limits};

use super::{Format, MAX_SIDE, PictureProblem, Probe, profile};

/// What a decoder may take beside the pixels: rows, tables, profiles and texts that stand packed in the file.
const ASIDE: u64 = 32 * 1024 * 1024;

/// Pixels as stored, before they are turned upright.
pub(super) struct Decoded {
    /// Eight bits of red, green and blue; alpha where any of it is not full.
    pub(super) pixels: DynamicImage,
    /// What red, green and blue mean, where that is not sRGB.
    pub(super) profile: Option<Vec<u8>>,
}

/// Decodes the picture that `probe` describes.
pub(super) fn decode(bytes: &[u8], probe: &Probe) -> Result<Decoded, PictureProblem> {
    // Decoders meet every kind of broken file, and are compiled with overflow checks here: what is a panic in one of
    // them is a damaged picture to the author.
    let outcome = catch_unwind(AssertUnwindSafe(|| match probe.format {
        Format::Jpeg => JpegDecoder::new(Cursor::new(bytes)).and_then(|decoder| read(decoder, probe)),
        Format::Png => {
            PngDecoder::with_limits(Cursor::new(bytes), limits()).and_then(|decoder| read(decoder, probe))
        }
        Format::WebP => WebPDecoder::new(Cursor::new(bytes)).and_then(|decoder| read(decoder, probe)),
        Format::Svg => unreachable!("a vector picture is published as it is"),
    }));
    match outcome {
        Ok(Ok(decoded)) => Ok(decoded),
        Ok(Err(ImageError::Unsupported(_))) => {
            Err(PictureProblem::unsupported(&probe.path, probe.format.name(), "convert"))
        }
        Ok(Err(_)) | Err(_) => Err(PictureProblem::broken(&probe.path, "damaged")),
    }
}

fn limits() -> Limits {
    let mut limits = Limits::no_limits();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(ASIDE);
    limits
}

fn read(mut decoder: impl ImageDecoder, probe: &Probe) -> ImageResult<Decoded> {
    let mut allowed = limits();
    // The output counts for this limit; the estimate covers it.
    allowed.max_alloc = Some(probe.memory + ASIDE);
    decoder.set_limits(allowed)?;
    let (width, height) = decoder.dimensions();
    let (width, height) = if probe.is_sideways() { (height, width) } else { (width, height) };
    if (width, height) != (probe.width, probe.height) {
        let error = image::error::ParameterErrorKind::DimensionMismatch;
        return Err(ImageError::Parameter(image::error::ParameterError::from_kind(error)));
    }
    // A profile that cannot be read is no reason to lose the picture.
    let profile = decoder.icc_profile().ok().flatten().and_then(profile::worth_keeping);
    let pixels = eight_bits(DynamicImage::from_decoder(decoder)?);
    Ok(Decoded { pixels, profile })
}

/// Brings pixels to eight bits a channel, and drops an alpha channel that hides nothing.
fn eight_bits(pixels: DynamicImage) -> DynamicImage {
    if !pixels.color().has_alpha() {
        return DynamicImage::ImageRgb8(pixels.into_rgb8());
    }
    let pixels = pixels.into_rgba8();
    if pixels.pixels().all(|pixel| pixel.0[3] == 255) {
        return DynamicImage::ImageRgb8(DynamicImage::ImageRgba8(pixels).into_rgb8());
    }
    DynamicImage::ImageRgba8(pixels)
}
