//! Large sums in the scale words of a language: `triệu`, `億`, `만`, `万亿`.
//!
//! The value of a sum never changes on the way: a scale that would have to round is not taken, and when none is exact the
//! digits are written out.

use super::digits::Digits;
use super::rules::{LocaleRules, NumberRules, ScaleRules, ScaleStep, ScaleSystem};
use crate::fact::{Decimal, Scale};

/// A number and how its language scales it.
pub(super) enum ScaledNumber<'r> {
    /// In its source's scale, without the word: a range has the word once.
    Source(Digits, Option<&'r str>),
    /// Whole units, to be cut into groups of ten thousand.
    Myriad(Digits),
    /// In units of a step, or whole units.
    Step(Digits, Option<&'r ScaleStep>),
}

/// The exponent of a scale's power of ten.
pub(super) fn power(scale: Scale) -> usize {
    match scale {
        Scale::One => 0,
        Scale::Thousand => 3,
        Scale::Million => 6,
        Scale::Billion => 9,
        Scale::Trillion => 12,
    }
}

impl ScaleRules {
    /// Settles how a number is scaled.
    pub(super) fn scale(&self, value: Decimal, scale: Scale) -> ScaledNumber<'_> {
        let digits = Digits::of(value);
        match self.system {
            ScaleSystem::Source => ScaledNumber::Source(digits, self.word(scale)),
            ScaleSystem::Myriad => ScaledNumber::Myriad(digits.times(power(scale))),
            ScaleSystem::MyriadDecimal => self.step(digits.times(power(scale))),
        }
    }

    /// The word of a source's scale.
    pub(super) fn word(&self, scale: Scale) -> Option<&str> {
        self.words.as_ref().and_then(|words| words.word(scale))
    }

    /// The largest step that shows the number exactly in few enough places.
    fn step(&self, units: Digits) -> ScaledNumber<'_> {
        let steps = self.steps.iter().filter(|step| units.integer().len() > usize::from(step.power));
        for step in steps {
            let scaled = units.over(usize::from(step.power));
            if scaled.places() <= self.max_places {
                return ScaledNumber::Step(scaled, Some(step));
            }
        }
        ScaledNumber::Step(units, None)
    }

    /// Writes groups of ten thousand, leaving out those that are zero: `12億5万`.
    fn write_myriad(&self, out: &mut String, units: &Digits, number: &NumberRules) {
        let group = number.group.filter(|_| self.group);
        let start = out.len();
        let mut rest = units.integer();
        for step in &self.steps {
            let (head, tail) = rest.split_at(rest.len().saturating_sub(usize::from(step.power)));
            let head = head.trim_start_matches('0');
            if !head.is_empty() {
                self.join(out, start);
                number.write_grouped(out, head, group);
                out.push_str(&step.word);
            }
            rest = tail;
        }
        let rest = rest.trim_start_matches('0');
        if rest.is_empty() && units.places() == 0 && out.len() > start {
            return;
        }
        self.join(out, start);
        number.write_grouped(out, if rest.is_empty() { "0" } else { rest }, group);
        number.write_fraction(out, units);
    }

    fn join(&self, out: &mut String, start: usize) {
        if out.len() > start {
            out.push_str(&self.join);
        }
    }

    /// Whether `write_myriad` ends in a word.
    fn whole_myriads(&self, units: &Digits) -> bool {
        let least = self.steps.last().map_or(usize::MAX, |step| usize::from(step.power));
        let integer = units.integer();
        integer.len() > least
            && units.places() == 0
            && integer[integer.len() - least..].bytes().all(|digit| digit == b'0')
    }
}

impl ScaledNumber<'_> {
    /// Whether the last thing written is a scale word rather than a digit.
    pub(super) fn ends_in_word(&self, rules: &ScaleRules) -> bool {
        match self {
            ScaledNumber::Source(_, word) => word.is_some(),
            ScaledNumber::Myriad(units) => rules.whole_myriads(units),
            ScaledNumber::Step(_, step) => step.is_some(),
        }
    }

    /// Writes the number, and its word unless that is the source's scale word.
    pub(super) fn write(&self, out: &mut String, rules: &LocaleRules) {
        let group = rules.number.group.filter(|_| rules.scale.group);
        match self {
            ScaledNumber::Source(digits, _) => rules.number.write(out, digits),
            ScaledNumber::Myriad(units) => {
                if units.negative {
                    out.push_str(&rules.number.minus);
                }
                rules.scale.write_myriad(out, units, &rules.number);
            }
            ScaledNumber::Step(digits, step) => {
                rules.number.write_with(out, digits, group);
                if let Some(step) = step {
                    out.push_str(&step.word);
                }
            }
        }
    }
}
