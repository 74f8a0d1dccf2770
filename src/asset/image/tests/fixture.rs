//! Pictures made in code.

use std::io::Cursor;

use image::codecs::png::PngEncoder;
use image::{DynamicImage, ImageEncoder, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

/// Four quarters of different colours that shade off, so that every turn and flip shows.
pub(super) fn photo(width: u32, height: u32) -> DynamicImage {
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, y| {
        let shade = |part: u32, whole: u32| (part * 60 / whole) as u8;
        let (right, lower) = (x * 2 >= width, y * 2 >= height);
        let red = if right { 190 } else { 20 } + shade(x, width);
        let green = if lower { 190 } else { 20 } + shade(y, height);
        Rgb([red, green, if right && lower { 200 } else { 90 }])
    }))
}

/// A disc on nothing.
pub(super) fn graphic(width: u32, height: u32) -> DynamicImage {
    let radius = i64::from(width.min(height) / 2);
    DynamicImage::ImageRgba8(RgbaImage::from_fn(width, height, |x, y| {
        let (x, y) = (i64::from(x) - i64::from(width / 2), i64::from(y) - i64::from(height / 2));
        if x * x + y * y < radius * radius { Rgba([30, 60, 200, 255]) } else { Rgba([0, 0, 0, 0]) }
    }))
}

/// What packs as badly as a photograph.
pub(super) fn noise(width: u32, height: u32) -> DynamicImage {
    let mut state = 1u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |_, _| Rgb([next(), next(), next()])))
}

/// `upright` as a camera stores it that notes the EXIF orientation `turn`.
///
/// By the standard's own words (where the stored first row and first column are seen), so that a mistake in the
/// library that turns pictures back would show.
pub(super) fn stored(upright: &DynamicImage, turn: u8) -> DynamicImage {
    let upright = upright.to_rgb8();
    let (width, height) = upright.dimensions();
    let (right, bottom) = (width - 1, height - 1);
    let (stored_width, stored_height) = if turn >= 5 { (height, width) } else { (width, height) };
    DynamicImage::ImageRgb8(RgbImage::from_fn(stored_width, stored_height, |x, y| {
        let (x, y) = match turn {
            1 => (x, y),
            2 => (right - x, y),
            3 => (right - x, bottom - y),
            4 => (x, bottom - y),
            5 => (y, x),
            6 => (right - y, x),
            7 => (right - y, bottom - x),
            _ => (y, bottom - x),
        };
        *upright.get_pixel(x, y)
    }))
}

/// The mean distance of two pictures' colours.
pub(super) fn difference(a: &RgbImage, b: &RgbImage) -> u64 {
    assert_eq!(a.dimensions(), b.dimensions());
    let sum: u64 = a.as_raw().iter().zip(b.as_raw()).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    sum / a.as_raw().len() as u64
}

pub(super) fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// A TIFF block with nothing but an orientation.
pub(super) fn exif(turn: u8) -> Vec<u8> {
    let mut tiff = b"MM\0*\0\0\0\x08\0\x01".to_vec();
    tiff.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, turn, 0, 0]);
    tiff.extend([0; 4]);
    tiff
}

/// The head of a display profile, which is all that is looked at, and a description.
pub(super) fn profile(space: &[u8; 4], description: &[u8]) -> Vec<u8> {
    let mut profile = vec![0; 128];
    profile[12..16].copy_from_slice(b"mntr");
    profile[16..20].copy_from_slice(space);
    profile[36..40].copy_from_slice(b"acsp");
    profile.extend(description);
    let length = profile.len() as u32;
    profile[..4].copy_from_slice(&length.to_be_bytes());
    profile
}

pub(super) struct Jpeg<'a> {
    pub(super) picture: &'a DynamicImage,
    pub(super) exif: Option<&'a [u8]>,
    pub(super) xmp: Option<&'a [u8]>,
    pub(super) profile: Option<&'a [u8]>,
    pub(super) progressive: bool,
}

