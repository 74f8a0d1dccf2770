use rayon::prelude::*;
use typed_index_collections::TiVec;

use super::address::Addressed;
use super::code::{self, Sheet};
use super::listed::sitemap_parts;
use super::order::Ordered;
use super::{FilterId, FilterValueId, MapRoute, PermanentId, map};
use crate::base::{Lang, PerLang, ids};
use crate::content::{Collection, CollectionId, EntryId, Name, Record, RecordId, VocabularyId};
use crate::locale::slug;

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
    /// `/vi/404.html`
    NotFound(Lang),
    /// `/vi/feed.xml`
    Feed(Lang),
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
    /// A map, or a file about maps.
    Map(MapRoute),
}

impl Route {
    /// The language of the page; `None` for what belongs to all.
    #[must_use]
    pub fn lang(&self) -> Option<Lang> {
        match *self {
            Route::Chooser | Route::Sitemap | Route::SitemapPart(_) | Route::Robots | Route::QrManifest => {
                None
            }
            Route::Permanent { lang, .. } => lang,
            Route::Home(lang) | Route::SiteMap(lang) | Route::NotFound(lang) | Route::Feed(lang) => {
                Some(lang)
            }
            Route::List { lang, .. } | Route::Record { lang, .. } => Some(lang),
            Route::Terms { lang, .. } | Route::Term { lang, .. } => Some(lang),
            Route::Card { lang, .. } | Route::Calendar { lang, .. } | Route::Sheet { lang, .. } => Some(lang),
            Route::Map(ref route) => route.lang(),
        }
    }

    /// The same page for a reader of another language.
    #[must_use]
    pub fn in_lang(&self, other: Lang) -> Route {
        let mut route = self.clone();
        match &mut route {
            Route::Chooser | Route::Sitemap | Route::SitemapPart(_) | Route::Robots | Route::QrManifest => {}
            Route::Permanent { lang, .. } => *lang = lang.map(|_| other),
            Route::Home(lang) | Route::SiteMap(lang) | Route::NotFound(lang) | Route::Feed(lang) => {
                *lang = other
            }
            Route::List { lang, .. } | Route::Record { lang, .. } => *lang = other,
            Route::Terms { lang, .. } | Route::Term { lang, .. } => *lang = other,
            Route::Card { lang, .. } | Route::Calendar { lang, .. } | Route::Sheet { lang, .. } => {
                *lang = other
            }
            Route::Map(route) => *route = route.in_lang(other),
        }
        route
    }

    /// The address below the site's root, without a leading slash: `vi/du-an/`. Empty for the root itself.
    #[must_use]
    pub fn path(&self, site: &Addressed) -> String {
        let code = |lang: Lang| &site.config.language(lang).code;
        match *self {
            Route::Chooser => String::new(),
            Route::Home(lang) => home_path(site, lang),
            Route::List { lang, collection, filter, page } => list_path(site, lang, collection, filter, page),
            Route::Record { lang, record } => address(site, lang, record).to_owned(),
            Route::Terms { lang, vocabulary } => terms_path(site, lang, vocabulary),
            Route::Term { lang, vocabulary, entry, page } => {
                let id = &site.content.vocabularies[vocabulary].entries[entry].id;
                format!("{}{id}/{}", terms_path(site, lang, vocabulary), page_path(page))
            }
            Route::SiteMap(lang) => format!("{}/sitemap/", code(lang)),
            Route::NotFound(lang) => format!("{}/404.html", code(lang)),
            Route::Feed(lang) => format!("{}/feed.xml", code(lang)),
            Route::Permanent { .. } | Route::Card { .. } | Route::Calendar { .. } | Route::Sheet { .. } => {
                code::path(site, self)
            }
            Route::QrManifest => "qr-manifest.csv".to_owned(),
            Route::Sitemap => "sitemap.xml".to_owned(),
            Route::SitemapPart(part) => format!("sitemap-{part}.xml"),
            Route::Robots => "robots.txt".to_owned(),
            Route::Map(ref route) => route.path(site),
        }
    }

