//! TOML text as a tree in which every value knows where it stands.
//!
//! Numbers keep the digits that the author typed: they become decimals later and never pass through a binary float.
//! Broken TOML yields what could be read, with a diagnostic at each place that could not.

mod called;
mod fields;
mod mend;
mod quote;
mod segment;
mod slip;
mod twice;
mod unknown;

pub(crate) use fields::{Declarations, unknown_language, wrong_flag, wrong_type, wrong_value};
pub use fields::{Fields, Localised};
pub(crate) use quote::quoted;
pub use segment::segments;
pub use unknown::{How, Keys};
pub(crate) use unknown::{first_language, line_of};

use std::borrow::Cow;

use toml::de::{DeTable, DeValue};

use crate::base::{SourcePath, SourceSpan, Span, without_forbidden};
use crate::diag::{Diagnostic, Reported, Subject};

/// A value and its place in the file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Node {
    /// The bytes of the value in the file.
    pub span: (usize, usize),
    /// The value.
    pub value: TomlValue,
}

/// A TOML value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TomlValue {
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

impl TomlValue {
    /// What the author would call it, as the key of a word in the messages.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            TomlValue::Text(_) => "string",
            TomlValue::Number(_) => "number",
            TomlValue::Flag(_) => "true/false",
            TomlValue::Date(_) => "date",
            TomlValue::List(_) => "array",
            TomlValue::Table(_) => "table",
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
    let (root, errors) = DeTable::parse_recoverable(text);
    let mended = if errors.is_empty() { mend::Mended::default() } else { mend::mend(text) };
    let (mut tree, table, mut diagnostics) = if mended.is_empty() {
        let mut tree = Tree::of(text, offset);
        let table = tree.table(root.into_inner());
        let found = syntax(errors, &table, text, (path, offset));
        (tree, table, found)
    } else {
        drop(root);
        let (root, errors) = DeTable::parse_recoverable(&mended.text);
        let mut tree = Tree::of(&mended.text, offset);
        let mut table = tree.table(root.into_inner());
        mended.put_back(&mut table, offset);
        let mut found = mended.diagnostics(path, offset);
        found.extend(syntax(errors, &table, text, (path, offset)));
        (tree, table, found)
    };
    diagnostics.extend(std::mem::take(&mut tree.unseen).into_iter().map(|(span, c)| {
        Diagnostic::warning("character-left-out", SourceSpan::new(path, span.0..span.1))
            .with("char", c)
            .help("delete")
    }));
    diagnostics.extend(tree.paths.into_iter().map(|(span, (help, near))| {
        Diagnostic::error("backslash", SourceSpan::new(path, span.0..span.1)).with("near", near).help(help)
    }));
    Reported::new(table, diagnostics)
}

/// What the parser could not read, the first of each line.
fn syntax(
    mut errors: Vec<toml::de::Error>,
    table: &Table,
    text: &str,
    (path, offset): (&SourcePath, usize),
) -> Vec<Diagnostic> {
    let start = |error: &toml::de::Error| error.span().map_or(0, |span| span.start.min(text.len()));
    errors.sort_by_key(start);
    // What else is wrong in a line follows from the first mistake in it.
    let mut last = None;
    errors.retain(|error| {
        let before = last.replace(start(error));
        before.is_none_or(|before| text.as_bytes()[before..start(error)].contains(&b'\n'))
    });
    let mut twice = twice::Twice::new(table, text, offset);
    let told = errors.iter().filter_map(|error| match error.message() {
        "duplicate key" => twice.told(error.span()?, path),
        _ => Some(broken(error, text, path, offset)),
    });
    told.collect()
}

/// A mistake of the parser; `seen` is what stands there, which may be something that cannot be seen.
fn broken(error: &toml::de::Error, text: &str, path: &SourcePath, offset: usize) -> Diagnostic {
    let span = error.span().unwrap_or(0..0);
    let rest = text.get(span.start..).unwrap_or_default();
    let seen = rest.split(['\n', ' ', '=', '"', ',']).next().unwrap_or_default();
    let place = SourceSpan::new(path, span.start + offset..span.end + offset);
    let problem = first_line(error.message());
    let wrong =
        Diagnostic::error("toml-syntax", place).with("problem", problem).with("seen", seen).help("look");
    wrong.hides(Subject::File(path.clone()))
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or(text)
}

/// Makes values of what the parser gives.
struct Tree<'t> {
    text: &'t str,
    /// Where the document begins in its file.
    offset: usize,
    /// Characters that no text may have and that escapes named, each with the place of its string.
    unseen: Vec<((usize, usize), char)>,
    /// Paths in which `\` stands between folders, each with its place and how it is written.
    paths: Vec<((usize, usize), slip::MeantPath)>,
}

impl<'t> Tree<'t> {
    fn of(text: &'t str, offset: usize) -> Tree<'t> {
        Tree { text, offset, unseen: Vec::new(), paths: Vec::new() }
    }

    /// What was meant by a text between marks that is a path with `\` in it, which mostly begins another character.
    fn path(&mut self, span: Span) -> Option<String> {
        let typed = self.text.get(span.clone())?;
        let marked = typed.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        let inner = marked.or_else(|| typed.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')))?;
        let meant = slip::path(inner)?;
        let path = meant.1.clone();
        self.paths.push((self.shift(span), meant));
        Some(path)
    }

    fn shift(&self, span: Span) -> (usize, usize) {
        (span.start + self.offset, span.end + self.offset)
    }

    /// What the parser gives is taken apart on the way, so that a large file is not in memory twice.
    fn table(&mut self, table: DeTable<'_>) -> Table {
        let entry = |(key, value): (toml::Spanned<Cow<'_, str>>, _)| {
            let (name, span) = (self.path(key.span()), self.shift(key.span()));
            (name.unwrap_or_else(|| key.into_inner().into_owned()), span, self.node(value))
        };
        Table { entries: table.into_iter().map(entry).collect() }
    }

    fn node(&mut self, value: toml::Spanned<DeValue<'_>>) -> Node {
        let (typed, span) = (value.span(), self.shift(value.span()));
        let parsed = match value.into_inner() {
            DeValue::String(text) => {
                if let Some(path) = self.path(typed) {
                    return Node { span, value: TomlValue::Text(path) };
                }
                let (kept, unseen) = without_forbidden(&text);
                self.unseen.extend(unseen.into_iter().map(|(_, c)| (span, c)));
                TomlValue::Text(kept.into_owned())
            }
            // Hexadecimal and the like are not how anyone writes a figure; the radix is kept so that it is refused.
            DeValue::Integer(number) if number.radix() != 10 => {
                TomlValue::Number(format!("0x{}", number.as_str()))
            }
            DeValue::Integer(number) => TomlValue::Number(number.as_str().to_owned()),
            DeValue::Float(number) => TomlValue::Number(number.as_str().to_owned()),
            DeValue::Boolean(flag) => TomlValue::Flag(flag),
            DeValue::Datetime(date) => TomlValue::Date(date.to_string()),
            DeValue::Array(items) => TomlValue::List(items.into_iter().map(|item| self.node(item)).collect()),
            DeValue::Table(entries) => TomlValue::Table(self.table(entries)),
        };
        Node { span, value: parsed }
    }
}
