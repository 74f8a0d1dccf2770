use fast_image_resize::images::TypedImage;
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
        let (_, pixels) = self.scaled.get_or_insert_with(|| (size, resize(&mut base.pixels, size)));
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
        pixels = resize(&mut pixels, (width, height, Fit::Whole));
    }
    pixels.apply_orientation(probe.orientation());
    Decoded { pixels, ..decoded }
}

/// Resized pixels have 8 bits a channel: no browser shows more, and every further kind of pixel would cost half a minute of
/// compiling. `pixels` are brought to that form, and stay the same picture.
fn resize(pixels: &mut DynamicImage, (width, height, fit): (u32, u32, Fit)) -> DynamicImage {
    let options = match fit {
        Fit::Whole => ResizeOptions::new(),
        Fit::Crop => ResizeOptions::new().fit_into_destination(None),
    };
    if pixels.color().has_alpha() {
        let mut resized = RgbaImage::new(width, height);
        let source = eight_bits_with_alpha(pixels);
        convolve::<U8x4>(typed(source.dimensions(), source), typed((width, height), &mut resized), &options);
        return DynamicImage::ImageRgba8(resized);
    }
    let mut resized = RgbImage::new(width, height);
    let source = eight_bits(pixels);
    convolve::<U8x3>(typed(source.dimensions(), source), typed((width, height), &mut resized), &options);
    DynamicImage::ImageRgb8(resized)
}

fn eight_bits(pixels: &mut DynamicImage) -> &mut RgbImage {
    if pixels.as_rgb8().is_none() {
        *pixels = DynamicImage::ImageRgb8(pixels.to_rgb8());
    }
    pixels.as_mut_rgb8().expect("it has just become that")
}

fn eight_bits_with_alpha(pixels: &mut DynamicImage) -> &mut RgbaImage {
    if pixels.as_rgba8().is_none() {
        *pixels = DynamicImage::ImageRgba8(pixels.to_rgba8());
    }
    pixels.as_mut_rgba8().expect("it has just become that")
}

/// Resizes `source`, whose pixels are of the type `P`, to the size of `target`.
///
/// Nothing is written to `source`. It is taken as the target is, and as the resizer holds what it has half done, because
/// the resizer is compiled anew for every pair of types that it goes from and to: with one type it takes a quarter of the
/// code.
fn convolve<P: PixelTrait>(
    source: TypedImage<'_, P>,
    mut target: TypedImage<'_, P>,
    options: &ResizeOptions,
) {
    Resizer::new().resize_typed(&source, &mut target, options).expect("the crop lies inside the picture");
}

/// A picture as the resizer sees it.
fn typed<P: PixelTrait>((width, height): (u32, u32), bytes: &mut [u8]) -> TypedImage<'_, P> {
    TypedImage::from_buffer(width, height, bytes).expect("a picture's bytes are as many as its size says")
}
