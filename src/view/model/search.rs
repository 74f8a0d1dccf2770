//! What templates see of the search.

use serde::Serialize;

use super::Neighbour;

/// Where readers search, as every page says it.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct SearchLinks {
    /// The search page.
    pub url: String,
    /// The first part of the index.
    pub index: String,
}

/// The search page.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct SearchPage {
    /// All that can be found, collection by collection.
    pub collections: Vec<IndexSection>,
    /// What results can be narrowed to, besides their collection.
    pub facets: Vec<SearchFacet>,
    /// Figures between which results can be asked for.
    pub ranges: Vec<SearchRange>,
}

/// A collection in an index.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct IndexSection {
    /// Its name, for links to it.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// The language of that, when it is another.
    pub title_tag: Option<String>,
    /// Its list, where there is one.
    pub url: Option<String>,
    /// Its records under the letters that they begin with.
    pub groups: Vec<IndexGroup>,
}

/// What begins with a letter.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct IndexGroup {
    /// The letter.
    pub letter: String,
    /// The records, by title.
    pub links: Vec<Neighbour>,
}

/// Something that results can be narrowed to.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct SearchFacet {
    /// Its name in the index and in addresses: `sectors`.
    pub name: String,
    /// What it is called.
    pub label: String,
    /// The language of that, when it is another.
    pub label_tag: Option<String>,
}

/// A figure that results can be narrowed by.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct SearchRange {
    /// Its name in the index and in addresses: `ha`.
    pub name: String,
    /// What it is called.
    pub label: String,
    /// The language of that, when it is another.
    pub label_tag: Option<String>,
    /// What it is measured in, as the language writes it; nothing for dates.
    pub unit: Option<String>,
    /// How many of the index are one of what is typed.
    pub scale: u32,
}
