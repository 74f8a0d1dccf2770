//! Which colour profiles are kept.

use super::bytes::u32_be;

/// A matrix profile has 0.5 to 4 KiB; more would outweigh a thumbnail.
const LARGEST: usize = 32 * 1024;

/// The profile, if it describes RGB pixels on a screen in another space than sRGB, which is what browsers take for
/// granted.
pub(super) fn worth_keeping(profile: Vec<u8>) -> Option<Vec<u8>> {
    let whole = u32_be(&profile, 0).and_then(|length| usize::try_from(length).ok()) == Some(profile.len());
    let is_rgb = profile.get(12..20).is_some_and(|kind| matches!(&kind[..4], b"mntr" | b"scnr" | b"spac"))
        && profile.get(16..20) == Some(b"RGB ")
        && profile.get(36..40) == Some(b"acsp");
    (whole && is_rgb && profile.len() <= LARGEST && !names_srgb(&profile)).then_some(profile)
}

/// By its description, which every maker of an sRGB profile begins with the name, in ASCII or in UTF-16.
fn names_srgb(profile: &[u8]) -> bool {
    profile.windows(4).any(|text| text == b"sRGB") || profile.windows(8).any(|text| text == b"\0s\0R\0G\0B")
}
