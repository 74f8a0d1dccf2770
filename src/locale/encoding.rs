//! Which encoding the bytes of a file look like that are not UTF-8.
//!
//! In: bytes, and the language that the file's name speaks of. Out: a name for the message to the editor. Nothing is
//! converted: an editor who learns that a file is Shift-JIS opens it with the right setting and sees at once whether that
//! is true.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, ISO_2022_JP, SHIFT_JIS, UTF_16BE, UTF_16LE};

use super::legacy;
use crate::base::is_forbidden;

/// What editors know encodings by.
const NAMES: &[(&Encoding, &str)] = &[
    (UTF_16LE, "UTF-16 LE"),
    (UTF_16BE, "UTF-16 BE"),
    (SHIFT_JIS, "Shift-JIS"),
    (EUC_JP, "EUC-JP"),
    (ISO_2022_JP, "ISO-2022-JP"),
    (GBK, "GBK (GB18030)"),
    (GB18030, "GBK (GB18030)"),
    (BIG5, "Big5"),
    (EUC_KR, "EUC-KR"),
];

/// The name of the encoding that bytes look like, from the language code in the name of their file if there is one.
///
/// `None` when nothing makes sense of them.
#[must_use]
pub fn guess(bytes: &[u8], code: &str) -> Option<&'static str> {
    if let Some(found) = wide(bytes).or_else(|| seven_bit(bytes).map(|(name, _)| name)) {
        return Some(found);
    }
    // Few bytes make sense in several of them; what the file is named after decides.
    match country(code) {
        Some("jp" | "kr" | "cn" | "tw") => double(bytes, country(code)).or_else(|| legacy::guess(bytes)),
        own => legacy::guess(bytes).or_else(|| double(bytes, own)),
    }
}

/// UTF-16 or UTF-32, with its mark or without: every letter of ASCII is a byte with zeros beside it.
#[must_use]
pub fn wide(bytes: &[u8]) -> Option<&'static str> {
    if let Some(wider) = utf_32(bytes) {
        return Some(wider);
    }
    let zeros = |from: usize| bytes.iter().skip(from).step_by(2).filter(|&&byte| byte == 0).count();
    let encoding = match bytes {
        [0xff, 0xfe, ..] => return name(UTF_16LE),
        [0xfe, 0xff, ..] => return name(UTF_16BE),
        _ if zeros(1) > zeros(0) => UTF_16LE,
        _ if zeros(0) > zeros(1) => UTF_16BE,
        _ => return None,
    };
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    (!text.chars().any(is_forbidden)).then(|| name(encoding))?
}

/// UTF-32: all four bytes of each letter are a number of Unicode, of which the first byte is always 0 and ASCII has two more.
fn utf_32(bytes: &[u8]) -> Option<&'static str> {
    let (whole, rest) = bytes.as_chunks::<4>();
    if whole.is_empty() || !rest.is_empty() {
        return None;
    }
    let reads = |number: fn([u8; 4]) -> u32| {
        let letter = |four: &[u8; 4]| {
            char::from_u32(number(*four))
                .filter(|c| *c == '\u{feff}' || (*c < '\u{40000}' && !is_forbidden(*c)))
        };
        whole.iter().all(|four| letter(four).is_some())
    };
    match (reads(u32::from_le_bytes), reads(u32::from_be_bytes)) {
        (true, false) => Some("UTF-32 LE"),
        (false, true) => Some("UTF-32 BE"),
        _ => None,
    }
}

/// An encoding that writes every letter with bytes of ASCII, so that its files look like UTF-8; and at which byte the first of
/// its own signs stands.
pub fn seven_bit(bytes: &[u8]) -> Option<(&'static str, usize)> {
    const SHIFTS: [(&[u8], &str); 4] = [
        (b"\x1b$B", "ISO-2022-JP"),
        (b"\x1b$@", "ISO-2022-JP"),
        (b"\x1b$)C", "ISO-2022-KR"),
        (b"\x1b$)A", "ISO-2022-CN"),
    ];
    if !bytes.is_ascii() {
        return None;
    }
    let escape = bytes.iter().position(|byte| *byte == 0x1b);
    let found = escape.and_then(|at| {
        let (_, name) = SHIFTS.iter().find(|(shift, _)| bytes[at..].starts_with(shift))?;
        Some((*name, at))
    });
    found.or_else(|| Some(("UTF-7", utf_7(bytes)?)))
}

