//! Figures with their words: `3,9 tỷ USD`, `500 - 550 ha`, `약 36억 2,322만 달러`.

use super::words::{FIGURES, FigureWord, longest};
use crate::fact::{Amount, Approx, Decimal};
use crate::locale::fold;
use crate::locale::read::{FigureError, undeclared};

/// A figure as a person wrote it, its scale multiplied out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenFigure {
    /// In whole units.
    pub amount: Amount,
    /// The claim of exactness.
    pub approx: Option<Approx>,
    /// Whether a word such as `tỷ` stood beside it.
    pub scaled: bool,
    /// The code of its currency.
    pub currency: Option<&'static str>,
    /// The code of its unit.
    pub unit: Option<&'static str>,
    /// The units of a price.
    pub per: Vec<&'static str>,
}

/// What a text can mean as a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FigureReading {
    /// Only this.
    One(WrittenFigure),
    /// `1.500` may have three decimals, or be one and a half thousand.
    Two {
        /// Read with a decimal mark.
        decimal: WrittenFigure,
        /// Read with a mark of thousands.
        thousands: WrittenFigure,
    },
}

/// What a text can mean as a figure; `None` when it holds a word that is not known, or no figure.
#[must_use]
pub fn figure(text: &str) -> Option<FigureReading> {
    let text = fold(text.trim());
    let text = text.trim_end_matches('.');
    // Where these scripts are written, a comma stands between thousands and a point before decimals.
    if text.contains(|c: char| c > '\u{2e7f}') {
        return read(text, Marks::Point).map(FigureReading::One);
    }
    let decimal = read(text, Marks::Decimal);
    let thousands = read(text, Marks::Thousands);
    match (decimal, thousands) {
        (Some(decimal), Some(thousands)) if decimal != thousands => {
            Some(FigureReading::Two { decimal, thousands })
        }
        (Some(only), _) | (None, Some(only)) => Some(FigureReading::One(only)),
        (None, None) => None,
    }
}

/// How a mark that may be either is taken.
#[derive(Clone, Copy)]
enum Marks {
    Point,
    Decimal,
    Thousands,
}

fn read(text: &str, marks: Marks) -> Option<WrittenFigure> {
    let mut parts = FigureParts::default();
    let mut rest = text;
    while !rest.is_empty() {
        rest = parts.take(rest, marks)?.trim_start();
    }
    parts.done()
}

/// One end of a range: what was multiplied out, and a number whose scale may follow.
#[derive(Clone, Copy, Default)]
struct End {
    sum: Option<Decimal>,
    /// The power of ten of the part that was added last.
    power: u32,
    bare: Option<Decimal>,
}

#[derive(Default)]
struct FigureParts {
    before: Option<End>,
    end: End,
    approx: Option<Approx>,
    currency: Option<&'static str>,
    unit: Option<&'static str>,
    per: Vec<&'static str>,
    in_price: bool,
}

impl FigureParts {
    /// Takes what stands first in `text`, and gives the rest.
    fn take<'t>(&mut self, text: &'t str, marks: Marks) -> Option<&'t str> {
        let empty = self.end.bare.is_none() && self.end.sum.is_none();
        let minus = text.strip_prefix(['-', '−']).filter(|_| empty);
        let digits = minus.unwrap_or(text);
        if digits.starts_with(|c: char| c.is_ascii_digit()) {
            let length = number_length(digits);
            let value = number(&digits[..length], marks)?;
            if self.end.bare.replace(if minus.is_some() { -value } else { value }).is_some() {
                return None;
            }
            return Some(&digits[length..]);
        }
        let (word, length) = longest(FIGURES, text)?;
        self.word(word, empty)?;
        Some(&text[length..])
    }

    fn word(&mut self, word: FigureWord, empty: bool) -> Option<()> {
        match word {
            FigureWord::Claim(claim) => set(&mut self.approx, claim),
            FigureWord::Wave if empty => set(&mut self.approx, Approx::About),
            FigureWord::Scale(power) => self.end.scale(power),
            FigureWord::Currency(code) => set(&mut self.currency, code),
            FigureWord::Unit(code) if self.in_price => {
                self.per.push(code);
                Some(())
            }
            FigureWord::Unit(code) => set(&mut self.unit, code),
            FigureWord::To | FigureWord::Wave => {
                (!empty && self.before.is_none()).then(|| self.before = Some(std::mem::take(&mut self.end)))
            }
            FigureWord::Per => {
                self.in_price = true;
                Some(())
            }
            FigureWord::Filler => Some(()),
        }
    }

    fn done(self) -> Option<WrittenFigure> {
        let scaled = self.end.sum.is_some() || self.before.is_some_and(|end| end.sum.is_some());
        let high = self.end.value()?;
        let amount = match self.before {
            None => Amount::One(high),
            Some(mut low) => {
                // The word after the second figure is meant for both: `3,5 – 4 tỷ`.
                if low.sum.is_none() && self.end.sum.is_some() {
                    low.scale(self.end.power)?;
                }
                // Nobody knows whether that of the first is: `3 tỷ - 3500`.
                if low.sum.is_some() && self.end.sum.is_none() {
                    return None;
                }
                let low = low.value().filter(|low| *low <= high)?;
                Amount::Range(low, high)
            }
        };
        let FigureParts { approx, currency, unit, per, .. } = self;
        Some(WrittenFigure { amount, approx, scaled, currency, unit, per })
    }
}

