//! What a field is declared to hold.

use super::facet::Facet;
use super::id::FieldId;
use super::keyed::{Keyed, Labels};
use super::value::{Name, Value};
use crate::base::{ByName, PerLang};
use crate::data::{Fields, Localised};
use crate::fact::{Date, Decimal, Scale};

/// A declared field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// What its values are.
    pub kind: FieldType,
    /// Its name for readers.
    pub label: PerLang<String>,
    /// Whether every record must have it.
    pub required: bool,
    /// Written per language, in the text files.
    pub per_language: bool,
    /// Shown on cards.
    pub card: bool,
    /// Not shown in the facts table.
    pub hidden: bool,
    /// Offered as filter pages.
    pub facet: Option<Facet>,
    /// The heading it stands under.
    pub group: Option<String>,
    /// What is asked of its values besides their type.
    pub rules: Rules,
}

/// Rules about the values of a field; a value that breaks one is a warning.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    /// No two records have one value.
    pub unique: Option<Unique>,
    /// Its texts are numbers of documents, as offices of Vietnam write them.
    pub document_number: bool,
    /// Its days have been, on the day of the edition.
    pub past: bool,
    /// None of its days was before this one.
    pub since: Option<Date>,
}

/// Among which records a value stands once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unique {
    /// All of the collection.
    Always,
    /// Those dated in one year: offices begin to count with each.
    Year,
}

/// The type of a field's values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldType {
    /// A whole number.
    Integer,
    /// A number.
    Decimal,
    /// Per cent.
    Percent,
    /// A sum or a price.
    Money {
        /// When the value names none.
        currency: Option<String>,
        /// When the value names none.
        scale: Scale,
    },
    /// A figure with a unit; `area` and `distance` are quantities with a unit of their own.
    Quantity {
        /// When the value names none.
        unit: Option<String>,
    },
    /// A date of any precision.
    Date,
    /// A stretch of time.
    Period,
    /// A place: an entry of the vocabulary `places`, or coordinates.
    Place {
        /// The entry of `places` whose boxes its coordinates lie in, when the value names none.
        within: Option<Name>,
        /// The field, a place or a record with one, that it is not far from.
        near: Option<String>,
        /// Kilometres beyond which it is far from that.
        near_km: Decimal,
    },
    /// How far it is to named places: along the great circle, or by road where the record says so.
    Distances {
        /// The field that says where from.
        from: String,
        /// Entries of the vocabulary `places`, in order.
        to: Vec<Name>,
    },
    /// Another record.
    Ref {
        /// Of this collection only.
        to: Option<String>,
    },
    /// An entry of a vocabulary.
    Term {
        /// The vocabulary.
        vocabulary: String,
    },
    /// One of a few declared values.
    Enum {
        /// Key and name, in order.
        values: Keyed<Vec<(String, PerLang<String>)>>,
    },
    /// A web address.
    Url,
    /// An e-mail address.
    Email,
    /// A telephone number in E.164.
    Phone,
    /// A file of the record.
    File,
    /// A picture of the record.
    Image,
    /// Yes or no.
    Flag,
    /// A line of text.
    Text,
    /// Text with paragraphs.
    Markdown,
    /// Several of one type.
    List(Box<FieldType>),
    /// Rows of columns.
    Table(Keyed<Vec<(String, Field)>>),
    /// None that there is, which was reported: whatever its values are, they are right.
    Unknown,
}

impl FieldType {
    /// Whether its values are figures.
    #[must_use]
    pub fn is_figure(&self) -> bool {
        use FieldType::{Decimal, Integer, Money, Percent, Quantity};
        matches!(self.one(), Integer | Decimal | Percent | Money { .. } | Quantity { .. })
    }

    /// Whether its values are names of things that several records can share.
    pub(super) fn is_name(&self) -> bool {
        use FieldType::{Enum, Flag, Place, Ref, Term};
        matches!(self.one(), Ref { .. } | Term { .. } | Enum { .. } | Place { .. } | Flag)
    }

    /// The type of one value: of a list, that of its elements.
    #[must_use]
    pub fn one(&self) -> &FieldType {
        match self {
            FieldType::List(of) => of,
            kind => kind,
        }
    }

    /// Calls `visit` with every single value inside `value`, each with its type.
    pub fn each<'a>(&'a self, value: &'a Value, visit: &mut impl FnMut(&'a FieldType, &'a Value)) {
        match (self, value) {
            (FieldType::List(of), Value::List(values)) => {
                values.iter().for_each(|value| of.each(value, visit))
            }
            (FieldType::Table(columns), Value::Table(rows)) => {
                for ((_, column), cell) in rows.iter().flat_map(|row| columns.iter().zip(row)) {
                    cell.iter().for_each(|cell| column.kind.each(cell, visit));
                }
            }
            _ => visit(self, value),
        }
    }
}

/// Reads the values of an enum: each key with its name.
pub(super) fn enum_values(
    fields: &mut Fields<'_>,
    languages: Localised<'_>,
) -> Vec<(String, PerLang<String>)> {
    let Some((table, span)) = fields.table("values") else {
        fields.missing("values");
        return Vec::new();
    };
    let path = fields.place(span).path;
    let mut values = Fields::new(table, &path, span);
    let named: Vec<_> =
        table.entries.iter().map(|(key, ..)| (key.clone(), values.names(key, languages))).collect();
    values.finish(&mut fields.diagnostics);
    named
}

/// The names of types as they are written in a schema.
pub(crate) const TYPES: &[&str] = &[
    "integer",
    "decimal",
    "percent",
    "money",
    "quantity",
    "area",
    "distance",
    "rank",
    "range",
    "date",
    "period",
    "place",
    "ref",
    "term",
    "enum",
    "url",
    "email",
    "phone",
    "file",
    "image",
    "flag",
    "text",
    "markdown",
    "list",
    "table",
    "distances",
];

impl Labels for Vec<(String, Field)> {
    fn labels(&self) -> impl Iterator<Item = (&str, &PerLang<String>)> {
        self.iter().map(|(key, field)| (key.as_str(), &field.label))
    }
}

impl Labels for ByName<FieldId, Field> {
    fn labels(&self) -> impl Iterator<Item = (&str, &PerLang<String>)> {
        self.iter().map(|(key, field)| (key.as_str(), &field.label))
    }
}

/// A scale by its name in TOML.
pub(super) fn scale(text: &str) -> Option<Scale> {
    Some(match text {
        "one" => Scale::One,
        "thousand" => Scale::Thousand,
        "million" => Scale::Million,
        "billion" => Scale::Billion,
        "trillion" => Scale::Trillion,
        _ => return None,
    })
}
