//! What templates see of maps.

use serde::Serialize;

use super::super::html::{safe, safe_option};
use super::{CurrentFacet, FacetView, MenuItem, SharedValue, Source};
use crate::base::Html;

/// Where a record is, on the page of the record.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct PlaceView {
    /// Its locator map, below the root.
    pub svg: String,
    /// Of the map, in pixels.
    pub width: i32,
    /// Of the map, in pixels.
    pub height: i32,
    /// What the map shows.
    pub alt: String,
    /// The language of that, when it is another.
    pub alt_tag: Option<String>,
    /// How exact it is: its coordinates, whose place is shown, or that it is not published.
    pub caption: String,
    /// The language of that, when it is another.
    pub caption_tag: Option<String>,
    /// Who says where it is.
    pub source: Option<Source>,
    /// Whether the place is the record's own.
    pub exact: bool,
    /// The record on the page of a map, below the root.
    pub map_url: Option<String>,
    /// For applications of maps, when anybody says where it is.
    pub geo_uri: Option<String>,
    /// Whose layers the map is drawn from.
    pub attributions: Vec<Attribution>,
}

/// Whose layers a map is drawn from.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Attribution {
    /// The source and its terms.
    pub text: String,
    /// The language of the text, when it is another.
    pub tag: Option<String>,
    /// Where the terms stand.
    pub url: Option<String>,
}

/// The page of a map.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Map {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The title's language, when it is another.
    pub title_tag: Option<String>,
    /// A sentence.
    pub summary: Option<String>,
    /// The sentence's language, when it is another.
    pub summary_tag: Option<String>,
    /// The picture; its marks are links.
    #[serde(serialize_with = "safe")]
    pub svg_html: Html,
    /// What stands on it.
    pub items: Vec<MapItem>,
    /// How many that are.
    pub total: usize,
    /// Ways to narrow it.
    pub facets: Vec<FacetView>,
    /// How it is narrowed.
    pub current_facet: Option<CurrentFacet>,
    /// The map as a whole.
    pub all_url: String,
    /// The same as data.
    pub downloads: Vec<Download>,
    /// HTML for other sites, as text.
    pub embed: String,
    /// All maps, this one included.
    pub maps: Vec<MenuItem>,
    /// Whose layers it is drawn from.
    pub attributions: Vec<Attribution>,
    /// What is said of it besides.
    pub note: Option<String>,
    /// The language of that, when it is another.
    pub note_tag: Option<String>,
    /// Where it comes from in law; it says in which language that is when it is another.
    #[serde(serialize_with = "safe_option")]
    pub legal_origin_html: Option<Html>,
    /// What it lies on while it moves, where the site has tiles there.
    pub tiles: Option<TilesView>,
    /// What its colours and marks mean.
    pub legend: Vec<LegendItem>,
    /// The areas by which alone some of it is known, in the order of the list: each with its number.
    pub areas: Vec<MapArea>,
    /// Data for the viewer, below the root, in their order.
    pub scripts: Vec<String>,
}

/// Tiles that a map lies on while it moves.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct TilesView {
    /// Whose they are, unless that is said of the layers already.
    pub attribution: Option<Attribution>,
    /// Where they come from in law; it says in which language that is when it is another.
    #[serde(serialize_with = "safe_option")]
    pub legal_origin_html: Option<Html>,
}

/// A record on a map.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct MapItem {
    /// Its id.
    pub id: String,
    /// The record in short.
    pub card: SharedValue,
    /// Its coordinates; none when nobody says where it is.
    pub place: Option<String>,
    /// Whose place is shown, when not its own, or that none is published.
    pub note: Option<String>,
    /// The language of that, when it is another.
    pub note_tag: Option<String>,
    /// Who says where that is.
    pub source: Option<Source>,
    /// Whether the place is its own.
    pub exact: bool,
    /// How it is marked: `exact` at its own place, `near` at that of a record that it names, `unplaced` where no more is known
    /// than the name of an area.
    pub mark: &'static str,
}

/// A file to take away.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Download {
    /// What is in it.
    pub label: String,
    /// Below the root.
    pub url: String,
    /// Its extension.
    pub format: &'static str,
}

/// An area by which alone some things on a map are known.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct MapArea {
    /// What it is called.
    pub label: String,
    /// The label's language, when it is another.
    pub tag: Option<String>,
    /// How many things it stands for.
    pub count: usize,
    /// The same as a reader's language writes it.
    pub count_text: String,
    /// The id of the first of these, which the list shows.
    pub first: String,
    /// The ids of all, for the viewer's filters, where they are not too many to name.
    pub of: Option<String>,
}

/// What a colour or mark means.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct LegendItem {
    /// The layer's kind, `exact`, `near` or `unplaced`.
    pub kind: &'static str,
    /// What it means.
    pub label: String,
    /// The label's language, when it is another.
    pub tag: Option<String>,
}

/// The files of a table.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct DataFiles {
    /// What the table is called.
    pub label: String,
    /// The label's language, when it is another.
    pub tag: Option<String>,
    /// The table in each format.
    pub files: Vec<Download>,
}
