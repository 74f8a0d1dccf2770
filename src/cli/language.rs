//! `portolan language`: a site in one language more. The settings get its block, and `i18n/` its words and formats, which are
//! those of the nearest language until somebody translates them.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::Path;

use super::Outcome;
use super::argument::{LanguageOptions, ReportFormat};
use super::messages::{Bilingual, Refusal};
use super::report::Report;
use crate::base::{Lang, SourcePath, nearest};
use crate::config::{self, Config, Overrides, is_code};
use crate::diag::{self, UiLang};
use crate::locale::written::language_code;
use crate::output::{create, replace};
use crate::pipeline::{self, Reading};
use crate::source::{self, Snapshot};
use crate::theme::defaults;

/// What a language calls itself, and how networks name its texts, by code.
const KNOWN: &str = include_str!("languages.toml");

/// The two files of a language.
const FILES: [&str; 2] = ["i18n/", "i18n/format/"];

/// `portolan language`
pub(super) fn language(options: &LanguageOptions) -> Outcome {
    let lang: UiLang = options.ui_lang.into();
    let report = Report::new(ReportFormat::Text, lang, false);
    match add(options) {
        Ok(added) => {
            Report::done(added.said().of(lang));
            Outcome::Clean
        }
        Err(Refusal::Content(said)) => report.content(said.of(lang)),
        Err(Refusal::Environment(problem)) => report.environment(&problem),
    }
}

/// A language that was added.
struct Added {
    code: String,
    name: String,
    /// The language whose words stand in its files.
    from: String,
    /// What was written, the settings first.
    files: Vec<String>,
    /// Whether its words are still those of another language: the program has none of its own.
    is_draft: bool,
}

fn add(options: &LanguageOptions) -> Result<Added, Refusal> {
    let root = &options.root;
    let read = source::read(root).map_err(|error| Refusal::Environment(error.to_string()))?;
    let (mut snapshot, mut found) = (read.value, read.diagnostics);
    let Reading { config, .. } = pipeline::read(&mut snapshot, &Overrides::default(), &mut found);
    let broken = |found: &diag::Diagnostic| {
        found.severity == diag::Severity::Error
            && found.place.as_ref().is_some_and(|place| place.path.as_str() == config::FILE)
    };
    if snapshot.text(config::FILE).is_none() || found.iter().any(broken) {
        return Err(unsound(root));
    }
    let code = &options.code;
    let (name, og_locale) = known(options, code)?;
    let from = source_of(options, &config)?;
    let mut files = Vec::new();
    if config.lang(code).is_none() {
        let block = block(code, &name, &og_locale, &fallback(&config, &from));
        write_block(root, &block)?;
        files.push(config::FILE.to_owned());
    }
    let mut is_draft = false;
    for folder in FILES {
        let path = format!("{folder}{code}.toml");
        let is_built_in = defaults().get(&SourcePath::new(&path)).is_some();
        if !root.join(&path).exists() && !is_built_in {
            is_draft = true;
            let text = draft(&snapshot, folder, &from, &name);
            let folder = std::fs::create_dir_all(root.join(folder));
            folder
                .and_then(|()| create(&root.join(&path), text.as_bytes()))
                .map_err(|error| Refusal::Environment(format!("{path}: {error}")))?;
            files.push(path);
        }
    }
    if files.is_empty() {
        Err(there(code))
    } else {
        Ok(Added { code: code.clone(), name, from, files, is_draft })
    }
}

fn unsound(root: &Path) -> Refusal {
    let root = root.display();
    Refusal::Content(Bilingual {
        en: format!(
            "{root} is no site whose settings can be read: `portolan check` says what is wrong with {}",
            config::FILE
        ),
        vi: format!(
            "{root} chưa phải là trang có thiết lập đọc được: `portolan check` cho biết {} sai ở đâu",
            config::FILE
        ),
    })
}

fn there(code: &str) -> Refusal {
    Refusal::Content(Bilingual {
        en: format!(
            "the site has the language `{code}` already, with its words and formats: in i18n, or built in. \
             To change built-in ones, `portolan theme copy i18n/{code}.toml` puts them there"
        ),
        vi: format!(
            "trang đã có ngôn ngữ `{code}`, kèm chữ giao diện và định dạng: trong i18n hoặc có sẵn trong chương trình. \
             Muốn sửa bản có sẵn, lệnh `portolan theme copy i18n/{code}.toml` chép chúng vào đó"
        ),
    })
}

