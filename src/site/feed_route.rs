//! Which feeds there are, and where.

use super::address::Addressed;
use super::record_path::{home_path, list_path};
use crate::base::Lang;
use crate::content::CollectionId;

/// A feed of a language: of all collections that have one, or of one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FeedRoute {
    /// The reader's language.
    pub lang: Lang,
    /// The collection; `None` for all.
    pub of: Option<CollectionId>,
    /// How it is written.
    pub format: FeedFormat,
}

/// How a feed is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FeedFormat {
    /// Atom 1.0 (RFC 4287).
    Atom,
    /// JSON Feed 1.1.
    Json,
}

impl FeedFormat {
    /// The formats, in the order in which they are offered.
    pub const ALL: [FeedFormat; 2] = [FeedFormat::Atom, FeedFormat::Json];

    /// Its media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            FeedFormat::Atom => "application/atom+xml",
            FeedFormat::Json => "application/feed+json",
        }
    }

    fn file(self) -> &'static str {
        match self {
            FeedFormat::Atom => "feed.xml",
            FeedFormat::Json => "feed.json",
        }
    }
}

impl FeedRoute {
    /// The address below the site's root.
    #[must_use]
    pub fn path(&self, site: &Addressed) -> String {
        let folder = match self.of {
            Some(collection) => list_path(site, self.lang, collection, (None, 1)),
            None => home_path(site, self.lang),
        };
        folder + self.format.file()
    }
}

/// The feeds of a language.
pub(super) fn routes(site: &Addressed, lang: Lang) -> Vec<FeedRoute> {
    let collections = site.content.collections.iter_enumerated().filter(|(_, declared)| declared.feed);
    let of: Vec<CollectionId> = collections.map(|(collection, _)| collection).collect();
    // What has no list has no address of its own.
    let own = of.iter().copied().filter(|of| site.content.collections[*of].list).map(Some);
    let all = (!of.is_empty()).then_some(None).into_iter().chain(own);
    all.flat_map(|of| FeedFormat::ALL.map(|format| FeedRoute { lang, of, format })).collect()
}
