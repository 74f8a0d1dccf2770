//! What a file was most likely meant to be that has another name than what is looked for: `en.md.txt`, whose end Windows
//! hides, `Record.toml`, `bai-viet.vi.md`, `tiếng-việt.md`.

use super::folder::{FOLDER, RECORD, SCHEMA};
use crate::base::{FileKind, SourcePath, is_near, parts, without_copy};
use crate::config::Language;
use crate::locale::{slug, written};

/// Ends of files in which other programs have facts.
pub const FACTS: &[&str] = &["yaml", "yml", "json", "json5", "ini", "xml", "xlsx", "xls", "csv"];

/// The name that a file of `content/` or `i18n/` was most likely meant to have; `None` when it is like nothing, and for a file
/// that has its right name.
#[must_use]
pub fn meant_name(path: &SourcePath, languages: &[Language]) -> Option<String> {
    let below = path.as_str().strip_prefix(FOLDER).unwrap_or(path.as_str());
    let name = path.file_name();
    let lower = name.to_lowercase();
    let (stem, kind) = parts(&lower);
    let stem = without_copy(stem);
    let found = match below.split('/').collect::<Vec<_>>()[..] {
        ["i18n", ..] => strings(stem, kind, languages),
        ["_data", ..] => (kind == FileKind::Facts).then(|| format!("{stem}.toml")),
        ["_maps", ..] => is_near(stem, kind, "maps").then(|| "maps.toml".to_owned()),
        [_] => index(stem, kind, languages),
        [_, _] if is_near(stem.trim_matches('_'), kind, "collection") => Some(SCHEMA.to_owned()),
        [_, _] => {
            let table = || (kind == FileKind::Facts).then(|| format!("{stem}.toml"));
            index(stem, kind, languages).or_else(table)
        }
        _ if is_near(stem, kind, "record") => Some(RECORD.to_owned()),
        _ if kind == FileKind::Facts => None,
        _ => text(stem, kind, languages),
    };
    found.filter(|found| *found != name)
}

/// The name of a text without its end and what is added to that of a copy: `vn` of `vn (1).md`.
pub(super) fn bare_stem(name: &str) -> String {
    let lower = name.to_lowercase();
    without_copy(parts(&lower).0).to_owned()
}

/// The text of a record in the language that a stem names.
fn text(stem: &str, kind: FileKind, languages: &[Language]) -> Option<String> {
    let whole = languages.iter().find(|language| is_named(language, stem));
    let codes: Vec<String> = languages.iter().map(|language| language.code.clone()).collect();
    let called = || written::language(stem, &codes).filter(|_| kind == FileKind::Text);
    let whole = whole.or_else(|| languages.iter().find(|language| Some(language.code.as_str()) == called()));
    let language = whole.or_else(|| {
        // Of a name such as `bai-viet.vi`, which ends as texts do.
        let mut parts = stem.split(['.', '-', '_', ' ']).rev().filter(|_| kind == FileKind::Text);
        parts.find_map(|part| languages.iter().find(|language| language.code == part))
    });
    Some(format!("{}.md", language?.code))
}

/// The strings or formats of the language that a stem names.
fn strings(stem: &str, kind: FileKind, languages: &[Language]) -> Option<String> {
    let language = languages.iter().find(|language| is_named(language, stem))?;
    (kind != FileKind::Text).then(|| format!("{}.toml", language.code))
}

/// The text of a list or of the home page.
fn index(stem: &str, kind: FileKind, languages: &[Language]) -> Option<String> {
    let rest = stem.strip_prefix('_').unwrap_or(stem).strip_prefix("index")?;
    let rest = rest.trim_start_matches(['.', '-', '_', ' ']);
    let language = match rest {
        "" => languages.first(),
        rest => languages.iter().find(|language| is_named(language, rest)),
    };
    (kind != FileKind::Facts).then_some(format!("_index.{}.md", language?.code))
}

