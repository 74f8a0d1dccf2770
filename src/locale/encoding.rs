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
    if let Some(wide) = wide(bytes) {
        return Some(wide);
    }
    // Few bytes make sense in several of them; what the file is named after decides.
    match country(code) {
        Some("jp" | "kr" | "cn" | "tw") => double(bytes, country(code)).or_else(|| legacy::guess(bytes)),
        own => legacy::guess(bytes).or_else(|| double(bytes, own)),
    }
}

/// UTF-16, with its mark or without: every letter of ASCII is a byte with a zero beside it.
#[must_use]
pub fn wide(bytes: &[u8]) -> Option<&'static str> {
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

/// An encoding in which a letter of East Asia takes two bytes.
fn double(bytes: &[u8], country: Option<&str>) -> Option<&'static str> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let encoding = detector.guess(country.map(str::as_bytes), Utf8Detection::Deny);
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    let sound = !text.chars().any(|c| is_forbidden(c) || matches!(c, '\u{e000}'..='\u{f8ff}'));
    sound.then(|| name(encoding))?
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
    fn rubbish_has_no_name() {
        for bytes in [&b""[..], b"plain text", b"+++\n\xff\xfe\x00", b"a\0b\0\0", b"\x89PNG\r\n\x1a\n\0\0"] {
            assert_eq!(guess(bytes, "vi"), None, "{bytes:?}");
        }
    }
}
