//! What templates see of codes, of the pages behind them and of the sheets to print.

use serde::Serialize;

use super::{Contact, Download, Link, PageLink};

/// A QR code.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Code {
    /// `page`, `contact`, `calendar`.
    pub kind: &'static str,
    /// Address of the drawing.
    pub svg: String,
    /// What it is, for those who do not see it.
    pub alt: String,
    /// What it is for.
    pub label: String,
    /// Its address as people type it.
    pub text: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// It and what it holds, to keep.
    pub files: Vec<Download>,
}

/// What stands behind a code on paper for readers of any language.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct PermanentView {
    /// Its address as people type it.
    pub text: String,
    /// Whether the record is not shown any more.
    pub withdrawn: bool,
    /// The languages, that of the address first.
    pub rows: Vec<PermanentRow>,
}

/// The way on for readers of one language.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct PermanentRow {
    /// `zh`
    pub lang: String,
    /// `zh-Hans`
    pub tag: String,
    /// `简体中文`
    pub name: String,
    /// What the record is or was called.
    pub title: String,
    /// The title's language, when it is another.
    pub title_tag: Option<String>,
    /// The record's page, or what stands for it.
    pub url: String,
    /// What became of the record, where it is not shown.
    pub said: Option<String>,
    /// The link's text, where it is not the title.
    pub label: Option<String>,
    /// Whom to ask, where the record is not shown.
    pub contact: Option<Link>,
}

/// Codes to print and cut out.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct SheetView {
    /// `index`, `labels`, `posters`.
    pub kind: &'static str,
    /// The codes of this page.
    pub items: Vec<SheetItem>,
    /// The sheets, on the index.
    pub sections: Vec<SheetSection>,
    /// The other pages of the same sheets.
    pub pages: Vec<PageLink>,
    /// Address of the index.
    pub index_url: String,
    /// Address of the table of all codes.
    pub manifest_url: String,
}

/// A code on a sheet.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct SheetItem {
    /// The record's title.
    pub title: String,
    /// The title's language, when it is another.
    pub title_tag: Option<String>,
    /// A sentence about it, on posters.
    pub summary: Option<String>,
    /// That sentence's language, when it is another.
    pub summary_tag: Option<String>,
    /// Address of the drawing.
    pub svg: String,
    /// What it is, for those who do not see it.
    pub alt: String,
    /// Its address as people type it.
    pub text: String,
    /// Whom to ask, on posters.
    pub contacts: Vec<Contact>,
}

/// The sheets of a collection.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct SheetSection {
    /// Heading.
    pub title: String,
    /// The heading's language, when it is another.
    pub tag: Option<String>,
    /// How many records.
    pub count: usize,
    /// Address of the labels.
    pub labels_url: String,
    /// Address of the posters.
    pub posters_url: String,
}