/// Whether an author might call the language that without knowing its code: by its tag, its name, or its country.
fn is_named(language: &Language, name: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let name_letters = letters(&slug(name));
    let same = |known: &str| {
        known.to_lowercase() == name || (!name_letters.is_empty() && letters(&slug(known)) == name_letters)
    };
    let country = language.og_locale.split_once('_').map(|(_, country)| country.to_lowercase());
    language.code == name
        || same(&language.tag)
        || same(&language.name)
        || same(&language.og_locale)
        || country.as_deref() == Some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::SourceSpan;

    fn languages() -> Vec<Language> {
        let known = [
            ("vi", "vi", "Tiếng Việt", "vi_VN"),
            ("en", "en", "English", "en_GB"),
            ("ja", "ja", "日本語", "ja_JP"),
            ("zh", "zh-Hans", "简体中文", "zh_CN"),
        ];
        let place = SourceSpan::file(&SourcePath::new("portolan.toml"));
        let language = |(code, tag, name, og_locale): (&str, &str, &str, &str)| Language {
            code: code.to_owned(),
            code_place: place.clone(),
            tag: tag.to_owned(),
            place: place.clone(),
            name: name.to_owned(),
            og_locale: og_locale.to_owned(),
            fallback: Vec::new(),
        };
        known.map(language).into()
    }

    fn check(cases: &[(&str, Option<&str>)]) {
        let languages = languages();
        for (path, wanted) in cases {
            let found = meant_name(&SourcePath::new(&format!("content/{path}")), &languages);
            assert_eq!(found.as_deref(), *wanted, "{path}");
        }
    }

    #[test]
    fn files_of_a_record_are_known_by_what_they_were_meant_to_be() {
        check(&[
            ("news/a/en.md.txt", Some("en.md")),
            ("news/a/EN.MD", Some("en.md")),
            ("news/a/VI.md", Some("vi.md")),
            ("news/a/ja.markdown", Some("ja.md")),
            ("news/a/vi.md.md", Some("vi.md")),
            ("news/a/vi.txt", Some("vi.md")),
            ("news/a/vi", Some("vi.md")),
            ("news/a/bai-viet.vi.md", Some("vi.md")),
            ("news/a/tiếng-việt.md", Some("vi.md")),
            ("news/a/Tieng Viet.md", Some("vi.md")),
            ("news/a/日本語.md", Some("ja.md")),
            ("news/a/english.md", Some("en.md")),
            ("news/a/zh-Hans.md", Some("zh.md")),
            ("news/a/zh_CN.md", Some("zh.md")),
            ("news/a/jp.md", Some("ja.md")),
            ("news/a/cn.md", Some("zh.md")),
            ("news/a/vi (1).md", Some("vi.md")),
            ("news/a/vi - Copy.md", Some("vi.md")),
            ("news/a/vi - Bản sao (2).md", Some("vi.md")),
            ("news/a/record.toml.txt", Some("record.toml")),
            ("news/a/record.tml", Some("record.toml")),
            ("news/a/Record.toml", Some("record.toml")),
            ("news/a/recrod.toml", Some("record.toml")),
            ("news/a/records.toml", Some("record.toml")),
            ("news/a/record", Some("record.toml")),
        ]);
    }

    #[test]
    fn files_of_folders_are_too() {
        check(&[
            ("news/_colection.toml", Some("_collection.toml")),
            ("news/_Collection.toml", Some("_collection.toml")),
            ("news/collection.toml", Some("_collection.toml")),
            ("news/_collection.toml.txt", Some("_collection.toml")),
            ("news/all.toml.txt", Some("all.toml")),
            ("news/_index.md", Some("_index.vi.md")),
            ("news/index.en.md", Some("_index.en.md")),
            ("_index.vi.md.txt", Some("_index.vi.md")),
            ("_index-en.md", Some("_index.en.md")),
            ("_data/places.toml.txt", Some("places.toml")),
            ("_data/Places.tml", Some("places.toml")),
            ("_maps/map.toml", Some("maps.toml")),
            ("_maps/maps.toml.txt", Some("maps.toml")),
        ]);
    }

    #[test]
    fn files_of_strings_are_too() {
        let languages = languages();
        for (path, wanted) in [
            ("i18n/en.toml.txt", Some("en.toml")),
            ("i18n/format/vi-VN.toml", Some("vi.toml")),
            ("i18n/JA.toml", Some("ja.toml")),
            ("i18n/ja.toml", None),
            ("i18n/ko.toml", None),
            ("i18n/README.md", None),
        ] {
            assert_eq!(meant_name(&SourcePath::new(path), &languages).as_deref(), wanted, "{path}");
        }
    }

    #[test]
    fn what_is_like_nothing_or_right_has_no_other_name() {
        check(&[
            ("news/a/record.toml", None),
            ("news/a/vi.md", None),
            ("news/a/fr.md", None),
            ("news/a/notes.md", None),
            ("news/a/plan.pdf", None),
            ("news/a/notes.txt", None),
            ("news/a/video.txt", None),
            ("news/a/plan.vi.txt", None),
            ("news/a/facts.toml", None),
            ("news/_collection.toml", None),
            ("news/_index.vi.md", None),
            ("news/all.toml", None),
            ("news/notes.md", None),
            ("_maps/coast.geojson", None),
            ("_maps/maps.toml", None),
            ("_data/places.toml", None),
            ("portolan.toml", None),
        ]);
    }
}
