//! The address of every page and file.

use super::address::Addressed;
use super::archive::Archive;
use super::newsletter::Issue;
use super::record_path::{home_path, index_file, list_path, page_path};
use super::{Route, code_path};
use crate::base::Lang;
use crate::content::{RecordId, VocabularyId};
use crate::locale::slug;

/// The address segment of the newsletter, where the settings name none.
const NEWSLETTER: &str = "newsletter";

/// What the twin of a page is called, beside it.
const TWIN: &str = "index.md";

impl Route {
    /// The address below the site's root, without a leading slash: `vi/du-an/`. Empty for the root itself.
    #[must_use]
    pub fn path(&self, site: &Addressed) -> String {
        let code = |lang: Lang| &site.config.language(lang).code;
        match *self {
            Route::Chooser => String::new(),
            Route::Home(lang) => home_path(site, lang),
            Route::List { lang, collection, filter, page } => {
                list_path(site, lang, collection, (filter, page))
            }
            Route::Table { lang, collection } => {
                format!("{}{TABLE}/", list_path(site, lang, collection, (None, 1)))
            }
            Route::Issues(lang) => issues_path(site, lang),
            Route::Issue { lang, quarter } => format!("{}{}", issues_path(site, lang), Issue::path(quarter)),
            Route::Letter { lang, quarter } => {
                format!("{}{}letter.eml", issues_path(site, lang), Issue::path(quarter))
            }
            Route::Archive { lang, collection, period } => {
                format!("{}{}", list_path(site, lang, collection, (None, 1)), Archive::path(period))
            }
            Route::Record { lang, record } => address(site, lang, record).to_owned(),
            Route::Terms { lang, vocabulary } => terms_path(site, lang, vocabulary),
            Route::Term { lang, vocabulary, entry, page } => {
                let id = &site.content.vocabularies[vocabulary].entries[entry].id;
                format!("{}{id}/{}", terms_path(site, lang, vocabulary), page_path(page))
            }
            Route::SiteMap(lang) => format!("{}/sitemap/", code(lang)),
            Route::Search(lang) => search_path(site, lang),
            Route::NotFound(lang) => format!("{}/404.html", code(lang)),
            Route::Feed(ref route) => route.path(site),
            Route::Events(lang) => format!("{}/events.ics", code(lang)),
            Route::Permanent { .. } | Route::Card { .. } | Route::Calendar { .. } | Route::Sheet { .. } => {
                code_path::path(site, self)
            }
            Route::QrManifest => "qr-manifest.csv".to_owned(),
            Route::Sitemap => "sitemap.xml".to_owned(),
            Route::SitemapPart(part) => format!("sitemap-{part}.xml"),
            Route::Robots => "robots.txt".to_owned(),
            Route::Llms => "llms.txt".to_owned(),
            Route::Faq(lang) => format!("{}/faq.json", code(lang)),
            Route::Map(ref route) => route.path(site),
            Route::Data(ref route) => route.path(site),
            Route::Twin(ref page) => format!("{}{TWIN}", page.path(site)),
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

fn address(site: &Addressed, lang: Lang, record: RecordId) -> &str {
    site.addresses.get(lang).map_or("", |addresses| &addresses[record])
}

/// What stands behind a list's address for its table, as `page-2` does for its second page.
const TABLE: &str = "table";

/// The search has one name in every language that gives it none.
const SEARCH: &str = "search";

fn search_path(site: &Addressed, lang: Lang) -> String {
    let segment = site.config.search.segment.get(lang).map_or(SEARCH, String::as_str);
    format!("{}/{segment}/", site.config.language(lang).code)
}

fn issues_path(site: &Addressed, lang: Lang) -> String {
    let segment = site.config.newsletter.segment.get(lang).map_or(NEWSLETTER, String::as_str);
    format!("{}/{segment}/", site.config.language(lang).code)
}

fn terms_path(site: &Addressed, lang: Lang, vocabulary: VocabularyId) -> String {
    let words = &site.content.vocabularies[vocabulary];
    let segment = words.segment.pick(site.chain(lang)).map(|(_, segment)| segment.clone());
    let segment = segment.unwrap_or_else(|| slug(&words.name));
    format!("{}/{segment}/", site.config.language(lang).code)
}
