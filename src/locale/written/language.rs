//! Languages as people call them where a code belongs: `vn`, `jp`, `Tiếng Nhật`, `zh-CN`.

use crate::locale::fold;

/// Codes of countries and names of languages that are written in the place of a language's code.
const CALLED: &[(&str, &[&str])] = &[
    ("vi", &["vn", "vie", "tieng viet", "viet", "vietnamese", "viet nam", "vietnam"]),
    ("en", &["gb", "uk", "us", "eng", "anh", "tieng anh", "english"]),
    ("ja", &["jp", "jpn", "nhat", "tieng nhat", "japanese", "japan", "日本語"]),
    ("ko", &["kr", "kor", "han", "tieng han", "tieng han quoc", "korean", "korea", "한국어"]),
    (
        "zh",
        &[
            "cn",
            "chn",
            "zho",
            "chi",
            "hans",
            "tieng trung",
            "tieng trung quoc",
            "tieng hoa",
            "chinese",
            "中文",
            "简体中文",
        ],
    ),
];

/// The code that a country's code, a name or a tag stands for: `vn`, `zh-CN`, `tiếng nhật`.
#[must_use]
pub fn language_code(text: &str) -> String {
    let text = fold(text.trim());
    let plain = text.split(['-', '_']).next().unwrap_or_default();
    let called = CALLED.iter().find(|(_, names)| names.contains(&text.as_str()) || names.contains(&plain));
    called.map_or(plain, |(code, _)| code).to_owned()
}

/// The code of `known` that was meant by `text`.
#[must_use]
pub fn language<'k>(text: &str, known: &'k [String]) -> Option<&'k str> {
    let code = language_code(text);
    let found = known.iter().find(|known| **known == code || known.split('-').next() == Some(&code));
    found.map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::language;

    #[test]
    fn a_country_or_a_name_is_taken_for_its_language() {
        let known = ["vi", "en", "ja", "zh"].map(str::to_owned);
        for (text, code) in [
            ("vn", Some("vi")),
            ("Tiếng Nhật", Some("ja")),
            ("jp", Some("ja")),
            ("en-US", Some("en")),
            ("vi_VN", Some("vi")),
            ("zh-Hans", Some("zh")),
            ("ZH", Some("zh")),
            ("kr", None),
            ("de", None),
        ] {
            assert_eq!(language(text, &known), code, "{text}");
        }
    }
}
