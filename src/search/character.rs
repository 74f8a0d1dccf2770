//! What a text is made of, for search: which pieces a character may be part of.

use icu_properties::CodePointMapData;
use icu_properties::props::{GeneralCategory, GeneralCategoryGroup, Script};

/// Of a word of Latin letters: the letters, decimal digits of any script, and marks.
pub(super) const WORD: u8 = 1;
/// Of a run of Han characters and kana.
pub(super) const EAST: u8 = 1 << 1;
/// Of a word in Hangul.
pub(super) const HANGUL: u8 = 1 << 2;
/// A letter, of whatever script.
pub(super) const LETTER: u8 = 1 << 3;
/// What parts words and leaves them side by side.
pub(super) const SPACE: u8 = 1 << 4;
/// A decimal digit.
pub(super) const DIGIT: u8 = 1 << 5;

/// What a character is, as bits. The letters of our five languages are known by their place; tables answer for the rest.
pub(super) fn kinds(c: char) -> u8 {
    match c {
        '\0'..='\u{7f}' => ASCII[c as usize],
        '\u{c0}'..='\u{24f}' if !matches!(c, '×' | '÷') => WORD | LETTER,
        '\u{1e00}'..='\u{1eff}' => WORD | LETTER,
        '\u{4e00}'..='\u{9fff}' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' => EAST | LETTER,
        '\u{ac00}'..='\u{d7a3}' => HANGUL | LETTER,
        c => by_table(c),
    }
}

static ASCII: [u8; 0x80] = {
    let mut kinds = [0; 0x80];
    let mut byte = 0;
    while byte < 0x80 {
        kinds[byte as usize] = match byte {
            b'a'..=b'z' | b'A'..=b'Z' => WORD | LETTER,
            b'0'..=b'9' => WORD | DIGIT,
            b' ' | b'-' | b'/' | b'\t'..=b'\r' => SPACE,
            _ => 0,
        };
        byte += 1;
    }
    kinds
};

fn by_table(c: char) -> u8 {
    let category = CodePointMapData::<GeneralCategory>::new().get(c);
    let script = CodePointMapData::<Script>::new().get(c);
    let is_digit = category == GeneralCategory::DecimalNumber;
    let is_kana = matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー');
    let mut kinds = 0;
    let mut set = |kind, is: bool| kinds |= if is { kind } else { 0 };
    set(WORD, script == Script::Latin || is_digit || GeneralCategoryGroup::Mark.contains(category));
    set(EAST, script == Script::Han || is_kana);
    set(HANGUL, script == Script::Hangul);
    set(LETTER, GeneralCategoryGroup::Letter.contains(category));
    set(SPACE, is_space(c));
    set(DIGIT, is_digit);
    kinds
}

/// White space as scripts know it, hyphens and dashes, and the signs that stand between the words of a name.
fn is_space(c: char) -> bool {
    let is_white = (c.is_whitespace() && c != '\u{85}') || c == '\u{feff}';
    is_white || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '·' | '・' | '/')
}

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    Word(&'t str),
    East(&'t str),
    Hangul(&'t str),
    /// Letters of other scripts, with whatever letters follow.
    Other(&'t str),
    Space,
    Break,
}

/// Cuts a levelled text into its pieces.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let kinds = kinds(first);
        let kind = [WORD, EAST, HANGUL, LETTER, SPACE].into_iter().find(|kind| kinds & kind != 0);
        let Some(kind) = kind else {
            rest = &rest[first.len_utf8()..];
            return Some(Piece::Break);
        };
        let piece;
        (piece, rest) = rest.split_at(end_of(rest, kind));
        Some(match kind {
            WORD => Piece::Word(piece),
            EAST => Piece::East(piece),
            HANGUL => Piece::Hangul(piece),
            LETTER => Piece::Other(piece),
            _ => Piece::Space,
        })
    })
}

/// Where the characters of a kind end that a text begins with.
fn end_of(text: &str, kind: u8) -> usize {
    let mut rest = text.chars();
    loop {
        let left = rest.as_str().len();
        if rest.next().is_none_or(|c| kinds(c) & kind == 0) {
            return text.len() - left;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_by_its_place_is_what_the_tables_say() {
        for c in '\0'..=char::MAX {
            assert_eq!(kinds(c), by_table(c), "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn a_text_is_its_pieces() {
        use Piece::{Break, East, Hangul, Other, Space, Word};
        let cut = |text| pieces(text).collect::<Vec<Piece<'_>>>();
        assert_eq!(
            cut("deep c – 港ナム.하이"),
            [Word("deep"), Space, Word("c"), Space, East("港ナム"), Break, Hangul("하이")]
        );
        assert_eq!(cut("порт1 ไ2"), [Other("порт"), Word("1"), Space, Other("ไ"), Word("2")]);
        assert_eq!(cut(""), []);
    }
}
