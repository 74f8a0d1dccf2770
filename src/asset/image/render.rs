use std::borrow::Cow;

use fast_image_resize::images::{TypedImage, TypedImageRef};
use fast_image_resize::pixels::{U8x3, U8x4};
use fast_image_resize::{PixelTrait, ResizeOptions, Resizer};
use image::{DynamicImage, RgbImage, RgbaImage};

use super::decode::{Decoded, decode};
use super::variant::base_size;
use super::{Encoding, Fit, PictureProblem, Probe, VariantSpec, encode};
use crate::base::fingerprint_bytes;
use crate::memo::Memo;

/// A file that a picture is published as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// What was asked for.
    pub spec: VariantSpec,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Makes variants of the picture that `probe` was read from, in the order of `specs`.
///
/// What the memo has is taken from there; if it has everything, the picture is not decoded.
pub fn render(
    bytes: &[u8],
    probe: &Probe,
    specs: &[VariantSpec],
    memo: &Memo,
) -> Result<Vec<Variant>, PictureProblem> {
    let source = fingerprint_bytes(bytes);
    let mut easel = Easel { bytes, probe, base: None, scaled: None };
    let mut made = Vec::with_capacity(specs.len());
    for spec in specs {
        let bytes = match spec.encoding {
            // Not worth remembering: it was checked when it was probed, and is the source itself.
            Encoding::Svg => bytes.to_vec(),
            _ => memo.bytes(spec.key(source), || easel.make(spec))?,
        };
        made.push(Variant { spec: *spec, bytes });
    }
    Ok(made)
}

/// A picture being worked on: decoded when the first variant is made, and never twice.
struct Easel<'a> {
    bytes: &'a [u8],
    probe: &'a Probe,
    base: Option<Decoded>,
    /// The last size made, for the next encoding of the same size.
    scaled: Option<((u32, u32, Fit), DynamicImage)>,
}

impl Easel<'_> {
    fn make(&mut self, spec: &VariantSpec) -> Result<Vec<u8>, PictureProblem> {
        let base = match self.base.take() {
            Some(base) => base,
            None => base_of(decode(self.bytes, self.probe)?, self.probe),
        };
        let base = self.base.insert(base);
        let size = (spec.width, spec.height, spec.fit);
        if self.scaled.as_ref().is_none_or(|(scaled, _)| *scaled != size) {
            // The old size goes before the new one comes.
            self.scaled = None;
        }
        let (_, pixels) = self.scaled.get_or_insert_with(|| (size, resize(&base.pixels, size)));
        Ok(encode::encode(pixels, base.profile.as_deref(), spec.encoding, self.probe.family))
    }
}

/// The picture upright, in the size that all variants are made from.
///
/// It is made smaller first and turned after that, because turning a large picture takes a second large picture.
fn base_of(decoded: Decoded, probe: &Probe) -> Decoded {
    let (width, height) = base_size(probe.width, probe.height);
    let (width, height) = if probe.is_sideways() { (height, width) } else { (width, height) };
    let mut pixels = decoded.pixels;
    if (width, height) != (pixels.width(), pixels.height()) {
        pixels = resize(&pixels, (width, height, Fit::Whole));
    }
    pixels.apply_orientation(probe.orientation());
    Decoded { pixels, ..decoded }
}

/// Resized pixels have 8 bits a channel: no browser shows more, and every further kind of pixel would cost half a minute of
/// compiling.
fn resize(pixels: &DynamicImage, (width, height, fit): (u32, u32, Fit)) -> DynamicImage {
    let options = match fit {
        Fit::Whole => ResizeOptions::new(),
        Fit::Crop => ResizeOptions::new().fit_into_destination(None),
    };
    if pixels.color().has_alpha() {
        let source = pixels.as_rgba8().map_or_else(|| Cow::Owned(pixels.to_rgba8()), Cow::Borrowed);
        let mut resized = RgbaImage::new(width, height);
        convolve::<U8x4>(source.dimensions(), source.as_raw(), (width, height), &mut resized, &options);
        return DynamicImage::ImageRgba8(resized);
    }
    let source = pixels.as_rgb8().map_or_else(|| Cow::Owned(pixels.to_rgb8()), Cow::Borrowed);
    let mut resized = RgbImage::new(width, height);
    convolve::<U8x3>(source.dimensions(), source.as_raw(), (width, height), &mut resized, &options);
    DynamicImage::ImageRgb8(resized)
}

/// Resizes `source`, the bytes of pixels of the type `P`, into `target`, which has room for just its size.
fn convolve<P: PixelTrait>(
    (from_width, from_height): (u32, u32),
    source: &[u8],
    (width, height): (u32, u32),
    target: &mut [u8],
    options: &ResizeOptions,
) {
    const SIZES: &str = "a picture's bytes are as many as its size says";
    let from = TypedImageRef::<P>::from_buffer(from_width, from_height, source).expect(SIZES);
    let mut into = TypedImage::<P>::from_buffer(width, height, target).expect(SIZES);
    Resizer::new().resize_typed(&from, &mut into, options).expect("the crop lies inside the picture");
}
