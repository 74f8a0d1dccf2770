//! What templates see of the table of a list.

use serde::Serialize;

use super::super::html::safe;
use super::{DateText, Download, Source};
use crate::base::Html;

/// All records of a list in rows.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct ListTable {
    /// What the list is called.
    pub title: String,
    /// The language of that, when it is another.
    pub title_tag: Option<String>,
    /// Address of the list.
    pub list_url: String,
    /// What is known of each record besides its title.
    pub columns: Vec<ListColumn>,
    /// The records that fill a column of figures.
    pub rows: Vec<ListRow>,
    /// The others.
    pub unfilled: Vec<ListRow>,
    /// The files of what it lists.
    pub data: Vec<Download>,
}

/// A column of a list's table.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct ListColumn {
    /// The name of its field.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// The language of that, when it is another.
    pub label_tag: Option<String>,
    /// What all its figures are measured in, which its cells then do not repeat.
    pub unit: Option<String>,
    /// Whether it holds figures.
    pub is_figure: bool,
    /// By what rows can be ordered: `number` or `code` by what cells have for that, `text` by what they show; nothing where
    /// figures cannot be compared.
    pub sort: Option<&'static str>,
}

/// A record in a list's table.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct ListRow {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The language of that, when it is another.
    pub title_tag: Option<String>,
    /// Address of its page.
    pub url: String,
    /// One for each column; nothing where the record says nothing.
    pub cells: Vec<Option<ListCell>>,
    /// The date of what it says, where a cell has none of its own.
    pub as_of: Option<DateText>,
    /// Where what it says comes from, where a cell does not say it.
    pub source: Option<Source>,
}

/// What a record says in a column.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct ListCell {
    /// As plain text.
    pub text: String,
    /// As HTML.
    #[serde(serialize_with = "safe")]
    pub html: Html,
    /// The language of that, when it is another.
    pub tag: Option<String>,
    /// What it is ordered by, where that is not its text.
    pub sort: Option<String>,
    /// Its own date.
    pub as_of: Option<DateText>,
    /// Its own source.
    pub source: Option<Source>,
    /// How old it is, when that has to be said.
    pub age: Option<String>,
    /// How a distance is measured.
    pub way: Option<String>,
}
