//! What all pages of a language and menu entry share; made once, used by every page.

use std::sync::Arc;

use super::Lens;
use super::model::{Chrome, LanguageView, Link, MenuItem, Organisation, Switch};
use crate::base::{Digest, Lang};
use crate::content::CollectionId;
use crate::locale::DateStyle;
use crate::site::Route;

/// An entry of the main menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum MenuPlace {
    /// A collection.
    Collection(CollectionId),
    /// The maps.
    Maps,
}

impl Lens<'_> {
    /// Header and footer of pages that belong to the menu entry of `active`, if any.
    pub(super) fn chrome(&self, active: Option<MenuPlace>, environment: Digest) -> Arc<Chrome> {
        let config = &self.site.config;
        let word = |words| self.site.word(words, self.lang).map(|(word, _)| word.to_owned());
        let organisation =
            config.organisation.as_ref().and_then(|(id, _)| self.site.entry("organisations", id));
        let feed = self.site.content.collections.values().any(|collection| collection.feed);
        Arc::new(Chrome {
            name: word(&config.name).unwrap_or_default(),
            tagline: word(&config.tagline),
            notice: word(&config.notice),
            lang: self.language(self.lang),
            languages: config.built_languages().into_iter().map(|lang| self.language(lang)).collect(),
            home_url: Route::Home(self.lang).href(self.site),
            menu: self.menu(active),
            footer: self.free_pages(),
            organisation: organisation.map(|entry| Organisation {
                name: word(&entry.name).unwrap_or_default(),
                url: entry.url.clone(),
            }),
            sitemap_url: Route::SiteMap(self.lang).href(self.site),
            feed_url: feed.then(|| Route::Feed(self.lang).href(self.site)),
            edition: self.date(self.today(), DateStyle::Long),
            environment,
        })
    }

    pub(super) fn language(&self, lang: Lang) -> LanguageView {
        let language = self.site.config.language(lang);
        LanguageView { code: language.code.clone(), tag: language.tag.clone(), name: language.name.clone() }
    }

    /// Collections with a place in the menu; a collection without a list stands there by its first record.
    fn menu(&self, active: Option<MenuPlace>) -> Vec<MenuItem> {
        let mut entries: Vec<(i64, CollectionId)> = Vec::new();
        for (index, collection) in self.site.content.collections.iter_enumerated() {
            entries.extend(collection.menu.map(|position| (position, index)));
        }
        entries.sort_unstable();
        let items = entries.into_iter().filter_map(|(_, index)| {
            let collection = &self.site.content.collections[index];
            let url = if collection.list {
                self.list_url(index)
            } else {
                self.record_url(*self.site.orders.lists[index].get(self.lang)?.first()?)
            };
            let Link { label, tag, url } = self.link(&collection.title, &collection.name, url);
            Some(MenuItem { label, tag, url, active: active == Some(MenuPlace::Collection(index)) })
        });
        let map = self.first_map_url().map(|url| MenuItem {
            label: self.string("map"),
            tag: None,
            url,
            active: active == Some(MenuPlace::Maps),
        });
        items.chain(map).collect()
    }

    /// Records of collections without a list: free pages, which nothing else would lead to.
    fn free_pages(&self) -> Vec<MenuItem> {
        let unlisted =
            self.site.content.collections.iter_enumerated().filter(|(_, collection)| !collection.list);
        let records = unlisted
            .flat_map(|(index, _)| self.site.orders.lists[index].get(self.lang).into_iter().flatten());
        let pages = records.map(|index| {
            let page = self.neighbour(*index);
            MenuItem { label: page.title, tag: page.title_tag, url: page.url, active: false }
        });
        pages.collect()
    }

    /// Every collection that has a list, to go on from.
    pub(super) fn lists(&self) -> Vec<Link> {
        let listed =
            self.site.content.collections.iter_enumerated().filter(|(_, collection)| collection.list);
        let links = listed
            .map(|(index, collection)| self.link(&collection.title, &collection.name, self.list_url(index)));
        links.collect()
    }

    /// The language switch of a page; `exact` tells which languages it is written in.
    pub(super) fn switch(&self, route: &Route, exact: impl Fn(Lang) -> bool) -> Vec<Switch> {
        let langs = self.site.config.built_languages().into_iter();
        langs
            .map(|lang| {
                let LanguageView { code, tag, name } = self.language(lang);
                let url = route.in_lang(lang).href(self.site);
                Switch { code, tag, name, url, current: lang == self.lang, exact: exact(lang) }
            })
            .collect()
    }
}
