//! What a page says about itself: title, address, languages, and where it stands.

use std::sync::Arc;

use super::chrome::MenuPlace;
use super::model::{
    Alternate, Chooser, ChooserLanguage, Chrome, DateText, Link, Neighbour, NotFound, Notice, OpenGraph,
    Page, PageContent, SiteMap, SiteMapSection, View,
};
use super::reads::{ReadLog, Reads};
use super::{Lens, Views, root_of};
use crate::base::{Lang, PerLang};
use crate::content::{Record, Status, Text};
use crate::locale::DateStyle;
use crate::site::code::Sheet;
use crate::site::{MapRoute, Route};

/// What differs between kinds of pages when their head is written.
pub(super) struct Head {
    pub(super) kind: &'static str,
    pub(super) template: String,
    pub(super) title: String,
    /// The language of the title, when it is borrowed.
    pub(super) title_lang: Option<Lang>,
    pub(super) description: String,
    /// The languages in which the page really is written; empty for pages outside of search engines.
    pub(super) written: Vec<Lang>,
    /// The language whose text is shown.
    pub(super) shown: Lang,
    pub(super) breadcrumbs: Vec<Link>,
    pub(super) updated: Option<DateText>,
    pub(super) image: Option<String>,
    pub(super) machine: bool,
    pub(super) has_code: bool,
    pub(super) jsonld: Vec<super::jsonld::Thing>,
}

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
            Route::Home(_) => lens.home(),
            Route::List { collection, filter, page, .. } => {
                let (head, part) = lens.list(collection, filter, page);
                (head, part, Some(MenuPlace::Collection(collection)))
            }
            Route::Record { record, .. } => {
                let (head, part) = lens.record(record);
                (head, part, Some(MenuPlace::Collection(self.site.content.records[record].collection)))
            }
            Route::Terms { vocabulary, .. } => lens.terms(vocabulary),
            Route::Term { vocabulary, entry, page, .. } => lens.term_page(vocabulary, entry, page),
            Route::Permanent { lang, at } => lens.permanent(lang, at)?,
            Route::Sheet { sheet, .. } => lens.sheet(sheet),
            Route::Card { .. } | Route::Calendar { .. } | Route::QrManifest => return None,
            Route::SiteMap(_) => lens.site_map(),
            Route::NotFound(_) => lens.not_found(),
            Route::Map(MapRoute::Page { map, filter, .. }) => lens.map_page(map, filter),
            Route::Feed(_) | Route::Sitemap | Route::SitemapPart(_) | Route::Robots | Route::Map(_) => {
                return None;
            }
        };
        let chrome = lens.common_chrome(active);
        Some(lens.view(route, &root, head, part, chrome))
    }

    /// The root page: one link per language, which works without a script.
    fn chooser(&self, route: &Route, root: &str, log: &ReadLog) -> View {
        let langs = self.site.config.built_languages();
        let first = langs[0];
        let lens = Lens { log: Some(log), ..self.lens(first, root) };
        let languages = langs.iter().map(|lang| {
            let language = self.lens(*lang, root).language(*lang);
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
        let mut chrome = lens.common_chrome(None);
        // A template may take strings of every language.
        lens.note_strings(self.site.config.langs());
        Arc::make_mut(&mut chrome).environment = crate::base::fingerprint(&self.commons.environments);
        let mut head = lens.plain_head("chooser", chrome.name.clone());
        head.description = chrome.tagline.clone().unwrap_or_default();
        let mut view = lens.view(route, root, head, part, chrome);
        // The root belongs to no language; the site map lists it as the page for all other readers.
        let homes = self.site.homes().into_iter();
        view.page.alternates = homes.map(|lang| lens.alternate(&Route::Home(lang), lang)).collect();
        view.page.canonical = self.site.config.base_url.join("");
        view.page.x_default = Some(view.page.canonical.clone());
        view.page.noindex = false;
        view
    }
}

impl Lens<'_> {
    fn view(&self, route: &Route, root: &str, head: Head, part: PageContent, chrome: Arc<Chrome>) -> View {
        let borrowed = head.shown != self.lang;
        let own_page = head.written.contains(&self.lang);
        let canonical_route = if borrowed { route.in_lang(head.shown) } else { route.clone() };
        let written = |lang: Lang| head.written.contains(&lang);
        let alternates: Vec<Alternate> = if own_page {
            head.written.iter().map(|lang| self.alternate(&route.in_lang(*lang), *lang)).collect()
        } else {
            Vec::new()
        };
        let canonical = self.absolute(&canonical_route);
        let page = Page {
            kind: head.kind,
            template: head.template.clone(),
            title_tag: head.title_lang.and_then(|lang| self.other(lang)),
            title: head.title,
            description: head.description,
            url: route.href(self.site),
            x_default: self.x_default(route, &head.written).filter(|_| own_page),
            noindex: !own_page,
            switch: self.switch(route, |lang| written(lang) || head.written.is_empty()),
            alternates,
            og: self.open_graph(head.kind, &head.written, head.image),
            jsonld_html: super::jsonld::script(head.jsonld, &head.breadcrumbs, self, &canonical),
            canonical,
            breadcrumbs: head.breadcrumbs,
            updated: head.updated,
            notice: self.notice(route, head.shown, head.machine),
            has_code: head.has_code,
        };
        let template = format!("{}.html", page.template);
        let lang = self.site.config.language(self.lang).code.clone();
        View { template, lang, root: root.to_owned(), chrome, page, part }
    }

    /// The absolute address of a route.
    pub(super) fn absolute(&self, route: &Route) -> String {
        self.site.config.base_url.join(&route.path(self.site))
    }

    fn alternate(&self, route: &Route, lang: Lang) -> Alternate {
        Alternate { hreflang: self.tag(lang), url: self.absolute(route) }
    }

    /// The page for readers of other languages: in the language that the site names for them, else in the first that has
    /// it; for the home page the choice of languages.
    fn x_default(&self, route: &Route, written: &[Lang]) -> Option<String> {
        if let Route::Home(_) = route {
            return Some(self.absolute(&Route::Chooser));
        }
        let named = self.site.config.x_default.filter(|lang| written.contains(lang));
        let lang = named.or_else(|| written.first().copied())?;
        Some(self.absolute(&route.in_lang(lang)))
    }

    fn open_graph(&self, kind: &str, written: &[Lang], image: Option<String>) -> OpenGraph {
        let locale = |lang: Lang| self.site.config.language(lang).og_locale.clone();
        OpenGraph {
            r#type: if kind == "record" { "article" } else { "website" },
            locale: locale(self.lang),
            alternates: written.iter().filter(|lang| **lang != self.lang).map(|lang| locale(*lang)).collect(),
            image: image.map(|file| self.site.config.base_url.join(&file)),
        }
    }

    fn notice(&self, route: &Route, shown: Lang, machine: bool) -> Option<Notice> {
        let kind = match (shown != self.lang, machine) {
            (true, _) => "fallback",
            (false, true) => "machine",
            (false, false) => return None,
        };
        let language = self.site.config.language(shown).name.clone();
        let made = self.site.config.built_languages().contains(&shown);
        Some(Notice { kind, language, url: made.then(|| route.in_lang(shown).href(self.site)) })
    }

    /// The head of a page that is there in every language and says little.
    pub(super) fn plain_head(&self, kind: &'static str, title: String) -> Head {
        Head {
            kind,
            template: kind.to_owned(),
            description: title.clone(),
            breadcrumbs: self.trail(Vec::new()),
            title,
            title_lang: None,
            written: self.site.config.built_languages(),
            shown: self.lang,
            updated: None,
            image: None,
            machine: false,
            has_code: false,
            jsonld: Vec::new(),
        }
    }

    /// Breadcrumbs: the home page, then `links`.
    pub(super) fn trail(&self, links: Vec<Link>) -> Vec<Link> {
        let url = Route::Home(self.lang).href(self.site);
        let home = Link { label: self.string("home"), tag: None, url };
        std::iter::once(home).chain(links).collect()
    }

    /// A link by a name of the site's, with the name's language when it is borrowed; `otherwise` when there is none.
    pub(super) fn link(&self, words: &PerLang<String>, otherwise: &str, url: String) -> Link {
        let (label, found) = self.site.word(words, self.lang).unwrap_or((otherwise, None));
        Link { label: label.to_owned(), tag: found.map(|lang| self.tag(lang)), url }
    }

    /// The languages that have a text of their own and are made into pages.
    pub(super) fn written(&self, has: impl Fn(Lang) -> bool) -> Vec<Lang> {
        self.site.config.built_languages().into_iter().filter(|lang| has(*lang)).collect()
    }

    /// The day of a record's last change.
    pub(super) fn updated(&self, record: &Record) -> Option<DateText> {
        self.meta(record).updated.map(|date| self.date(date, DateStyle::Long))
    }

    /// Whether nobody has read this text since a machine made it.
    pub(super) fn is_machine(text: &Text) -> bool {
        text.status == Status::Machine
    }

    fn site_map(&self) -> (Head, PageContent, Option<MenuPlace>) {
        let collections = self.site.content.collections.iter_enumerated();
        let sections = collections.filter_map(|(index, collection)| {
            let items: Vec<Neighbour> = self.site.orders.lists[index]
                .get(self.lang)?
                .iter()
                .map(|record| self.neighbour(*record))
                .collect();
            let title = self.site.word(&collection.title, self.lang)?.0.to_owned();
            let url = collection.list.then(|| self.list_url(index));
            (!items.is_empty()).then_some(SiteMapSection { title, url, items })
        });
        let codes = Route::Sheet { lang: self.lang, sheet: Sheet::Index };
        let codes_url = self.site.has_codes().then(|| codes.href(self.site));
        let sections = sections.chain(self.maps_section());
        let mut head = self.plain_head("sitemap", self.string("sitemap"));
        let url = Route::SiteMap(self.lang).href(self.site);
        head.breadcrumbs = self.trail(vec![Link { label: head.title.clone(), tag: None, url }]);
        (head, PageContent::SiteMap(SiteMap { sections: sections.collect(), codes_url }), None)
    }

    fn not_found(&self) -> (Head, PageContent, Option<MenuPlace>) {
        let mut head = self.plain_head("notfound", self.string("notfound_title"));
        head.breadcrumbs.clear();
        head.written.clear();
        (head, PageContent::NotFound(NotFound { links: self.lists() }), None)
    }
}
