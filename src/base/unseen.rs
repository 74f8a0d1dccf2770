//! Characters that no reader sees, and what may stand on a page.

use std::borrow::Cow;

/// Whether a character is none of a text: controls other than tabulators and line ends, what Unicode keeps for programs,
/// a byte order mark inside a text, and the marks by which a text overrides the direction of another's letters.
///
/// None of them ever reaches a page. Marks that scripts or emoji are written with (joiners, variation selectors, a soft
/// hyphen, a place where a line may break) are no such characters.
#[must_use]
pub fn is_forbidden(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => false,
        '\u{2028}'..='\u{202e}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{fdd0}'..='\u{fdef}' => true,
        c => c.is_control() || u32::from(c) & 0xfffe == 0xfffe,
    }
}

/// Whether a character takes no room, so that two words with and without it look the same.
#[must_use]
pub fn is_unseen(c: char) -> bool {
    is_forbidden(c)
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether a character looks like a space and is another than the one that a keyboard types.
#[must_use]
pub fn is_odd_space(c: char) -> bool {
    matches!(
        c,
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' | '\u{2800}'
    )
}

/// Whether nothing of a text can be seen.
#[must_use]
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_unseen(c) || is_odd_space(c))
}

/// A text without its forbidden characters, and where each of them stood: at which byte of what is left.
///
/// What ends a line in some programs (Word's vertical tabulator, the separators of typesetters) leaves a space, so that
/// no two words are joined.
#[must_use]
pub fn without_forbidden(text: &str) -> (Cow<'_, str>, Vec<(usize, char)>) {
    if !may_have_forbidden(text.as_bytes()) {
        return (Cow::Borrowed(text), Vec::new());
    }
    let mut found = Vec::new();
    let mut left = String::with_capacity(text.len());
    for c in text.chars() {
        if !is_forbidden(c) {
            left.push(c);
            continue;
        }
        found.push((left.len(), c));
        if matches!(c, '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}') {
            left.push(' ');
        }
    }
    if found.is_empty() { (Cow::Borrowed(text), found) } else { (Cow::Owned(left), found) }
}

/// Whether bytes like those of forbidden characters stand in a text; seldom said of one that has none.
fn may_have_forbidden(bytes: &[u8]) -> bool {
    const CHUNK: usize = 32;
    // Without branches, so that the compiler can ask for all bytes of a chunk at once.
    let control = |a: u8| (a < 0x20) & (a != b'\t') & (a != b'\n') & (a != b'\r') | (a == 0x7f) | (a >= 0xf0);
    let long = |a: u8, b: u8, c: u8| {
        (a == 0xc2) & (b < 0xa0)
            | (a == 0xe2) & (b == 0x80) & (0xa8..=0xae).contains(&c)
            | (a == 0xef) & ((b == 0xbb) | (b == 0xb7) | (b == 0xbf) & (c >= 0xb9))
    };
    let whole = bytes.len().saturating_sub(2) / CHUNK * CHUNK;
    for at in (0..whole).step_by(CHUNK) {
        let three =
            bytes[at..at + CHUNK].iter().zip(&bytes[at + 1..=at + CHUNK]).zip(&bytes[at + 2..at + CHUNK + 2]);
        if three.fold(false, |any, ((&a, &b), &c)| any | control(a) | long(a, b, c)) {
            return true;
        }
    }
    let rest = &bytes[whole..];
    let next = |at: usize| rest.get(at).copied().unwrap_or_default();
    (0..rest.len()).any(|at| control(rest[at]) || long(rest[at], next(at + 1), next(at + 2)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_forbidden_character_is_taken_out_wherever_it_stands() {
        for c in (0..=u32::from(char::MAX)).filter_map(char::from_u32).filter(|&c| is_forbidden(c)) {
            for before in [0, 1, 29, 30, 31, 32, 33, 64] {
                let text = ["ừ".repeat(before), c.to_string(), "x".repeat(3)].concat();
                let (left, found) = without_forbidden(&text);
                assert_eq!(found, [(before * 3, c)], "U+{:04X}", u32::from(c));
                assert_eq!(left.replace(' ', ""), text.replace(c, ""), "U+{:04X}", u32::from(c));
            }
        }
    }

    #[test]
    fn what_texts_are_written_with_stays() {
        for text in [
            "“Cảng”, 50 % – …\t\r\n",
            "（港）：《海》！",
            "👨\u{200d}👩\u{200d}👧 ❤\u{fe0f} 🇻🇳",
            "葛\u{e0100}",
            "a\u{200b}b\u{ad}c\u{2060}",
        ] {
            assert_eq!(without_forbidden(text), (Cow::Borrowed(text), Vec::new()));
        }
        assert_eq!(without_forbidden("một\u{b}hai\u{feff}").0, "một hai");
    }

    #[test]
    fn a_text_of_spaces_and_joiners_is_blank() {
        assert!(is_blank("") && is_blank(" \u{200b}\u{a0}\u{3000}\u{2060}\u{feff}\u{3164}"));
        assert!(!is_blank(" \u{200b}.") && !is_blank("港"));
    }
}
