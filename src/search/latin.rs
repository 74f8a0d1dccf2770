//! Words of Latin letters: without their marks, and with them in an order that knows no `hòa` beside `hoà`.

use std::sync::LazyLock;

use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};
use icu_properties::CodePointMapData;
use icu_properties::props::{GeneralCategory, GeneralCategoryGroup};

const NFC: ComposingNormalizerBorrowed<'static> = ComposingNormalizerBorrowed::new_nfc();
const NFD: DecomposingNormalizerBorrowed<'static> = DecomposingNormalizerBorrowed::new_nfd();

/// The two forms of one word after another, in the same room.
#[derive(Clone, Debug, Default)]
pub(super) struct LatinWord {
    /// The letters without any mark.
    pub(super) plain: String,
    /// The letters with their marks but the tones, then the digit of the last tone.
    pub(super) exact: String,
}

impl LatinWord {
    /// Reads a levelled word, or any text.
    pub(super) fn read(&mut self, word: &str) {
        self.plain.clear();
        self.exact.clear();
        if word.is_ascii() {
            self.plain.push_str(word);
            self.exact.push_str(word);
        } else if !self.read_letters(word) {
            self.plain.clear();
            self.exact.clear();
            self.read_any(word);
        }
    }

    /// Reads a word letter by letter, unless it has one that is not known by itself.
    fn read_letters(&mut self, word: &str) -> bool {
        let mut tone = None;
        for c in word.chars() {
            if c.is_ascii() {
                self.plain.push(c);
                self.exact.push(c);
                continue;
            }
            let Some(letter) = Letter::known(c) else { return false };
            push_some(letter.plain, &mut self.plain);
            self.exact.push(letter.marked);
            tone = letter.tone.or(tone);
        }
        self.exact.extend(tone);
        true
    }

    fn read_any(&mut self, word: &str) {
        let mut marked = String::with_capacity(word.len());
        let mut tone = None;
        for c in NFD.normalize_iter(word.chars()) {
            if let Some(digit) = tone_of(c) {
                tone = Some(digit);
                continue;
            }
            marked.push(c);
            if !is_mark(c) {
                push_some(bare(c), &mut self.plain);
            }
        }
        self.exact.push_str(&NFC.normalize(&marked));
        self.exact.extend(tone);
    }
}

/// The five tones of Vietnamese, by their digits.
fn tone_of(c: char) -> Option<char> {
    match c {
        '\u{300}' => Some('1'),
        '\u{301}' => Some('2'),
        '\u{303}' => Some('3'),
        '\u{309}' => Some('4'),
        '\u{323}' => Some('5'),
        _ => None,
    }
}

fn is_mark(c: char) -> bool {
    GeneralCategoryGroup::Mark.contains(CodePointMapData::<GeneralCategory>::new().get(c))
}

fn push_some(letters: [Option<char>; 2], text: &mut String) {
    for letter in letters.into_iter().flatten() {
        text.push(letter);
    }
}

/// The one or two plain letters for a letter whose mark is part of it.
fn bare(c: char) -> [Option<char>; 2] {
    let (first, second) = match c {
        'đ' => ('d', None),
        'ø' => ('o', None),
        'ł' => ('l', None),
        'ı' => ('i', None),
        'æ' => ('a', Some('e')),
        'œ' => ('o', Some('e')),
        'þ' => ('t', Some('h')),
        'ß' => ('s', Some('s')),
        c => (c, None),
    };
    [Some(first), second]
}

/// What a letter is by itself.
#[derive(Clone, Copy, Debug)]
struct Letter {
    plain: [Option<char>; 2],
    marked: char,
    tone: Option<char>,
}

impl Letter {
    /// A letter of Latin-1, Latin Extended-A and -B, or Latin Extended Additional, which has all of Vietnamese.
    fn known(c: char) -> Option<Letter> {
        static EXTENDED: LazyLock<Vec<Option<Letter>>> =
            LazyLock::new(|| ('\u{80}'..'\u{250}').map(Letter::of).collect());
        static ADDITIONAL: LazyLock<Vec<Option<Letter>>> =
            LazyLock::new(|| ('\u{1e00}'..'\u{1f00}').map(Letter::of).collect());
        match c {
            '\u{80}'..'\u{250}' => EXTENDED[c as usize - 0x80],
            '\u{1e00}'..'\u{1f00}' => ADDITIONAL[c as usize - 0x1e00],
            _ => None,
        }
    }

    /// Only what becomes one letter, tone or not, may stand in a word without its neighbours being asked.
    fn of(c: char) -> Option<Letter> {
        let mut word = LatinWord::default();
        word.read_any(c.encode_utf8(&mut [0; 4]));
        let mut exact = word.exact.chars();
        let letter = Letter { plain: [None; 2], marked: exact.next()?, tone: exact.next() };
        let mut plain = word.plain.chars();
        let letter = Letter { plain: [plain.next(), plain.next()], ..letter };
        let is_tone = letter.tone.is_none_or(|tone| tone.is_ascii_digit());
        (is_tone && exact.next().is_none() && plain.next().is_none() && letter.plain[0].is_some())
            .then_some(letter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(word: &str) -> (String, String) {
        let mut latin = LatinWord::default();
        latin.read(word);
        (latin.plain, latin.exact)
    }

    #[test]
    fn a_tone_is_a_digit_wherever_it_stands() {
        for word in ["hòa", "hoà", "hoa\u{300}", "ho\u{300}a"] {
            assert_eq!(read(word), ("hoa".to_owned(), "hoa1".to_owned()));
        }
        assert_eq!(read("duệ"), ("due".to_owned(), "duê5".to_owned()));
        assert_eq!(read("straße"), ("strasse".to_owned(), "straße".to_owned()));
        assert_eq!(read("\u{301}"), (String::new(), "2".to_owned()));
    }

    proptest! {
        #[test]
        fn letter_by_letter_is_as_the_whole(word in "[a-zà-ÿĀ-ɏẀ-ỿ\u{300}-\u{309}\u{323}\u{31b}]{0,8}") {
            let mut whole = LatinWord::default();
            whole.read_any(&word);
            prop_assert_eq!(read(&word), (whole.plain, whole.exact));
        }
    }
}