/// Where the first letter of UTF-7 stands: between `+` and the end of its base 64, as in `H+HqM-i Ph+API-ng`. A plus sign itself
/// is written `+-` there, so that one plus sign of another kind says that a text is none.
fn utf_7(bytes: &[u8]) -> Option<usize> {
    let (mut at, mut first, mut letters) = (0, None, 0);
    while let Some(plus) = bytes[at..].iter().position(|byte| *byte == b'+') {
        let start = at + plus + 1;
        let is_base = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
        let length = bytes[start..].iter().position(|byte| !is_base(byte)).unwrap_or(bytes.len() - start);
        at = start + length;
        if length > 0 {
            letters += shifted(&bytes[start..at])?;
            first = first.or(Some(start - 1));
        } else if bytes.get(start) != Some(&b'-') {
            return None;
        }
    }
    // One might be an accident.
    first.filter(|_| letters > 1)
}

/// How many letters beyond ASCII stand in a stretch of base 64; nothing when it is not one of UTF-16.
fn shifted(base: &[u8]) -> Option<usize> {
    let (mut bits, mut count, mut units) = (0_u32, 0, Vec::new());
    for byte in base {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            _ => 63,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 16 {
            count -= 16;
            units.push(u16::try_from(bits >> count & 0xffff).ok()?);
            bits &= (1 << count) - 1;
        }
    }
    let text = String::from_utf16(&units).ok().filter(|_| count < 6 && bits == 0)?;
    let is_text = !text.is_empty() && !text.chars().any(is_forbidden);
    is_text.then(|| text.chars().filter(|c| !c.is_ascii()).count())
}

/// An encoding in which a letter of East Asia takes two bytes.
fn double(bytes: &[u8], country: Option<&str>) -> Option<&'static str> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let encoding = detector.guess(country.map(str::as_bytes), Utf8Detection::Deny);
    let is_chinese = matches!(country, Some("cn" | "tw")) || [GBK, GB18030, BIG5].contains(&encoding);
    let encoding = if is_chinese { chinese(bytes).unwrap_or(encoding) } else { encoding };
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    let sound = !text.chars().any(|c| is_forbidden(c) || matches!(c, '\u{e000}'..='\u{f8ff}'));
    sound.then(|| name(encoding))?
}

/// Which of two encodings of Chinese a text is in whose characters are all common in one of them, and not in the other: a few
/// make sense to a detector in both.
fn chinese(bytes: &[u8]) -> Option<&'static Encoding> {
    let (mut gbk, mut big5) = (true, true);
    let mut at = 0;
    while let Some(lead) = bytes.get(at) {
        at += 1;
        if lead.is_ascii() {
            continue;
        }
        let trail = bytes.get(at)?;
        at += 1;
        gbk &= matches!(lead, 0xa1 | 0xa3 | 0xb0..=0xd7) && *trail >= 0xa1;
        big5 &= matches!(lead, 0xa1..=0xc6) && matches!(trail, 0x40..=0x7e | 0xa1..=0xfe);
    }
    match (gbk, big5) {
        (true, false) => Some(GBK),
        (false, true) => Some(BIG5),
        _ => None,
    }
}

