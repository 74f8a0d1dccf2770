//! Pixels to the bytes of a file. The same pixels give the same bytes: no encoder here uses threads or the clock.

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{DynamicImage, GrayAlphaImage, GrayImage, ImageEncoder, RgbImage, RgbaImage};
use jpeg_encoder::{ChromaSubsamplingMethod, ColorType, SamplingFactor};

use super::{Encoding, Family, webp};

// The usual compromise for pictures on pages. A change of a setting in this file needs a higher `EPOCH` in `variant`.

/// Of progressive JPEG with halved colour resolution.
const JPEG_QUALITY: u8 = 80;
/// Of photographs.
const WEBP_QUALITY: f32 = 78.0;
/// Of drawings that are not flat: edges and letters show what a photograph hides.
const WEBP_GRAPHIC_QUALITY: f32 = 88.0;
/// Of flat drawings, which are kept exactly: how hard the encoder looks for a smaller file, not how true it is.
const WEBP_FLAT_EFFORT: f32 = 75.0;
/// A flat drawing has fewer than one fresh pixel in so many.
const FLAT: usize = 20;
/// A larger drawing is not kept exactly, in pixels: each takes about 25 bytes while it is encoded, and 9 otherwise.
const LARGEST_FLAT: usize = 1_000_000;

/// Encodes pixels, which are RGB or RGBA with eight bits a channel.
pub(super) fn encode(
    pixels: &DynamicImage,
    profile: Option<&[u8]>,
    encoding: Encoding,
    family: Family,
) -> Vec<u8> {
    match encoding {
        Encoding::Jpeg => jpeg(pixels, profile),
        Encoding::Png => png(pixels, profile),
        Encoding::WebP => webp(pixels, profile, family),
        Encoding::Svg => unreachable!("a vector picture is published as it is"),
    }
}

fn jpeg(pixels: &DynamicImage, profile: Option<&[u8]>) -> Vec<u8> {
    let flat;
    let pixels = match pixels {
        DynamicImage::ImageRgb8(pixels) => pixels,
        DynamicImage::ImageRgba8(pixels) => {
            flat = on_white(pixels);
            &flat
        }
        _ => unreachable!("decoding gives RGB or RGBA"),
    };
    let side =
        |length: u32| u16::try_from(length).expect("no picture passes with more than MAX_SIDE pixels a side");
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, JPEG_QUALITY);
    encoder.set_progressive(true);
    encoder.set_sampling_factor(SamplingFactor::R_4_2_0);
    encoder.set_chroma_subsampling_method(ChromaSubsamplingMethod::Average);
    if let Some(profile) = profile {
        encoder.add_icc_profile(profile).expect("a profile that is kept fits into one segment");
    }
    encoder
        .encode(pixels.as_raw(), side(pixels.width()), side(pixels.height()), ColorType::Rgb)
        .expect("the buffer holds all pixels, and memory takes all bytes");
    bytes
}

/// Transparent parts become white, as on the paper of a page.
fn on_white(pixels: &RgbaImage) -> RgbImage {
    RgbImage::from_fn(pixels.width(), pixels.height(), |x, y| {
        let [red, green, blue, alpha] = pixels.get_pixel(x, y).0.map(u32::from);
        let mix = |colour: u32| ((colour * alpha + 255 * (255 - alpha) + 127) / 255) as u8;
        image::Rgb([mix(red), mix(green), mix(blue)])
    })
}

/// A picture without colour is written without colour, unless a profile gives its grey a tint.
fn png(pixels: &DynamicImage, profile: Option<&[u8]>) -> Vec<u8> {
    let grey = if profile.is_none() { without_colour(pixels) } else { None };
    let pixels = grey.as_ref().unwrap_or(pixels);
    let mut bytes = Vec::new();
    let mut encoder =
        PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, FilterType::Adaptive);
    if let Some(profile) = profile {
        encoder.set_icc_profile(profile.to_vec()).expect("a PNG may hold a profile");
    }
    encoder
        .write_image(pixels.as_bytes(), pixels.width(), pixels.height(), pixels.color().into())
        .expect("the buffer holds all pixels, and memory takes all bytes");
    bytes
}

