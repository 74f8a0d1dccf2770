//! Which pages and files of maps there are.

use crate::base::Lang;
use crate::content::{CollectionId, NamedMapId, RecordId};
use crate::site::{MapFilterId, MapId, MapValueId};

/// A page, picture or file of the maps.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MapRoute {
    /// `/vi/ban-do/`, `/vi/ban-do/du-an/`, also narrowed: the page of a map.
    Page {
        /// The reader's language.
        lang: Lang,
        /// Position in [`MapPlan::maps`].
        map: MapId,
        /// Positions of filter and value.
        filter: Option<(MapFilterId, MapValueId)>,
    },
    /// `/maps/vi/hai-phong.map.svg`: its picture alone, for other sites.
    Overview {
        /// The reader's language.
        lang: Lang,
        /// Position in [`MapPlan::maps`].
        map: MapId,
    },
    /// `/maps/vi/hai-phong.js`: what stands on it, for the script of its page.
    Data {
        /// The reader's language.
        lang: Lang,
        /// Position in [`MapPlan::maps`].
        map: MapId,
    },
    /// `/maps/hai-phong.layers.js`: what a named map is drawn from, for the same script.
    Layers {
        /// Position among the named maps.
        map: NamedMapId,
    },
    /// `/maps/vi/nam-trang-cat.svg`: where one record is.
    Locator {
        /// The reader's language.
        lang: Lang,
        /// Position of the record.
        record: RecordId,
    },
    /// `/vi/data/projects.geojson`, `.kml`: the places of a collection.
    Places {
        /// The reader's language.
        lang: Lang,
        /// Position of the collection.
        collection: CollectionId,
        /// How they are written.
        format: PlaceFormat,
    },
}

/// How the places of a collection are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceFormat {
    /// RFC 7946.
    GeoJson,
    /// KML 2.2.
    Kml,
}

impl PlaceFormat {
    /// The formats, in the order in which they are offered.
    pub const ALL: [PlaceFormat; 2] = [PlaceFormat::GeoJson, PlaceFormat::Kml];

    /// The extension of such a file.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            PlaceFormat::GeoJson => "geojson",
            PlaceFormat::Kml => "kml",
        }
    }

    /// What the format is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            PlaceFormat::GeoJson => "GeoJSON",
            PlaceFormat::Kml => "KML",
        }
    }
}

impl MapRoute {
    /// The language; `None` for what belongs to all.
    #[must_use]
    pub fn lang(&self) -> Option<Lang> {
        match *self {
            MapRoute::Layers { .. } => None,
            MapRoute::Page { lang, .. }
            | MapRoute::Overview { lang, .. }
            | MapRoute::Data { lang, .. }
            | MapRoute::Locator { lang, .. }
            | MapRoute::Places { lang, .. } => Some(lang),
        }
    }

    /// The same for a reader of another language.
    #[must_use]
    pub fn in_lang(&self, other: Lang) -> MapRoute {
        let mut route = self.clone();
        match &mut route {
            MapRoute::Layers { .. } => {}
            MapRoute::Page { lang, .. }
            | MapRoute::Overview { lang, .. }
            | MapRoute::Data { lang, .. }
            | MapRoute::Locator { lang, .. }
            | MapRoute::Places { lang, .. } => *lang = other,
        }
        route
    }

    /// Whether it is a page of the site, not a file.
    #[must_use]
    pub fn is_page(&self) -> bool {
        matches!(self, MapRoute::Page { .. })
    }
}
