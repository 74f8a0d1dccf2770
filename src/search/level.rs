//! Makes equal what is the same in every script: widths, cases, and signs that stand within one word or number.

use icu_normalizer::ComposingNormalizerBorrowed;

use super::character::{DIGIT, LETTER, kinds};

const NFKC: ComposingNormalizerBorrowed<'static> = ComposingNormalizerBorrowed::new_nfkc();

/// Levels one text after another, in the same room.
#[derive(Clone, Debug, Default)]
pub(super) struct Leveller {
    text: String,
    joined: String,
}

impl Leveller {
    /// The levelled text: `docs/search/folding.md`, 1.
    pub(super) fn level(&mut self, text: &str) -> &str {
        self.text.clear();
        if text.is_ascii() {
            self.text.push_str(text);
            self.text.make_ascii_lowercase();
        } else if !push_simple(text, &mut self.text) {
            normalise(text, &mut self.text);
        }
        if !has_joints(self.text.as_bytes()) {
            return &self.text;
        }
        join(&self.text, &mut self.joined);
        &self.joined
    }
}

/// Levels a text character by character, unless it has one that is not simple. Most stay as they are.
fn push_simple(text: &str, levelled: &mut String) -> bool {
    let mut start = 0;
    for (at, c) in text.char_indices() {
        let Some(simple) = simple(c) else { return false };
        if simple != c {
            levelled.push_str(&text[start..at]);
            levelled.push(simple);
            start = at + c.len_utf8();
        }
    }
    levelled.push_str(&text[start..]);
    true
}

/// What becomes of a character whatever stands beside it; `None` where its neighbours may matter, or more than one character
/// comes of it. Nearly all texts of our languages are made of the others alone.
fn simple(c: char) -> Option<char> {
    match c {
        '\0'..='\u{7f}' => Some(c.to_ascii_lowercase()),
        // The Icelandic letter is typed and pasted for the Vietnamese one.
        'Ð' | 'ð' | 'Đ' | 'đ' => Some('đ'),
        'À'..='Þ' if c != '×' => char::from_u32(u32::from(c) + 0x20),
        '×' | 'ß'..='ÿ' | '·' => Some(c),
        // Small letters follow their capitals, one by one.
        'Ă' | 'ă' | 'Ĩ' | 'ĩ' | 'Ũ' | 'ũ' | 'Ơ' | 'ơ' | 'Ạ'..='ỹ' => {
            char::from_u32(u32::from(c) | 1)
        }
        'Ư' | 'ư' => Some('ư'),
        '\u{a0}' | '\u{3000}' => Some(' '),
        '–' | '—' | '‘' | '’' | '“' | '”' => Some(c),
        '、' | '。' | '〈'..='】' | '〜' => Some(c),
        'ぁ'..='ゖ' | 'ァ'..='ー' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => Some(c),
        '！'..='～' => char::from_u32(u32::from(c) - 0xfee0).map(|c| c.to_ascii_lowercase()),
        _ => None,
    }
}

fn normalise(text: &str, levelled: &mut String) {
    levelled.clear();
    let lower = NFKC.normalize(text).to_lowercase();
    let letters = NFKC.normalize(&lower);
    // Jamo that no syllable came of: an input method leaves them while a syllable is typed.
    let letters = letters.chars().filter(|c| !matches!(c, '\u{1100}'..='\u{11ff}'));
    levelled.extend(letters.map(|c| if c == 'ð' { 'đ' } else { c }));
}

/// Whether a text has signs that may stand within a word or number.
fn has_joints(text: &[u8]) -> bool {
    let at = |at: usize| text.get(at).copied().unwrap_or_default();
    text.iter().enumerate().any(|(i, byte)| match byte {
        b'\'' => true,
        b'.' | b',' => i > 0 && at(i - 1).is_ascii_digit() && at(i + 1).is_ascii_digit(),
        // `’`, `・` and `·`.
        0xe2 => at(i + 1) == 0x80 && at(i + 2) == 0x99,
        0xe3 => at(i + 1) == 0x83 && at(i + 2) == 0xbb,
        0xc2 => at(i + 1) == 0xb7,
        _ => false,
    })
}

/// Takes out the points of numbers, the dots of foreign names, and the `s` of a genitive.
fn join(text: &str, joined: &mut String) {
    joined.clear();
    let mut rest = text.chars();
    let mut last = '\0';
    let mut may_own = false;
    while let Some(c) = rest.next() {
        let next = rest.clone().next().unwrap_or('\0');
        match c {
            '.' | ',' if last.is_ascii_digit() && next.is_ascii_digit() => {}
            '・' | '·' if matches!(last, 'ァ'..='ヺ' | 'ー') && matches!(next, 'ァ'..='ヺ') => {}
            '\'' | '’' if may_own && is_genitive(rest.as_str()) => {
                rest.next();
                may_own = false;
            }
            _ => {
                joined.push(c);
                last = c;
                may_own = kinds(c) & LETTER != 0;
            }
        }
    }
}

/// Whether what follows an apostrophe is an `s` that ends a word.
fn is_genitive(rest: &str) -> bool {
    let mut rest = rest.chars();
    rest.next() == Some('s') && rest.next().is_none_or(|c| kinds(c) & (LETTER | DIGIT) == 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn slowly(text: &str) -> String {
        let (mut levelled, mut joined) = (String::new(), String::new());
        normalise(text, &mut levelled);
        join(&levelled, &mut joined);
        joined
    }

    #[test]
    fn simple_characters_become_what_they_would_in_any_text() {
        let mut simple_ones = 0;
        for c in '\0'..=char::MAX {
            if let Some(simple) = simple(c) {
                assert_eq!(slowly(&c.to_string()), simple.to_string(), "U+{:04X}", u32::from(c));
                simple_ones += 1;
            }
        }
        assert!(simple_ones > 30_000, "{simple_ones}");
    }

    #[test]
    fn signs_within_words_and_numbers_go() {
        let mut leveller = Leveller::default();
        for (text, levelled) in [
            ("3.623,22 – 1,5", "362322 – 15"),
            ("People’s, it's its' a's's", "people, it its' a's"),
            ("ナム・カウ・2 ・ア ー·ァ a·b", "ナムカウ・2 ・ア ーァ a·b"),
            ("ア's・イ 5's", "アイ 5's"),
            ("\u{1112}\u{1161}\u{11ab} \u{1112}", "한 "),
            ("ＦＤＩ　２０２３．５", "fdi 20235"),
        ] {
            assert_eq!(leveller.level(text), levelled);
        }
    }

    proptest! {
        #[test]
        fn quickly_is_as_slowly(text in "[a-cA-C0-2 .,'’s・·À-ÿĐđĂăƠơƯưẠ-ỹぁ-ゖァ-ー港国한글가！-～\u{3000}–、]{0,24}") {
            let mut leveller = Leveller::default();
            prop_assert_eq!(leveller.level(&text), slowly(&text));
        }

        #[test]
        fn any_text_is_levelled(text in any::<String>()) {
            let mut leveller = Leveller::default();
            prop_assert_eq!(leveller.level(&text), slowly(&text));
        }
    }
}
