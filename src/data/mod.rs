//! TOML text as a tree in which every value knows where it stands.
//!
//! Numbers keep the digits that the author typed: they become decimals later and never pass through a binary float.
//! Broken TOML yields what could be read, with a diagnostic at each place that could not.

mod fields;

pub use fields::{Fields, Localised};
pub(crate) use fields::{wrong_type, wrong_value};

use toml::de::{DeTable, DeValue};

use crate::base::{Place, SourcePath, Span};
use crate::diag::{Diagnostic, Reported};

/// A value and its place in the file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Node {
    /// The bytes of the value in the file.
    pub span: (usize, usize),
    /// The value.
    pub value: Value,
}

/// A TOML value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// A string.
    Text(String),
    /// An integer or a float, as typed but without `_`.
    Number(String),
    /// `true` or `false`.
    Flag(bool),
    /// A date, as typed.
    Date(String),
    /// An array, or an array of tables.
    List(Vec<Node>),
    /// A table.
    Table(Table),
}

impl Value {
    /// What the author would call it, as the key of a word in the messages.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Value::Text(_) => "string",
            Value::Number(_) => "number",
            Value::Flag(_) => "true/false",
            Value::Date(_) => "date",
            Value::List(_) => "array",
            Value::Table(_) => "table",
        }
    }
}

/// A table in the order in which it was written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Table {
    /// Key, place of the key, value.
    pub entries: Vec<(String, (usize, usize), Node)>,
}

impl Table {
    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries.iter().find(|(name, ..)| name == key).map(|(.., node)| node)
    }
}

/// Reads `text` as a TOML document that begins `offset` bytes into the file `path`.
#[must_use]
pub fn parse(text: &str, path: &SourcePath, offset: usize) -> Reported<Table> {
    let (root, mut errors) = DeTable::parse_recoverable(text);
    // What else is wrong in a line follows from the first mistake in it.
    let line = |error: &toml::de::Error| {
        let before = error.span().and_then(|span| text.get(..span.start));
        before.map_or(0, |before| before.matches('\n').count())
    };
    errors.sort_by_key(|error| error.span().map_or(0, |span| span.start));
    errors.dedup_by_key(|error| line(error));
    let diagnostics = errors.iter().map(|error| {
        let span = error.span().unwrap_or(0..0);
        let place = Place::new(path, span.start + offset..span.end + offset);
        let problem = first_line(error.message());
        let help = if problem.starts_with("invalid date") { "date" } else { "look" };
        Diagnostic::error("toml-syntax", place).with("problem", problem).help(help)
    });
    Reported::new(table(root.get_ref(), offset), diagnostics.collect())
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or(text)
}

fn shift(span: Span, offset: usize) -> (usize, usize) {
    (span.start + offset, span.end + offset)
}

fn table(table: &DeTable<'_>, offset: usize) -> Table {
    let entries = table
        .iter()
        .map(|(key, value)| (key.get_ref().to_string(), shift(key.span(), offset), node(value, offset)));
    Table { entries: entries.collect() }
}

fn node(value: &toml::Spanned<DeValue<'_>>, offset: usize) -> Node {
    let parsed = match value.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        // Hexadecimal and the like are not how anyone writes a figure; the radix is kept so that it is refused.
        DeValue::Integer(number) if number.radix() != 10 => Value::Number(format!("0x{}", number.as_str())),
        DeValue::Integer(number) => Value::Number(number.as_str().to_owned()),
        DeValue::Float(number) => Value::Number(number.as_str().to_owned()),
        DeValue::Boolean(flag) => Value::Flag(*flag),
        DeValue::Datetime(date) => Value::Date(date.to_string()),
        DeValue::Array(items) => Value::List(items.iter().map(|item| node(item, offset)).collect()),
        DeValue::Table(entries) => Value::Table(self::table(entries, offset)),
    };
    Node { span: shift(value.span(), offset), value: parsed }
}