/// The name of a language and how networks name it; what nobody has told the program, the author has to.
fn known(options: &LanguageOptions, code: &str) -> Result<(String, String), Refusal> {
    let known: BTreeMap<String, (String, String)> =
        toml::from_str(KNOWN).expect("the list of languages is checked by a test");
    let lower = code.to_lowercase().replace('_', "-");
    if !is_code(code) {
        let near = match meant(code, &known) {
            Some(near) => near,
            None if is_code(&lower) => lower.as_str(),
            None => "fr",
        };
        return Err(Refusal::Content(Bilingual {
            en: format!(
                "`{code}` cannot be a language's code, which names folders and files: write it as `{near}`"
            ),
            vi: format!(
                "`{code}` không làm mã ngôn ngữ được, vì mã là tên thư mục và tệp: hãy viết như `{near}`"
            ),
        }));
    }
    let plain = |(name, og): &(String, String)| (options.name.clone().unwrap_or(name.clone()), og.clone());
    if let Some(found) = known.get(code) {
        return Ok(plain(found));
    }
    if let Some(name) = &options.name {
        return Ok((name.clone(), code.replace('-', "_")));
    }
    let near = meant(code, &known)
        .or_else(|| nearest(code, known.keys().map(String::as_str)).filter(|near| near[..1] == code[..1]));
    let (en, vi) = near.map_or_else(Default::default, |near| {
        (format!("did you mean `{near}`? else "), format!("có phải ý bạn là `{near}`? nếu không, "))
    });
    Err(Refusal::Content(Bilingual {
        en: format!(
            "`{code}` is no language that Portolan knows by its code: {en}say what it calls itself with `--name`"
        ),
        vi: format!(
            "Portolan không biết ngôn ngữ nào có mã `{code}`: {vi}hãy ghi tên ngôn ngữ bằng `--name`"
        ),
    }))
}

/// The code of the language that somebody calls by a country or a name: `cn`, `Tiếng Nhật`, `Deutsch`.
fn meant<'k>(written: &str, known: &'k BTreeMap<String, (String, String)>) -> Option<&'k str> {
    let lower = written.to_lowercase();
    let named = known.iter().find(|(_, (name, _))| name.to_lowercase() == lower).map(|(code, _)| code);
    let code = language_code(written);
    let called = || known.get_key_value(&code).map(|(code, _)| code).filter(|code| **code != lower);
    named.or_else(called).map(String::as_str)
}

/// The language that most others borrow from first; of equals, the first.
fn most_borrowed(config: &Config) -> Lang {
    let borrowers = |lang: Lang| {
        config.langs().filter(|other| config.language(*other).fallback.first() == Some(&lang)).count()
    };
    config.langs().min_by_key(|lang| Reverse(borrowers(*lang))).unwrap_or(Lang(0))
}

/// The language whose words are taken: the one asked for, else the one that readers of no other get, else the one that most
/// others borrow from.
fn source_of(options: &LanguageOptions, config: &Config) -> Result<String, Refusal> {
    let Some(from) = &options.from else {
        let lang = config.x_default.unwrap_or_else(|| most_borrowed(config));
        return Ok(config.language(lang).code.clone());
    };
    if config.lang(from).is_some() {
        return Ok(from.clone());
    }
    let codes = config.codes();
    Err(Refusal::unknown("language", "ngôn ngữ", from, nearest(from, codes.iter().map(String::as_str))))
}

/// Readers get the text of the language that words were taken from, then of those that this one borrows from.
fn fallback(config: &Config, from: &str) -> Vec<String> {
    let Some(lang) = config.lang(from) else { return Vec::new() };
    config.chain(lang).into_iter().map(|lang| config.language(lang).code.clone()).collect()
}

fn block(code: &str, name: &str, og_locale: &str, fallback: &[String]) -> String {
    let quoted: Vec<String> = fallback.iter().map(|code| format!("\"{code}\"")).collect();
    let name = name.replace('\\', "\\\\").replace('"', "\\\"");
    format!(
        "[[language]]\ncode = \"{code}\"\ntag = \"{}\"\nname = \"{name}\"\nog_locale = \"{og_locale}\"\nfallback = [{}]\n",
        tag(code),
        quoted.join(", ")
    )
}

/// A code as pages name it: `zh-Hant`, `pt-BR`.
fn tag(code: &str) -> String {
    let part = |(at, part): (usize, &str)| match part.len() {
        _ if at == 0 => part.to_owned(),
        2 => part.to_uppercase(),
        4 => part[..1].to_uppercase() + &part[1..],
        _ => part.to_owned(),
    };
    code.split('-').enumerate().map(part).collect::<Vec<_>>().join("-")
}