fn name(encoding: &'static Encoding) -> Option<&'static str> {
    NAMES.iter().find(|(known, _)| *known == encoding).map(|(_, name)| *name)
}

/// Where a language is written, as the detector wants to be told.
fn country(code: &str) -> Option<&'static str> {
    let code = code.to_ascii_lowercase();
    Some(match code.split('-').next()? {
        "ja" => "jp",
        "ko" => "kr",
        "zh" if code.contains("hant") || code.contains("tw") || code.contains("hk") => "tw",
        "zh" => "cn",
        "vi" => "vn",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const JA: &str =
        "+++\ntitle = \"ハイフォン市の工業団地\"\n+++\n投資家の皆様へ。土地の賃料は変わりません。\n";
    const ZH: &str = "+++\ntitle = \"海防市工业园区\"\n+++\n投资者须知：土地租金不变，手续一站式办理。\n";
    const KO: &str =
        "+++\ntitle = \"하이퐁시 산업단지\"\n+++\n투자자 여러분께 알려 드립니다. 임대료는 그대로입니다.\n";

    fn encoded(text: &str, encoding: &'static Encoding) -> Vec<u8> {
        match encoding {
            _ if encoding == UTF_16LE => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            _ if encoding == UTF_16BE => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            _ => encoding.encode(text).0.into_owned(),
        }
    }

    #[test]
    fn what_windows_and_older_systems_save_is_named() {
        let cases = [
            (JA, SHIFT_JIS, "ja", "Shift-JIS"),
            (JA, EUC_JP, "ja", "EUC-JP"),
            (ZH, GBK, "zh", "GBK (GB18030)"),
            (ZH, GB18030, "zh", "GBK (GB18030)"),
            (KO, EUC_KR, "ko", "EUC-KR"),
        ];
        for (text, encoding, code, name) in cases {
            let bytes = encoded(text, encoding);
            assert_eq!(guess(&bytes, code), Some(name));
            assert_eq!(guess(&bytes, "record"), Some(name), "{name} in a file without a language");
        }
    }

    #[test]
    fn a_title_alone_is_enough_where_the_file_says_its_language() {
        let cases = [
            ("港湾", SHIFT_JIS, "ja", "Shift-JIS"),
            ("海防", GBK, "zh", "GBK (GB18030)"),
            ("하이퐁", EUC_KR, "ko", "EUC-KR"),
        ];
        for (text, encoding, code, name) in cases {
            assert_eq!(guess(&encoded(text, encoding), code), Some(name));
        }
    }

    #[test]
    fn utf_16_is_known_with_its_mark_and_without() {
        for text in [JA, ZH, KO, "+++\ntitle = \"Cảng Hải Phòng\"\n+++\n", "length = 400\n"] {
            for (encoding, name) in [(UTF_16LE, "UTF-16 LE"), (UTF_16BE, "UTF-16 BE")] {
                assert_eq!(guess(&encoded(text, encoding), "vi"), Some(name), "{text}");
                let marked = ["\u{feff}", text].concat();
                assert_eq!(guess(&encoded(&marked, encoding), "vi"), Some(name), "{text}");
            }
        }
    }

    #[test]
    fn old_vietnamese_is_told_from_what_east_asia_saves() {
        let tcvn3 = b"Khu c\xABng nghi\xD6p Tr\xB5ng Du\xD6, huy\xD6n An D\xAD\xACng, th\xB5nh ph\xE8 H\xB6i Ph\xDFng";
        assert_eq!(guess(tcvn3, "vi"), Some("TCVN3 (ABC)"));
        assert_eq!(guess(tcvn3, "record"), Some("TCVN3 (ABC)"));
    }

    #[test]
    fn a_few_characters_of_big5_are_told_from_gbk() {
        for text in ["海防港口", "工業區", "title = \"投資須知\"", "海防市有十四個工業區，土地租金不變。"]
        {
            assert_eq!(guess(&encoded(text, BIG5), "zh"), Some("Big5"), "{text}");
            assert_eq!(guess(&encoded(text, BIG5), "zh-hant"), Some("Big5"), "{text}");
        }
        for text in ["海防港口", "工业区", "title = \"投资须知\""] {
            assert_eq!(guess(&encoded(text, GBK), "zh"), Some("GBK (GB18030)"), "{text}");
        }
    }

    #[test]
    fn utf_32_is_known_with_its_mark_and_without() {
        for text in [JA, ZH, KO, "+++\ntitle = \"Cảng Hải Phòng\"\n+++\n", "length = 400\n", "港"] {
            for mark in ["", "\u{feff}"] {
                let numbers = || mark.chars().chain(text.chars()).map(u32::from);
                let little: Vec<u8> = numbers().flat_map(u32::to_le_bytes).collect();
                let big: Vec<u8> = numbers().flat_map(u32::to_be_bytes).collect();
                assert_eq!(guess(&little, "vi"), Some("UTF-32 LE"), "{text}");
                assert_eq!(guess(&big, "vi"), Some("UTF-32 BE"), "{text}");
            }
        }
    }

    #[test]
    fn encodings_of_seven_bits_are_told_from_ascii() {
        for text in ["H+HqM-i Ph+API-ng", "+-+-+-\ntitle = \"+bXeWMg-\"\n+-+-+-\n", "+ZbBudzDR-"] {
            assert_eq!(seven_bit(text.as_bytes()).map(|(name, _)| name), Some("UTF-7"), "{text}");
        }
        let japanese = b"+++\ntitle = \"\x1b$B9A\x1b(B\"\n+++\n";
        assert_eq!(seven_bit(japanese), Some(("ISO-2022-JP", 13)));
        for text in [
            "",
            "+++\ntitle = \"A+B\"\n+++\n",
            "Call +84-225-3821055 or +81-3.",
            "C++ and +1, a+b-c, +AOk-",
            "\x1b[31mred\x1b[0m",
            "x = 1+2-3\ny = \"+HqM-\" + 1",
        ] {
            assert_eq!(seven_bit(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn rubbish_has_no_name() {
        for bytes in [&b""[..], b"plain text", b"+++\n\xff\xfe\x00", b"a\0b\0\0", b"\x89PNG\r\n\x1a\n\0\0"] {
            assert_eq!(guess(bytes, "vi"), None, "{bytes:?}");
        }
    }
}
