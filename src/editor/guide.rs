//! What an author is told while writing: how a field is filled, in the language of the editor.
//!
//! In: what the content folder declares. Out: sentences, choices and examples, for the files that `portolan new` makes
//! and for the JSON Schemas. The sentences stand in `guide.toml`; nothing here judges what an author wrote.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::base::{Lang, PerLang};
use crate::config::Config;
use crate::content::{BLANK, Content, FieldType, RANK};
use crate::diag::UiLang;
use crate::fact::Scale;
use crate::locale::Locale;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GuideSentence {
    en: String,
    vi: String,
}

static SENTENCES: LazyLock<BTreeMap<String, GuideSentence>> =
    LazyLock::new(|| toml::from_str(include_str!("guide.toml")).expect("the file is read by tests"));

/// Tells an author how a site's fields are filled.
#[derive(Clone, Copy, Debug)]
pub struct Guide<'a> {
    /// What there is to choose from.
    pub content: &'a Content,
    /// The site's languages.
    pub config: &'a Config,
    /// The formats of each language.
    pub locales: &'a [Locale],
    /// The language of the editor.
    pub lang: UiLang,
}

impl<'a> Guide<'a> {
    /// The sentence `key` of `guide.toml`, with its `{names}` filled in; `{{` and `}}` are braces.
    #[must_use]
    pub fn say(&self, key: &str, names: &[(&str, &str)]) -> String {
        let sentence = SENTENCES.get(key).unwrap_or_else(|| panic!("`guide.toml` has no sentence `{key}`"));
        let mut text = match self.lang {
            UiLang::En => sentence.en.clone(),
            UiLang::Vi => sentence.vi.clone(),
        };
        for (name, value) in names {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        text.replace("{{", "{").replace("}}", "}")
    }

    /// The sentence `key` as one that stands alone.
    #[must_use]
    pub fn sentence(&self, key: &str) -> String {
        let text = self.say(key, &[]);
        let mut letters = text.chars();
        letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
    }

    /// The language in which the editor is told the site's own names: the editor's, when the site has it, else the source's.
    #[must_use]
    pub fn own_lang(&self) -> Lang {
        let code = match self.lang {
            UiLang::En => "en",
            UiLang::Vi => "vi",
        };
        self.config.lang(code).unwrap_or(Lang(0))
    }

    /// A name of the site's own, for the editor.
    #[must_use]
    pub fn word<'w>(&self, words: &'w PerLang<String>) -> Option<&'w str> {
        let any: Vec<Lang> = [self.own_lang()].into_iter().chain(self.config.langs()).collect();
        words.pick(&any).map(|(_, word)| word.as_str())
    }

    /// What is written for a field of this type.
    #[must_use]
    pub fn hint(&self, kind: &FieldType) -> String {
        let code = &self.config.language(Lang(0)).code;
        match kind {
            FieldType::Quantity { unit: Some(unit) } if unit == RANK => self.say(RANK, &[]),
            FieldType::Quantity { unit: Some(unit) } => self.say("quantity", &[("unit", &self.unit(unit))]),
            FieldType::Quantity { unit: None } => self.say("quantity-open", &[]),
            FieldType::Money { currency: Some(currency), scale: Scale::One } => {
                self.say("money-whole", &[("currency", currency)])
            }
            FieldType::Money { currency: Some(currency), scale } => {
                let scale = self.say(scale_name(*scale), &[]);
                self.say("money", &[("scale", &scale), ("currency", currency)])
            }
            FieldType::Money { currency: None, .. } => self.say("money-open", &[]),
            FieldType::Ref { to: Some(to) } => self.say("ref", &[("to", to)]),
            FieldType::Ref { to: None } => self.say("ref-any", &[]),
            FieldType::Term { vocabulary } => self.say("term", &[("vocabulary", vocabulary)]),
            FieldType::File => self.say("file", &[("code", code)]),
            FieldType::List(of) => self.say("list", &[("of", &self.hint(of))]),
            FieldType::Table(columns) => {
                let columns: Vec<String> = columns
                    .iter()
                    .map(|(name, column)| format!("{name} ({})", self.label(name, &column.label)))
                    .collect();
                self.say("table", &[("columns", &columns.join(", "))])
            }
            _ => self.say(plain_name(kind), &[]),
        }
    }

    /// The label of a field; its key when it has none.
    #[must_use]
    pub fn label<'w>(&self, key: &'w str, label: &'w PerLang<String>) -> &'w str {
        self.word(label).unwrap_or(key)
    }

    /// A unit's code, with its name where that differs.
    fn unit(&self, code: &str) -> String {
        let name = self.locales.get(self.own_lang().index()).map_or(code, |locale| locale.unit_name(code));
        if name == code { code.to_owned() } else { format!("{code} ({name})") }
    }

    /// What a field of this type is chosen from, with the name of each; `None` when it is not chosen.
    #[must_use]
    pub fn choices<'c>(&self, kind: &'c FieldType) -> Option<Vec<(&'c str, &'c str)>>
    where
        'a: 'c,
    {
        match kind {
            FieldType::Enum { values } => {
                Some(values.iter().map(|(key, name)| (key.as_str(), self.label(key, name))).collect())
            }
            FieldType::Term { vocabulary } => Some(self.entries(vocabulary)),
            FieldType::Place { .. } => Some(self.entries("places")),
            FieldType::Ref { to } => Some(self.records(to.as_deref())),
            FieldType::List(of) => self.choices(of),
            _ => None,
        }
    }

    /// The entries of a vocabulary, with their names.
    #[must_use]
    pub fn entries(&self, vocabulary: &str) -> Vec<(&'a str, &'a str)> {
        let entries = self.content.vocabularies.get(vocabulary).into_iter().flat_map(|words| &words.entries);
        entries.map(|(id, entry)| (id.as_str(), self.label(id, &entry.name))).collect()
    }

    /// The records of a collection, or of all, with their titles.
    #[must_use]
    pub fn records(&self, collection: Option<&str>) -> Vec<(&'a str, &'a str)> {
        let position = |name: &str| self.content.collections.get_index_of(name);
        let any: Vec<Lang> = [self.own_lang()].into_iter().chain(self.config.langs()).collect();
        let records = self
            .content
            .records
            .iter()
            .filter(|record| collection.is_none_or(|name| position(name) == Some(record.collection)));
        records
            .map(|record| {
                let title =
                    record.texts.pick(&any).map_or(record.id.as_str(), |(_, text)| text.title.as_str());
                (record.id.as_str(), title)
            })
            .collect()
    }

    /// A value of this type as TOML: of the right form, and of what the site really has.
    #[must_use]
    pub fn example(&self, kind: &FieldType) -> String {
        let first = || {
            let choices = self.choices(kind).unwrap_or_default();
            format!("\"{}\"", choices.first().map_or(BLANK, |(id, _)| id))
        };
        match kind {
            FieldType::Integer => "5".to_owned(),
            FieldType::Decimal => "\"1329.1\"".to_owned(),
            FieldType::Percent => "\"63.8\"".to_owned(),
            FieldType::Quantity { unit: Some(unit) } if unit == RANK => "2".to_owned(),
            FieldType::Quantity { unit: Some(_) } => "407".to_owned(),
            FieldType::Quantity { unit: None } => "{ value = 407, unit = \"ha\" }".to_owned(),
            FieldType::Money { currency: Some(_), .. } => "1250".to_owned(),
            FieldType::Money { currency: None, .. } => {
                "{ value = 1250, scale = \"million\", currency = \"USD\" }".to_owned()
            }
            FieldType::Date => "2023-06-19".to_owned(),
            FieldType::Period => "\"2023..2025\"".to_owned(),
            FieldType::Place { .. } if self.entries("places").is_empty() => {
                "{ lat = \"20.80\", lon = \"106.90\" }".to_owned()
            }
            FieldType::Place { .. }
            | FieldType::Ref { .. }
            | FieldType::Term { .. }
            | FieldType::Enum { .. } => first(),
            FieldType::Distances { to, .. } => {
                let to = to.first().map_or(BLANK, |name| &name.text);
                format!("[{{ to = \"{to}\", road = 25 }}]")
            }
            FieldType::Url => "\"https://example.org\"".to_owned(),
            FieldType::Email => "\"name@example.org\"".to_owned(),
            FieldType::Phone => "\"+842253842894\"".to_owned(),
            FieldType::File => "\"name.pdf\"".to_owned(),
            FieldType::Image => "\"name.jpg\"".to_owned(),
            FieldType::Flag => "true".to_owned(),
            FieldType::Text | FieldType::Markdown | FieldType::Unknown => format!("\"{BLANK}\""),
            FieldType::List(of) => format!("[{}]", self.example(of)),
            FieldType::Table(columns) => {
                let cells: Vec<String> = columns
                    .iter()
                    .map(|(name, column)| format!("{name} = {}", self.example(&column.kind)))
                    .collect();
                format!("[{{ {} }}]", cells.join(", "))
            }
        }
    }
}

/// The name of a scale in TOML.
pub(super) fn scale_name(scale: Scale) -> &'static str {
    match scale {
        Scale::One => "one",
        Scale::Thousand => "thousand",
        Scale::Million => "million",
        Scale::Billion => "billion",
        Scale::Trillion => "trillion",
    }
}

/// The sentence of a type that needs nothing else said.
fn plain_name(kind: &FieldType) -> &'static str {
    match kind {
        FieldType::Integer => "integer",
        FieldType::Decimal => "decimal",
        FieldType::Percent => "percent",
        FieldType::Date => "date",
        FieldType::Period => "period",
        FieldType::Place { .. } => "place",
        FieldType::Distances { .. } => "distances",
        FieldType::Enum { .. } => "enum",
        FieldType::Url => "url",
        FieldType::Email => "email",
        FieldType::Phone => "phone",
        FieldType::Image => "image",
        FieldType::Flag => "flag",
        FieldType::Markdown => "markdown",
        _ => "text",
    }
}
