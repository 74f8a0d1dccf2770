//! Names what cannot be seen: no message prints a character that its reader would look for in vain.

use std::borrow::Cow;

use super::ui_lang::{UiLang, pick};
use crate::base::{SourcePath, is_odd_space, is_unseen};

/// How a character is called: `U+200B (zero-width space)`.
pub(super) fn character(c: char, lang: UiLang) -> String {
    let number = u32::from(c);
    if let Some(plain) = half_width(c) {
        return format!("U+{number:04X} ({} `{plain}`)", pick(lang, "full-width", "dạng toàn khổ của"));
    }
    let (en, vi) = name(c);
    format!("U+{number:04X} ({})", pick(lang, en, vi))
}

/// The ASCII character that a full-width one is a form of.
#[must_use]
pub fn half_width(c: char) -> Option<char> {
    matches!(c, '\u{ff01}'..='\u{ff5e}').then(|| char::from_u32(u32::from(c) - 0xfee0))?
}

fn name(c: char) -> (&'static str, &'static str) {
    match c {
        '\u{b}' => ("vertical tabulator", "dấu ngắt dòng của Word"),
        '\u{c}' => ("form feed", "dấu sang trang"),
        '\u{a0}' => ("no-break space", "dấu cách không ngắt"),
        '\u{ad}' => ("soft hyphen", "dấu nối mềm"),
        '\u{2000}'..='\u{200a}' | '\u{205f}' | '\u{1680}' | '\u{2800}' => {
            ("typographic space", "dấu cách của nghề in")
        }
        '\u{200b}' => ("zero-width space", "dấu cách không có bề rộng"),
        '\u{200c}' | '\u{200d}' => ("zero-width joiner", "dấu nối không có bề rộng"),
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{61c}' => {
            ("direction mark", "dấu chỉ hướng chữ")
        }
        '\u{2028}' | '\u{2029}' => ("line separator", "dấu tách dòng"),
        '\u{202f}' => ("narrow no-break space", "dấu cách hẹp không ngắt"),
        '\u{2060}' => ("word joiner", "dấu nối từ"),
        '\u{3000}' => ("ideographic space", "dấu cách toàn khổ"),
        '\u{3164}' | '\u{ffa0}' | '\u{115f}' | '\u{1160}' => ("Hangul filler", "ký tự đệm tiếng Hàn"),
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => ("variation selector", "dấu chọn dạng chữ"),
        '\u{feff}' => ("byte order mark", "dấu thứ tự byte, BOM"),
        '\u{fffd}' => ("replacement character", "ký tự thay thế"),
        '\u{e000}'..='\u{f8ff}' => ("a symbol of one font", "ký hiệu riêng của một phông chữ"),
        c if c.is_control() => ("control character", "ký tự điều khiển"),
        c if is_unseen(c) => ("invisible character", "ký tự không nhìn thấy"),
        _ => ("a sign that looks like another", "dấu trông giống dấu khác"),
    }
}

/// A word of an author with its invisible characters written out: `12.5<U+200B>`.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    // Most words are ASCII without controls.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n' | b'\t')) || hidden(text).next().is_none() {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    let mut copied = 0;
    for (at, c) in hidden(text) {
        shown.push_str(&text[copied..at]);
        shown.push_str(&format!("<U+{:04X}>", u32::from(c)));
        copied = at + c.len_utf8();
    }
    Cow::Owned(shown + &text[copied..])
}

/// A path on one line, whatever somebody has called a file.
pub(super) fn path(path: &SourcePath) -> Cow<'_, str> {
    match visible(path.as_str()) {
        shown if !shown.contains(['\n', '\r', '\t']) => shown,
        shown => {
            let sign = |c: char| match c {
                '\n' | '\r' | '\t' => format!("<U+{:04X}>", u32::from(c)),
                c => c.to_string(),
            };
            Cow::Owned(shown.chars().map(sign).collect())
        }
    }
}

/// A stretch of a file with a visible sign, of as many bytes, in the place of each character that takes no room, so that
/// what is marked stays where it is.
pub(super) fn masked(text: String) -> String {
    let is_masked = |at: usize, c: char| is_unseen(c) && !belongs(&text, at);
    if text.is_ascii() || !text.char_indices().any(|(at, c)| is_masked(at, c)) {
        return text;
    }
    let mask = |(at, c): (usize, char)| match c.len_utf8() {
        2 if is_masked(at, c) => '¤',
        3 if is_masked(at, c) => '\u{fffd}',
        _ => c,
    };
    text.char_indices().map(mask).collect()
}

