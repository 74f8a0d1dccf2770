use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::ui_lang::{UiLang, pick};
use super::{Diagnostic, unseen};

/// A sentence in the languages of the editors.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sentence {
    en: String,
    vi: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Message {
    en: String,
    vi: String,
    /// What to do about it; a code may have several, by name.
    #[serde(default)]
    help: BTreeMap<String, Sentence>,
}

/// Every file of messages; a code stands in one of them.
const FILES: &[&str] = &[
    include_str!("messages/source.toml"),
    include_str!("messages/content.toml"),
    include_str!("messages/place.toml"),
    include_str!("messages/map.toml"),
    include_str!("messages/markdown.toml"),
    include_str!("messages/locale.toml"),
    include_str!("messages/site.toml"),
    include_str!("messages/asset.toml"),
    include_str!("messages/check.toml"),
    include_str!("messages/serve.toml"),
];

static MESSAGES: LazyLock<BTreeMap<String, Message>> = LazyLock::new(|| {
    let mut all = BTreeMap::new();
    for file in FILES {
        let messages: BTreeMap<String, Message> =
            toml::from_str(file).expect("message files are checked by tests");
        all.extend(messages);
    }
    all
});

/// Arguments that are words of the program and not of the author, by the code of their message.
static WORDS: LazyLock<BTreeMap<String, BTreeMap<String, Sentence>>> = LazyLock::new(|| {
    toml::from_str(include_str!("words.toml")).expect("the file of words is checked by tests")
});

/// The argument that is a character to be named: `U+00A0 (no-break space)`.
const CHARACTER: &str = "char";

/// Why a word is wrong that differs from the right one in its capital letters alone.
const CASE: (&str, &str) = ("small and capital letters differ here", "ở đây phân biệt chữ hoa và chữ thường");

impl Diagnostic {
    /// What is wrong, in one sentence without a full stop.
    #[must_use]
    pub fn message(&self, lang: UiLang) -> String {
        let message =
            MESSAGES.get(self.code).unwrap_or_else(|| panic!("no message for code `{}`", self.code));
        self.fill(pick(lang, &message.en, &message.vi), lang)
    }

    /// What to do about it, and what of the author's words cannot be seen or is easily overlooked.
    #[must_use]
    pub fn help_text(&self, lang: UiLang) -> Option<String> {
        let words = self.args.iter().filter(|(name, _)| *name != CHARACTER);
        let unseen = words.filter_map(|(_, word)| unseen::note(word, lang)).next();
        let case = || self.is_of_letters_case().then(|| pick(lang, CASE.0, CASE.1).to_owned());
        match (self.own_help(lang), unseen.or_else(case)) {
            (Some(help), Some(note)) => Some(format!("{note}; {help}")),
            (help, note) => note.or(help),
        }
    }

    fn own_help(&self, lang: UiLang) -> Option<String> {
        let name = self.help?;
        let sentence = MESSAGES.get(self.code).and_then(|message| message.help.get(name));
        let sentence = sentence.unwrap_or_else(|| panic!("no help `{name}` for code `{}`", self.code));
        Some(self.fill(pick(lang, &sentence.en, &sentence.vi), lang))
    }

    /// Replaces `{name}` by the argument of that name; `{{` and `}}` are braces.
    fn fill(&self, text: &str, lang: UiLang) -> String {
        let words = WORDS.get(self.code);
        let mut filled = String::with_capacity(text.len() + 32);
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            filled.push_str(&rest[..at]);
            let brace = &rest[at..=at];
            if rest[at + 1..].starts_with(brace) {
                filled.push_str(brace);
                rest = &rest[at + 2..];
                continue;
            }
            let end =
                rest[at..].find('}').unwrap_or_else(|| panic!("`{}`: unclosed brace in {text:?}", self.code));
            let name = &rest[at + 1..at + end];
            let value = self.args.iter().find(|(arg, _)| *arg == name);
            let (_, value) = value.unwrap_or_else(|| panic!("`{}`: no argument `{name}`", self.code));
            let word = words.and_then(|words| words.get(value)).filter(|_| !matches!(name, "key" | "name"));
            match (word, name, value.chars().next()) {
                (Some(word), ..) => filled.push_str(pick(lang, &word.en, &word.vi)),
                (None, CHARACTER, Some(c)) => filled.push_str(&unseen::character(c, lang)),
                (None, ..) => filled.push_str(&unseen::visible(value)),
            }
            rest = &rest[at + end + 1..];
        }
        filled + rest
    }
}

/// Says where else a finding is made: `places` are some of `count`.
pub(super) fn again(count: usize, places: &str, lang: UiLang) -> String {
    let (number, colon) = (number(count, lang), if places.is_empty() { "" } else { ": " });
    match lang {
        UiLang::En if count == 1 => format!("the same at one other place{colon}{places}"),
        UiLang::En => format!("the same at {number} other places{colon}{places}"),
        UiLang::Vi => format!("còn {number} chỗ khác giống như vậy{colon}{places}"),
    }
}

/// Says that findings may go away when another is mended.
pub(super) fn follows(count: usize, lang: UiLang) -> String {
    let number = number(count, lang);
    match lang {
        UiLang::En if count == 1 => "mend this first: one more finding may only follow from it:".to_owned(),
        UiLang::En => format!("mend this first: {number} more findings may only follow from it:"),
        UiLang::Vi => format!("hãy sửa chỗ này trước: {number} thông báo khác có thể chỉ là hệ quả:"),
    }
}

/// Says how many are not named.
pub(super) fn more(count: usize, lang: UiLang) -> String {
    let number = number(count, lang);
    match lang {
        UiLang::En => format!("and {number} more"),
        UiLang::Vi => format!("và {number} chỗ nữa"),
    }
}

/// A number with the mark of thousands of the language.
#[must_use]
pub fn number(number: usize, lang: UiLang) -> String {
    let digits = number.to_string();
    let mut written = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            written.push_str(pick(lang, ",", "."));
        }
        written.push(digit);
    }
    written
}
