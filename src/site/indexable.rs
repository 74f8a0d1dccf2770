//! Which pages the site map lists.

use super::Route;
use super::address::Addressed;
use crate::base::Lang;

/// The most addresses that one file of a site map may have (sitemaps.org).
#[cfg(not(test))]
pub const MOST_ADDRESSES: usize = 50_000;
/// So that a small site has parts.
#[cfg(test)]
pub const MOST_ADDRESSES: usize = 5;

/// How many parts a site map of so many addresses has; none where one file holds it.
pub(super) fn sitemap_parts(addresses: usize) -> usize {
    if addresses > MOST_ADDRESSES { addresses.div_ceil(MOST_ADDRESSES) } else { 0 }
}

impl Addressed {
    /// Whether the site map lists a page: it is written in its own language, or is for readers of any.
    #[must_use]
    pub fn is_listed(&self, route: &Route) -> bool {
        *route == Route::Chooser || route.lang().is_some_and(|lang| self.written_in(route).contains(&lang))
    }

    /// The twin of a page in Markdown, where the site has them: of what is written in its own language, and no list narrowed.
    #[must_use]
    pub fn twin(&self, page: &Route) -> Option<Route> {
        let is_text = match page {
            Route::Home(_) | Route::Record { .. } | Route::Table { .. } => true,
            Route::Issues(_) | Route::Issue { .. } => true,
            Route::Terms { .. } | Route::Term { .. } | Route::Archive { .. } => true,
            Route::List { filter, .. } => filter.is_none(),
            _ => false,
        };
        (self.config.markdown && is_text && self.is_listed(page)).then(|| Route::Twin(Box::new(page.clone())))
    }

    /// The languages in which the home page is really written, to which the choice of languages leads.
    #[must_use]
    pub fn homes(&self) -> Vec<Lang> {
        self.written_in(&Route::Home(Lang(0)))
    }

    /// The page for readers of other languages than those that it is written in: in the language that the site names for
    /// them, else in the first that has it; of the home page the choice of languages.
    #[must_use]
    pub fn default_of(&self, route: &Route, written: &[Lang]) -> Option<Route> {
        if let Route::Home(_) | Route::Chooser = route {
            return Some(Route::Chooser);
        }
        let named = self.config.x_default.filter(|lang| written.contains(lang));
        named.or_else(|| written.first().copied()).map(|lang| route.in_lang(lang))
    }

    /// The languages in which a page is really written; none for pages that search engines should not have.
    #[must_use]
    pub fn written_in(&self, route: &Route) -> Vec<Lang> {
        let made = self.config.built_languages();
        match route {
            Route::Record { record, .. } => {
                let record = &self.content.records[*record];
                made.into_iter().filter(|lang| self.is_translated(record, *lang)).collect()
            }
            Route::Home(_) if !self.content.home.is_empty() => {
                made.into_iter().filter(|lang| self.content.home.get(*lang).is_some()).collect()
            }
            Route::List { collection, filter, page, .. } => {
                let written = match filter {
                    Some((filter, value)) => &self.orders.written.filters[*collection][*filter][*value],
                    None => &self.orders.written.lists[*collection],
                };
                let intro = &self.content.intros[*collection];
                let is_introduced = |lang: Lang| filter.is_none() && *page == 1 && intro.get(lang).is_some();
                made.into_iter().filter(|lang| written.contains(lang) || is_introduced(*lang)).collect()
            }
            Route::Archive { collection, period, .. } => {
                let found = self.orders.archives[*collection].iter().find(|found| found.period == *period);
                let written = found.map_or(&[][..], |found| &found.written);
                made.into_iter().filter(|lang| written.contains(lang)).collect()
            }
            Route::Table { collection, .. } => {
                let written = &self.orders.written.lists[*collection];
                made.into_iter().filter(|lang| written.contains(lang)).collect()
            }
            Route::Term { vocabulary, entry, .. } => {
                let written = &self.orders.written.terms[*vocabulary][*entry];
                made.into_iter().filter(|lang| written.contains(lang)).collect()
            }
            Route::Terms { vocabulary, .. } => {
                let entries = &self.orders.written.terms[*vocabulary];
                let has_text = |lang: &Lang| entries.iter().any(|written| written.contains(lang));
                made.into_iter().filter(has_text).collect()
            }
            Route::Issues(_) => {
                let has_text =
                    |lang: &Lang| self.orders.issues.iter().any(|issue| issue.written.contains(lang));
                made.into_iter().filter(has_text).collect()
            }
            Route::Issue { quarter, .. } => {
                let found = self.orders.issues.iter().find(|issue| issue.quarter == *quarter);
                let written = found.map_or(&[][..], |issue| &issue.written);
                made.into_iter().filter(|lang| written.contains(lang)).collect()
            }
            Route::Letter { .. } => Vec::new(),
            Route::Home(_) | Route::SiteMap(_) => made,
            Route::Map(route) if route.is_page() => made,
            Route::Chooser | Route::Search(_) | Route::NotFound(_) => Vec::new(),
            Route::Feed(_) | Route::Events(_) | Route::Faq(_) | Route::Llms => Vec::new(),
            Route::Sitemap | Route::SitemapPart(_) | Route::Robots | Route::Map(_) => Vec::new(),
            Route::Permanent { .. } | Route::Card { .. } | Route::Calendar { .. } => Vec::new(),
            Route::Sheet { .. } | Route::QrManifest | Route::Data(_) | Route::Twin(_) => Vec::new(),
        }
    }
}
