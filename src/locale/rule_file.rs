//! Reads `i18n/format/<code>.toml`, section by section, so that one mistake does not hide the next.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use super::rules::{NumberRules, ScaleRules, ScaleSystem, Sections};
use crate::base::{SourcePath, SourceSpan, nearest};
use crate::diag::{Diagnostic, Reported, Subject};

const SECTIONS: [&str; 10] =
    ["number", "scale", "money", "approx", "date", "list", "typography", "index", "unit", "currency"];

/// The sections of a rule file; those with a mistake are left out and reported.
pub(super) fn read(path: &SourcePath, text: &str) -> Reported<Sections> {
    let mut reader = RuleReader { path, diagnostics: Vec::new() };
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

struct RuleReader<'p> {
    path: &'p SourcePath,
    diagnostics: Vec<Diagnostic>,
}

impl RuleReader<'_> {
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
            "index" => all.index = self.value(value),
            "unit" => all.unit = self.entries(value),
            "currency" => {
                let names: BTreeMap<String, Arc<String>> = self.entries(value);
                all.currency =
                    names.into_iter().map(|(code, name)| (code, Arc::from(name.as_str()))).collect();
            }
            unknown => {
                let diagnostic = Diagnostic::error("format-section", SourceSpan::new(self.path, span));
                let diagnostic = diagnostic.hides(Subject::Formats);
                let diagnostic = diagnostic.with("name", unknown);
                let diagnostic = diagnostic.with("known", SECTIONS.join(", "));
                self.diagnostics.push(diagnostic.near_or(nearest(unknown, SECTIONS), "known"));
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
            ScaleSystem::Source if rules.pattern.is_none() => Some("missing field `pattern`"),
            ScaleSystem::Source if rules.words.is_none() => Some("missing field `words`"),
            ScaleSystem::Myriad | ScaleSystem::MyriadDecimal if rules.steps.is_empty() => {
                Some("missing field `steps`")
            }
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
        let place = SourceSpan::new(self.path, span);
        let wrong = Diagnostic::error("format-rule", place).with("reason", reason).help("look");
        self.diagnostics.push(wrong.hides(Subject::Formats));
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Locale, RuleFile};
    use super::*;
    use crate::diag::UiLang;
    use crate::fact::{Amount, Approx, Date, Money, Quantity, Scale};

    fn locale(text: &str, chain: &[Locale]) -> Reported<Locale> {
        let path = SourcePath::new("i18n/format/xx.toml");
        Locale::parse(&RuleFile { code: "xx", tag: "xx", path: &path, text }, chain)
    }

    /// Each diagnostic as its message, and the text that it points at.
    fn mistakes(text: &str) -> Vec<(String, &str)> {
        let found = locale(text, &[]).diagnostics;
        let shown = found.iter().map(|diagnostic| {
            assert!(!diagnostic.message(UiLang::Vi).is_empty());
            let (start, end) = diagnostic.place.as_ref().expect("every mistake has a place").span;
            (diagnostic.message(UiLang::En), &text[start..end])
        });
        shown.collect()
    }

    fn sum(locale: &Locale) -> String {
        let amount = Amount::One("3623.22".parse().expect("a decimal"));
        let (scale, currency, per) = (Scale::Million, String::from("USD"), vec![String::from("month")]);
        locale.money(&Money { amount, scale, currency, per, approx: Some(Approx::About) })
    }

    #[test]
    fn without_any_rule_facts_are_written_neutrally() {
        let neutral = locale("", &[]);
        assert_eq!(neutral.diagnostics, []);
        let neutral = neutral.value;
        assert_eq!(sum(&neutral), "≈ 3\u{202f}623\u{202f}220\u{202f}000\u{a0}USD/month");
        let area = Quantity { amount: Amount::One(401.into()), unit: String::from("ha"), approx: None };
        assert_eq!(neutral.quantity(&area), "401\u{a0}ha");
        let written = ["2024-02-06", "2024-02", "2024-Q1", "2024-H2", "2024"]
            .map(|text| neutral.date(Date::parse(text).expect(text), super::super::DateStyle::Short));
        assert_eq!(written, ["2024-02-06", "2024-02", "2024-Q1", "2024-H2", "2024"]);
    }

    #[test]
    fn what_a_language_lacks_comes_from_its_chain() {
        let far = locale(include_str!("../../i18n/format/vi.toml"), &[]).value;
        let near = locale("[unit]\nmonth = { other = \"luna\" }\n[currency]\nUSD = \"dol\"", &[]).value;
        let own = locale("[unit]\nha = { other = \"hek\" }", &[near, far]).value;
        assert_eq!(sum(&own).replace('\u{a0}', " "), "khoảng 3.623,22 triệu dol/luna");
        assert_eq!((own.unit_name("ha"), own.unit_name("m2")), ("hek", "m²"));
    }

    #[test]
    fn every_mistake_is_reported_at_its_place() {
        let text = "[numbers]\n[list]\njoin = 5\n[unit]\nha = { othr = \"ha\" }\nkm = { other = \"km\" }\n\
                    [approx]\nabout = \"khoảng\"\n";
        let found = mistakes(text);
        let expected = [
            ("a file of formatting rules has no section `numbers`", "numbers"),
            ("invalid type: integer `5`, expected a string", "5"),
            ("unknown field `othr`", "othr"),
            ("`khoảng` lacks the placeholder `{x}`", "\"khoảng\""),
        ];
        assert_eq!(found.len(), expected.len(), "{found:#?}");
        for ((message, at), (part, place)) in found.iter().zip(expected) {
            assert!(message.contains(part), "{message}");
            assert_eq!(*at, place, "{message}");
        }
        assert!(locale(text, &[]).value.knows_unit("km"), "a mistake in one unit does not lose the next");
    }

    #[test]
    fn rules_that_contradict_themselves_are_refused() {
        let number = "[number]\ndecimal = \",\"\ngroup = \",\"\nminus = \"-\"\nrange = \"–\"\n\
                      range_apart = \"{start} {end}\"\nunit_space = \"\"\n";
        assert!(mistakes(number)[0].0.contains("the same mark"));
        let rising = "[scale]\nsystem = \"myriad\"\nsteps = [{ power = 4, word = \"a\" }, { power = 8, word = \"b\" }]";
        assert!(mistakes(rising)[0].0.contains("largest power"));
        assert!(mistakes("[scale]\nsystem = \"source\"")[0].0.contains("missing field `pattern`"));
        let vi = include_str!("../../i18n/format/vi.toml");
        let short = vi.replacen("whole_year =", "# whole_year =", 1);
        assert!(mistakes(&short)[0].0.contains("missing field `whole_year`"), "{:?}", mistakes(&short));
        assert!(mistakes("= 5")[0].0.starts_with("this formatting rule cannot be used"));
        let path = SourcePath::new("i18n/format/xx.toml");
        let tagged = Locale::parse(&RuleFile { code: "xx", tag: "not a tag", path: &path, text: "" }, &[]);
        assert_eq!(tagged.diagnostics[0].code, "language-tag");
    }
}
