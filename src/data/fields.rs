use super::{Node, Table, TomlValue, quoted};
use crate::base::{Lang, PerLang, SourcePath, SourceSpan, is_blank, nearest};
use crate::diag::{Diagnostic, Subject};
use crate::fact::Months;

/// The codes of the site's languages, in their order; what a table such as `title.vi` may be keyed by.
pub type Localised<'a> = &'a [String];

/// Keys whose values are read by people, so that any number can be one of them: `title = 2024`.
const WORDS: &[&str] = &["title", "summary", "name", "label"];

/// Reads the keys of one table, and reports the ones that nobody asked for.
pub struct Fields<'a> {
    pub(super) table: &'a Table,
    pub(super) path: &'a SourcePath,
    span: (usize, usize),
    pub(super) known: Vec<String>,
    /// What was wrong so far.
    pub diagnostics: Vec<Diagnostic>,
}

impl<'a> Fields<'a> {
    /// Begins to read `table`, which stands at `span` in `path`.
    #[must_use]
    pub fn new(table: &'a Table, path: &'a SourcePath, span: (usize, usize)) -> Fields<'a> {
        Fields { table, path, span, known: Vec::new(), diagnostics: Vec::new() }
    }

    /// The place of a span in the file.
    #[must_use]
    pub fn place(&self, span: (usize, usize)) -> SourceSpan {
        SourceSpan::new(self.path, span.0..span.1)
    }

    /// The value of `key`, of any type.
    pub fn node(&mut self, key: &str) -> Option<&'a Node> {
        self.known.push(key.to_owned());
        self.table.get(key)
    }

    /// The value of `key` without taking note that it was asked for.
    #[must_use]
    pub fn peek(&self, key: &str) -> Option<&'a Node> {
        self.table.get(key)
    }

    /// Reports that `key` has a value of another type than `wanted`.
    pub fn wrong_type(&mut self, key: &str, node: &Node, wanted: &'static str) {
        let place = self.place(node.span);
        let wrong = wrong_type(key, node, wanted, place);
        self.diagnostics.push(wrong.needs(Subject::File(self.path.clone())));
    }

    /// Reports that `key` is no text; where people read it, the number that stands there may be one: `title = 2024`.
    fn wrong_words(&mut self, key: &str, node: &Node, read: bool) {
        let wrong = wrong_type(key, node, "string", self.place(node.span));
        let wrong = match &node.value {
            TomlValue::Number(text) | TomlValue::Date(text) if read => {
                wrong.with("near", quoted(text)).help("write")
            }
            _ => wrong,
        };
        self.diagnostics.push(wrong.needs(Subject::File(self.path.clone())));
    }

    /// Reports that `key` is missing, where it would stand or where nothing is written for it.
    pub fn missing(&mut self, key: &str) {
        let (start, _) = self.span;
        let place = self.place(self.peek(key).map_or((start, start), |node| node.span));
        let written = match self.peek(key) {
            Some(Node { value: TomlValue::Text(text), .. }) => text,
            _ => "",
        };
        self.report_missing(key, written, place);
    }

    /// `written` stands where something that can be seen should.
    fn report_missing(&mut self, key: &str, written: &str, place: SourceSpan) {
        let missing = Diagnostic::error("missing-key", place).with("key", key);
        let missing = missing.with("seen", written).help("add");
        self.diagnostics.push(missing.needs(Subject::File(self.path.clone())));
    }

    /// A string.
    pub fn text(&mut self, key: &str) -> Option<&'a str> {
        let node = self.node(key)?;
        match &node.value {
            TomlValue::Text(text) => Some(text),
            _ => {
                self.wrong_words(key, node, WORDS.contains(&key));
                None
            }
        }
    }

    /// A string that must be there, with something to be seen in it; empty when it is not.
    pub fn required_text(&mut self, key: &str) -> String {
        match self.node(key) {
            Some(Node { value: TomlValue::Text(text), .. }) if !is_blank(text) => text.clone(),
            Some(Node { value: TomlValue::Text(_), .. }) | None => {
                self.missing(key);
                String::new()
            }
            Some(node) => {
                self.wrong_words(key, node, WORDS.contains(&key));
                String::new()
            }
        }
    }

    /// `true` or `false`; `default` when not there.
    pub fn flag(&mut self, key: &str, default: bool) -> bool {
        match self.node(key) {
            Some(Node { value: TomlValue::Flag(flag), .. }) => *flag,
            Some(node) => {
                let place = self.place(node.span);
                self.diagnostics.push(wrong_flag(key, node, place));
                default
            }
            None => default,
        }
    }

    /// A whole number.
    pub fn integer(&mut self, key: &str) -> Option<i64> {
        let node = self.node(key)?;
        let number = match &node.value {
            TomlValue::Number(digits) => digits.parse().ok(),
            _ => None,
        };
        if number.is_none() {
            let place = self.place(node.span);
            let wrong = wrong_type(key, node, "whole number", place);
            let meant = match &node.value {
                TomlValue::Text(text) => text.trim().parse::<i64>().ok(),
                _ => None,
            };
            self.diagnostics.push(match meant {
                Some(meant) => wrong.with("near", meant).help("write"),
                None => wrong,
            });
        }
        number
    }

    /// How many, from one on.
    pub fn count(&mut self, key: &str) -> Option<usize> {
        let number = self.integer(key)?;
        let count = usize::try_from(number).ok().filter(|count| *count > 0);
        if count.is_none() {
            let place = self.place(self.peek(key)?.span);
            self.diagnostics.push(wrong_value(key, "zero or less", "number above zero", place));
        }
        count
    }

    /// One of some words.
    pub fn choice(&mut self, key: &str, allowed: &[&str]) -> Option<String> {
        let text = self.text(key)?;
        if !allowed.contains(&text) {
            let near = nearest(text, allowed.iter().copied());
            let place = self.place(self.peek(key)?.span);
            let unknown = Diagnostic::error("unknown-value", place).with("value", text).with("key", key);
            self.diagnostics.push(unknown.with("allowed", allowed.join(", ")).near_or(near, "allowed"));
            return None;
        }
        Some(text.to_owned())
    }

    /// A table, with its place.
    pub fn table(&mut self, key: &str) -> Option<(&'a Table, (usize, usize))> {
        let node = self.node(key)?;
        match &node.value {
            TomlValue::Table(table) => Some((table, node.span)),
            _ => {
                self.wrong_type(key, node, "table");
                None
            }
        }
    }

    /// The elements of an array; empty when not there.
    pub fn list(&mut self, key: &str) -> &'a [Node] {
        match self.node(key) {
            Some(Node { value: TomlValue::List(items), .. }) => items,
            Some(node) => {
                self.wrong_type(key, node, "array");
                &[]
            }
            None => &[],
        }
    }

    /// The strings of an array; empty when not there.
    pub fn texts(&mut self, key: &str) -> Vec<(String, (usize, usize))> {
        let mut texts = Vec::new();
        if let Some(node @ Node { value: TomlValue::Text(text), .. }) = self.node(key) {
            let wrong = wrong_type(key, node, "array", self.place(node.span));
            self.diagnostics.push(wrong.with("near", format!("[{}]", quoted(text))).help("write"));
            return texts;
        }
        for item in self.list(key) {
            match &item.value {
                TomlValue::Text(text) => texts.push((text.clone(), item.span)),
                _ => self.wrong_type(key, item, "string"),
            }
        }
        texts
    }

    /// One string per language (`title.vi = "…"`); a key that is no language of the site is reported.
    pub fn localised(&mut self, key: &str, languages: Localised<'_>) -> PerLang<String> {
        let mut texts = PerLang::default();
        if let (Some(node @ Node { value: TomlValue::Text(text), .. }), Some(first)) =
            (self.node(key), languages.first())
        {
            let wrong = wrong_type(key, node, "table", self.place(node.span));
            let near = format!("{key}.{first} = {}", quoted(text));
            self.diagnostics.push(wrong.with("near", near).help("languages"));
            return texts;
        }
        let Some((table, _)) = self.table(key) else { return texts };
        for (code, key_span, node) in &table.entries {
            let Some(index) = languages.iter().position(|known| known == code) else {
                let unknown = unknown_language(code, self.place(*key_span), languages);
                self.diagnostics.push(unknown);
                continue;
            };
            match &node.value {
                TomlValue::Text(text) => {
                    texts.set(Lang::at(index), text.clone());
                }
                _ => self.wrong_words(code, node, true),
            }
        }
        texts
    }

    /// The strings of an array per language (`search_words.vi = ["…"]`).
    pub fn localised_texts(&mut self, key: &str, languages: Localised<'_>) -> PerLang<Vec<String>> {
        let mut texts = PerLang::default();
        let Some((table, span)) = self.table(key) else { return texts };
        let mut of_key = Fields::new(table, self.path, span);
        for (code, key_span, _) in &table.entries {
            let Some(index) = languages.iter().position(|known| known == code) else {
                of_key.node(code);
                of_key.diagnostics.push(unknown_language(code, self.place(*key_span), languages));
                continue;
            };
            let words = of_key.texts(code).into_iter().map(|(text, _)| text).filter(|text| !is_blank(text));
            texts.set(Lang::at(index), words.collect());
        }
        self.diagnostics.append(&mut of_key.diagnostics);
        texts
    }

    /// A length of time: `"3y"`, `"18m"`.
    pub fn months(&mut self, key: &str) -> Option<Months> {
        let text = self.text(key)?;
        let found = Months::parse(text);
        if found.is_none() {
            let place = self.place(self.peek(key).map_or((0, 0), |node| node.span));
            self.diagnostics.push(Diagnostic::error("age-form", place).with("value", text).help("form"));
        }
        found
    }

    /// One name per language, as [`Fields::localised`] reads it. A name in which nothing can be seen is none, and missing.
    pub fn names(&mut self, key: &str, languages: Localised<'_>) -> PerLang<String> {
        let written = self.localised(key, languages);
        let mut names = PerLang::default();
        for (lang, name) in written.iter() {
            let code = &languages[lang.index()];
            if !is_blank(name) {
                names.set(lang, name.clone());
            } else if let Some(TomlValue::Table(table)) = self.peek(key).map(|node| &node.value) {
                let place = self.place(table.get(code).map_or(self.span, |node| node.span));
                self.report_missing(&format!("{key}.{code}"), name, place);
            }
        }
        names
    }

    /// The same for names of which there must be one.
    pub fn required_names(&mut self, key: &str, languages: Localised<'_>) -> PerLang<String> {
        let before = self.diagnostics.len();
        let names = self.names(key, languages);
        if names.is_empty() && self.diagnostics.len() == before {
            self.missing(key);
        }
        names
    }

    /// The entry of a key, if it is there and nobody has asked for it.
    pub fn unasked(&self, key: &str) -> Option<(&str, (usize, usize), &Node)> {
        let of_key = |(name, ..): &&(String, (usize, usize), Node)| name == key;
        let (name, span, node) = self.table.entries.iter().find(of_key)?;
        (!self.known.iter().any(|known| known == key)).then_some((name, *span, node))
    }
}

