//! What a rule file says, typed: one struct for each of its sections.
//!
//! Here stand all differences between languages that are not words of the interface. A section belongs together, so a
//! language that has none of it takes the whole section of the next language of its chain; units and currencies are
//! taken one by one. What no language of the chain says is filled by the neutral rules: ISO marks, ISO dates, codes.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;
use serde::de::Error as _;

use super::pattern::{Pattern, slots};
use crate::fact::{Approx, Scale};

slots! {
    /// A figure that something is put around.
    Whole true { Figure "x" }
}
slots! {
    /// The two ends of a range.
    Ends true { Start "start", End "end" }
}
slots! {
    /// A number and the word of its scale.
    Scaled true { Number "n", Word "word" }
}
slots! {
    /// A sum and its currency.
    Sum true { Number "n", Currency "currency" }
}
slots! {
    /// A quarter of a year.
    Quarter true { Name "q" }
}
slots! {
    /// The parts of one date or of two.
    DatePart false {
        Day "d", DayPadded "dd", Month "month", MonthShort "mon", MonthPadded "mm", Year "y",
        Day2 "d2", DayPadded2 "dd2", Month2 "month2", MonthShort2 "mon2", Year2 "y2",
        Half "half", HalfNumber "h", Quarters "quarters", Start "start", End "end",
    }
}

/// Marks within numbers.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NumberRules {
    pub(super) decimal: char,
    /// Between groups of three digits; without it numbers are not grouped.
    pub(super) group: Option<char>,
    /// How many digits stand before the first mark at least; 2 leaves `1000` whole and groups `10 000`.
    #[serde(default = "one")]
    pub(super) min_grouping: usize,
    pub(super) minus: String,
    /// Between the ends of a range.
    pub(super) range: String,
    /// For ranges whose upper end is negative, where a dash could be read as a minus.
    pub(super) range_apart: Pattern<Ends>,
    /// Between a number and its unit, unless the unit says otherwise.
    pub(super) unit_space: String,
}

/// How large sums are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum ScaleSystem {
    /// The source's scale is kept: `3.623,22 triệu`.
    Source,
    /// Cut into powers of ten thousand: `36億2,322万`.
    Myriad,
    /// A decimal of the largest power of ten thousand that shows it exactly in few places: `36.2322亿`.
    MyriadDecimal,
}

/// The scale section; which of the other keys count follows from `system`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ScaleRules {
    pub(super) system: ScaleSystem,
    /// `source`: a number and its scale word.
    pub(super) pattern: Option<Pattern<Scaled>>,
    /// `source`: the words.
    pub(super) words: Option<ScaleWords>,
    /// `myriad`, `myriad-decimal`: powers of ten and their words, the largest first.
    #[serde(default)]
    pub(super) steps: Vec<ScaleStep>,
    /// `myriad`: between one group and the next.
    #[serde(default)]
    pub(super) join: String,
    /// `myriad`, `myriad-decimal`: whether the digits before a word get marks of thousands.
    #[serde(default)]
    pub(super) group: bool,
    /// `myriad-decimal`: how many decimal places a step may show before the next smaller step is taken.
    #[serde(default)]
    pub(super) max_places: usize,
}

/// One power of ten that has a word.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ScaleStep {
    pub(super) power: u8,
    pub(super) word: String,
}

/// The words of the scales that sources use.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ScaleWords {
    thousand: String,
    million: String,
    billion: String,
    trillion: String,
}

impl ScaleWords {
    /// The word of a scale; none for plain units.
    pub(super) fn word(&self, scale: Scale) -> Option<&str> {
        match scale {
            Scale::One => None,
            Scale::Thousand => Some(&self.thousand),
            Scale::Million => Some(&self.million),
            Scale::Billion => Some(&self.billion),
            Scale::Trillion => Some(&self.trillion),
        }
    }
}

/// Where a currency stands.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MoneyRules {
    /// When the number ends in a digit.
    pub(super) after_digit: Pattern<Sum>,
    /// When it ends in a scale word.
    pub(super) after_word: Pattern<Sum>,
    /// Before each unit that a price is paid for.
    pub(super) per: String,
    pub(super) restate: Option<Restate>,
}

/// From which amount on, in its own scale, a sum is said once more in a larger one.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Restate {
    pub(super) pattern: Pattern<Whole>,
    thousand: Option<u64>,
    million: Option<u64>,
    billion: Option<u64>,
}

impl Restate {
    /// The least amount of this scale that is said again.
    pub(super) fn least(&self, scale: Scale) -> Option<u64> {
        match scale {
            Scale::Thousand => self.thousand,
            Scale::Million => self.million,
            Scale::Billion => self.billion,
            Scale::One | Scale::Trillion => None,
        }
    }
}

/// The words for how exact a figure claims to be.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ApproxRules {
    pub(super) about: Pattern<Whole>,
    pub(super) nearly: Pattern<Whole>,
    pub(super) more_than: Pattern<Whole>,
    pub(super) less_than: Pattern<Whole>,
    pub(super) up_to: Pattern<Whole>,
    /// Other words with which documents say the same; only read, never written.
    #[serde(default)]
    pub(super) also: ApproxWords,
}

