//! Text made equal where a reader would say it is the same: normal form, and the fold of search.

use std::borrow::Cow;

use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};

use super::slug::is_mark;

const NFC: ComposingNormalizerBorrowed<'static> = ComposingNormalizerBorrowed::new_nfc();
const NFKD: DecomposingNormalizerBorrowed<'static> = DecomposingNormalizerBorrowed::new_nfkd();

/// Puts text into normal form C (TCVN 6909); text that is in it already, as nearly all is, is not copied.
#[must_use]
pub fn nfc(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.is_ascii() || text.chars().all(is_settled) || NFC.is_normalized(&text) {
        return text;
    }
    Cow::Owned(NFC.normalize(&text).into_owned())
}

/// Whether a letter is in normal form C whatever stands beside it, by a look that is quicker than the tables: of those of which
/// nearly all texts of our languages consist. Neither do they combine with the one before, nor is there another way to
/// write them.
fn is_settled(letter: char) -> bool {
    matches!(letter, '\0'..='\u{2ff}'
        // Vietnamese; punctuation, currencies.
        | '\u{1e00}'..='\u{1eff}' | '\u{2010}'..='\u{2027}' | '\u{20a0}'..='\u{20bf}'
        // Kana without the two marks that voice them, Chinese, Korean, forms of full width.
        | '\u{3000}'..='\u{3029}' | '\u{3041}'..='\u{3096}' | '\u{309b}'..='\u{30ff}'
        | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{ff01}'..='\u{ff60}')
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use icu_normalizer::properties::CanonicalCombiningClassMapBorrowed;

    use super::*;

    #[test]
    fn what_is_settled_neither_moves_nor_combines_with_what_stands_before() {
        let nfd = DecomposingNormalizerBorrowed::new_nfd();
        let class = CanonicalCombiningClassMapBorrowed::new();
        let all = || ('\0'..=char::MAX).map(|letter| (letter, letter.to_string()));
        // Whatever some composed letter ends in may combine.
        let combining: BTreeSet<char> =
            all().flat_map(|(_, text)| nfd.normalize(&text).chars().skip(1).collect::<Vec<_>>()).collect();
        assert!(combining.contains(&'\u{301}') && combining.contains(&'\u{1161}'));
        for (letter, text) in all().filter(|(letter, _)| is_settled(*letter)) {
            assert!(NFC.is_normalized(&text), "{letter:?} has another form");
            assert_eq!(class.get_u8(letter), 0, "{letter:?} moves");
            assert!(!combining.contains(&letter), "{letter:?} combines");
        }
    }
}
