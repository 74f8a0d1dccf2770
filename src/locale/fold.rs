//! Text made equal where a reader would say it is the same: normal form, and the fold of search.

use std::borrow::Cow;

use icu_normalizer::properties::{CanonicalCombiningClassMapBorrowed, CanonicalCompositionBorrowed};
use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};

use super::slug::is_mark;

const NFC: ComposingNormalizerBorrowed<'static> = ComposingNormalizerBorrowed::new_nfc();
const NFKD: DecomposingNormalizerBorrowed<'static> = DecomposingNormalizerBorrowed::new_nfkd();

/// Puts text into normal form C (TCVN 6909); text that is in it already, as nearly all is, is not copied.
#[must_use]
pub fn nfc(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.is_ascii() || NFC.is_normalized(&text) {
        return text;
    }
    Cow::Owned(NFC.normalize(&text).into_owned())
}

/// Cuts a text into stretches that are put into normal form C each by itself: mostly single letters, with the marks after
/// them.
pub fn nfc_pieces(text: &str) -> impl Iterator<Item = &str> {
    let classes = CanonicalCombiningClassMapBorrowed::new();
    let compositions = CanonicalCompositionBorrowed::new();
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut letters = rest.char_indices();
        let mut last = letters.next()?.1;
        let end = letters.find_map(|(at, letter)| {
            match compositions.compose(last, letter) {
                Some(composed) => last = composed,
                None if letter.is_ascii() || classes.get_u8(letter) == 0 => return Some(at),
                None => {}
            }
            None
        });
        let (piece, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        Some(piece)
    })
}

/// Text in which `%20` and the like stand for letters, as browsers copy addresses; `None` where nothing is encoded, or not
/// as text.
#[must_use]
pub fn decoded(text: &str) -> Option<String> {
    if !text.contains('%') {
        return None;
    }
    let plain = nfc(percent_encoding::percent_decode_str(text).decode_utf8().ok()?);
    (plain != text && !plain.contains(char::is_control)).then(|| plain.into_owned())
}

/// The form in which search compares: lower case, full width made one with half width, no tone and no diacritic, `đ` as `d`.
///
/// Where a tone stands in its syllable (`òa`, `oà`) no longer matters then. Marks of kana are kept, for `か` and `が` are
/// different letters, and Hangul stays in syllables. Idempotent.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for letter in NFKD.normalize_iter(text.chars()).filter(|letter| !is_mark(*letter)) {
        match letter {
            'đ' | 'Đ' => folded.push('d'),
            letter if letter.is_ascii() => folded.push(letter.to_ascii_lowercase()),
            letter => folded.extend(letter.to_lowercase()),
        }
    }
    // Vietnamese is ASCII by now; only other scripts have something to compose again.
    if folded.is_ascii() { folded } else { NFC.normalize(&folded).into_owned() }
}
