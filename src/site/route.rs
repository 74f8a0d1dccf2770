//! Which kinds of pages and files there are.

use super::code::Sheet;
use super::data_route::DataRoute;
use super::feed_route::FeedRoute;
use super::{FilterId, FilterValueId, MapRoute, PermanentId};
use crate::base::{Lang, ids};
use crate::content::{CollectionId, EntryId, RecordId, VocabularyId};
use crate::fact::Date;

ids! {
    /// Where a page or file stands among all of them.
    RouteId;
}

/// A page or file that the site consists of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Route {
    /// `/`: the choice of languages.
    Chooser,
    /// `/vi/`
    Home(Lang),
    /// `/vi/du-an/`, filtered and on any page.
    List {
        /// The reader's language.
        lang: Lang,
        /// Position of the collection.
        collection: CollectionId,
        /// Positions of filter and value.
        filter: Option<(FilterId, FilterValueId)>,
        /// From 1.
        page: usize,
    },
    /// `/vi/du-an/table/`: all records of a list in rows.
    Table {
        /// The reader's language.
        lang: Lang,
        /// Position of the collection.
        collection: CollectionId,
    },
    /// `/vi/tin-tuc/2024/`, `/vi/tin-tuc/2024/05/`
    Archive {
        /// The reader's language.
        lang: Lang,
        /// Position of the collection.
        collection: CollectionId,
        /// The year or month.
        period: Date,
    },
    /// `/vi/ban-tin/`: all issues of the newsletter.
    Issues(Lang),
    /// `/vi/ban-tin/2024-q1/`
    Issue {
        /// The reader's language.
        lang: Lang,
        /// The quarter.
        quarter: Date,
    },
    /// `/vi/ban-tin/2024-q1/letter.eml`: an issue to be sent.
    Letter {
        /// The reader's language.
        lang: Lang,
        /// The quarter.
        quarter: Date,
    },
    /// `/vi/du-an/nam-trang-cat/`
    Record {
        /// The reader's language.
        lang: Lang,
        /// Position of the record.
        record: RecordId,
    },
    /// `/vi/linh-vuc/`
    Terms {
        /// The reader's language.
        lang: Lang,
        /// Position of the vocabulary.
        vocabulary: VocabularyId,
    },
    /// `/vi/linh-vuc/logistics/`, on any page.
    Term {
        /// The reader's language.
        lang: Lang,
        /// Position of the vocabulary.
        vocabulary: VocabularyId,
        /// Position of the entry.
        entry: EntryId,
        /// From 1.
        page: usize,
    },
    /// `/vi/sitemap/`
    SiteMap(Lang),
    /// `/vi/tim-kiem/`
    Search(Lang),
    /// `/vi/404.html`
    NotFound(Lang),
    /// `/vi/feed.xml`, `/vi/tin-tuc/feed.json`
    Feed(FeedRoute),
    /// `/vi/events.ics`: all events.
    Events(Lang),
    /// `/q/n017/` and `/vi/q/n017/`: what codes on paper name.
    Permanent {
        /// The reader's language; `None` for readers of any.
        lang: Option<Lang>,
        /// Position among the permanent addresses.
        at: PermanentId,
    },
    /// `/vi/data/n017.vcf`
    Card {
        /// The reader's language.
        lang: Lang,
        /// Position of the record.
        record: RecordId,
    },
    /// `/vi/data/n017.ics`
    Calendar {
        /// The reader's language.
        lang: Lang,
        /// Position of the record.
        record: RecordId,
    },
    /// `/vi/codes/`, `/vi/codes/projects/labels/`: codes to print and cut out.
    Sheet {
        /// The reader's language.
        lang: Lang,
        /// Which.
        sheet: Sheet,
    },
    /// `/qr-manifest.csv`
    QrManifest,
    /// `/sitemap.xml`
    Sitemap,
    /// `/sitemap-1.xml`: a part of the site map, counted from 1, where one file cannot hold it.
    SitemapPart(usize),
    /// `/robots.txt`
    Robots,
    /// `/llms.txt`: where everything is, for language models.
    Llms,
    /// `/vi/faq.json`: questions with their answers, for programs.
    Faq(Lang),
    /// A map, or a file about maps.
    Map(MapRoute),
    /// A file of open data.
    Data(DataRoute),
    /// `/vi/du-an/nam-trang-cat/index.md`: a page as Markdown.
    Twin(Box<Route>),
}

impl Route {
    /// The language of the page; `None` for what belongs to all.
    #[must_use]
    pub fn lang(&self) -> Option<Lang> {
        match *self {
            Route::Chooser | Route::Sitemap | Route::SitemapPart(_) | Route::Robots => None,
            Route::QrManifest | Route::Llms => None,
            Route::Permanent { lang, .. } => lang,
            Route::Home(lang) | Route::SiteMap(lang) | Route::Search(lang) | Route::Issues(lang) => {
                Some(lang)
            }
            Route::Issue { lang, .. } | Route::Letter { lang, .. } => Some(lang),
            Route::NotFound(lang) | Route::Events(lang) | Route::Faq(lang) => Some(lang),
            Route::Feed(FeedRoute { lang, .. }) => Some(lang),
            Route::List { lang, .. } | Route::Table { lang, .. } | Route::Record { lang, .. } => Some(lang),
            Route::Terms { lang, .. } | Route::Term { lang, .. } | Route::Archive { lang, .. } => Some(lang),
            Route::Card { lang, .. } | Route::Calendar { lang, .. } | Route::Sheet { lang, .. } => Some(lang),
            Route::Map(ref route) => route.lang(),
            Route::Data(ref route) => route.lang(),
            Route::Twin(ref page) => page.lang(),
        }
    }

    /// The same page for a reader of another language.
    #[must_use]
    pub fn in_lang(&self, other: Lang) -> Route {
        let mut route = self.clone();
        match &mut route {
            Route::Chooser | Route::Sitemap | Route::SitemapPart(_) | Route::Robots => {}
            Route::QrManifest | Route::Llms => {}
            Route::Permanent { lang, .. } => *lang = lang.map(|_| other),
            Route::Home(lang) | Route::SiteMap(lang) | Route::Search(lang) => *lang = other,
            Route::Issues(lang) | Route::Issue { lang, .. } | Route::Letter { lang, .. } => *lang = other,
            Route::NotFound(lang) | Route::Events(lang) | Route::Faq(lang) => *lang = other,
            Route::Feed(route) => route.lang = other,
            Route::List { lang, .. } | Route::Table { lang, .. } | Route::Record { lang, .. } => {
                *lang = other
            }
            Route::Terms { lang, .. } | Route::Term { lang, .. } | Route::Archive { lang, .. } => {
                *lang = other
            }
            Route::Card { lang, .. } | Route::Calendar { lang, .. } | Route::Sheet { lang, .. } => {
                *lang = other
            }
            Route::Map(route) => *route = route.in_lang(other),
            Route::Data(route) => *route = route.in_lang(other),
            Route::Twin(page) => **page = page.in_lang(other),
        }
        route
    }

    /// Whether it is a page for readers, not a file for programs.
    #[must_use]
    pub fn is_page(&self) -> bool {
        match self {
            Route::Feed(_) | Route::Events(_) | Route::Faq(_) | Route::Llms => false,
            Route::Letter { .. } => false,
            Route::Sitemap | Route::SitemapPart(_) | Route::Robots => false,
            Route::Card { .. } | Route::Calendar { .. } | Route::QrManifest => false,
            Route::Data(_) | Route::Twin(_) => false,
            Route::Map(route) => route.is_page(),
            _ => true,
        }
    }
}