impl Jpeg<'_> {
    pub(super) fn of(picture: &DynamicImage) -> Jpeg<'_> {
        Jpeg { picture, exif: None, xmp: None, profile: None, progressive: false }
    }

    pub(super) fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, 92);
        encoder.set_sampling_factor(SamplingFactor::R_4_4_4);
        encoder.set_progressive(self.progressive);
        if let Some(exif) = self.exif {
            encoder.add_exif_metadata(exif).unwrap();
        }
        if let Some(xmp) = self.xmp {
            encoder.add_app_segment(1, xmp.to_vec()).unwrap();
        }
        if let Some(profile) = self.profile {
            encoder.add_icc_profile(profile).unwrap();
        }
        let (width, height) = (self.picture.width() as u16, self.picture.height() as u16);
        let colours = if self.picture.color().has_color() { ColorType::Rgb } else { ColorType::Luma };
        encoder.encode(self.picture.as_bytes(), width, height, colours).unwrap();
        bytes
    }
}

pub(super) fn jpeg(picture: &DynamicImage) -> Vec<u8> {
    Jpeg::of(picture).encode()
}

pub(super) fn cmyk_jpeg(width: u16, height: u16, ink: [u8; 4]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let pixels = ink.repeat(usize::from(width) * usize::from(height));
    Encoder::new(&mut bytes, 92).encode(&pixels, width, height, ColorType::Cmyk).unwrap();
    bytes
}

pub(super) fn png(picture: &DynamicImage) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

pub(super) fn png_with_profile(picture: &DynamicImage, profile: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = PngEncoder::new(&mut bytes);
    encoder.set_icc_profile(profile.to_vec()).unwrap();
    encoder
        .write_image(picture.as_bytes(), picture.width(), picture.height(), picture.color().into())
        .unwrap();
    bytes
}

/// Where the first chunk behind the header stands.
pub(super) const BEHIND_IHDR: usize = 8 + 12 + 13;

pub(super) fn png_chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let body = [kind.as_slice(), data].concat();
    [&(data.len() as u32).to_be_bytes(), body.as_slice(), &crc(&body).to_be_bytes()].concat()
}

pub(super) fn with_png_chunk(png: &[u8], kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let (head, tail) = png.split_at(BEHIND_IHDR);
    [head, &png_chunk(kind, data), tail].concat()
}

/// The same file with another size in its header, and a right checksum.
pub(super) fn with_png_size(png: &[u8], width: u32, height: u32) -> Vec<u8> {
    let rest = &png[8 + 8 + 8..8 + 8 + 13];
    let header = [&width.to_be_bytes(), height.to_be_bytes().as_slice(), rest].concat();
    [&png[..8], &png_chunk(b"IHDR", &header), &png[BEHIND_IHDR..]].concat()
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc: u32, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| crc >> 1 ^ if crc & 1 == 1 { 0xedb8_8320 } else { 0 })
    })
}

pub(super) fn webp(picture: &DynamicImage) -> Vec<u8> {
    let (width, height) = (picture.width(), picture.height());
    match picture {
        DynamicImage::ImageRgba8(pixels) => {
            ::webp::Encoder::from_rgba(pixels, width, height).encode(95.0).to_vec()
        }
        _ => ::webp::Encoder::from_rgb(picture.as_bytes(), width, height).encode(95.0).to_vec(),
    }
}

pub(super) fn lossless_webp(picture: &DynamicImage) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::WebP).unwrap();
    bytes.into_inner()
}

/// Adds EXIF to a simple WebP.
pub(super) fn with_webp_exif(webp: &[u8], tiff: &[u8]) -> Vec<u8> {
    let picture = image::load_from_memory(webp).unwrap();
    let mut header = vec![0x08, 0, 0, 0];
    header.extend(&(picture.width() - 1).to_le_bytes()[..3]);
    header.extend(&(picture.height() - 1).to_le_bytes()[..3]);
    let chunk = |kind: &[u8], data: &[u8]| {
        let padding = if data.len() % 2 == 1 { [0].as_slice() } else { &[] };
        [kind, &(data.len() as u32).to_le_bytes(), data, padding].concat()
    };
    let body =
        [b"WEBP".to_vec(), chunk(b"VP8X", &header), webp[12..].to_vec(), chunk(b"EXIF", tiff)].concat();
    chunk(b"RIFF", &body)
}
