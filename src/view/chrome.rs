//! What all pages of a language and menu entry share; made once, used by every page.

use std::sync::Arc;

use super::model::{Chrome, LanguageView, Licence, Link, MenuItem, Organisation, SearchLinks, Switch};
use super::{Lens, card, head, map, search_part, wording};
use crate::base::{Digest, Lang};
use crate::content::CollectionId;
use crate::locale::DateStyle;
use crate::site::{FeedFormat, FeedRoute, Route};

/// An entry of the main menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum MenuPlace {
    /// A collection.
    Collection(CollectionId),
    /// The maps.
    Maps,
}

/// Header and footer of the pages of a menu entry.
pub(super) fn of(lens: &Lens<'_>, active: Option<MenuPlace>) -> Arc<Chrome> {
    let environment = lens.commons.environments[lens.lang.index()];
    let make = || Lens { root: "", ..*lens }.recorded(|lens| chrome(lens, active, environment));
    let (chrome, reads) = lens.commons.chromes[&(lens.lang, active)].get_or_init(make);
    lens.also_read(reads);
    chrome.clone()
}

/// Header and footer of pages that belong to the menu entry of `active`, if any.
fn chrome(lens: &Lens<'_>, active: Option<MenuPlace>, environment: Digest) -> Arc<Chrome> {
    let config = &lens.site.config;
    let word = |words| lens.site.word(words, lens.lang).map(|(word, _)| word.to_owned());
    let organisation = config.organisation.as_ref().and_then(|(id, _)| lens.site.entry("organisations", id));
    let feed = lens.site.content.collections.values().any(|collection| collection.feed);
    let feed_url = |format| FeedRoute { lang: lens.lang, of: None, format }.path(lens.site);
    Arc::new(Chrome {
        name: word(&config.name).unwrap_or_default(),
        tagline: word(&config.tagline),
        notice: word(&config.notice),
        lang: language(lens, lens.lang),
        languages: config.built_languages().into_iter().map(|lang| language(lens, lang)).collect(),
        home_url: Route::Home(lens.lang).href(lens.site),
        menu: menu(lens, active),
        footer: free_pages(lens),
        organisation: organisation.map(|entry| Organisation {
            name: word(&entry.name).unwrap_or_default(),
            url: entry.url.clone(),
        }),
        sitemap_url: Route::SiteMap(lens.lang).href(lens.site),
        search: SearchLinks {
            url: Route::Search(lens.lang).href(lens.site),
            index: search_part(&lens.site.config.language(lens.lang).code, "meta"),
        },
        newsletter_url: (!lens.site.orders.issues.is_empty())
            .then(|| Route::Issues(lens.lang).href(lens.site)),
        feed_url: feed.then(|| feed_url(FeedFormat::Atom)),
        json_feed_url: feed.then(|| feed_url(FeedFormat::Json)),
        events_url: lens.site.has_appointments().then(|| Route::Events(lens.lang).path(lens.site)),
        licence: word(&config.licence).map(|name| Licence { name, url: config.licence_url.clone() }),
        edition: wording::date(lens, lens.today(), DateStyle::Long),
        environment,
    })
}

pub(super) fn language(lens: &Lens<'_>, lang: Lang) -> LanguageView {
    let language = lens.site.config.language(lang);
    LanguageView { code: language.code.clone(), tag: language.tag.clone(), name: language.name.clone() }
}

/// Collections with a place in the menu; a collection without a list stands there by its first record.
fn menu(lens: &Lens<'_>, active: Option<MenuPlace>) -> Vec<MenuItem> {
    let mut entries: Vec<(i64, CollectionId)> = Vec::new();
    for (index, collection) in lens.site.content.collections.iter_enumerated() {
        entries.extend(collection.menu.map(|position| (position, index)));
    }
    entries.sort_unstable();
    let items = entries.into_iter().filter_map(|(_, index)| {
        let collection = &lens.site.content.collections[index];
        let url = if collection.list {
            lens.list_url(index)
        } else {
            lens.record_url(*lens.site.orders.lists[index].get(lens.lang)?.first()?)
        };
        let Link { label, tag, url } = head::link(lens, &collection.title, &collection.name, url);
        Some(MenuItem { label, tag, url, active: active == Some(MenuPlace::Collection(index)) })
    });
    let map = map::first_map_url(lens).map(|url| MenuItem {
        label: lens.string("map"),
        tag: None,
        url,
        active: active == Some(MenuPlace::Maps),
    });
    items.chain(map).collect()
}

/// Records of collections without a list: free pages, which nothing else would lead to.
fn free_pages(lens: &Lens<'_>) -> Vec<MenuItem> {
    let unlisted = lens.site.content.collections.iter_enumerated().filter(|(_, collection)| !collection.list);
    let records =
        unlisted.flat_map(|(index, _)| lens.site.orders.lists[index].get(lens.lang).into_iter().flatten());
    let pages = records.map(|index| {
        let page = card::neighbour(lens, *index);
        MenuItem { label: page.title, tag: page.title_tag, url: page.url, active: false }
    });
    pages.collect()
}

/// Every collection that has a list, to go on from.
pub(super) fn lists(lens: &Lens<'_>) -> Vec<Link> {
    let listed = lens.site.content.collections.iter_enumerated().filter(|(_, collection)| collection.list);
    let links = listed.map(|(index, collection)| {
        head::link(lens, &collection.title, &collection.name, lens.list_url(index))
    });
    links.collect()
}

/// The language switch of a page; `exact` tells which languages it is written in.
pub(super) fn switch(lens: &Lens<'_>, route: &Route, exact: impl Fn(Lang) -> bool) -> Vec<Switch> {
    let langs = lens.site.config.built_languages().into_iter();
    langs
        .map(|lang| {
            let LanguageView { code, tag, name } = language(lens, lang);
            let url = route.in_lang(lang).href(lens.site);
            Switch { code, tag, name, url, current: lang == lens.lang, exact: exact(lang) }
        })
        .collect()
}