/// Puts a block behind the last language of the settings; every other byte stays as it is.
fn write_block(root: &Path, block: &str) -> Result<(), Refusal> {
    let path = root.join(config::FILE);
    let world = |error: std::io::Error| Refusal::Environment(format!("{}: {error}", config::FILE));
    let text = std::fs::read_to_string(&path).map_err(world)?;
    replace(&path, with_block(&text, block).as_bytes()).map_err(world)
}

fn with_block(text: &str, block: &str) -> String {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut at = 0;
    let mut last = text.len();
    let mut inside = false;
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        if bare.starts_with("[[language]]") {
            inside = true;
        } else if inside && (bare.is_empty() || bare.starts_with('[') && !bare.starts_with("[\"")) {
            (inside, last) = (false, at);
        }
        at += line.len();
    }
    if inside {
        last = text.len();
    }
    let (before, after) = text.split_at(last);
    let gap = if before.ends_with('\n') { end } else { &format!("{end}{end}") };
    format!("{before}{gap}{}{after}", block.replace('\n', end))
}

/// A file of another language, with a head that says what is to be done with it.
fn draft(snapshot: &Snapshot, folder: &str, from: &str, name: &str) -> String {
    let text = snapshot.text(&format!("{folder}{from}.toml")).unwrap_or_default();
    // The comment at its head speaks of the other language.
    let own: String = text.split_inclusive('\n').skip_while(|line| line.starts_with('#')).collect();
    format!("# {name}. Draft: the values are still those of `{from}`; translate them, the keys stay.\n{own}")
}

impl Added {
    fn said(&self) -> Bilingual {
        let Added { code, name, from, files, is_draft } = self;
        let files = files.join("\n  ");
        let (en_words, vi_words, en_next, vi_next) = if *is_draft {
            (
                format!(", for now in the words of `{from}`"),
                format!(", tạm dùng chữ của `{from}`"),
                format!(
                    "translate the values in i18n/{code}.toml, and set months, marks and units in i18n/format/{code}.toml\n  "
                ),
                format!(
                    "dịch các giá trị trong i18n/{code}.toml, chỉnh tên tháng, dấu số và đơn vị trong i18n/format/{code}.toml\n  "
                ),
            )
        } else {
            (
                ", whose words are built in".to_owned(),
                ", chữ giao diện có sẵn".to_owned(),
                String::new(),
                String::new(),
            )
        };
        Bilingual {
            en: format!(
                "added {name} (`{code}`){en_words}:\n  {files}\n\n\
                 next:\n  \
                 {en_next}add `name.{code}` and `tagline.{code}` to portolan.toml, and `.{code}` to the titles and labels in content\n  \
                 add texts as {code}.md beside the others; until then readers get the text of `{from}` with a notice\n  \
                 `portolan check` lists what is still missing"
            ),
            vi: format!(
                "đã thêm {name} (`{code}`){vi_words}:\n  {files}\n\n\
                 việc tiếp theo:\n  \
                 {vi_next}thêm `name.{code}` và `tagline.{code}` vào portolan.toml, thêm `.{code}` vào tiêu đề và nhãn trong content\n  \
                 thêm bài viết {code}.md cạnh các bài khác; trước đó người đọc thấy bài của `{from}` kèm lời báo\n  \
                 `portolan check` cho biết còn thiếu gì"
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{KNOWN, tag, with_block};

    #[test]
    fn the_block_stands_behind_the_last_language() {
        let settings = "[site]\n[[language]]\ncode = \"vi\"\nfallback = [\n\"en\",\n]\n\n[home]\n";
        let added = with_block(settings, "[[language]]\ncode = \"x\"\n");
        assert_eq!(added, settings.replace("\n[home]", "\n[[language]]\ncode = \"x\"\n\n[home]"));
        let windows = with_block("[[language]]\r\ncode = \"vi\"", "[[language]]\ncode = \"x\"\n");
        assert_eq!(windows, "[[language]]\r\ncode = \"vi\"\r\n\r\n[[language]]\r\ncode = \"x\"\r\n");
    }

    #[test]
    fn every_language_has_a_name_and_a_tag() {
        let known: BTreeMap<String, (String, String)> = toml::from_str(KNOWN).expect("the list is TOML");
        assert!(known.values().all(|(name, og)| !name.is_empty() && og.len() == 5));
        assert_eq!([tag("zh-hant"), tag("pt-br"), tag("fr")], ["zh-Hant", "pt-BR", "fr"]);
    }
}
