use crate::base::{PerLang, SourceSpan};
use crate::fact::{Date, Decimal, Money, Period, Quantity};
use crate::geo::{Shape, System, decimals};
use serde::{Deserialize, Serialize};

/// A fact of a record: the same in every language.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Value {
    /// A figure of any kind, with what is known about it.
    Figure(Box<Figure>),
    /// A date.
    Date(Date),
    /// A stretch of time.
    Period(Period),
    /// A record, by id.
    Record(Name),
    /// An entry of a vocabulary.
    Term {
        /// The vocabulary.
        vocabulary: String,
        /// The entry.
        id: Name,
    },
    /// A place on the globe.
    Located(Box<Located>),
    /// A value of an enumeration, by key.
    Choice(String),
    /// A web address.
    Url(Name),
    /// An e-mail address.
    Email(String),
    /// A telephone number in E.164.
    Phone(String),
    /// A file of the record.
    File {
        /// Below the record's folder.
        path: Name,
        /// What it is called.
        title: PerLang<String>,
    },
    /// A picture of the record, below its folder.
    Image(Name),
    /// Yes or no.
    Flag(bool),
    /// Text that is the same in every language: a number, a name.
    Text(String),
    /// Text that is written in each language, in a cell of a table.
    Words(PerLang<String>),
    /// Several values.
    List(Vec<Value>),
    /// Rows: one value per column, where the row has one.
    Table(Vec<Vec<Option<Value>>>),
}

impl Value {
    /// The last day that a date or a closed period speaks of.
    #[must_use]
    pub fn last_date(&self) -> Option<Date> {
        match self {
            Value::Date(date) | Value::Period(Period::One(date) | Period::Range(_, date)) => Some(*date),
            _ => None,
        }
    }

    /// Calls `visit` with the value and every value inside it.
    pub fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Value)) {
        visit(self);
        match self {
            Value::List(values) => values.iter().for_each(|value| value.walk(visit)),
            Value::Table(rows) => rows.iter().flatten().flatten().for_each(|value| value.walk(visit)),
            _ => {}
        }
    }
}

/// A name that must lead somewhere, and where it was written.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Name {
    /// The name.
    pub text: String,
    /// Where it was written.
    pub place: SourceSpan,
}

/// Where something comes from, and where that was written.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Cited {
    /// A record's id, or words; of words whose language is known, the first.
    pub text: String,
    /// The words by their language, where it is known.
    pub words: PerLang<String>,
    /// Where it was written.
    pub place: SourceSpan,
}

/// A figure and what is known about it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Figure {
    /// The figure.
    pub number: Number,
    /// Where its unit or currency is written; `None` when it takes that of its field.
    pub unit: Option<SourceSpan>,
    /// Where each unit of its price is written.
    pub per: Vec<SourceSpan>,
    /// The date that it speaks of.
    pub as_of: Option<Date>,
    /// Where it comes from.
    pub source: Option<Cited>,
    /// A remark, per language.
    pub note: PerLang<String>,
}

/// What is counted or measured.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Number {
    /// A number with a unit, or none.
    Quantity(Quantity),
    /// Money.
    Money(Money),
}

/// Where something is, and what is known about that.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Located {
    /// The place itself.
    pub form: Form,
    /// The system of its coordinates, when one is named.
    pub system: Option<System>,
    /// By how many metres it may be off.
    pub accuracy: Option<Decimal>,
    /// How many decimals of a degree its numbers bear out, where they are no decimal degrees.
    pub digits: Option<u32>,
    /// Where the coordinates come from.
    pub source: Option<Cited>,
    /// The entry of the vocabulary `places` that it lies in.
    pub within: Option<Name>,
    /// Where it was written.
    pub place: SourceSpan,
}

impl Located {
    /// How many decimals of a degree mean something; `None` when neither a word nor its numbers say how exact it is.
    #[must_use]
    pub fn decimals(&self) -> Option<u32> {
        self.accuracy.map(decimals).or(self.digits)
    }
}

/// How a place is given.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Form {
    /// In the record itself.
    Shape(Shape),
    /// In a file beside it.
    File {
        /// Below the record's folder.
        path: Name,
        /// The system of its coordinates, where the file does not say it.
        system: Option<System>,
    },
}
