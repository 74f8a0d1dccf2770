//! What files of open data hold: facts with their parts, not yet in the form of any format. Templates do not see it.

use crate::fact::{Approx, Date, Decimal};

/// A table that readers take away.
#[derive(Clone, Debug, Hash)]
pub struct DataTable {
    /// What is in it.
    pub title: String,
    /// BCP 47 of the reader's language.
    pub tag: String,
    /// The page that it belongs to, for the whole world.
    pub address: String,
    /// Its description for programs, for the whole world.
    pub schema: String,
    /// The collection.
    pub collection: String,
    /// Record and field, where it is a table of a record.
    pub series: Option<(String, String)>,
    /// Who publishes it.
    pub publisher: String,
    /// Under which licence.
    pub licence: Option<String>,
    /// The licence's address.
    pub licence_url: Option<String>,
    /// The day of the edition.
    pub day: Date,
    /// The mark before the decimals of a number.
    pub decimal: char,
    /// Words of the reader's language.
    pub words: DataWords,
    /// What is known of each row.
    pub columns: Vec<DataColumn>,
    /// The records, or the rows of a record's table.
    pub rows: Vec<DataRow>,
}

/// The words around a table.
#[derive(Clone, Debug, Hash)]
#[expect(missing_docs, reason = "each is called as its string")]
pub struct DataWords {
    pub data: String,
    pub notes: String,
    pub record: String,
    pub field: String,
    pub value: String,
    pub as_of: String,
    pub source: String,
    pub note: String,
    pub unit: String,
    pub approx: String,
    pub answer: String,
    pub page: String,
    pub updated: String,
    pub publisher: String,
    pub licence: String,
    pub day: String,
    /// `{label} ({unit})`
    pub measured: String,
    /// `{label}, từ`
    pub low: String,
    /// `{label}, đến`
    pub high: String,
    /// `{label} ({part})`
    pub part: String,
}

/// A column of facts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DataColumn {
    /// The name of its field.
    pub name: String,
    /// Its name for readers.
    pub label: String,
    /// What is in it.
    pub kind: DataKind,
}

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum DataKind {
    /// Numbers, with a unit or none.
    Quantity,
    /// Sums and prices.
    Money,
    /// Dates and periods.
    Date,
    /// Things that have an id and a name.
    Named,
    /// Places.
    Place,
    /// Distances to places, of each the id and the name.
    Distances(Vec<(String, String)>),
    /// Yes or no.
    Flag,
    /// Words, addresses, numbers of documents.
    Text,
    /// Rows with columns of their own.
    Rows(Vec<DataColumn>),
}

/// A record, or a row of its table.
#[derive(Clone, Debug, Hash)]
pub struct DataRow {
    /// What is known of a record besides its facts.
    pub head: Option<DataHead>,
    /// One for each column.
    pub cells: Vec<DataCell>,
}

/// What is known of a record besides its facts.
#[derive(Clone, Debug, Hash)]
pub struct DataHead {
    /// Its id.
    pub id: String,
    /// Its page, for the whole world.
    pub url: String,
    /// Its title.
    pub title: String,
    /// BCP 47 of its title.
    pub tag: String,
    /// Its summary, where it has one of its own.
    pub summary: Option<String>,
    /// Its text, where that answers a question.
    pub answer: Option<String>,
    /// The day of its last change.
    pub updated: Option<Date>,
    /// What is known of all its facts.
    pub known: DataKnown,
}

/// What is known of a fact besides its value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct DataKnown {
    /// The date that it speaks of.
    pub as_of: Option<Date>,
    /// Where it comes from.
    pub source: Option<String>,
    /// A remark.
    pub note: Option<String>,
}

/// A fact.
#[derive(Clone, Debug, Hash)]
pub enum DataCell {
    /// There is none.
    Empty,
    /// A figure.
    Figure(Box<DataFigure>),
    /// A date or period.
    Date(Box<DataDate>),
    /// A thing that has a name.
    Named {
        /// Its id.
        id: String,
        /// Its name.
        name: String,
    },
    /// Coordinates.
    Place(Box<DataPlace>),
    /// Distances.
    Distances(Vec<DataDistance>),
    /// Yes or no, and the word for it.
    Flag(bool, String),
    /// Words.
    Text(String),
    /// Several of one kind.
    Many(Vec<DataCell>),
    /// Rows of cells.
    Rows(Vec<Vec<DataCell>>),
}

/// A figure in its parts.
#[derive(Clone, Debug, Hash)]
pub struct DataFigure {
    /// The figure, or the lower end of a range.
    pub low: Decimal,
    /// The upper end of a range.
    pub high: Option<Decimal>,
    /// By what it is to be multiplied: 1,000,000 for millions.
    pub scale: Decimal,
    /// How exact it claims to be, and the reader's word for it.
    pub approx: Option<(Approx, String)>,
    /// The code of the unit or currency; empty where there is none.
    pub unit: String,
    /// What a price is paid for.
    pub per: Vec<String>,
    /// The unit in the reader's language, as the head of a column has it.
    pub unit_name: String,
    /// As the reader's language writes it.
    pub text: String,
    /// What is known of it.
    pub known: DataKnown,
}

/// A date or period in its parts.
#[derive(Clone, Debug, Hash)]
pub struct DataDate {
    /// For machines.
    pub iso: String,
    /// The date, where it is one.
    pub date: Option<Date>,
    /// As the reader's language writes it.
    pub text: String,
    /// What is known of it, where it says so itself.
    pub known: DataKnown,
}

/// A place in its parts.
#[derive(Clone, Debug, Hash)]
pub struct DataPlace {
    /// Degrees north, of an area of its middle.
    pub lat: String,
    /// Degrees east.
    pub lon: String,
    /// By how many metres it may be off.
    pub accuracy: Option<Decimal>,
    /// Where the coordinates come from.
    pub source: Option<String>,
    /// The entry of places that it lies in: id and name.
    pub within: Option<(String, String)>,
}

/// How far it is to a place.
#[derive(Clone, Debug, Hash)]
pub struct DataDistance {
    /// The id of the place.
    pub to: String,
    /// Its name.
    pub name: String,
    /// By road, as the record says; else along the great circle.
    pub by_road: bool,
    /// How far.
    pub figure: DataFigure,
}

impl DataFigure {
    /// An end of the figure in whole units: millions multiplied; `None` beyond what a decimal can hold.
    #[must_use]
    pub fn whole(&self, value: Decimal) -> Option<Decimal> {
        value.checked_mul(self.scale).map(|whole| whole.normalize())
    }

    /// The lower and the upper end: of "more than 9" there is only the one, of "up to 5" only the other.
    #[must_use]
    pub fn ends(&self) -> (Option<Decimal>, Option<Decimal>) {
        match (self.high, self.approx.as_ref().map(|(approx, _)| *approx)) {
            (Some(high), _) => (Some(self.low), Some(high)),
            (None, Some(Approx::MoreThan)) => (Some(self.low), None),
            (None, Some(Approx::LessThan | Approx::UpTo)) => (None, Some(self.low)),
            (None, _) => (Some(self.low), Some(self.low)),
        }
    }
}

impl DataTable {
    /// The licence and its address in one line.
    #[must_use]
    pub fn licence_line(&self) -> Option<String> {
        let parts: Vec<&str> =
            [&self.licence, &self.licence_url].into_iter().flatten().map(String::as_str).collect();
        Some(parts.join(" – ")).filter(|line| !line.is_empty())
    }
}
