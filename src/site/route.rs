use std::collections::HashMap;

use rayon::prelude::*;

use super::code::{self, Sheet};
use super::listed::sitemap_parts;
use super::{MapRoute, Site, map, order, schema_place};
use crate::base::{Lang, PerLang, Place, is_portable};
use crate::content::{Collection, Name, Record};
use crate::diag::Diagnostic;
use crate::locale::slug;

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
        collection: usize,
        /// Positions of filter and value.
        filter: Option<(usize, usize)>,
        /// From 1.
        page: usize,
    },
    /// `/vi/du-an/nam-trang-cat/`
    Record {
        /// The reader's language.
        lang: Lang,
        /// Position of the record.
        record: usize,
    },
    /// `/vi/linh-vuc/`
    Terms {
        /// The reader's language.
        lang: Lang,
        /// Position of the vocabulary.
        vocabulary: usize,
    },
    /// `/vi/linh-vuc/logistics/`, on any page.
    Term {
        /// The reader's language.
        lang: Lang,
        /// Position of the vocabulary.
        vocabulary: usize,
        /// Position of the entry.
        entry: usize,
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
        at: usize,
    },
    /// `/vi/data/n017.vcf`
    Card {
        /// The reader's language.
        lang: Lang,
        /// Position of the record.
        record: usize,
    },
    /// `/vi/data/n017.ics`
    Calendar {
        /// The reader's language.
        lang: Lang,
        /// Position of the record.
        record: usize,
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
    pub fn path(&self, site: &Site) -> String {
        let code = |lang: Lang| &site.config.language(lang).code;
        match *self {
            Route::Chooser => String::new(),
            Route::Home(lang) => format!("{}/", code(lang)),
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
    pub fn file(&self, site: &Site) -> String {
        index_file(self.path(site).split('#').next().unwrap_or_default())
    }

    /// The address as a link writes it: with `index.html` where the site must work from a disk.
    #[must_use]
    pub fn href(&self, site: &Site) -> String {
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

/// Folders of the output, and of the preview, that belong to no language.
const OUR_FOLDERS: &[&str] = &["assets", "media", "files", "codes", "maps", "_portolan"];

/// The file behind an address.
pub(super) fn index_file(path: &str) -> String {
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
}

fn collection_path(site: &Site, lang: Lang, collection: &Collection) -> String {
    let segment = collection.segment.pick(site.chain(lang)).map(|(_, segment)| segment.clone());
    let segment = segment.unwrap_or_else(|| slug(&collection.name));
    format!("{}/{segment}/", site.config.language(lang).code)
}

fn list_path(
    site: &Site,
    lang: Lang,
    collection: usize,
    filter: Option<(usize, usize)>,
    page: usize,
) -> String {
    let declared = &site.content.collections[collection];
    let mut path = collection_path(site, lang, declared);
    if let Some((filter, value)) = filter {
        let filter = &site.plan.filters[collection][filter];
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
pub(super) fn addresses(site: &Site) -> PerLang<Vec<String>> {
    let records = 0..site.content.records.len();
    order::by_lang(site, |lang| {
        records.clone().into_par_iter().map(|record| record_path(site, lang, record)).collect()
    })
}

fn address(site: &Site, lang: Lang, record: usize) -> &str {
    site.plan.addresses.get(lang).map_or("", |addresses| &addresses[record])
}

/// An id is a record's address unless its author gives a slug: a corrected title must not break a printed link.
fn record_path(site: &Site, lang: Lang, index: usize) -> String {
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
fn slug_of(record: &Record, lang: Lang) -> Option<&Name> {
    let own = record.texts.get(lang).and_then(|text| text.slug.as_ref());
    own.or_else(|| record.meta.slug.get(lang))
}

/// The page of its collection's list on which a record without a page of its own stands.
fn list_page_of(site: &Site, lang: Lang, index: usize) -> String {
    let position = site.content.records[index].collection;
    let collection = &site.content.collections[position];
    if !collection.list {
        return Route::Home(lang).path(site);
    }
    let at = site.plan.positions.get(lang).map_or(0, |positions| positions[index]);
    let page = if collection.group.is_some() { 1 } else { at / collection.page_size + 1 };
    list_path(site, lang, position, None, page)
}

fn terms_path(site: &Site, lang: Lang, vocabulary: usize) -> String {
    let words = &site.content.vocabularies[vocabulary];
    let segment = words.segment.pick(site.chain(lang)).map(|(_, segment)| segment.clone());
    let segment = segment.unwrap_or_else(|| slug(&words.name));
    format!("{}/{segment}/", site.config.language(lang).code)
}

/// Every page and file of the site, language by language.
pub(super) fn routes(site: &Site) -> Vec<Route> {
    let mut routes = vec![Route::Chooser];
    for lang in site.config.made() {
        routes.push(Route::Home(lang));
        for collection in 0..site.content.collections.len() {
            list_routes(site, lang, collection, &mut routes);
        }
        for (record, found) in site.content.records.iter().enumerate() {
            if site.collection_of(found).pages {
                routes.push(Route::Record { lang, record });
            }
        }
        let vocabularies = site.content.vocabularies.values().enumerate();
        for (vocabulary, _) in vocabularies.filter(|(_, words)| words.pages) {
            routes.push(Route::Terms { lang, vocabulary });
            for (entry, list) in site.plan.term_lists[vocabulary].iter().enumerate() {
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

fn list_routes(site: &Site, lang: Lang, collection: usize, routes: &mut Vec<Route>) {
    let declared = &site.content.collections[collection];
    if !declared.list {
        return;
    }
    let total = site.plan.orders[collection].get(lang).map_or(0, Vec::len);
    routes.extend(pages(declared, total).map(|page| Route::List { lang, collection, filter: None, page }));
    for (position, filter) in site.plan.filters[collection].iter().enumerate() {
        for (value, found) in filter.values.iter().enumerate() {
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

/// Former addresses: `aliases = ["/vi/cu/"]` lead to the record in the language that the address begins with.
pub(super) fn redirects(site: &Site, all: &mut Vec<Diagnostic>) -> Vec<(String, Route)> {
    let made = site.made();
    let mut redirects = Vec::new();
    for (record, found) in site.content.records.iter().enumerate() {
        for alias in &found.meta.aliases {
            let Some(path) = alias_path(alias, all) else { continue };
            let code = path.split('/').next().unwrap_or_default();
            let lang = site.config.lang(code).unwrap_or(Lang(0));
            if made.contains(&lang) {
                redirects.push((path, Route::Record { lang, record }));
            }
        }
    }
    redirects
}

pub(super) fn alias_path(alias: &Name, all: &mut Vec<Diagnostic>) -> Option<String> {
    let path = alias.text.trim_start_matches('/');
    let strange = |c: char| c.is_whitespace() || c.is_control() || "\\:*?\"<>|#%&".contains(c);
    let parts = path.strip_suffix('/').unwrap_or(path).split('/');
    // Names that begin with a dot are the manifest's and the server's.
    let hostile = parts.into_iter().any(|part| !is_portable(part) || part.starts_with('.'));
    let ours = path.split('/').next().is_some_and(|top| OUR_FOLDERS.contains(&top));
    if hostile || ours || path.contains(strange) || !alias.text.starts_with('/') {
        all.push(
            Diagnostic::error("alias-form", alias.place.clone()).with("alias", &alias.text).help("form"),
        );
        return None;
    }
    Some(alias_address(&alias.text))
}

/// The address that an alias means: without its first slash, and with a last one unless it names a file.
fn alias_address(alias: &str) -> String {
    let path = alias.trim_start_matches('/');
    let last = path.rsplit('/').next().unwrap_or_default();
    if path.ends_with('/') || last.contains('.') { path.to_owned() } else { format!("{path}/") }
}

/// Every route by its address. Two pages cannot have one address; letter case does not tell them apart on an editor's disk.
pub(super) fn by_path(site: &Site, all: &mut Vec<Diagnostic>) -> HashMap<String, usize> {
    let paths: Vec<String> = site.plan.routes.par_iter().map(|route| route.path(site)).collect();
    let mut seen: HashMap<String, (&String, &Route)> = HashMap::with_capacity(paths.len());
    let pages = paths.iter().zip(&site.plan.routes);
    let aliases = site.plan.redirects.iter().map(|(path, route)| (path, route));
    for (path, route) in pages.chain(aliases) {
        let place = || place_of(site, path, route);
        let parts = path.strip_suffix('/').unwrap_or(path).split('/').filter(|_| !path.is_empty());
        if let Some(segment) =
            parts.into_iter().find(|part| !is_segment(part) && !is_written(site, route, part))
        {
            all.push(wrong_segment(segment, place()));
            continue;
        }
        // `/vi/` and an alias `/vi/index.html` are two addresses of one file.
        let key = index_file(path).to_lowercase();
        match seen.get(&key) {
            Some((first_path, first)) => {
                let twice = Diagnostic::error("address-twice", place()).with("path", format!("/{path}"));
                all.push(twice.other(place_of(site, first_path, first)).help("slug"));
            }
            None => {
                seen.insert(key, (path, route));
            }
        }
    }
    check_segments(site, all);
    let mut by_path = HashMap::with_capacity(paths.len());
    for (index, path) in paths.into_iter().enumerate() {
        by_path.entry(path).or_insert(index);
    }
    by_path
}

/// Whether a part of an address can be a file or folder on every system, and is none that Portolan keeps for itself.
fn is_segment(part: &str) -> bool {
    is_portable(part)
        && !part.starts_with('.')
        && !part.contains(|c: char| c.is_whitespace() || "#%&".contains(c))
}

/// Whether the author wrote this part of an address as it is: it was looked at where it is written.
fn is_written(site: &Site, route: &Route, part: &str) -> bool {
    let written = |segments: &PerLang<String>| segments.iter().any(|(_, segment)| segment == part);
    match *route {
        Route::Record { .. } => true,
        Route::List { collection, .. } => written(&site.content.collections[collection].segment),
        Route::Terms { vocabulary, .. } => written(&site.content.vocabularies[vocabulary].segment),
        Route::Term { vocabulary, entry, .. } => {
            let words = &site.content.vocabularies[vocabulary];
            written(&words.segment) || words.entries[entry].id == part
        }
        Route::Map(_) => site.content.maps.as_ref().is_some_and(|maps| written(&maps.segment)),
        _ => false,
    }
}

fn wrong_segment(segment: &str, place: Place) -> Diagnostic {
    let near = slug(segment);
    let near = Some(near.as_str()).filter(|near| is_segment(near));
    Diagnostic::error("segment", place).with("segment", segment).near_or(near, "other")
}

/// Slugs must do as a part of an address.
fn check_segments(site: &Site, all: &mut Vec<Diagnostic>) {
    for record in &site.content.records {
        let own = record.texts.iter().filter_map(|(_, text)| text.slug.as_ref());
        let shared = record.meta.slug.iter().map(|(_, slug)| slug);
        for Name { text, place } in own.chain(shared) {
            if slug(text) != *text || !is_segment(text) {
                all.push(wrong_segment(text, place.clone()));
            }
        }
    }
}

/// What says that a route has this address.
fn place_of(site: &Site, path: &str, route: &Route) -> Place {
    match *route {
        Route::Record { lang, record } => {
            let record = &site.content.records[record];
            let alias = record.meta.aliases.iter().find(|alias| alias_address(&alias.text) == path);
            alias.or_else(|| slug_of(record, lang)).map_or(&record.place, |name| &name.place).clone()
        }
        Route::Permanent { at, .. } => code::place(site, at),
        Route::List { collection, .. } => schema_place(&site.content.collections[collection]),
        Route::Terms { vocabulary, .. } => Place::file(&site.content.vocabularies[vocabulary].path),
        Route::Term { vocabulary, entry, .. } => {
            site.content.vocabularies[vocabulary].entries[entry].place.clone()
        }
        Route::Map(_) if let Some(maps) = &site.content.maps => Place::file(&maps.path),
        _ => Place::file(&crate::base::SourcePath::new(crate::config::FILE)),
    }
}
