use fast_image_resize::{ResizeOptions, Resizer};
use image::DynamicImage;

use super::decode::{Decoded, decode};
use super::variant::base_size;
use super::{Encoding, Fit, Probe, Problem, VariantSpec, encode};
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
) -> Result<Vec<Variant>, Problem> {
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
    fn make(&mut self, spec: &VariantSpec) -> Result<Vec<u8>, Problem> {
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

fn resize(pixels: &DynamicImage, (width, height, fit): (u32, u32, Fit)) -> DynamicImage {
    let options = match fit {
        Fit::Whole => ResizeOptions::new(),
        Fit::Crop => ResizeOptions::new().fit_into_destination(None),
    };
    let mut resized = DynamicImage::new(width, height, pixels.color());
    Resizer::new()
        .resize(pixels, &mut resized, &options)
        .expect("both pictures have the same kind of pixels, and the crop lies inside");
    resized
}
