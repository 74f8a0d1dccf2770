//! Facts as the people of each language write them, and the words of the interface.
//!
//! In: typed facts, and the text of rule files and catalogues. Out: strings, sort keys, folded text. All that differs
//! between languages stands in `i18n/format/<code>.toml`; nothing here names a language, so adding one is adding a file.
//! What CLDR says is used for plural categories and collation; where officials write otherwise than CLDR, the rule
//! file stands, and the module that reads it says why.
//!
//! Formatting is exact: no digit is ever rounded away. Nothing here reads a file, a clock or the environment.

mod alike;
mod catalogue;
mod catalogues;
mod collate;
mod date;
mod digits;
mod encoding;
mod fold;
mod legacy;
mod money;
mod neutral;
mod number;
mod pattern;
mod period;
mod plural;
mod quantity;
mod read;
mod rule_file;
mod rules;
mod scale;
mod slug;
#[cfg(test)]
mod tests;
mod typography;
pub mod written;

use std::sync::Arc;

use icu_collator::CollatorBorrowed;
use icu_locale_core::Locale as Tag;

pub use alike::{Called, meant, name_key, named};
pub use catalogue::Catalogue;
pub use catalogues::{Catalogues, InterfaceText};
pub use date::DateStyle;
pub use encoding::{guess as guess_encoding, seven_bit as seven_bit_encoding, wide as wide_encoding};
pub use fold::{decoded, fold, nfc, nfc_pieces};
pub use money::price_unit;
pub use number::approx_word;
pub use read::{FigureError, NumberStyle, parse_figure};
pub use slug::slug;

use crate::base::{SourcePath, SourceSpan};
use crate::diag::{Diagnostic, Reported};
use rules::{LocaleRules, Sections};

/// The formatting rules of a language. Cheap to clone and to share between threads.
#[derive(Clone, Debug)]
pub struct Locale(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    code: Box<str>,
    tag: Box<str>,
    /// What this language's file says itself, for the languages that fall back to it.
    own: Sections,
    rules: LocaleRules,
    plural: plural::Preferences,
    collator: CollatorBorrowed<'static>,
}

/// A rule file as it was read.
#[derive(Clone, Copy, Debug)]
pub struct RuleFile<'a> {
    /// The code of the language in paths and file names: `zh`.
    pub code: &'a str,
    /// Its tag in documents: `zh-Hans`.
    pub tag: &'a str,
    /// Where the file stands, for diagnostics.
    pub path: &'a SourcePath,
    /// What is in it; empty for a language without rules of its own.
    pub text: &'a str,
}

impl Locale {
    /// Reads a language's rules; `chain` are the languages it falls back to, the nearest first.
    ///
    /// The value is complete whatever the file lacks: a section with a mistake counts as missing, a missing one comes from
    /// the chain, and what no language has from neutral rules.
    #[must_use]
    pub fn parse(file: &RuleFile<'_>, chain: &[Locale]) -> Reported<Locale> {
        let mut diagnostics = Vec::new();
        let own = rule_file::read(file.path, file.text).into(&mut diagnostics);
        let tag = file.tag.parse().unwrap_or_else(|_| {
            let place = SourceSpan::file(file.path);
            diagnostics.push(Diagnostic::error("language-tag", place).with("tag", file.tag).help("form"));
            Tag::UNKNOWN
        });
        let sections: Vec<&Sections> = chain.iter().map(|locale| &locale.0.own).collect();
        let rules = LocaleRules::resolve(&own, &sections);
        let inner = Inner {
            code: Box::from(file.code),
            tag: Box::from(file.tag),
            own,
            rules,
            plural: plural::Preferences::of(&tag),
            collator: collate::collator(&tag),
        };
        Reported::new(Locale(Arc::new(inner)), diagnostics)
    }

    /// The code of the language in paths and file names.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.0.code
    }

    /// The tag of the language in documents.
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.0.tag
    }

    fn rules(&self) -> &LocaleRules {
        &self.0.rules
    }

    fn plural_rules(&self) -> &plural::Preferences {
        &self.0.plural
    }

    fn collator(&self) -> &CollatorBorrowed<'static> {
        &self.0.collator
    }
}