/// Where declarations are read: their file, the languages that names may be in, and what was found wrong.
pub(crate) struct Declarations<'d> {
    pub(crate) path: &'d SourcePath,
    pub(crate) languages: Localised<'d>,
    pub(crate) all: &'d mut Vec<Diagnostic>,
}

/// `code` is no language of the site; the one that was meant, or those that there are.
pub(crate) fn unknown_language(code: &str, place: SourceSpan, known: &[String]) -> Diagnostic {
    let unknown = Diagnostic::error("unknown-language", place).with("code", code).needs(Subject::Languages);
    let near = crate::locale::written::language(code, known);
    let hidden = near.zip(unknown.place.as_ref()).map(|(near, place)| Subject::words(&place.path, near));
    let mut unknown = unknown.with("known", known.join(", ")).near_or(near, "known");
    unknown.hides.extend(hidden);
    unknown
}

/// `key` has a value that is neither `true` nor `false`, which may be one of them in words.
pub(crate) fn wrong_flag(key: &str, node: &Node, place: SourceSpan) -> Diagnostic {
    let meant = match &node.value {
        TomlValue::Text(text) | TomlValue::Number(text) => crate::locale::written::flag(text),
        _ => None,
    };
    let wrong = wrong_type(key, node, "true/false", place);
    match meant {
        Some(meant) => wrong.with("near", meant).help("write"),
        None => wrong,
    }
}

/// `key` has a value of another type than `wanted`.
pub(crate) fn wrong_type(key: &str, node: &Node, wanted: &'static str, place: SourceSpan) -> Diagnostic {
    let found = match node.value {
        TomlValue::Number(_) if wanted == "whole number" => "number with decimals",
        _ => node.value.kind(),
    };
    wrong_value(key, found, wanted, place)
}

/// How a value of each kind is written, by the name of the help.
const FORMS: &[(&str, &str)] = &[
    ("string", "text"),
    ("number", "digits"),
    ("whole number", "whole"),
    ("true/false", "flag"),
    ("date", "date"),
    ("array", "brackets"),
    ("table", "braces"),
    ("array of tables", "tables"),
];

/// `key` has a value that is `found` where `wanted` is needed, both by their names in `diag/words.toml`.
pub(crate) fn wrong_value(
    key: &str,
    found: &'static str,
    wanted: &'static str,
    place: SourceSpan,
) -> Diagnostic {
    let wrong = Diagnostic::error("wrong-type", place).with("key", key).with("found", found);
    let wrong = wrong.with("wanted", wanted);
    match FORMS.iter().find(|(known, _)| *known == wanted) {
        Some((_, help)) => wrong.help(help),
        None => wrong,
    }
}