/// Further patterns by the claim that they make.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct ApproxWords {
    about: Vec<Pattern<Whole>>,
    nearly: Vec<Pattern<Whole>>,
    more_than: Vec<Pattern<Whole>>,
    less_than: Vec<Pattern<Whole>>,
    up_to: Vec<Pattern<Whole>>,
}

/// Every claim there is.
pub(super) const CLAIMS: [Approx; 5] =
    [Approx::About, Approx::Nearly, Approx::MoreThan, Approx::LessThan, Approx::UpTo];

impl ApproxRules {
    /// The pattern to write a claim with.
    pub(super) fn pattern(&self, claim: Approx) -> &Pattern<Whole> {
        match claim {
            Approx::About => &self.about,
            Approx::Nearly => &self.nearly,
            Approx::MoreThan => &self.more_than,
            Approx::LessThan => &self.less_than,
            Approx::UpTo => &self.up_to,
        }
    }
}

impl ApproxWords {
    /// Further patterns of a claim.
    pub(super) fn of(&self, claim: Approx) -> &[Pattern<Whole>] {
        match claim {
            Approx::About => &self.about,
            Approx::Nearly => &self.nearly,
            Approx::MoreThan => &self.more_than,
            Approx::LessThan => &self.less_than,
            Approx::UpTo => &self.up_to,
        }
    }
}

/// A unit: its name after a number, by plural category.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Unit {
    pub(super) other: String,
    pub(super) zero: Option<String>,
    pub(super) one: Option<String>,
    pub(super) two: Option<String>,
    pub(super) few: Option<String>,
    pub(super) many: Option<String>,
    /// The name in a price (`/tháng`), where it is not that of one unit.
    pub(super) per: Option<String>,
    /// Between number and unit, where it is not `unit_space`.
    pub(super) space: Option<String>,
    /// Whether both ends of a range have the unit (`5%—6%`).
    #[serde(default)]
    pub(super) repeat: bool,
    /// Before the number, without a space: `第` in `第2位`.
    #[serde(default)]
    pub(super) before: String,
    /// Whether it makes an ordinal of the number (`2nd`), so that its forms go by the categories of ordinals.
    #[serde(default)]
    pub(super) ordinal: bool,
}

/// Dates and periods.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DateRules {
    /// As they stand in dates: names, or numerals with the zeros that the language writes.
    pub(super) months: [String; 12],
    pub(super) months_short: Option<[String; 12]>,
    /// From Monday on.
    pub(super) weekdays: [String; 7],
    pub(super) halves: [String; 2],
    pub(super) quarter: QuarterRules,
    pub(super) long: LongForms,
    /// The forms that differ within a sentence, such as a capital that only a date by itself has; the others are those of
    /// `long`.
    #[serde(default)]
    pub(super) within: DatePatterns,
    /// The forms that are shorter in tables; the others are those of `long`.
    #[serde(default)]
    pub(super) short: DatePatterns,
    /// Those of `short` that differ after a label; the others are those of `short`.
    #[serde(default)]
    pub(super) short_within: DatePatterns,
}

/// Quarters of a year, which documents list (`Quý II, quý IV`).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct QuarterRules {
    pub(super) names: [String; 4],
    pub(super) first: Pattern<Quarter>,
    /// Every one after the first, and each within a sentence, where it is written differently.
    pub(super) next: Option<Pattern<Quarter>>,
    pub(super) join: String,
    /// Before the last one, where it is not `join`.
    pub(super) last: Option<String>,
    /// Between the ends of a range, in long and in short dates.
    pub(super) range: String,
    pub(super) range_short: Option<String>,
}

/// What can be written of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum DateForm {
    Day,
    Month,
    Half,
    Year,
    /// Explicitly all of it.
    WholeYear,
    /// `{quarters}` of no stated year.
    Quarters,
    /// `{quarters}` of a year; a single quarter too.
    QuartersOfYear,
    /// Days of one month.
    Days,
    /// Days of two months of one year.
    DaysOfYear,
    /// Months of one year.
    Months,
    Years,
    /// From anything to anything.
    Range,
    /// From the year's beginning to a day.
    YearToDay,
    /// From the year's beginning to a month.
    YearToMonth,
    /// From a date on, without an end.
    Since,
}

const FORMS: [DateForm; 15] = [
    DateForm::Day,
    DateForm::Month,
    DateForm::Half,
    DateForm::Year,
    DateForm::WholeYear,
    DateForm::Quarters,
    DateForm::QuartersOfYear,
    DateForm::Days,
    DateForm::DaysOfYear,
    DateForm::Months,
    DateForm::Years,
    DateForm::Range,
    DateForm::YearToDay,
    DateForm::YearToMonth,
    DateForm::Since,
];

/// Patterns by what they write.
pub(super) type DatePatterns = BTreeMap<DateForm, Pattern<DatePart>>;

/// Patterns for everything that can be written of a date.
#[derive(Debug)]
pub(super) struct LongForms(DatePatterns);

