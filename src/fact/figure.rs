use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// One figure, or a range of figures as lists print it (`500–550`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Amount {
    /// A single figure.
    One(Decimal),
    /// Lower and upper end, both included; the lower end comes first.
    Range(Decimal, Decimal),
}

impl Amount {
    /// The lower end.
    #[must_use]
    pub fn low(&self) -> Decimal {
        match *self {
            Amount::One(value) | Amount::Range(value, _) => value,
        }
    }

    /// The upper end.
    #[must_use]
    pub fn high(&self) -> Decimal {
        match *self {
            Amount::One(value) | Amount::Range(_, value) => value,
        }
    }

    /// Every figure of it changed in the same way.
    #[must_use]
    pub fn map(&self, change: impl Fn(Decimal) -> Decimal) -> Amount {
        match *self {
            Amount::One(value) => Amount::One(change(value)),
            Amount::Range(low, high) => Amount::Range(change(low), change(high)),
        }
    }
}

/// How exact a figure claims to be; the words that official documents put before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Approx {
    /// khoảng
    About,
    /// gần
    Nearly,
    /// hơn, trên
    MoreThan,
    /// dưới
    LessThan,
    /// tối đa
    UpTo,
}

/// The power of ten in which a source states a sum of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Scale {
    /// 10⁰
    One,
    /// 10³, nghìn
    Thousand,
    /// 10⁶, triệu
    Million,
    /// 10⁹, tỷ (short scale)
    Billion,
    /// 10¹², nghìn tỷ
    Trillion,
}

impl Scale {
    /// The power of ten as a number.
    #[must_use]
    pub fn factor(self) -> Decimal {
        Decimal::from(match self {
            Scale::One => 1_i64,
            Scale::Thousand => 1_000,
            Scale::Million => 1_000_000,
            Scale::Billion => 1_000_000_000,
            Scale::Trillion => 1_000_000_000_000,
        })
    }
}

/// A sum of money as its source states it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// In units of `scale` of the currency.
    pub amount: Amount,
    /// The scale of the source (`triệu` in `3.623,22 triệu USD`).
    pub scale: Scale,
    /// ISO 4217 code in capitals: `USD`, `VND`.
    pub currency: String,
    /// What a price is paid for, as unit codes: `["m2", "month"]` for USD/m²/month; empty for a plain sum.
    pub per: Vec<String>,
    /// The claim of exactness.
    pub approx: Option<Approx>,
}

/// A figure with a unit.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Quantity {
    /// In `unit`.
    pub amount: Amount,
    /// A unit code of the format files (`ha`, `m3-day`, `project`); empty for a bare number, `percent` for per cent.
    pub unit: String,
    /// The claim of exactness.
    pub approx: Option<Approx>,
}