fn is_grey(pixels: &DynamicImage) -> bool {
    let is_grey = |pixel: &[u8]| pixel[0] == pixel[1] && pixel[1] == pixel[2];
    match pixels {
        DynamicImage::ImageRgb8(pixels) => pixels.pixels().all(|pixel| is_grey(&pixel.0)),
        DynamicImage::ImageRgba8(pixels) => pixels.pixels().all(|pixel| is_grey(&pixel.0)),
        _ => false,
    }
}

fn without_colour(pixels: &DynamicImage) -> Option<DynamicImage> {
    let (width, height) = (pixels.width(), pixels.height());
    if !is_grey(pixels) {
        return None;
    }
    match pixels {
        DynamicImage::ImageRgb8(pixels) => {
            let grey = pixels.pixels().map(|pixel| pixel.0[0]).collect();
            GrayImage::from_raw(width, height, grey).map(DynamicImage::ImageLuma8)
        }
        DynamicImage::ImageRgba8(pixels) => {
            let grey = pixels.pixels().flat_map(|pixel| [pixel.0[0], pixel.0[3]]).collect();
            GrayAlphaImage::from_raw(width, height, grey).map(DynamicImage::ImageLumaA8)
        }
        _ => None,
    }
}

fn webp(pixels: &DynamicImage, profile: Option<&[u8]>, family: Family) -> Vec<u8> {
    let (width, height) = (pixels.width(), pixels.height());
    let encoder = match pixels {
        DynamicImage::ImageRgb8(pixels) => ::webp::Encoder::from_rgb(pixels, width, height),
        DynamicImage::ImageRgba8(pixels) => ::webp::Encoder::from_rgba(pixels, width, height),
        _ => unreachable!("decoding gives RGB or RGBA"),
    };
    let mut config = ::webp::WebPConfig::new().expect("the library is the one that was compiled in");
    match family {
        Family::Photo => config.quality = WEBP_QUALITY,
        Family::Graphic if is_flat(pixels) => {
            config.lossless = 1;
            config.quality = WEBP_FLAT_EFFORT;
        }
        Family::Graphic => {
            config.quality = WEBP_GRAPHIC_QUALITY;
            // Half of the time that such a picture takes, but thin coloured lines keep their colour.
            config.use_sharp_yuv = i32::from(!is_grey(pixels));
        }
    }
    let bytes = encoder.encode_advanced(&config).expect("no variant is too large for WebP");
    match profile {
        Some(profile) => webp::with_profile(&bytes, profile, (width, height)),
        None => bytes.to_vec(),
    }
}

/// Whether nearly every pixel has the colour of its neighbour to the left or above. The others, which are fresh, are what
/// a lossless file is made of: of screenshots, charts and plans in their own size, with less than 4 % of them, it has half
/// of the lossy file's bytes and takes a third of its time; from 6 % on, as drawings have that were made smaller, it grows
/// beyond the lossy one.
fn is_flat(pixels: &DynamicImage) -> bool {
    let width = pixels.width() as usize;
    if width * pixels.height() as usize > LARGEST_FLAT {
        return false;
    }
    match pixels {
        DynamicImage::ImageRgb8(pixels) => fresh(pixels.as_chunks::<3>().0, width) * FLAT < pixels.len() / 3,
        DynamicImage::ImageRgba8(pixels) => fresh(pixels.as_chunks::<4>().0, width) * FLAT < pixels.len() / 4,
        _ => unreachable!("decoding gives RGB or RGBA"),
    }
}

/// How many pixels below the first row differ from both neighbours.
fn fresh<const CHANNELS: usize>(pixels: &[[u8; CHANNELS]], width: usize) -> usize {
    let is_fresh = |at: &usize| pixels[*at] != pixels[at - 1] && pixels[*at] != pixels[at - width];
    (width..pixels.len()).filter(is_fresh).count()
}
