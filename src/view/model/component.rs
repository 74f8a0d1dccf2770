use serde::{Deserialize, Serialize};

use super::Picture;
use crate::base::Html;
use crate::view::html::safe;

/// A part of a text or of a fact that a theme may draw by a template of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ComponentView {
    /// A picture, alone or in a figure or film.
    Picture(Picture),
    /// A picture with a line below it.
    Figure(PictureFigure),
    /// A film.
    Video(Film),
    /// A fact of rows and columns.
    Table(FactTable),
    /// A table of figures as bars.
    Chart(BarChart),
}

impl ComponentView {
    /// The name of each, which its template has as well.
    pub const NAMES: [&str; 5] = ["picture", "figure", "video", "table", "chart"];

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            ComponentView::Picture(_) => "picture",
            ComponentView::Figure(_) => "figure",
            ComponentView::Video(_) => "video",
            ComponentView::Table(_) => "table",
            ComponentView::Chart(_) => "chart",
        }
    }
}

/// A picture in a text, with a line below it: `components/figure.html`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureFigure {
    /// The picture.
    pub picture: Picture,
    /// The line.
    pub caption: Option<String>,
}

/// A film in a text: `components/video.html`. Nothing of it should be loaded before the reader wants it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Film {
    /// Its file. The way to the root is before it already.
    pub url: String,
    /// A picture of it.
    pub poster: Option<Picture>,
    /// What it shows.
    pub title: String,
}

/// A fact of rows and columns: `components/table.html`. Columns that no row fills are left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactTable {
    /// What it is called.
    pub label: String,
    /// Its columns.
    pub columns: Vec<TableColumn>,
    /// Its rows, each with a cell for each column. The first cell says what the row is about.
    pub rows: Vec<Vec<TableCell>>,
    /// The date and source that all figures share. Empty when there are none.
    #[serde(serialize_with = "safe")]
    pub origin_html: Html,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableColumn {
    /// Its name.
    pub label: String,
    /// The name's language, when it is another.
    pub tag: Option<String>,
    /// Whether figures stand in it.
    pub is_figure: bool,
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableCell {
    /// Its value with links. Empty when there is none.
    #[serde(serialize_with = "safe")]
    pub html: Html,
    /// The value's language, when it is another.
    pub tag: Option<String>,
    /// The remark, date and source of this value alone. Empty when there are none.
    #[serde(serialize_with = "safe")]
    pub origin_html: Html,
}

/// A table of figures as bars: `components/chart.html`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BarChart {
    /// What is measured.
    pub title: String,
    /// The bars.
    pub bars: Vec<ChartBar>,
}

/// A bar of a chart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChartBar {
    /// What it stands for.
    pub label: String,
    /// How much that is, as the language writes it.
    pub value: String,
    /// How long it is, in thousandths of the longest.
    pub length: i64,
}
