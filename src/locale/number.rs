//! Plain numbers, percentages, ranges, and the words for how exact they are.
//!
//! Differs from CLDR in nothing but ranges: their marks are those of the rule file (ja `〜`, ko `~`, zh `—`).

use super::Locale;
use super::digits::Digits;
use super::rules::{Ends, NumberRules, Whole};
use crate::fact::{Amount, Approx, Decimal};

impl Locale {
    /// A number with the language's marks, exact, without trailing zeros: `3.623,22`.
    #[must_use]
    pub fn number(&self, value: impl Into<Decimal>) -> String {
        let mut out = String::with_capacity(24);
        self.rules().number.write(&mut out, &Digits::of(value.into()));
        out
    }

    /// One number or a range: `500–550`.
    #[must_use]
    pub fn amount(&self, amount: &Amount, approx: Option<Approx>) -> String {
        let mut out = String::with_capacity(32);
        self.write_approx(&mut out, approx, |out| self.write_amount(out, amount));
        out
    }

    /// A share in per cent; `63.8` means 63.8 %.
    #[must_use]
    pub fn percent(&self, amount: &Amount, approx: Option<Approx>) -> String {
        let mut out = String::with_capacity(24);
        self.write_approx(&mut out, approx, |out| self.write_quantity(out, amount, "percent"));
        out
    }

    pub(super) fn write_amount(&self, out: &mut String, amount: &Amount) {
        let number = &self.rules().number;
        number.write_ends(out, amount, |out, value| number.write(out, &Digits::of(value)));
    }

    /// Puts the word for a claim of exactness around what `figure` writes.
    pub(super) fn write_approx(
        &self,
        out: &mut String,
        approx: Option<Approx>,
        mut figure: impl FnMut(&mut String),
    ) {
        match approx {
            None => figure(out),
            Some(claim) => {
                self.rules().approx.pattern(claim).write(out, |out, Whole::Figure| figure(out));
            }
        }
    }
}

/// The word by which a figure claims to be about, more or less, without the figure: for a column of its own.
#[must_use]
pub fn approx_word(locale: &Locale, claim: Approx) -> String {
    let mut out = String::new();
    locale.write_approx(&mut out, Some(claim), |_| ());
    out.trim_matches(|c: char| c.is_whitespace() || c == '\u{a0}').to_owned()
}

impl NumberRules {
    /// Writes a number with its sign and marks.
    pub(super) fn write(&self, out: &mut String, digits: &Digits) {
        self.write_with(out, digits, self.group);
    }

    /// The same with another mark between thousands, or none.
    pub(super) fn write_with(&self, out: &mut String, digits: &Digits, group: Option<char>) {
        if digits.negative {
            out.push_str(&self.minus);
        }
        match digits.integer() {
            "" => out.push('0'),
            integer => self.write_grouped(out, integer, group),
        }
        self.write_fraction(out, digits);
    }

    /// Writes the decimal mark and what follows it, if anything does.
    pub(super) fn write_fraction(&self, out: &mut String, digits: &Digits) {
        let (zeros, fraction) = digits.fraction();
        if !fraction.is_empty() {
            out.push(self.decimal);
            out.extend(std::iter::repeat_n('0', zeros));
            out.push_str(fraction);
        }
    }

    /// Writes digits with marks between thousands.
    pub(super) fn write_grouped(&self, out: &mut String, integer: &str, group: Option<char>) {
        let Some(mark) = group.filter(|_| integer.len() >= 3 + self.min_grouping) else {
            out.push_str(integer);
            return;
        };
        let (head, mut rest) = integer.split_at((integer.len() - 1) % 3 + 1);
        out.push_str(head);
        while !rest.is_empty() {
            let (three, after) = rest.split_at(3);
            out.push(mark);
            out.push_str(three);
            rest = after;
        }
    }

    /// Writes one figure, or two with the mark of a range between them.
    pub(super) fn write_ends(
        &self,
        out: &mut String,
        amount: &Amount,
        mut write: impl FnMut(&mut String, Decimal),
    ) {
        match *amount {
            Amount::One(value) => write(out, value),
            Amount::Range(low, high) if high.is_sign_negative() => {
                self.range_apart
                    .write(out, |out, end| write(out, if end == Ends::Start { low } else { high }));
            }
            Amount::Range(low, high) => {
                write(out, low);
                out.push_str(&self.range);
                write(out, high);
            }
        }
    }
}
