//! Which encoding from before Unicode the bytes of an old Vietnamese file look like.
//!
//! In: bytes that are not UTF-8. Out: a name for the message to the editor. Nothing is converted: an editor who learns
//! that a file is TCVN3 opens it with the right setting and sees at once whether that is true.
//!
//! The bytes are decoded in each of the encodings, and the one wins in which most words that have accents are well-formed
//! Vietnamese syllables: an onset, one to three vowels with at most one tone, a final.

use std::collections::BTreeSet;

use icu_normalizer::DecomposingNormalizerBorrowed;

/// The name of the legacy encoding that the bytes look like: `TCVN3 (ABC)`, `VNI` or `windows-1258`.
///
/// `None` when no encoding makes syllables of most of the words.
#[must_use]
pub(super) fn guess(bytes: &[u8]) -> Option<&'static str> {
    let mut best: Option<(usize, Option<&'static str>)> = None;
    for (name, decode) in ENCODINGS {
        let (good, all) = score(&decode(bytes));
        // Three words of four: names and abbreviations are no syllables, chance seldom makes one.
        if good == 0 || good * 4 < all * 3 {
            continue;
        }
        // Bytes that read as well in two encodings decide for neither.
        match &mut best {
            Some((most, found)) if *most == good => *found = None,
            Some((most, _)) if *most > good => {}
            _ => best = Some((good, Some(name))),
        }
    }
    best.and_then(|(_, name)| name)
}

type Decode = fn(&[u8]) -> String;

const ENCODINGS: [(&str, Decode); 3] = [("TCVN3 (ABC)", tcvn3), ("VNI", vni), ("windows-1258", windows_1258)];

/// One letter for each byte from 0xA1 on; a dot where there is none. Capitals with a tone share the small letters' bytes.
const TCVN3: &str =
    "ĂÂÊÔƠƯĐăâêôơưđ......àảãáạ.ằẳẵắ.......ặầẩẫấậèẻẽ.éẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ";

fn tcvn3(bytes: &[u8]) -> String {
    let letters: Vec<char> = TCVN3.chars().collect();
    let decode = |byte: &u8| match byte.checked_sub(0xA1) {
        Some(at) => letters.get(usize::from(at)).copied().unwrap_or('.'),
        None => ascii(*byte),
    };
    bytes.iter().map(decode).collect()
}

/// What a byte adds to the vowel before it; capitals are 0x20 lower.
const VNI_MARKS: [(u8, &str); 17] = [
    (0xF9, "\u{301}"),
    (0xF8, "\u{300}"),
    (0xFB, "\u{309}"),
    (0xF5, "\u{303}"),
    (0xEF, "\u{323}"),
    (0xE2, "\u{302}"),
    (0xE1, "\u{302}\u{301}"),
    (0xE0, "\u{302}\u{300}"),
    (0xE5, "\u{302}\u{309}"),
    (0xE3, "\u{302}\u{303}"),
    (0xE4, "\u{302}\u{323}"),
    (0xEA, "\u{306}"),
    (0xE9, "\u{306}\u{301}"),
    (0xE8, "\u{306}\u{300}"),
    (0xFA, "\u{306}\u{309}"),
    (0xFC, "\u{306}\u{303}"),
    (0xEB, "\u{306}\u{323}"),
];

/// Bytes that are letters by themselves.
const VNI_LETTERS: [(u8, char); 9] = [
    (0xF1, 'đ'),
    (0xF4, 'ơ'),
    (0xF6, 'ư'),
    (0xED, 'í'),
    (0xEC, 'ì'),
    (0xE6, 'ỉ'),
    (0xF3, 'ĩ'),
    (0xF2, 'ị'),
    (0xEE, 'ỵ'),
];

fn vni(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        let small = if (0xC0..0xE0).contains(byte) { byte + 0x20 } else { *byte };
        let mark = VNI_MARKS.iter().find(|(mark, _)| *mark == small);
        let letter = VNI_LETTERS.iter().find(|(letter, _)| *letter == small);
        match (mark, letter) {
            (Some((_, marks)), _) => text.push_str(marks),
            (None, Some((_, letter))) => text.push(*letter),
            (None, None) => text.push(ascii(*byte)),
        }
    }
    text
}

/// Where windows-1258 differs from Latin-1: combining tones and the Vietnamese letters.
const WINDOWS_1258: [(u8, char); 13] = [
    (0xCC, '\u{300}'),
    (0xD2, '\u{309}'),
    (0xDE, '\u{303}'),
    (0xEC, '\u{301}'),
    (0xF2, '\u{323}'),
    (0xC3, 'ă'),
    (0xE3, 'ă'),
    (0xD0, 'đ'),
    (0xF0, 'đ'),
    (0xD5, 'ơ'),
    (0xF5, 'ơ'),
    (0xDD, 'ư'),
    (0xFD, 'ư'),
];

