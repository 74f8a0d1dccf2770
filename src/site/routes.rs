//! Every page and file that a site consists of.

use super::address::Addressed;
use super::indexable::sitemap_parts;
use super::record_path::page_count;
use super::{Route, code_path, data_path, feed_route, map_path};
use crate::base::Lang;
use crate::content::{Collection, CollectionId, EntryId, VocabularyId};

/// How many records a page of a term shows.
pub(crate) const TERM_PAGE: usize = 20;

/// Every page and file of the site, language by language.
pub(super) fn routes(site: &Addressed) -> Vec<Route> {
    let mut routes = vec![Route::Chooser];
    for lang in site.config.built_languages() {
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
            if !site.has_terms(vocabulary) {
                continue;
            }
            routes.push(Route::Terms { lang, vocabulary });
            let entries = site.orders.terms[vocabulary].iter_enumerated();
            for (entry, list) in entries.filter(|(entry, _)| site.orders.is_filled(vocabulary, *entry)) {
                let total = list.get(lang).map_or(0, Vec::len);
                let pages = 1..=page_count(total, TERM_PAGE);
                routes.extend(pages.map(|page| Route::Term { lang, vocabulary, entry, page }));
            }
        }
        issue_routes(site, lang, &mut routes);
        map_path::routes(site, lang, &mut routes);
        routes.extend([Route::SiteMap(lang), Route::Search(lang), Route::NotFound(lang)]);
        routes.extend(feed_route::routes(site, lang).into_iter().map(Route::Feed));
        code_path::routes(site, lang, &mut routes);
        data_path::routes(site, lang, &mut routes);
        let has_questions = site.content.collections.positions().any(|at| site.has_questions(at));
        routes.extend(has_questions.then_some(Route::Faq(lang)));
    }
    code_path::shared_routes(site, &mut routes);
    routes.extend(map_path::shared_routes(site));
    routes.extend(data_path::shared_routes(site));
    routes.extend([Route::Sitemap, Route::Robots, Route::Llms]);
    routes.extend(routes.iter().filter_map(|page| site.twin(page)).collect::<Vec<_>>());
    let listed = routes.iter().filter(|route| site.is_listed(route)).count();
    routes.extend((1..=sitemap_parts(listed)).map(Route::SitemapPart));
    routes
}

fn issue_routes(site: &Addressed, lang: Lang, routes: &mut Vec<Route>) {
    let issues = &site.orders.issues;
    routes.extend((!issues.is_empty()).then_some(Route::Issues(lang)));
    for issue in issues {
        let quarter = issue.quarter;
        routes.push(Route::Issue { lang, quarter });
        routes.extend(issue.written.contains(&lang).then_some(Route::Letter { lang, quarter }));
    }
}

impl Addressed {
    /// Whether a vocabulary has entries with pages.
    pub(crate) fn has_terms(&self, vocabulary: VocabularyId) -> bool {
        self.content.vocabularies[vocabulary].pages
            && (self.orders.terms[vocabulary].keys()).any(|entry| self.orders.is_filled(vocabulary, entry))
    }

    /// Whether an entry has a page.
    pub(crate) fn has_term(&self, vocabulary: VocabularyId, entry: EntryId) -> bool {
        self.content.vocabularies[vocabulary].pages && self.orders.is_filled(vocabulary, entry)
    }
}

fn list_routes(site: &Addressed, lang: Lang, collection: CollectionId, routes: &mut Vec<Route>) {
    let declared = &site.content.collections[collection];
    if !declared.list {
        return;
    }
    let total = site.orders.lists[collection].get(lang).map_or(0, Vec::len);
    routes.extend(pages(declared, total).map(|page| Route::List { lang, collection, filter: None, page }));
    if declared.has_table() {
        routes.push(Route::Table { lang, collection });
    }
    let archives = site.orders.archives[collection].iter();
    routes.extend(archives.map(|found| Route::Archive { lang, collection, period: found.period }));
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