    /// Whether it is a page for readers, not a file for programs.
    #[must_use]
    pub fn is_page(&self) -> bool {
        match self {
            Route::Feed(_) | Route::Sitemap | Route::SitemapPart(_) | Route::Robots => false,
            Route::Card { .. } | Route::Calendar { .. } | Route::QrManifest => false,
            Route::Map(route) => route.is_page(),
            _ => true,
        }
    }

    /// The file that holds the page, below the output folder.
    #[must_use]
    pub fn file(&self, site: &Addressed) -> String {
        index_file(self.path(site).split('#').next().unwrap_or_default())
    }

    /// The address as a link writes it: with `index.html` where the site must work from a disk.
    #[must_use]
    pub fn href(&self, site: &Addressed) -> String {
        let path = self.path(site);
        match path.split_once('#') {
            _ if !site.config.offline => path,
            Some((page, anchor)) => format!("{}#{anchor}", index_file(page)),
            None => index_file(&path),
        }
    }
}

/// How many records a page of a term shows.
pub(crate) const TERM_PAGE: usize = 20;

/// The file behind an address.
pub(super) fn index_file(path: &str) -> String {
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
}

fn home_path(site: &Ordered, lang: Lang) -> String {
    format!("{}/", site.config.language(lang).code)
}

fn collection_path(site: &Ordered, lang: Lang, collection: &Collection) -> String {
    let segment = collection.segment.pick(site.chain(lang)).map(|(_, segment)| segment.clone());
    let segment = segment.unwrap_or_else(|| slug(&collection.name));
    format!("{}/{segment}/", site.config.language(lang).code)
}

fn list_path(
    site: &Ordered,
    lang: Lang,
    collection: CollectionId,
    filter: Option<(FilterId, FilterValueId)>,
    page: usize,
) -> String {
    let declared = &site.content.collections[collection];
    let mut path = collection_path(site, lang, declared);
    if let Some((filter, value)) = filter {
        let filter = &site.orders.filters[collection][filter];
        let (name, field) =
            declared.fields.get_index(filter.field).expect("filters are made from the schema's fields");
        // A label in Latin letters makes a readable address; in other scripts the field's own name stands.
        let label = field
            .label
            .get(lang)
            .map(|label| slug(label))
            .filter(|label| !label.is_empty() && label.is_ascii());
        let label = label.unwrap_or_else(|| slug(name));
        path.push_str(&format!("{label}/{}/", filter.values[value].segment));
    }
    path.push_str(&page_path(page));
    path
}

/// What stands behind a list's address for its pages after the first.
pub(super) fn page_path(page: usize) -> String {
    if page > 1 { format!("page-{page}/") } else { String::new() }
}

/// The address of every record, by language.
pub(super) fn addresses(site: &Ordered) -> PerLang<TiVec<RecordId, String>> {
    site.by_lang(|lang| {
        let paths = site.content.par_record_ids().map(|record| record_path(site, lang, record));
        TiVec::from(paths.collect::<Vec<String>>())
    })
}

fn address(site: &Addressed, lang: Lang, record: RecordId) -> &str {
    site.addresses.get(lang).map_or("", |addresses| &addresses[record])
}

/// An id is a record's address unless its author gives a slug: a corrected title must not break a printed link.
fn record_path(site: &Ordered, lang: Lang, index: RecordId) -> String {
    let record = &site.content.records[index];
    let collection = site.collection_of(record);
    let base = collection_path(site, lang, collection);
    if !collection.pages {
        return format!("{}#{}", list_page_of(site, lang, index), record.id);
    }
    let segment = slug_of(record, lang).map_or(&record.id, |slug| &slug.text);
    format!("{base}{segment}/")
}