/// Whether the character at a place is a joiner or selector of the emoji or letter before it.
fn belongs(text: &str, at: usize) -> bool {
    let joins =
        |c: char| matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e0fff}');
    text[at..].starts_with(joins) && text[..at].chars().next_back().is_some_and(|before| !before.is_ascii())
}

/// Says of the first invisible character of a word what it is and where it stands.
pub(super) fn note(text: &str, lang: UiLang) -> Option<String> {
    let (at, c) = hidden(text).next()?;
    let name = character(c, lang);
    let (before, after) = (visible(&text[..at]), visible(&text[at + c.len_utf8()..]));
    // A whole sentence would hide it again.
    let before = before.split_whitespace().next_back().unwrap_or_default();
    let after = after.split_whitespace().next().unwrap_or_default();
    Some(match (before, after, lang) {
        ("", "", UiLang::En) => format!("there is nothing but {name}, which cannot be seen"),
        ("", "", UiLang::Vi) => format!("ở đây chỉ có {name}, mắt không nhìn thấy"),
        ("", word, UiLang::En) => format!("{name} before `{word}` cannot be seen: take it out"),
        ("", word, UiLang::Vi) => format!("trước `{word}` có {name} mà mắt không thấy: hãy xóa đi"),
        (word, _, UiLang::En) => format!("{name} after `{word}` cannot be seen: take it out"),
        (word, _, UiLang::Vi) => format!("sau `{word}` có {name} mà mắt không thấy: hãy xóa đi"),
    })
}

/// The characters of a word that its reader would not see, and where each stands.
///
/// Joiners and selectors belong to the emoji and letters that they follow. A space that no keyboard types is one between
/// words, but not at an end of a word or between two figures.
fn hidden(text: &str) -> impl Iterator<Item = (usize, char)> {
    let stands_out = |at: usize, c: char| {
        let before = text[..at].chars().next_back();
        let after = text[at + c.len_utf8()..].chars().next();
        let digit = |c: Option<char>| c.is_none_or(|c| c.is_ascii_digit());
        before.is_none() || after.is_none() || (digit(before) && digit(after))
    };
    text.char_indices().filter(move |&(at, c)| {
        if is_odd_space(c) { stands_out(at, c) } else { is_unseen(c) && !belongs(text, at) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_shown_with_what_cannot_be_seen_in_it() {
        assert_eq!(visible("12.5\u{200b}"), "12.5<U+200B>");
        assert_eq!(visible("\u{3000}ten\u{a0}"), "<U+3000>ten<U+00A0>");
        assert_eq!(visible("12\u{a0}345"), "12<U+00A0>345");
        assert_eq!(visible("a\u{1}b\u{1b}[31m"), "a<U+0001>b<U+001B>[31m");
        for plain in
            ["Hải Phòng", "5\u{a0}ha", "👨\u{200d}👩", "❤\u{fe0f}", "ナム\u{3000}カット", "葛\u{e0100}"]
        {
            assert_eq!(visible(plain), plain);
            assert_eq!(note(plain, UiLang::En), None);
        }
    }

    #[test]
    fn a_path_stays_on_one_line() {
        let shown = |text: &str| path(&SourcePath::new(text)).into_owned();
        assert_eq!(shown("content/a/cầu cảng.jpg"), "content/a/cầu cảng.jpg");
        assert_eq!(shown("a\nb\u{202e}gpj\u{1b}[31m.exe"), "a<U+000A>b<U+202E>gpj<U+001B>[31m.exe");
    }

    #[test]
    fn a_line_is_shown_with_a_sign_for_what_cannot_be_seen() {
        let line = "a\u{200b}b\u{ad}c\u{feff} 👨\u{200d}👩\u{a0}ha";
        let shown = masked(line.to_owned());
        assert_eq!(shown, "a\u{fffd}b¤c\u{fffd} 👨\u{200d}👩\u{a0}ha");
        assert_eq!(shown.len(), line.len());
    }

    #[test]
    fn a_note_says_beside_what_it_stands() {
        let note = |text| note(text, UiLang::En).expect("there is something");
        assert_eq!(
            note("12.5\u{200b}"),
            "U+200B (zero-width space) after `12.5` cannot be seen: take it out"
        );
        assert_eq!(
            note("\u{feff}published"),
            "U+FEFF (byte order mark) before `published` cannot be seen: take it out"
        );
        assert_eq!(note("\u{a0}"), "there is nothing but U+00A0 (no-break space), which cannot be seen");
    }

    #[test]
    fn a_full_width_sign_is_named_by_the_sign_that_it_is_a_form_of() {
        assert_eq!(character('＃', UiLang::En), "U+FF03 (full-width `#`)");
        assert_eq!(character('｜', UiLang::Vi), "U+FF5C (dạng toàn khổ của `|`)");
    }
}