impl End {
    /// Multiplies the number that stands bare, and adds it to what stands before it: `36億2,322万`.
    fn scale(&mut self, power: u32) -> Option<()> {
        let factor = Decimal::from(10_u64.checked_pow(power)?);
        let part = self.bare.take()?.checked_mul(factor)?;
        self.sum = match self.sum {
            None => Some(part),
            // In `2 triệu tỷ` the second word belongs to the first, and is no further part.
            Some(sum) if power < self.power => Some(sum.checked_add(part)?),
            Some(_) => return None,
        };
        self.power = power;
        Some(())
    }

    /// Whether a number without a word after one with a word is units or a part of the word is anybody's guess: `3 tỷ 500`.
    fn value(&self) -> Option<Decimal> {
        match (self.sum, self.bare) {
            (Some(value), None) | (None, Some(value)) => Some(value.normalize()),
            _ => None,
        }
    }
}

/// Sets what may be said once.
fn set<T: PartialEq>(slot: &mut Option<T>, value: T) -> Option<()> {
    let same = slot.as_ref().is_none_or(|known| *known == value);
    same.then(|| *slot = Some(value))
}

/// How long the number at the start of `text` is; a space belongs to it where three digits follow.
fn number_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = 0;
    while let Some(byte) = bytes.get(end) {
        let group = digit(end + 1) && digit(end + 2) && digit(end + 3) && !digit(end + 4);
        match byte {
            b'0'..=b'9' => end += 1,
            b'.' | b',' if digit(end + 1) => end += 1,
            b' ' if group => end += 1,
            _ => break,
        }
    }
    end
}

fn number(text: &str, marks: Marks) -> Option<Decimal> {
    match undeclared(text) {
        Ok(value) => Some(value),
        Err(FigureError::Ambiguous { decimal, thousands }) => Some(match marks {
            Marks::Decimal => decimal,
            Marks::Point if !text.contains(',') => decimal,
            Marks::Point | Marks::Thousands => thousands,
        }),
        Err(FigureError::NotAFigure) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> WrittenFigure {
        match figure(text) {
            Some(FigureReading::One(written)) => written,
            other => panic!("{text}: {other:?}"),
        }
    }

    fn amount(text: &str) -> String {
        match one(text).amount {
            Amount::One(value) => value.to_string(),
            Amount::Range(low, high) => format!("{low}..{high}"),
        }
    }

    #[test]
    fn scales_are_multiplied_out_in_five_languages() {
        for (text, units) in [
            ("3,9 tỷ USD", "3900000000"),
            ("3.9 billion US dollars", "3900000000"),
            ("$3.9bn", "3900000000"),
            ("USD 3,9 tỷ", "3900000000"),
            ("3 tỷ 900 triệu đồng", "3900000000"),
            ("39億ドル", "3900000000"),
            ("36億2,322万米ドル", "3623220000"),
            ("36억 2322만 달러", "3623220000"),
            ("36.2322亿美元", "3623220000"),
            ("2,5 nghìn tỷ đồng", "2500000000000"),
            ("0,5%", "0.5"),
            ("-2,5 %", "-2.5"),
            ("1 500 ha", "1500"),
            ("1.234.567", "1234567"),
        ] {
            assert_eq!(amount(text), units, "{text}");
        }
    }

    #[test]
    fn ranges_claims_and_units_are_told() {
        assert_eq!(amount("500 - 550 ha"), "500..550");
        assert_eq!(amount("từ 500 đến 550 ha"), "500..550");
        assert_eq!(amount("3,5 – 4 tỷ USD"), "3500000000..4000000000");
        assert_eq!(amount("500 triệu - 1 tỷ USD"), "500000000..1000000000");
        assert_eq!(amount("500~550ヘクタール"), "500..550");
        let about = one("khoảng 100 ha");
        assert_eq!((about.approx, about.unit), (Some(Approx::About), Some("ha")));
        assert_eq!(one("~100").approx, Some(Approx::About));
        assert_eq!(one("100ヘクタール以上").approx, Some(Approx::MoreThan));
        let price = one("120 USD/m²/tháng");
        assert_eq!((price.currency, price.per), (Some("USD"), vec!["m2", "month"]));
        assert_eq!(one("800 m3/ngày đêm").unit, Some("m3-day"));
    }

    #[test]
    fn a_mark_that_may_be_two_things_gives_two_readings() {
        let Some(FigureReading::Two { decimal, thousands }) = figure("1.500 triệu USD") else {
            panic!("two readings")
        };
        assert_eq!(decimal.amount, Amount::One(Decimal::from(1_500_000)));
        assert_eq!(thousands.amount, Amount::One(Decimal::from(1_500_000_000)));
    }

    #[test]
    fn what_is_not_known_gives_nothing() {
        for text in [
            "",
            "ha",
            "nhiều",
            "3 tỷ 500",
            "500 chiếc",
            "12 34",
            "550 - 500",
            "5 tỷ tỷ",
            "1 - 2 - 3",
            "10 USD 5 EUR",
            "3 nghìn - 3500",
        ] {
            assert_eq!(figure(text), None, "{text}");
        }
    }
}