/// The segment that the author gave a record's address: that of its text, else that of its facts.
pub(super) fn slug_of(record: &Record, lang: Lang) -> Option<&Name> {
    let own = record.texts.get(lang).and_then(|text| text.slug.as_ref());
    own.or_else(|| record.meta.slug.get(lang))
}

/// The page of its collection's list on which a record without a page of its own stands.
fn list_page_of(site: &Ordered, lang: Lang, index: RecordId) -> String {
    let position = site.content.records[index].collection;
    let collection = &site.content.collections[position];
    if !collection.list {
        return home_path(site, lang);
    }
    let at = site.orders.positions.get(lang).map_or(0, |positions| positions[index]);
    let page = if collection.group.is_some() { 1 } else { at / collection.page_size + 1 };
    list_path(site, lang, position, None, page)
}

fn terms_path(site: &Addressed, lang: Lang, vocabulary: VocabularyId) -> String {
    let words = &site.content.vocabularies[vocabulary];
    let segment = words.segment.pick(site.chain(lang)).map(|(_, segment)| segment.clone());
    let segment = segment.unwrap_or_else(|| slug(&words.name));
    format!("{}/{segment}/", site.config.language(lang).code)
}

/// Every page and file of the site, language by language.
pub(super) fn routes(site: &Addressed) -> Vec<Route> {
    let mut routes = vec![Route::Chooser];
    for lang in site.config.made() {
        routes.push(Route::Home(lang));
        for collection in site.content.collections.positions() {
            list_routes(site, lang, collection, &mut routes);
        }
        for (record, found) in site.content.records.iter_enumerated() {
            if site.collection_of(found).pages {
                routes.push(Route::Record { lang, record });
            }
        }
        let vocabularies = site.content.vocabularies.iter_enumerated();
        for (vocabulary, _) in vocabularies.filter(|(_, words)| words.pages) {
            routes.push(Route::Terms { lang, vocabulary });
            for (entry, list) in site.orders.terms[vocabulary].iter_enumerated() {
                let total = list.get(lang).map_or(0, Vec::len);
                let pages = 1..=page_count(total, TERM_PAGE);
                routes.extend(pages.map(|page| Route::Term { lang, vocabulary, entry, page }));
            }
        }
        map::routes(site, lang, &mut routes);
        routes.extend([Route::SiteMap(lang), Route::NotFound(lang)]);
        if site.content.collections.values().any(|collection| collection.feed) {
            routes.push(Route::Feed(lang));
        }
        code::routes(site, lang, &mut routes);
    }
    code::shared_routes(site, &mut routes);
    routes.extend(map::shared_routes(site));
    routes.extend([Route::Sitemap, Route::Robots]);
    let listed = routes.iter().filter(|route| site.is_listed(route)).count();
    routes.extend((1..=sitemap_parts(listed)).map(Route::SitemapPart));
    routes
}

fn list_routes(site: &Addressed, lang: Lang, collection: CollectionId, routes: &mut Vec<Route>) {
    let declared = &site.content.collections[collection];
    if !declared.list {
        return;
    }
    let total = site.orders.lists[collection].get(lang).map_or(0, Vec::len);
    routes.extend(pages(declared, total).map(|page| Route::List { lang, collection, filter: None, page }));
    for (position, filter) in site.orders.filters[collection].iter_enumerated() {
        for (value, found) in filter.values.iter_enumerated() {
            let filter = Some((position, value));
            let pages = pages(declared, found.count);
            routes.extend(pages.map(|page| Route::List { lang, collection, filter, page }));
        }
    }
}

/// The pages of a list of `total` records; a list divided by a field has one page.
fn pages(collection: &Collection, total: usize) -> impl Iterator<Item = usize> + use<> {
    1..=if collection.group.is_some() { 1 } else { page_count(total, collection.page_size) }
}

/// The pages that `total` things fill; what is empty has one page all the same.
pub(crate) fn page_count(total: usize, size: usize) -> usize {
    total.div_ceil(size).max(1)
}
