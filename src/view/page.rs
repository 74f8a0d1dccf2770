//! What a page says about itself: title, address, languages, and where it stands.

use std::sync::Arc;

use super::chrome::MenuPlace;
use super::head::Head;
use super::model::{
    Alternate, AlternateFile, Chooser, ChooserLanguage, Chrome, Link, Neighbour, NotFound, Notice, OpenGraph,
    Page, PageContent, SiteMap, SiteMapSection, View,
};
use super::reads::{ReadLog, Reads};
use super::{
    Lens, Views, archive, card, chrome, code, feed, head, listing, map, newsletter, record, root_of, search,
    table,
};
use crate::base::Lang;
use crate::site::code::Sheet;
use crate::site::{MapRoute, Route};

impl Views<'_> {
    /// The view of a page; `None` for routes that are no HTML pages.
    #[must_use]
    pub fn of(&self, route: &Route) -> Option<View> {
        self.with_reads(route).map(|(view, _)| view)
    }

    /// The view of a page, and what it and its template take from prose and strings.
    #[must_use]
    pub fn with_reads(&self, route: &Route) -> Option<(View, Reads)> {
        let log = ReadLog::default();
        let view = self.logging(route, &log)?;
        Some((view, log.reads()))
    }

    fn logging(&self, route: &Route, log: &ReadLog) -> Option<View> {
        let path = route.path(self.site);
        let root = match route {
            // Served in place of any missing page, at whatever depth, so it cannot lead home by a relative way.
            Route::NotFound(_) if !self.site.config.offline => self.site.config.base_url.root(),
            _ => root_of(&path),
        };
        let lang = route.lang().unwrap_or_else(|| self.site.config.built_languages()[0]);
        let lens = Lens { log: Some(log), ..self.lens(lang, &root) };
        // Those that the template asks for.
        lens.note_strings([lang]);
        let (head, part, active) = match *route {
            Route::Chooser => return Some(self.chooser(route, &root, log)),
            Route::Home(_) => listing::home(&lens),
            Route::List { collection, filter, page, .. } => {
                let (head, part) = listing::list(&lens, collection, filter, page);
                (head, part, Some(MenuPlace::Collection(collection)))
            }
            Route::Issues(_) => {
                let (head, part) = newsletter::issues(&lens);
                (head, part, None)
            }
            Route::Issue { quarter, .. } => {
                let (head, part) = newsletter::issue(&lens, quarter);
                (head, part, None)
            }
            Route::Letter { .. } => return None,
            Route::Archive { collection, period, .. } => {
                let (head, part) = archive::page(&lens, collection, period);
                (head, part, Some(MenuPlace::Collection(collection)))
            }
            Route::Table { collection, .. } => {
                let (head, part) = table::page(&lens, collection);
                (head, part, Some(MenuPlace::Collection(collection)))
            }
            Route::Record { record, .. } => {
                let (head, part) = record::page(&lens, record);
                (head, part, Some(MenuPlace::Collection(self.site.content.records[record].collection)))
            }
            Route::Terms { vocabulary, .. } => listing::terms(&lens, vocabulary),
            Route::Term { vocabulary, entry, page, .. } => listing::term_page(&lens, vocabulary, entry, page),
            Route::Permanent { lang, at } => code::permanent(&lens, lang, at)?,
            Route::Sheet { sheet, .. } => code::sheet(&lens, sheet),
            Route::Card { .. } | Route::Calendar { .. } | Route::QrManifest => return None,
            Route::SiteMap(_) => site_map(&lens),
            Route::Search(_) => search::page(&lens),
            Route::NotFound(_) => not_found(&lens),
            Route::Map(MapRoute::Page { map, filter, .. }) => {
                let (head, part) = map::page(&lens, map, filter);
                (head, part, Some(MenuPlace::Maps))
            }
            Route::Feed(_) | Route::Events(_) | Route::Faq(_) | Route::Llms => return None,
            Route::Sitemap | Route::SitemapPart(_) | Route::Robots => return None,
            Route::Map(_) | Route::Data(_) | Route::Twin(_) => return None,
        };
        let chrome = chrome::of(&lens, active);
        Some(view(&lens, (route, &root), head, part, chrome))
    }

    /// The root page: one link per language, which works without a script.
    fn chooser(&self, route: &Route, root: &str, log: &ReadLog) -> View {
        let langs = self.site.config.built_languages();
        let first = langs[0];
        let lens = Lens { log: Some(log), ..self.lens(first, root) };
        let languages = langs.iter().map(|lang| {
            let language = chrome::language(&self.lens(*lang, root), *lang);
            let word = |words| self.site.word(words, *lang).map(|(word, _)| word.to_owned());
            ChooserLanguage {
                code: language.code,
                tag: language.tag,
                name: language.name,
                url: Route::Home(*lang).href(self.site),
                title: word(&self.site.config.name).unwrap_or_default(),
                tagline: word(&self.site.config.tagline),
            }
        });
        let part = PageContent::Chooser(Chooser { languages: languages.collect() });
        let mut chrome = chrome::of(&lens, None);
        // A template may take strings of every language.
        lens.note_strings(self.site.config.langs());
        Arc::make_mut(&mut chrome).environment = crate::base::fingerprint(&self.commons.environments);
        let mut head = head::plain(&lens, "chooser", chrome.name.clone());
        head.description = chrome.tagline.clone().unwrap_or_default();
        let mut view = view(&lens, (route, root), head, part, chrome);
        // The root belongs to no language; the site map lists it as the page for all other readers.
        let homes = self.site.homes().into_iter();
        view.page.alternates = homes.map(|lang| alternate(&lens, &Route::Home(lang), lang)).collect();
        view.page.canonical = self.site.config.base_url.join("");
        view.page.x_default = Some(view.page.canonical.clone());
        view.page.noindex = false;
        view
    }
}

