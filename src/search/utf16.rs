//! Texts as a browser counts and compares them: by units of UTF-16.

use std::cmp::Ordering;

/// The order of two texts for `<` in a script.
pub(super) fn order(a: &str, b: &str) -> Ordering {
    let differ = a.bytes().zip(b.bytes()).find(|(a, b)| a != b);
    differ.map_or_else(|| a.len().cmp(&b.len()), |(a, b)| rank(a).cmp(&rank(b)))
}

/// Bytes of UTF-8 stand in the order of UTF-16 but for these two: what lies beyond U+FFFF, whose first byte is greater, begins
/// with a surrogate there, and surrogates stand before U+E000.
fn rank(byte: u8) -> u8 {
    if matches!(byte, 0xee | 0xef) { byte + 0x10 } else { byte }
}

/// A number that is less only where a text is less, and equal where two begin alike: most texts of a long list are sorted by it
/// alone.
pub(super) fn head(text: &str) -> u64 {
    let mut head = [0; 8];
    head.iter_mut().zip(text.bytes()).for_each(|(place, byte)| *place = rank(byte));
    u64::from_be_bytes(head)
}

/// How many units a text has.
pub(super) fn length(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.chars().map(char::len_utf16).sum() }
}

/// The beginning of a text that has no more than so many units.
pub(super) fn beginning(text: &str, most: usize) -> &str {
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > most
    });
    end.map_or(text, |(at, _)| &text[..at])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn as_a_browser_does(a in "[a-cế港\u{e000}-\u{e002}\u{fffd}😀𠀀]{0,4}", b in "[a-cế港\u{e000}-\u{e002}\u{fffd}😀𠀀]{0,4}") {
            let units = |text: &str| text.encode_utf16().collect::<Vec<u16>>();
            prop_assert_eq!(order(&a, &b), units(&a).cmp(&units(&b)));
            prop_assert_eq!(head(&a).cmp(&head(&b)).then_with(|| order(&a, &b)), order(&a, &b));
            prop_assert_eq!(length(&a), units(&a).len());
            for most in 0..6 {
                let begun = beginning(&a, most);
                prop_assert!(a.starts_with(begun) && length(begun) <= most);
                prop_assert!(begun == a || length(begun) + 2 > most);
            }
        }
    }
}
