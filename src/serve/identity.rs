use super::moved::Renamed;
use crate::base::Lang;
use crate::content::VocabularyId;
use crate::site::{FilterKey, Route, Site};

/// What a page is about, in words that outlive the site that it was found in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Identity {
    /// The code of the language.
    code: String,
    subject: Subject,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Subject {
    Home,
    SiteMap,
    Feed,
    Record(String),
    List { collection: String, filter: Option<(String, FilterKey)>, page: usize },
    Terms(String),
    Term { vocabulary: String, entry: String, page: usize },
}

impl Identity {
    /// What the page behind `route` is about; `None` for pages that cannot move.
    pub(super) fn of(site: &Site, route: &Route) -> Option<Identity> {
        let code = site.config.language(route.lang()?).code.clone();
        let words = |at: VocabularyId| site.content.vocabularies.get_index(at).map(|(name, _)| name.clone());
        let subject = match *route {
            Route::Chooser
            | Route::NotFound(_)
            | Route::Sitemap
            | Route::SitemapPart(_)
            | Route::Robots
            | Route::Map(_) => {
                return None;
            }
            // Permanent addresses do not move, and what is at the others is found by them.
            Route::Permanent { .. } | Route::Card { .. } | Route::Calendar { .. } => return None,
            Route::Sheet { .. } | Route::QrManifest => {
                return None;
            }
            Route::Home(_) => Subject::Home,
            Route::SiteMap(_) => Subject::SiteMap,
            Route::Feed(_) => Subject::Feed,
            Route::Record { record, .. } => Subject::Record(site.content.records.get(record)?.id.clone()),
            Route::List { collection, filter, page, .. } => {
                let (name, declared) = site.content.collections.get_index(collection)?;
                let filter = match filter {
                    Some((filter, value)) => {
                        let filter = site.orders.filters[collection].get(filter)?;
                        let (field, _) = declared.fields.get_index(filter.field)?;
                        Some((field.clone(), filter.values.get(value)?.key.clone()))
                    }
                    None => None,
                };
                Subject::List { collection: name.clone(), filter, page }
            }
            Route::Terms { vocabulary, .. } => Subject::Terms(words(vocabulary)?),
            Route::Term { vocabulary, entry, page, .. } => {
                let (name, found) = site.content.vocabularies.get_index(vocabulary)?;
                let (entry, _) = found.entries.get_index(entry)?;
                Subject::Term { vocabulary: name.clone(), entry: entry.clone(), page }
            }
        };
        Some(Identity { code, subject })
    }

    /// The page about the same in another state of the site.
    pub(super) fn route(&self, site: &Site, renamed: &Renamed) -> Option<Route> {
        let lang = site.config.lang(&self.code).filter(|lang| site.config.made().contains(lang))?;
        let route = match &self.subject {
            Subject::Home => Route::Home(lang),
            Subject::SiteMap => Route::SiteMap(lang),
            Subject::Feed => Route::Feed(lang),
            Subject::Record(id) => {
                let (record, found) = site.record(id).or_else(|| site.record(renamed.now(id)?))?;
                // One without a page stands on its list.
                let list = Route::List { lang, collection: found.collection, filter: None, page: 1 };
                if site.collection_of(found).pages { Route::Record { lang, record } } else { list }
            }
            Subject::List { collection, filter, page } => {
                list(site, lang, collection, filter.as_ref(), *page)?
            }
            Subject::Terms(name) => {
                Route::Terms { lang, vocabulary: site.content.vocabularies.get_index_of(name)? }
            }
            Subject::Term { vocabulary, entry, page } => {
                let (vocabulary, _, words) = site.content.vocabularies.get_full(vocabulary)?;
                let entry = words.entries.get_index_of(entry)?;
                let first = Route::Term { lang, vocabulary, entry, page: 1 };
                let same = Route::Term { lang, vocabulary, entry, page: *page };
                if site.pages.routes.contains(&same) { same } else { first }
            }
        };
        site.pages.routes.contains(&route).then_some(route)
    }
}

/// The same page of the same list, or its first page, or that of the whole list.
fn list(
    site: &Site,
    lang: Lang,
    name: &str,
    filter: Option<&(String, FilterKey)>,
    page: usize,
) -> Option<Route> {
    let (collection, _, declared) = site.content.collections.get_full(name)?;
    let position = filter.and_then(|(field, key)| {
        let field = declared.fields.get_index_of(field)?;
        let filters = &site.orders.filters[collection];
        let filter = filters.position(|filter| filter.field == field)?;
        Some((filter, filters[filter].values.position(|value| value.key == *key)?))
    });
    let of = |filter, page| Route::List { lang, collection, filter, page };
    let wishes = [of(position, page), of(position, 1), of(None, 1)];
    wishes.into_iter().find(|route| site.pages.routes.contains(route))
}
