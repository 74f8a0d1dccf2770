//! Plural categories: which form of a word goes with a number.
//!
//! They follow CLDR. Its Vietnamese rules know a category `one` that no Vietnamese word has a form for, so a missing form
//! always falls to `other`.

use icu_plurals::{PluralCategory, PluralOperands};

use super::Locale;
use crate::fact::Decimal;

/// The names of the categories, as rule files and catalogues write them.
pub(super) const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

impl Locale {
    /// The CLDR category of a number: `zero`, `one`, `two`, `few`, `many` or `other`.
    #[must_use]
    pub fn plural(&self, number: impl Into<Decimal>) -> &'static str {
        name(self.plural_rules().category_for(operands(number.into())))
    }
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
pub(super) fn operands(number: Decimal) -> PluralOperands {
    let number = number.normalize();
    if let (0, Ok(integer)) = (number.scale(), u64::try_from(number.mantissa().unsigned_abs())) {
        return PluralOperands::from(integer);
    }
    let places = i16::try_from(number.scale()).expect("a decimal has at most 28 places");
    let mut digits = fixed_decimal::Decimal::from(number.mantissa());
    digits.multiply_pow10(-places);
    PluralOperands::from(&digits)
}