impl LongForms {
    /// Takes a table that has every form.
    pub(super) fn new(forms: DatePatterns) -> LongForms {
        assert!(FORMS.iter().all(|form| forms.contains_key(form)), "a form of dates has no pattern");
        LongForms(forms)
    }

    /// The pattern of a form.
    pub(super) fn form(&self, form: DateForm) -> &Pattern<DatePart> {
        &self.0[&form]
    }
}

impl<'de> Deserialize<'de> for LongForms {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<LongForms, D::Error> {
        let forms = DatePatterns::deserialize(deserializer)?;
        match FORMS.iter().find(|form| !forms.contains_key(form)) {
            // The error stands at the table, which is where the pattern is to be added.
            Some(form) => Err(D::Error::custom(format!("missing field `{}`", form.name()))),
            None => Ok(LongForms(forms)),
        }
    }
}

impl DateForm {
    fn name(self) -> String {
        let mut name = String::new();
        for letter in format!("{self:?}").chars() {
            if letter.is_uppercase() && !name.is_empty() {
                name.push('_');
            }
            name.extend(letter.to_lowercase());
        }
        name
    }
}

/// Lists within a sentence.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ListRules {
    pub(super) join: String,
    /// Between the last two of three or more.
    pub(super) last: String,
    /// Between two, where it is not `last`.
    pub(super) pair: Option<String>,
}

/// Quotation marks.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TypographyRules {
    pub(super) quotes: [String; 2],
    /// Within quotes.
    pub(super) inner_quotes: [String; 2],
    /// Around the title of a document.
    pub(super) title_quotes: [String; 2],
    /// Whether straight quotes and dots of a text are made typographic.
    pub(super) smart_punctuation: bool,
}

/// An index of names.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct IndexRules {
    /// Its headings, in order: what is written, and the least name that stands under it.
    pub(super) headings: Vec<(String, String)>,
}

/// What one rule file holds; a section that it lacks is `None`.
#[derive(Debug, Default)]
pub(super) struct Sections {
    pub(super) number: Option<Arc<NumberRules>>,
    pub(super) scale: Option<Arc<ScaleRules>>,
    pub(super) money: Option<Arc<MoneyRules>>,
    pub(super) approx: Option<Arc<ApproxRules>>,
    pub(super) date: Option<Arc<DateRules>>,
    pub(super) list: Option<Arc<ListRules>>,
    pub(super) typography: Option<Arc<TypographyRules>>,
    pub(super) index: Option<Arc<IndexRules>>,
    pub(super) unit: BTreeMap<String, Arc<Unit>>,
    pub(super) currency: BTreeMap<String, Arc<str>>,
}

/// The rules in force for a language: its own, those of its chain, and neutral ones for the rest.
#[derive(Debug)]
pub(super) struct LocaleRules {
    pub(super) number: Arc<NumberRules>,
    pub(super) scale: Arc<ScaleRules>,
    pub(super) money: Arc<MoneyRules>,
    pub(super) approx: Arc<ApproxRules>,
    pub(super) date: Arc<DateRules>,
    pub(super) list: Arc<ListRules>,
    pub(super) typography: Arc<TypographyRules>,
    pub(super) index: Arc<IndexRules>,
    pub(super) unit: BTreeMap<String, Arc<Unit>>,
    pub(super) currency: BTreeMap<String, Arc<str>>,
}

impl LocaleRules {
    /// Completes a language's own sections from those of its chain, the nearest language first.
    pub(super) fn resolve(own: &Sections, chain: &[&Sections]) -> LocaleRules {
        /// The first that has the section.
        fn first<T>(
            own: &Sections,
            chain: &[&Sections],
            section: impl Fn(&Sections) -> &Option<Arc<T>>,
            neutral: impl FnOnce() -> T,
        ) -> Arc<T> {
            let mut all = std::iter::once(own).chain(chain.iter().copied());
            all.find_map(|sections| section(sections).clone()).unwrap_or_else(|| Arc::new(neutral()))
        }
        let mut unit = BTreeMap::new();
        let mut currency = BTreeMap::new();
        for sections in chain.iter().rev().copied().chain([own]) {
            unit.extend(sections.unit.iter().map(|(code, unit)| (code.clone(), unit.clone())));
            currency.extend(sections.currency.iter().map(|(code, name)| (code.clone(), name.clone())));
        }
        LocaleRules {
            number: first(own, chain, |all| &all.number, NumberRules::neutral),
            scale: first(own, chain, |all| &all.scale, ScaleRules::neutral),
            money: first(own, chain, |all| &all.money, MoneyRules::neutral),
            approx: first(own, chain, |all| &all.approx, ApproxRules::neutral),
            date: first(own, chain, |all| &all.date, DateRules::neutral),
            list: first(own, chain, |all| &all.list, ListRules::neutral),
            typography: first(own, chain, |all| &all.typography, TypographyRules::neutral),
            // Of another language the letters may be in another order.
            index: first(own, &[], |all| &all.index, IndexRules::neutral),
            unit,
            currency,
        }
    }
}

fn one() -> usize {
    1
}
