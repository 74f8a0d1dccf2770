//! The words of the interface in one language: `i18n/<code>.toml`.
//!
//! A flat table: a key, and a text or a table of texts by plural category. A text has places to fill, `{n}` for the
//! number that chose the category, and names of the caller's. All is cut and checked when the file is read.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use indexmap::IndexMap;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Locale;
use super::pattern::{PatternPart, parts};
use super::plural::CATEGORIES;
use crate::base::{SourcePath, SourceSpan, nearest};
use crate::diag::{Diagnostic, Reported};
use crate::fact::Decimal;

/// The texts of one language.
#[derive(Clone, Debug)]
pub struct Catalogue {
    locale: Locale,
    path: SourcePath,
    entries: IndexMap<String, CatalogueEntry>,
}

#[derive(Clone, Debug)]
struct CatalogueEntry {
    span: Range<usize>,
    /// `None` for one with a mistake, which was reported.
    forms: Option<StringForms>,
}

#[derive(Clone, Debug, Hash)]
pub(super) enum StringForms {
    Always(StringText),
    /// By category; `other` is one of them.
    ByNumber(Vec<(&'static str, StringText)>),
}

#[derive(Clone, Debug, Hash)]
pub(super) struct StringText(Box<[StringPiece]>);

#[derive(Clone, Debug, Hash)]
enum StringPiece {
    Words(Box<str>),
    Name(Box<str>),
}

impl Catalogue {
    /// Reads a catalogue; an entry with a mistake has no text and is reported.
    #[must_use]
    pub fn parse(locale: &Locale, path: &SourcePath, text: &str) -> Reported<Catalogue> {
        let mut reader = CatalogueReader { path, diagnostics: Vec::new() };
        let mut entries = IndexMap::new();
        match DeTable::parse(text) {
            Err(error) => {
                let place = SourceSpan::new(path, error.span().unwrap_or(0..0));
                reader.diagnostics.push(
                    Diagnostic::error("string-file", place).with("reason", error.message()).help("look"),
                );
            }
            Ok(table) => {
                for (key, value) in table.into_inner() {
                    let span = key.span();
                    let key = key.into_inner().into_owned();
                    let forms = reader.forms(&key, &value);
                    entries.insert(key, CatalogueEntry { span, forms });
                }
            }
        }
        let catalogue = Catalogue { locale: locale.clone(), path: path.clone(), entries };
        Reported::new(catalogue, reader.diagnostics)
    }

    /// The language.
    #[must_use]
    pub fn locale(&self) -> &Locale {
        &self.locale
    }

    /// The text of a key, its category chosen by `n`, its places filled; `None` when the catalogue lacks the key.
    ///
    /// A place that no argument fills stays as it is written, so that the mistake is seen.
    #[must_use]
    pub fn message(&self, key: &str, n: Option<Decimal>, args: &[(&str, &str)]) -> Option<Cow<'_, str>> {
        let text = match self.entries.get(key)?.forms.as_ref()? {
            StringForms::Always(text) => text,
            StringForms::ByNumber(forms) => {
                let category = n.map_or("other", |n| self.locale.plural(n));
                let form = forms.iter().find(|(name, _)| *name == category);
                &form.or_else(|| forms.iter().find(|(name, _)| *name == "other"))?.1
            }
        };
        Some(match &*text.0 {
            [] => Cow::Borrowed(""),
            [StringPiece::Words(words)] => Cow::Borrowed(words),
            pieces => Cow::Owned(self.fill(pieces, n, args)),
        })
    }

    fn fill(&self, pieces: &[StringPiece], n: Option<Decimal>, args: &[(&str, &str)]) -> String {
        let mut out = String::with_capacity(64);
        for piece in pieces {
            let name = match piece {
                StringPiece::Words(words) => {
                    out.push_str(words);
                    continue;
                }
                StringPiece::Name(name) => &**name,
            };
            let value = args.iter().find(|(arg, _)| *arg == name);
            match (value, n) {
                (Some((_, value)), _) => out.push_str(value),
                (None, Some(n)) if name == "n" => out.push_str(&self.locale.number(n)),
                (None, _) => out.extend(["{", name, "}"]),
            }
        }
        out
    }

    /// Whether it has the key, with a text or with a mistake.
    #[must_use]
    pub fn contains(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// The keys, in the order of the file.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// The texts by key, in the order of the file; one with a mistake is none.
    pub(super) fn texts(&self) -> impl Iterator<Item = (&str, &StringForms)> {
        self.entries.iter().filter_map(|(key, entry)| Some((key.as_str(), entry.forms.as_ref()?)))
    }

    /// Where a key stands; the file when it has no such key.
    #[must_use]
    pub fn place(&self, key: &str) -> SourceSpan {
        self.entries.get(key).map_or_else(
            || SourceSpan::file(&self.path),
            |entry| SourceSpan::new(&self.path, entry.span.clone()),
        )
    }

    /// The names of the places to fill in any form of a key, in order; `None` when it has no text for the key.
    #[must_use]
    pub fn names(&self, key: &str) -> Option<BTreeSet<&str>> {
        let texts: Vec<&StringText> = match self.entries.get(key)?.forms.as_ref()? {
            StringForms::Always(text) => vec![text],
            StringForms::ByNumber(forms) => forms.iter().map(|(_, text)| text).collect(),
        };
        let pieces = texts.into_iter().flat_map(|text| &text.0);
        let names = pieces.filter_map(|piece| match piece {
            StringPiece::Name(name) => Some(&**name),
            StringPiece::Words(_) => None,
        });
        Some(names.collect())
    }
}

struct CatalogueReader<'p> {
    path: &'p SourcePath,
    diagnostics: Vec<Diagnostic>,
}

impl CatalogueReader<'_> {
    fn forms(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<StringForms> {
        match value.get_ref() {
            DeValue::String(text) => self.text(text, value.span()).map(StringForms::Always),
            DeValue::Table(table) => self.by_number(key, table, value.span()),
            other => {
                self.wrong_type(key, other.type_str(), value.span());
                None
            }
        }
    }

    fn by_number(&mut self, key: &str, table: &DeTable<'_>, span: Range<usize>) -> Option<StringForms> {
        let mut forms = Vec::with_capacity(table.len());
        for (name, value) in table {
            let category = CATEGORIES.iter().find(|category| **category == name.get_ref().as_ref());
            match (category, value.get_ref()) {
                (Some(category), DeValue::String(text)) => {
                    forms.extend(self.text(text, value.span()).map(|text| (*category, text)));
                }
                (Some(_), other) => self.wrong_type(key, other.type_str(), value.span()),
                (None, _) => self.unknown_category(key, name.get_ref(), name.span()),
            }
        }
        if table.keys().any(|name| name.get_ref() == "other") {
            return forms.iter().any(|(name, _)| *name == "other").then_some(StringForms::ByNumber(forms));
        }
        let diagnostic = Diagnostic::error("plural-without-other", SourceSpan::new(self.path, span));
        self.diagnostics.push(diagnostic.with("key", key).help("add"));
        None
    }

    /// Line breaks of a text that is written over several lines are the author's layout, not the reader's.
    fn text(&mut self, text: &str, span: Range<usize>) -> Option<StringText> {
        let Ok(parts) = parts(text) else {
            let diagnostic = Diagnostic::error("string-braces", SourceSpan::new(self.path, span));
            self.diagnostics.push(diagnostic.with("text", text).help("close"));
            return None;
        };
        let pieces = parts.into_iter().map(|part| match part {
            PatternPart::Text(words) => StringPiece::Words(Box::from(words)),
            PatternPart::Name(name) => StringPiece::Name(Box::from(name)),
        });
        Some(StringText(pieces.collect()))
    }

    fn wrong_type(&mut self, key: &str, found: &str, span: Range<usize>) {
        let diagnostic = Diagnostic::error("string-type", SourceSpan::new(self.path, span));
        self.diagnostics.push(diagnostic.with("key", key).with("found", found).help("quote"));
    }

    fn unknown_category(&mut self, key: &str, name: &str, span: Range<usize>) {
        let diagnostic = Diagnostic::error("plural-category", SourceSpan::new(self.path, span));
        let diagnostic = diagnostic.with("key", key).with("category", name);
        let near = nearest(name, CATEGORIES);
        self.diagnostics.push(if near.is_some() { diagnostic.near(near) } else { diagnostic.help("flat") });
    }
}
