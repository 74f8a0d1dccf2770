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
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
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

/// Whether no reader can tell what a character says: what programs put in the place of a letter that they could not read, and
/// what stands for a sign in one font only, as Word's Symbol and Wingdings have them.
#[must_use]
pub fn is_unreadable(c: char) -> bool {
    matches!(c, '\u{fffc}' | '\u{fffd}' | '\u{e000}'..='\u{f8ff}')
}

/// The characters of a text that no reader can tell, each with its first byte.
pub fn unreadable(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let char_at = |at: usize| text[at..].chars().next().map(|c| (at, c));
    let found = memchr::memchr2_iter(0xee, 0xef, text.as_bytes()).filter_map(char_at);
    found.filter(|(_, c)| is_unreadable(*c))
}

/// Whether nothing of a text can be seen.
#[must_use]
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_unseen(c) || is_odd_space(c))
}

/// Whether a character has its place in some scripts, in emoji or in long words, and none within a word of other letters, where
/// it keeps the word from being found and goes along when it is copied.
fn is_joint(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{206f}'
        | '\u{e0000}'..='\u{e00ff}')
}

/// Whether a letter or digit is of a script that needs none of these: not those from Hebrew to Mongolian, in which words are
/// written together or letters change beside others.
fn is_plain(c: char) -> bool {
    let marks = matches!(c, '\u{300}'..='\u{36f}');
    let needing = matches!(c, '\u{590}'..='\u{10ff}' | '\u{1200}'..='\u{1cff}' | '\u{a000}'..='\u{abff}' | '\u{10000}'..='\u{1ffff}');
    marks || (c.is_alphanumeric() && !needing)
}

/// Whether what stands between these can only stand there by mistake: within a word or a number, at its end or beginning. Signs
/// of Markdown and quotation marks are no part of a word: there a message says what to take out.
fn is_within_word(before: &str, after: &str) -> bool {
    const AMID: [char; 9] = ['/', '-', '–', '.', ',', '&', '@', '_', '’'];
    let (mut left, mut right) = (before.chars().rev(), after.chars());
    let (last, next) = (left.next(), right.next());
    let ended = last.is_some_and(is_plain);
    let begins = next.is_some_and(is_plain);
    let goes_on = |c: char| {
        c.is_whitespace() || AMID.contains(&c) || matches!(c, ':' | ';' | ')' | '%' | '。' | '、' | '，')
    };
    let mut amid = || {
        let sign = last.is_some_and(|c| matches!(c, '/' | '-' | '–' | '&' | '@' | '_' | '’'));
        sign && left.next().is_some_and(is_plain)
    };
    let spaced =
        || last == Some(' ') && before.rsplit('\n').next().is_some_and(|line| !line.trim_start().is_empty());
    (ended && (begins || next.is_none_or(goes_on))) || (begins && (amid() || spaced()))
}

/// Whether a soft hyphen may be meant: within a word of Latin letters that is longer than any syllable of Vietnamese.
fn is_hyphenated(before: &str, after: &str) -> bool {
    const FAR: usize = 24;
    const LONGEST_SYLLABLE: usize = 7;
    let latin = |c: &char| c.is_alphabetic() && (*c < '\u{250}' || matches!(c, '\u{1e00}'..='\u{1eff}'));
    let seen = |c: &char| *c != '\u{ad}';
    let back = before.chars().rev().take(FAR).filter(seen).take_while(latin).count();
    let on = after.chars().take(FAR).filter(seen).take_while(latin).count();
    back > 0 && on > 0 && back + on > LONGEST_SYLLABLE
}

