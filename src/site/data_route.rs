//! Which kinds of files of open data there are: the records of each collection, the tables of its data sets, and what
//! describes them to a program.

use crate::base::Lang;
use crate::content::{CollectionId, FieldId, RecordId};

/// A file of open data.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DataRoute {
    /// `/vi/data/projects.csv`: the records of a collection.
    Records {
        /// The reader's language.
        lang: Lang,
        /// Position of the collection.
        collection: CollectionId,
        /// How they are written.
        format: DataFormat,
    },
    /// `/vi/data/statistics/fdi-2023.parts.csv`: the rows of a table of a record.
    Rows {
        /// The reader's language.
        lang: Lang,
        /// Position of the record.
        record: RecordId,
        /// Position of the table among the fields of its collection.
        field: FieldId,
        /// How they are written.
        format: DataFormat,
    },
    /// `/data/projects.schema.json`: what the JSON files of a collection hold.
    Schema {
        /// Position of the collection.
        collection: CollectionId,
    },
}

/// How a table is written for programs of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DataFormat {
    /// A workbook (ECMA-376).
    Xlsx,
    /// Comma-separated, each part of a fact in a column of its own, for programs (RFC 4180).
    Csv,
    /// Separated by semicolons with the numbers of the reader's language, as spreadsheets open it by double click.
    ExcelCsv,
    /// Records as objects.
    Json,
}

impl DataFormat {
    /// The formats, in the order in which they are offered.
    pub const ALL: [DataFormat; 4] =
        [DataFormat::Xlsx, DataFormat::Csv, DataFormat::ExcelCsv, DataFormat::Json];

    /// What follows the name in the name of such a file.
    #[must_use]
    pub fn suffix(self) -> &'static str {
        match self {
            DataFormat::Xlsx => ".xlsx",
            DataFormat::Csv => ".csv",
            DataFormat::ExcelCsv => "-excel.csv",
            DataFormat::Json => ".json",
        }
    }

    /// The extension alone.
    #[must_use]
    pub fn extension(self) -> &'static str {
        self.suffix().rsplit('.').next().unwrap_or_default()
    }

    /// What the format is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            DataFormat::Xlsx => "Excel",
            DataFormat::Csv => "CSV",
            DataFormat::ExcelCsv => "CSV (Excel)",
            DataFormat::Json => "JSON",
        }
    }

    /// Its media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            DataFormat::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            DataFormat::Csv | DataFormat::ExcelCsv => "text/csv",
            DataFormat::Json => "application/json",
        }
    }
}

impl DataRoute {
    /// The language; `None` for what belongs to all.
    #[must_use]
    pub fn lang(&self) -> Option<Lang> {
        match *self {
            DataRoute::Records { lang, .. } | DataRoute::Rows { lang, .. } => Some(lang),
            DataRoute::Schema { .. } => None,
        }
    }

    /// The same for a reader of another language.
    #[must_use]
    pub fn in_lang(&self, other: Lang) -> DataRoute {
        let mut route = self.clone();
        match &mut route {
            DataRoute::Records { lang, .. } | DataRoute::Rows { lang, .. } => *lang = other,
            DataRoute::Schema { .. } => {}
        }
        route
    }

    /// The same table in another format.
    #[must_use]
    pub fn as_format(&self, other: DataFormat) -> DataRoute {
        let mut route = self.clone();
        match &mut route {
            DataRoute::Records { format, .. } | DataRoute::Rows { format, .. } => *format = other,
            DataRoute::Schema { .. } => {}
        }
        route
    }

    /// How it is written.
    #[must_use]
    pub fn format(&self) -> DataFormat {
        match *self {
            DataRoute::Records { format, .. } | DataRoute::Rows { format, .. } => format,
            DataRoute::Schema { .. } => DataFormat::Json,
        }
    }
}
