//! The rules of no language, for what a chain of languages leaves unsaid: ISO 80000 marks, ISO 8601 dates, codes.
//!
//! They exist so that a site never fails for want of a rule, and so that what is missing is plain to see on the page.

use super::pattern::Pattern;
use super::rules::{
    ApproxRules, ApproxWords, DateForm, DatePatterns, DateRules, IndexRules, ListRules, LongForms,
    MoneyRules, NumberRules, QuarterRules, ScaleRules, ScaleSystem, TypographyRules,
};

impl NumberRules {
    pub(super) fn neutral() -> NumberRules {
        NumberRules {
            decimal: '.',
            group: Some('\u{202f}'),
            min_grouping: 1,
            minus: String::from("-"),
            range: String::from("–"),
            range_apart: Pattern::neutral("{start} – {end}"),
            unit_space: String::from("\u{a0}"),
        }
    }
}

impl IndexRules {
    /// Letters that most languages of Europe have in this order.
    pub(super) fn neutral() -> IndexRules {
        let letters = ('A'..='Z').map(|letter| (letter.to_string(), letter.to_lowercase().to_string()));
        IndexRules { headings: [(String::from("0–9"), String::new())].into_iter().chain(letters).collect() }
    }
}

impl ScaleRules {
    /// Scales have no word without a language, so sums are written out.
    pub(super) fn neutral() -> ScaleRules {
        ScaleRules {
            system: ScaleSystem::MyriadDecimal,
            pattern: None,
            words: None,
            steps: Vec::new(),
            join: String::new(),
            group: true,
            max_places: 0,
        }
    }
}

impl MoneyRules {
    pub(super) fn neutral() -> MoneyRules {
        MoneyRules {
            after_digit: Pattern::neutral("{n}\u{a0}{currency}"),
            after_word: Pattern::neutral("{n}\u{a0}{currency}"),
            per: String::from("/"),
            restate: None,
        }
    }
}

impl ApproxRules {
    pub(super) fn neutral() -> ApproxRules {
        ApproxRules {
            about: Pattern::neutral("≈ {x}"),
            nearly: Pattern::neutral("≲ {x}"),
            more_than: Pattern::neutral("> {x}"),
            less_than: Pattern::neutral("< {x}"),
            up_to: Pattern::neutral("≤ {x}"),
            also: ApproxWords::default(),
        }
    }
}

impl DateRules {
    pub(super) fn neutral() -> DateRules {
        DateRules {
            months: std::array::from_fn(|month| format!("{:02}", month + 1)),
            months_short: None,
            weekdays: std::array::from_fn(|day| (day + 1).to_string()),
            halves: [String::from("1"), String::from("2")],
            quarter: QuarterRules {
                names: std::array::from_fn(|quarter| (quarter + 1).to_string()),
                first: Pattern::neutral("Q{q}"),
                next: None,
                join: String::from(", "),
                last: None,
                range: String::from("–"),
                range_short: None,
            },
            long: LongForms::neutral(),
            within: DatePatterns::new(),
            short: DatePatterns::new(),
            short_within: DatePatterns::new(),
        }
    }
}

impl LongForms {
    fn neutral() -> LongForms {
        let forms = [
            (DateForm::Day, "{y}-{mm}-{dd}"),
            (DateForm::Month, "{y}-{mm}"),
            (DateForm::Half, "{y}-H{h}"),
            (DateForm::Year, "{y}"),
            (DateForm::WholeYear, "{y}"),
            (DateForm::Quarters, "{quarters}"),
            (DateForm::QuartersOfYear, "{y}-{quarters}"),
            (DateForm::Days, "{start}/{end}"),
            (DateForm::DaysOfYear, "{start}/{end}"),
            (DateForm::Months, "{start}/{end}"),
            (DateForm::Years, "{y}/{y2}"),
            (DateForm::Range, "{start}/{end}"),
            (DateForm::YearToDay, "{y}-01-01/{end}"),
            (DateForm::YearToMonth, "{y}-01/{end}"),
            (DateForm::Since, "{start}/.."),
        ];
        LongForms::new(forms.into_iter().map(|(form, text)| (form, Pattern::neutral(text))).collect())
    }
}

impl ListRules {
    pub(super) fn neutral() -> ListRules {
        ListRules { join: String::from(", "), last: String::from(", "), pair: None }
    }
}

impl TypographyRules {
    pub(super) fn neutral() -> TypographyRules {
        let marks = |open: &str, close: &str| [String::from(open), String::from(close)];
        TypographyRules {
            quotes: marks("“", "”"),
            inner_quotes: marks("‘", "’"),
            title_quotes: marks("“", "”"),
            smart_punctuation: false,
        }
    }
}
