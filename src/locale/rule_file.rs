//! Reads `i18n/format/<code>.toml`, section by section, so that one mistake does not hide the next.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use super::rules::{NumberRules, ScaleRules, Sections, System};
use crate::base::{Place, SourcePath, nearest};
use crate::diag::{Diagnostic, Reported};

const SECTIONS: [&str; 9] =
    ["number", "scale", "money", "approx", "date", "list", "typography", "unit", "currency"];

/// The sections of a rule file; those with a mistake are left out and reported.
pub(super) fn read(path: &SourcePath, text: &str) -> Reported<Sections> {
    let mut reader = Reader { path, diagnostics: Vec::new() };
    let mut sections = Sections::default();
    match DeTable::parse(text) {
        Err(error) => reader.report(&error),
        Ok(table) => {
            for (name, value) in table.into_inner() {
                reader.section(&mut sections, name.get_ref(), name.span(), value);
            }
        }
    }
    Reported::new(sections, reader.diagnostics)
}

struct Reader<'p> {
    path: &'p SourcePath,
    diagnostics: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn section(
        &mut self,
        all: &mut Sections,
        name: &str,
        span: std::ops::Range<usize>,
        value: Spanned<DeValue<'_>>,
    ) {
        match name {
            "number" => all.number = self.value(value).filter(|rules| self.number(rules, span)),
            "scale" => all.scale = self.value(value).filter(|rules| self.scale(rules, span)),
            "money" => all.money = self.value(value),
            "approx" => all.approx = self.value(value),
            "date" => all.date = self.value(value),
            "list" => all.list = self.value(value),
            "typography" => all.typography = self.value(value),
            "unit" => all.unit = self.entries(value),
            "currency" => {
                let names: BTreeMap<String, Arc<String>> = self.entries(value);
                all.currency =
                    names.into_iter().map(|(code, name)| (code, Arc::from(name.as_str()))).collect();
            }
            unknown => {
                let diagnostic = Diagnostic::error("format-section", Place::new(self.path, span));
                let diagnostic = diagnostic.with("name", unknown);
                self.diagnostics.push(diagnostic.near(nearest(unknown, SECTIONS)));
            }
        }
    }

    fn value<T: DeserializeOwned>(&mut self, value: Spanned<DeValue<'_>>) -> Option<Arc<T>> {
        let read = T::deserialize(ValueDeserializer::from(value));
        read.map_err(|error| self.report(&error)).ok().map(Arc::new)
    }

    /// The entries of a section that is taken entry by entry.
    fn entries<T: DeserializeOwned>(&mut self, section: Spanned<DeValue<'_>>) -> BTreeMap<String, Arc<T>> {
        let span = section.span();
        let DeValue::Table(table) = section.into_inner() else {
            self.mistake(span, "expected a table");
            return BTreeMap::new();
        };
        let entries = table.into_iter();
        entries
            .filter_map(|(code, value)| Some((code.into_inner().into_owned(), self.value(value)?)))
            .collect()
    }

    /// A number whose two marks are one cannot be read.
    fn number(&mut self, rules: &NumberRules, span: std::ops::Range<usize>) -> bool {
        let clear = rules.group != Some(rules.decimal);
        if !clear {
            self.mistake(span, "`decimal` and `group` are the same mark");
        }
        clear
    }

    /// The keys that each system needs, and steps from the largest down.
    fn scale(&mut self, rules: &ScaleRules, span: std::ops::Range<usize>) -> bool {
        let missing = match rules.system {
            System::Source if rules.pattern.is_none() => Some("missing field `pattern`"),
            System::Source if rules.words.is_none() => Some("missing field `words`"),
            System::Myriad | System::MyriadDecimal if rules.steps.is_empty() => Some("missing field `steps`"),
            _ if !rules.steps.is_sorted_by(|a, b| a.power > b.power) => {
                Some("`steps` must go from the largest power to the smallest")
            }
            _ => None,
        };
        if let Some(missing) = missing {
            self.mistake(span, missing);
        }
        missing.is_none()
    }

    fn report(&mut self, error: &toml::de::Error) {
        self.mistake(error.span().unwrap_or(0..0), error.message());
    }

    fn mistake(&mut self, span: std::ops::Range<usize>, reason: &str) {
        let place = Place::new(self.path, span);
        self.diagnostics.push(Diagnostic::error("format-rule", place).with("reason", reason));
    }
}