fn view(
    lens: &Lens<'_>,
    (route, root): (&Route, &str),
    head: Head,
    part: PageContent,
    chrome: Arc<Chrome>,
) -> View {
    let borrowed = head.shown != lens.lang;
    let own_page = head.written.contains(&lens.lang);
    let canonical_route = if borrowed { route.in_lang(head.shown) } else { route.clone() };
    let written = |lang: Lang| head.written.contains(&lang);
    let alternates: Vec<Alternate> = if own_page {
        head.written.iter().map(|lang| alternate(lens, &route.in_lang(*lang), *lang)).collect()
    } else {
        Vec::new()
    };
    let canonical = lens.absolute(&canonical_route);
    let default = lens.site.default_of(route, &head.written).filter(|_| own_page);
    let twin = lens.site.twin(route).map(|twin| AlternateFile {
        r#type: "text/markdown",
        title: head.title.clone(),
        url: twin.path(lens.site),
    });
    let files = feed::files(lens, route).into_iter().chain(twin).collect();
    let page = Page {
        kind: head.kind,
        template: head.template.clone(),
        title_tag: head.title_lang.and_then(|lang| lens.other(lang)),
        title: head.title,
        description: head.description,
        url: route.href(lens.site),
        x_default: default.map(|route| lens.absolute(&route)),
        noindex: !own_page,
        files,
        switch: chrome::switch(lens, route, |lang| written(lang) || head.written.is_empty()),
        alternates,
        og: open_graph(lens, head.kind, &head.written, head.image),
        jsonld_html: super::jsonld::script(head.jsonld, &head.breadcrumbs, lens, &canonical),
        canonical,
        breadcrumbs: head.breadcrumbs,
        updated: head.updated,
        notice: notice(lens, route, head.shown, head.machine),
        has_code: head.has_code,
    };
    let template = format!("{}.html", page.template);
    let lang = lens.site.config.language(lens.lang).code.clone();
    View { template, lang, root: root.to_owned(), chrome, page, part }
}

fn alternate(lens: &Lens<'_>, route: &Route, lang: Lang) -> Alternate {
    Alternate { hreflang: lens.tag(lang), url: lens.absolute(route) }
}

fn open_graph(lens: &Lens<'_>, kind: &str, written: &[Lang], image: Option<String>) -> OpenGraph {
    let locale = |lang: Lang| lens.site.config.language(lang).og_locale.clone();
    OpenGraph {
        r#type: if kind == "record" { "article" } else { "website" },
        locale: locale(lens.lang),
        alternates: written.iter().filter(|lang| **lang != lens.lang).map(|lang| locale(*lang)).collect(),
        image: image.map(|file| lens.site.config.base_url.join(&file)),
    }
}

fn notice(lens: &Lens<'_>, route: &Route, shown: Lang, machine: bool) -> Option<Notice> {
    let kind = match (shown != lens.lang, machine) {
        (true, _) => "fallback",
        (false, true) => "machine",
        (false, false) => return None,
    };
    let language = lens.site.config.language(shown).name.clone();
    let made = lens.site.config.built_languages().contains(&shown);
    Some(Notice { kind, language, url: made.then(|| route.in_lang(shown).href(lens.site)) })
}

fn site_map(lens: &Lens<'_>) -> (Head, PageContent, Option<MenuPlace>) {
    let collections = lens.site.content.collections.iter_enumerated();
    let sections = collections.filter_map(|(index, collection)| {
        let items: Vec<Neighbour> = lens.site.orders.lists[index]
            .get(lens.lang)?
            .iter()
            .map(|record| card::neighbour(lens, *record))
            .collect();
        let title = lens.site.word(&collection.title, lens.lang)?.0.to_owned();
        let url = collection.list.then(|| lens.list_url(index));
        (!items.is_empty()).then_some(SiteMapSection { title, url, items })
    });
    let codes = Route::Sheet { lang: lens.lang, sheet: Sheet::Index };
    let codes_url = lens.site.has_codes().then(|| codes.href(lens.site));
    let sections = sections.chain(map::maps_section(lens));
    let mut head = head::plain(lens, "sitemap", lens.string("sitemap"));
    let url = Route::SiteMap(lens.lang).href(lens.site);
    head.breadcrumbs = head::trail(lens, vec![Link { label: head.title.clone(), tag: None, url }]);
    (head, PageContent::SiteMap(SiteMap { sections: sections.collect(), codes_url }), None)
}

fn not_found(lens: &Lens<'_>) -> (Head, PageContent, Option<MenuPlace>) {
    let mut head = head::plain(lens, "notfound", lens.string("notfound_title"));
    head.breadcrumbs.clear();
    head.written.clear();
    (head, PageContent::NotFound(NotFound { links: chrome::lists(lens) }), None)
}
