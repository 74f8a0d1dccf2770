//! Sums of money as the officials of each language write them.
//!
//! Differs from CLDR, whose patterns put a code or a sign (`3.623,22 US$`) and whose compact forms round: the source's
//! scale is kept where the language counts in thousands, the currency has its name, and no digit is lost.

use super::Locale;
use super::digits::Digits;
use super::rules::{Scaled, Sum, Whole};
use super::scale::power;
use crate::fact::{Amount, Money, Scale};

/// The scales, the largest first.
const SCALES: [Scale; 4] = [Scale::Trillion, Scale::Billion, Scale::Million, Scale::Thousand];

/// A sum said again in a larger scale is a help to the eye; with more decimals than this it is none.
const RESTATED_PLACES: usize = 4;

/// What a column of prices is counted in: `USD/m²/tháng`; of sums, the currency alone.
#[must_use]
pub fn price_unit(locale: &Locale, currency: &str, per: &[String]) -> String {
    let mut out = locale.currency_name(currency).unwrap_or(currency).to_owned();
    for unit in per {
        out.push_str(&locale.rules().money.per);
        out.push_str(locale.unit_per(unit));
    }
    out
}

impl Locale {
    /// A sum or a price: `3.623,22 triệu USD`, `5–6 USD/m²/tháng`.
    #[must_use]
    pub fn money(&self, money: &Money) -> String {
        let mut out = String::with_capacity(48);
        self.write_approx(&mut out, money.approx, |out| self.write_money(out, money));
        out
    }

    /// The codes of all currencies that have a name, in order.
    pub fn currencies(&self) -> impl Iterator<Item = &str> {
        self.rules().currency.keys().map(|code| &**code)
    }

    /// The name that sums have for a currency; `None` when no rule names it, and its code is written.
    #[must_use]
    pub fn currency_name(&self, code: &str) -> Option<&str> {
        self.rules().currency.get(code).map(|name| &**name)
    }

    fn write_money(&self, out: &mut String, money: &Money) {
        let rules = self.rules();
        let high = rules.scale.scale(money.amount.high(), money.scale);
        let wordy = high.ends_in_word(&rules.scale);
        let pattern = if wordy { &rules.money.after_word } else { &rules.money.after_digit };
        pattern.write(out, |out, slot| match slot {
            Sum::Number => self.write_scaled(out, &money.amount, money.scale),
            Sum::Currency => out.push_str(self.currency_name(&money.currency).unwrap_or(&money.currency)),
        });
        for unit in &money.per {
            out.push_str(&rules.money.per);
            out.push_str(self.unit_per(unit));
        }
        if let (Amount::One(_), []) = (money.amount, &*money.per) {
            self.write_restated(out, money);
        }
    }

    /// Writes the figures of a sum with their scale, a range's source scale once.
    fn write_scaled(&self, out: &mut String, amount: &Amount, scale: Scale) {
        let rules = self.rules();
        let ends = |out: &mut String| {
            rules.number.write_ends(out, amount, |out, value| {
                rules.scale.scale(value, scale).write(out, rules);
            });
        };
        match (&rules.scale.pattern, rules.scale.word(scale)) {
            (Some(pattern), Some(word)) => pattern.write(out, |out, slot| match slot {
                Scaled::Number => ends(out),
                Scaled::Word => out.push_str(word),
            }),
            _ => ends(out),
        }
    }

    /// Says a sum again in the largest scale that it fills, from the amount on that the rules name: readers take
    /// `10,970 million` in at a second glance, but `3,300 million` at the first.
    fn write_restated(&self, out: &mut String, money: &Money) {
        let rules = self.rules();
        let Some(restate) = &rules.money.restate else { return };
        let Some(least) = restate.least(money.scale) else { return };
        if money.amount.high() < least.into() {
            return;
        }
        let units = Digits::of(money.amount.high()).times(power(money.scale));
        let filled = SCALES.into_iter().find(|scale| units.integer().len() > power(*scale));
        let Some(scale) = filled.filter(|scale| *scale > money.scale) else { return };
        let again = units.over(power(scale));
        let (Some(pattern), Some(word)) = (&rules.scale.pattern, rules.scale.word(scale)) else { return };
        if again.places() > RESTATED_PLACES {
            return;
        }
        restate.pattern.write(out, |out, Whole::Figure| {
            pattern.write(out, |out, slot| match slot {
                Scaled::Number => rules.number.write(out, &again),
                Scaled::Word => out.push_str(word),
            });
        });
    }
}