/// A text without its forbidden characters and those that only disturb a word, and where each of them stood: at which byte of
/// what is left.
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
    let mut run = (0, false);
    for (at, c) in text.char_indices() {
        if is_joint(c) && at >= run.0 {
            let after = text[at..].trim_start_matches(is_unseen);
            run = (text.len() - after.len(), is_within_word(&left, after));
        }
        let is_meant = || c == '\u{ad}' && is_hyphenated(&left, &text[at..]);
        let is_out = is_forbidden(c) || (is_joint(c) && run.1 && !is_meant());
        if !is_out {
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
        (a == 0xc2) & ((b < 0xa0) | (b == 0xad))
            | (a == 0xcd) & (b == 0x8f)
            | (a == 0xd8) & (b == 0x9c)
            | (a == 0xe1) & (b == 0xa0) & (c == 0x8e)
            | (a == 0xe2) & (b == 0x80) & ((0x8b..=0x8f).contains(&c) | (0xa8..=0xae).contains(&c))
            | (a == 0xe2) & (b == 0x81) & (0xa0..=0xaf).contains(&c)
            | (a == 0xef) & ((b == 0xbb) | (b == 0xb7) | (b == 0xbf) & (c >= 0xb9))
    };
    // Few bytes begin one of these, so that of most chunks no more has to be asked.
    let begins = |a: u8| (a == 0xc2) | (a == 0xcd) | (a == 0xd8) | (a == 0xe2) | (a == 0xef);
    let whole = bytes.len().saturating_sub(2) / CHUNK * CHUNK;
    for at in (0..whole).step_by(CHUNK) {
        let two = bytes[at..at + CHUNK].iter().zip(&bytes[at + 1..=at + CHUNK]);
        let may = |a: u8, b: u8| control(a) | begins(a) | (a == 0xe1) & (b == 0xa0);
        if !two.fold(false, |any, (&a, &b)| any | may(a, b)) {
            continue;
        }
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
            // A long word may say where it is divided; Thai and Persian are written with signs that have no width.
            "in\u{ad}vest\u{ad}ment, Hafen\u{ad}behörde",
            "ท่าเรือ\u{200b}ไฮฟอง، می\u{200c}خواهم",
            // What stands beside signs of Markdown or of TOML is told there.
            "-\u{200b}a\n\u{200b}## b\n**c**\u{200b}d \"\u{200b}\" \"400\u{200b}\"",
        ] {
            assert_eq!(without_forbidden(text), (Cow::Borrowed(text), Vec::new()));
        }
        assert_eq!(without_forbidden("một\u{b}hai\u{feff}").0, "một hai");
    }

    #[test]
    fn nothing_unseen_stays_within_a_word() {
        let joints = (0..=u32::from(char::MAX)).filter_map(char::from_u32).filter(|&c| is_joint(c));
        for joint in joints.map(String::from).chain(["\u{200b}\u{2060}\u{200b}".to_owned()]) {
            for (before, after) in [
                ("Ph", "òng"),
                ("海", "防"),
                ("ハイ", "フォン"),
                ("하이", "퐁"),
                ("40", "8/QĐ"),
                ("QĐ-", "UBND"),
            ] {
                let text = [before, &joint, after].concat();
                let (left, found) = without_forbidden(&text);
                assert_eq!(left, [before, after].concat(), "{joint:?}");
                assert_eq!(found.len(), joint.chars().count());
                assert!(found.iter().all(|(at, _)| *at == before.len()), "{found:?}");
            }
        }
        for (text, left) in [
            ("408\u{200b}/QĐ", "408/QĐ"),
            ("Hải \u{200b}Phòng\u{200b} và\u{feff}\u{200b}o.", "Hải Phòng vào."),
            ("sta\u{200b}tus = \"cal\u{200d}ling\"", "status = \"calling\""),
            ("10\u{ad}0 km", "100 km"),
        ] {
            assert_eq!(without_forbidden(text).0, left);
        }
    }

    #[test]
    fn a_text_of_spaces_and_joiners_is_blank() {
        assert!(is_blank("") && is_blank(" \u{200b}\u{a0}\u{3000}\u{2060}\u{feff}\u{3164}"));
        assert!(!is_blank(" \u{200b}.") && !is_blank("港"));
    }
}