fn windows_1258(bytes: &[u8]) -> String {
    let decode = |byte: &u8| {
        let own = WINDOWS_1258.iter().find(|(own, _)| own == byte);
        own.map_or_else(|| char::from(*byte), |(_, letter)| *letter)
    };
    bytes.iter().map(decode).collect()
}

fn ascii(byte: u8) -> char {
    if byte.is_ascii() { char::from(byte) } else { '.' }
}

/// How many of the words with other letters than ASCII are Vietnamese syllables, and how many there are.
fn score(text: &str) -> (usize, usize) {
    const NFD: DecomposingNormalizerBorrowed<'static> = DecomposingNormalizerBorrowed::new_nfd();
    let text = NFD.normalize(&text.to_lowercase()).into_owned();
    // A byte that the encoding has no letter for was made a dot, which ends no word here: it spoils it.
    let words =
        text.split(|letter: char| letter.is_ascii() && !letter.is_ascii_alphabetic() && letter != '.');
    // Each different word counts once, lest one lucky word decide about a long file.
    let accented: BTreeSet<&str> =
        words.map(|word| word.trim_end_matches('.')).filter(|word| !word.is_ascii()).collect();
    let good = accented.iter().filter(|word| is_syllable(word)).count();
    (good, accented.len())
}

const ONSETS: [&str; 28] = [
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g", "h", "k",
    "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
];
const FINALS: [&str; 9] = ["", "c", "ch", "m", "n", "ng", "nh", "p", "t"];

/// Whether a decomposed lower-case word has the shape of a Vietnamese syllable.
fn is_syllable(word: &str) -> bool {
    let is_tone = |letter: &char| matches!(letter, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
    if word.chars().filter(is_tone).count() > 1 {
        return false;
    }
    let bare: String = word.chars().filter(|letter| !is_tone(letter)).collect();
    ONSETS.iter().any(|onset| bare.strip_prefix(onset).is_some_and(is_rhyme))
}

/// Whether a rhyme without its tone is vowels (with hat, breve or horn) and a final.
fn is_rhyme(rhyme: &str) -> bool {
    let rest = rhyme.trim_start_matches(['a', 'e', 'i', 'o', 'u', 'y', '\u{302}', '\u{306}', '\u{31b}']);
    let nucleus = &rhyme[..rhyme.len() - rest.len()];
    let vowels = nucleus.chars().filter(char::is_ascii).count();
    let shaped = nucleus.chars().filter(|letter| !letter.is_ascii()).count();
    // `ươ` has two horns; no nucleus has two marks otherwise.
    let marks = shaped <= 1 || (shaped == 2 && nucleus.contains("u\u{31b}o\u{31b}"));
    (1..=3).contains(&vowels)
        && marks
        && nucleus.starts_with(|first: char| first.is_ascii())
        && FINALS.contains(&rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_encoding_is_told_from_the_others() {
        // "Khu công nghiệp Tràng Duệ, huyện An Dương, thành phố Hải Phòng" in each of them.
        let tcvn3 = b"Khu c\xABng nghi\xD6p Tr\xB5ng Du\xD6, huy\xD6n An D\xAD\xACng, th\xB5nh ph\xE8 H\xB6i Ph\xDFng";
        let vni = b"Khu co\xE2ng nghie\xE4p Tra\xF8ng Due\xE4, huye\xE4n An D\xF6\xF4ng, tha\xF8nh pho\xE1 Ha\xFBi Pho\xF8ng";
        let windows =
            b"Khu c\xF4ng nghi\xEA\xF2p Tr\xE0ng Du\xEA\xF2, huy\xEA\xF2n An D\xFD\xF5ng, th\xE0nh ph\xF4\xEC Ha\xD2i Pho\xCCng";
        assert_eq!(guess(tcvn3), Some("TCVN3 (ABC)"));
        assert_eq!(guess(vni), Some("VNI"));
        assert_eq!(guess(windows), Some("windows-1258"));
    }

    #[test]
    fn what_is_no_vietnamese_is_not_guessed() {
        assert_eq!(guess(b""), None);
        assert_eq!(guess(b"plain text"), None);
        assert_eq!(guess(b"\xFF\xFE\x00\x01\xFF\xD8\xFF\xE0"), None);
        // German in Latin-1, Japanese in Shift_JIS.
        assert_eq!(guess(b"Gr\xFC\xDFe aus M\xFCnchen, sch\xF6ne Stra\xDFe f\xFCr F\xFC\xDFe"), None);
        assert_eq!(guess(b"\x83n\x83C\x83t\x83H\x83\x93\x8Es"), None);
    }
}
