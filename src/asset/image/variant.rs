use icu_normalizer::DecomposingNormalizerBorrowed;

use super::{Family, Format, Probe};
use crate::base::Digest;
use crate::memo;

/// Raised whenever the same source and parameters would give other bytes than before, so that neither a remembered
/// variant nor one in a browser's cache is taken for the new one.
const EPOCH: u32 = 2;
/// The size that social networks show a shared page with.
const SHARE: (u32, u32) = (1200, 630);
/// What WebP can hold.
const MAX_WEBP_SIDE: u32 = 16_383;
/// The longest part of a file's name that is taken over, in bytes; some systems allow 143 for the whole.
const MAX_STEM: usize = 60;

/// Where a picture is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Use {
    /// Across the top of a page.
    Cover,
    /// In a list.
    Card,
    /// In the text.
    Inline,
    /// Beside a link in social networks and messengers.
    Share,
}

/// How a variant is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Encoding {
    /// Progressive, for photographs.
    Jpeg,
    /// For drawings and for transparency.
    Png,
    /// Smaller than either; lossless for flat drawings only.
    WebP,
    /// The source's own bytes.
    Svg,
}

impl Encoding {
    /// The extension of its files.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Encoding::Jpeg => "jpg",
            Encoding::Png => "png",
            Encoding::WebP => "webp",
            Encoding::Svg => "svg",
        }
    }

    /// The media type, as in `<source type="…">`.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Encoding::Jpeg => "image/jpeg",
            Encoding::Png => "image/png",
            Encoding::WebP => "image/webp",
            Encoding::Svg => "image/svg+xml",
        }
    }
}

/// How a picture comes to its variant's proportions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fit {
    /// They are its own.
    Whole,
    /// What sticks out is cut off, equally on both sides.
    Crop,
}

/// One file that a picture is published as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VariantSpec {
    /// How its bytes are to be read.
    pub encoding: Encoding,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// Whether all of the picture is seen.
    pub fit: Fit,
}

impl VariantSpec {
    /// What the variant is made from and how, as one fingerprint; `source` is that of the source's bytes.
    #[must_use]
    pub fn key(&self, source: Digest) -> Digest {
        memo::key("image", EPOCH, source, self)
    }

    /// The name of the variant's file, such as `layout-960.3f2a91bc.webp`.
    ///
    /// `stem` is the name of the source without its extension, in any script; `source` is the fingerprint of its
    /// bytes. The name has lower-case ASCII letters, digits, `-` and `.` only, is none of those that Windows reserves,
    /// and changes with the source and with the parameters, so that the file may be cached for ever.
    #[must_use]
    pub fn file_name(&self, stem: &str, source: Digest) -> String {
        let size = match self.fit {
            Fit::Whole => self.width.to_string(),
            Fit::Crop => format!("{}x{}", self.width, self.height),
        };
        format!("{}-{size}.{}.{}", ascii(stem), self.key(source).short(8), self.encoding.extension())
    }
}

/// The files that a picture is published as for one use, the smallest first; at each width the encoding that every
/// browser understands, then WebP.
///
/// None is larger than the original. An original between two widths is offered in its own width, and a listed width
/// that is nearly as large is left out. A vector picture is one file for all sizes, and none for sharing, because
/// social networks show none.
#[must_use]
pub fn variants(probe: &Probe, use_: Use) -> Vec<VariantSpec> {
    let widths: &[u32] = match use_ {
        Use::Share => return share(probe).into_iter().collect(),
        _ if probe.format == Format::Svg => return vec![spec(probe, Encoding::Svg, probe.width)],
        Use::Card => &[320, 640],
        Use::Cover | Use::Inline => &[480, 960, 1600],
    };
    let classic = match probe.family {
        Family::Photo => Encoding::Jpeg,
        Family::Graphic => Encoding::Png,
    };
    ladder(widths, probe.width)
        .into_iter()
        .flat_map(|width| [spec(probe, classic, width), spec(probe, Encoding::WebP, width)])
        .filter(|spec| spec.encoding != Encoding::WebP || spec.height <= MAX_WEBP_SIDE)
        .collect()
}

/// The widths that an original of some width is offered in.
fn ladder(widths: &[u32], original: u32) -> Vec<u32> {
    let largest = widths.last().map_or(original, |widest| original.min(*widest));
    let mut steps: Vec<u32> = widths.iter().copied().filter(|width| width * 5 <= largest * 4).collect();
    steps.push(largest);
    steps
}

fn spec(probe: &Probe, encoding: Encoding, width: u32) -> VariantSpec {
    VariantSpec { encoding, width, height: in_proportion(probe.height, width, probe.width), fit: Fit::Whole }
}

fn share(probe: &Probe) -> Option<VariantSpec> {
    let (mut width, mut height) = SHARE;
    if probe.format == Format::Svg {
        return None;
    }
    if probe.width < width {
        (width, height) = (probe.width, in_proportion(SHARE.1, probe.width, SHARE.0));
    }
    if probe.height < height {
        (width, height) = (in_proportion(SHARE.0, probe.height, SHARE.1), probe.height);
    }
    Some(VariantSpec { encoding: Encoding::Jpeg, width, height, fit: Fit::Crop })
}

/// `length` by the ratio `part : whole`, rounded, at least one pixel.
pub(super) fn in_proportion(length: u32, part: u32, whole: u32) -> u32 {
    let whole = u64::from(whole.max(1));
    let scaled = (u64::from(length) * u64::from(part) + whole / 2) / whole;
    u32::try_from(scaled).unwrap_or(u32::MAX).max(1)
}

/// The stretch from the original to the size that every variant is made from: at least as wide and as high as any
/// variant needs, whatever is asked for. Making all of them from it gives the same bytes for any selection, and reads
/// the large original once.
pub(super) fn base_size(width: u32, height: u32) -> (u32, u32) {
    const WIDEST: u32 = 1600;
    if width <= WIDEST || height <= SHARE.1 {
        return (width, height);
    }
    let by_width = (WIDEST, in_proportion(height, WIDEST, width));
    if by_width.1 >= SHARE.1 { by_width } else { (in_proportion(width, SHARE.1, height), SHARE.1) }
}

/// A name in lower-case ASCII: marks are dropped, anything else that is no letter or digit becomes a hyphen.
fn ascii(stem: &str) -> String {
    let mut name = String::new();
    for letter in DecomposingNormalizerBorrowed::new_nfkd().normalize(&stem.to_lowercase()).chars() {
        match letter {
            'a'..='z' | '0'..='9' => name.push(letter),
            'đ' => name.push('d'),
            // Marks that the decomposition has set apart.
            '\u{300}'..='\u{36f}' => {}
            _ if name.is_empty() || name.ends_with('-') => {}
            _ => name.push('-'),
        }
        if name.len() == MAX_STEM {
            break;
        }
    }
    let name = name.trim_end_matches('-');
    if name.is_empty() { "image".to_owned() } else { name.to_owned() }
}
