//! Plural categories: which form of a word goes with a number.
//!
//! They follow CLDR. Its Vietnamese rules know a category `one` that no Vietnamese word has a form for, so a missing form
//! always falls to `other`.

use icu_locale_core::Locale as Tag;
use icu_plurals::{
    PluralCategory, PluralOperands, PluralRuleType, PluralRules, PluralRulesOptions, PluralRulesPreferences,
};

use super::Locale;
use crate::fact::Decimal;

/// The names of the categories, as rule files and catalogues write them.
pub(super) const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

impl Locale {
    /// The CLDR category of a number: `zero`, `one`, `two`, `few`, `many` or `other`.
    #[must_use]
    pub fn plural(&self, number: impl Into<Decimal>) -> &'static str {
        name(self.plural_rules().category(number.into()))
    }
}

/// Which plural rules a language has.
///
/// ICU4X's rules themselves cannot be shared between threads without a feature that makes all of its data counted
/// atomically. Finding them again takes about 0.1 µs, and only words that inflect ask for it.
#[derive(Debug)]
pub(super) struct Preferences {
    language: PluralRulesPreferences,
    /// Whether there is more than one category.
    inflects: bool,
}

impl Preferences {
    /// Those of a language tag.
    pub(super) fn of(tag: &Tag) -> Preferences {
        let language = PluralRulesPreferences::from(tag);
        Preferences { language, inflects: rules(language).categories().count() > 1 }
    }

    /// The category of a number in a row: `two` for the English 2nd.
    pub(super) fn ordinal(&self, number: Decimal) -> PluralCategory {
        let options = PluralRulesOptions::from(PluralRuleType::Ordinal);
        PluralRules::try_new(self.language, options)
            .map_or(PluralCategory::Other, |rules| rules.category_for(operands(number)))
    }

    /// The category of a number.
    pub(super) fn category(&self, number: Decimal) -> PluralCategory {
        if self.inflects {
            rules(self.language).category_for(operands(number))
        } else {
            PluralCategory::Other
        }
    }
}

fn rules(language: PluralRulesPreferences) -> PluralRules {
    PluralRules::try_new(language, PluralRulesOptions::default())
        .expect("plural rules are compiled in, and the root's serve every other language")
}

fn name(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

/// What plural rules look at, for a number as it is written, without trailing zeros.
fn operands(number: Decimal) -> PluralOperands {
    let number = number.normalize();
    if let (0, Ok(integer)) = (number.scale(), u64::try_from(number.mantissa().unsigned_abs())) {
        return PluralOperands::from(integer);
    }
    let places = i16::try_from(number.scale()).expect("a decimal has at most 28 places");
    let mut digits = fixed_decimal::Decimal::from(number.mantissa());
    digits.multiply_pow10(-places);
    PluralOperands::from(&digits)
}
