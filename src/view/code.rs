//! What codes say, and the pages about them: in the reader's language like everything else.

use super::chrome::MenuPlace;
use super::model::{
    Code, Download, Link, PageContent, PageLink, PermanentRow, PermanentView, SheetItem, SheetSection,
    SheetView,
};
use super::page::Head;
use super::{Lens, Views};
use crate::base::{Lang, PerLang};
use crate::code::{Appointment, ContactCard, Level, Tagged};
use crate::content::{CollectionId, Record, RecordId, Value};
use crate::fact::Date;
use crate::locale::DateStyle;
use crate::site::code::{CodeFile, CodeKind, Gone, LABELS, Leads, POSTERS, Sheet};
use crate::site::{PermanentId, Route, page_count};

/// What a code holds, and what is to be known of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CodeText {
    /// What a camera reads.
    pub text: String,
    /// How much of it may be lost.
    pub level: Level,
    /// What a screen reader says.
    pub title: String,
}

impl Views<'_> {
    /// What a code holds. One that belongs to no language is called as in the first.
    #[must_use]
    pub fn code(&self, file: &CodeFile) -> CodeText {
        let lang = file.lang.unwrap_or_else(|| self.site.config.built_languages()[0]);
        let lens = self.lens(lang, "");
        let record = &self.site.content.records[file.record];
        let (_, title) = lens.title(record);
        let (text, label) = match file.kind {
            CodeKind::Page | CodeKind::Poster => {
                let url = lens.permanent_url(file.record, file.lang);
                (url.clone(), short(&url).to_owned())
            }
            CodeKind::Contact => (lens.card_of(file.record).short(), lens.string("code_contact_label")),
            CodeKind::Calendar => {
                let text = lens.appointment(file.record).map_or_else(String::new, |event| event.short());
                (text, lens.string("code_calendar_label"))
            }
        };
        let level = if file.kind == CodeKind::Poster { Level::Q } else { Level::M };
        CodeText { text, level, title: format!("{title} – {label}") }
    }

    /// The file of a card or appointment; `None` for other routes.
    #[must_use]
    pub fn text_file(&self, route: &Route) -> Option<String> {
        match *route {
            Route::Card { lang, record } => Some(self.lens(lang, "").card_of(record).file()),
            Route::Calendar { lang, record } => {
                self.lens(lang, "").appointment(record).map(|event| event.file())
            }
            _ => None,
        }
    }
}

/// An address as people type it.
fn short(url: &str) -> &str {
    url.split_once("://").map_or(url, |(_, rest)| rest).trim_end_matches('/')
}

/// A day as calendars write it.
fn compact(date: Date) -> String {
    date.iso().replace('-', "")
}

impl Lens<'_> {
    /// The absolute permanent address of a record.
    fn permanent_url(&self, record: RecordId, lang: Option<Lang>) -> String {
        let route = self.site.permanent_of(record, lang);
        route.map_or_else(String::new, |route| self.absolute(&route))
    }

    /// The codes of a record's page.
    pub(super) fn codes(&self, record: RecordId) -> Vec<Code> {
        let files = self.code_files(record);
        let own = files.iter().filter(|file| file.lang == Some(self.lang) && file.mm.is_none());
        own.filter(|file| file.kind != CodeKind::Poster).map(|file| self.code_view(file, &files)).collect()
    }

    fn code_view(&self, file: &CodeFile, all: &[CodeFile]) -> Code {
        let record = file.record;
        let mut files = vec![Download { label: "SVG".to_owned(), url: file.path(self.site), format: "svg" }];
        let (lang, site) = (self.lang, self.site);
        let (label, url, kept) = match file.kind {
            CodeKind::Contact => {
                let url = Route::Card { lang, record }.path(site);
                ("code_contact_label", None, Some(("code_card_file", url, "vcf")))
            }
            CodeKind::Calendar => {
                let url = Route::Calendar { lang, record }.path(site);
                ("code_calendar_label", None, Some(("code_calendar_file", url, "ics")))
            }
            _ => {
                files.extend(self.pictures(all));
                ("code_label", Some(self.permanent_url(record, Some(lang))), None)
            }
        };
        files.extend(kept.map(|(label, url, format)| Download { label: self.string(label), url, format }));
        let label = self.string(label);
        let text = url.as_deref().map(|url| short(url).to_owned());
        let alt = match &text {
            Some(text) => self.string_with("code_alt", &[("text", text)]),
            None => {
                let (_, title) = self.title(&site.content.records[record]);
                self.string_with("code_alt_of", &[("label", &label), ("title", title)])
            }
        };
        Code { kind: file.kind.name(), svg: file.path(site), alt, label, text, url, files }
    }

    /// The pictures of a page's code, and the files of that for readers of any language.
    fn pictures(&self, all: &[CodeFile]) -> Vec<Download> {
        let pages = || all.iter().filter(|file| file.kind == CodeKind::Page);
        let mut files = Vec::new();
        for (file, mm) in pages().filter_map(|file| Some((file, file.mm?))) {
            if file.lang == Some(self.lang) {
                let label = format!("PNG {mm}\u{a0}mm");
                files.push(Download { label, url: file.path(self.site), format: "png" });
            }
        }
        if let Some(shared) = pages().find(|file| file.lang.is_none() && file.mm.is_none()) {
            let label = self.string_with("code_shared", &[("format", "SVG")]);
            files.push(Download { label, url: shared.path(self.site), format: "svg" });
        }
        files
    }

    /// How to reach a desk.
    fn card_of(&self, index: RecordId) -> ContactCard {
        let record = &self.site.content.records[index];
        let mut card = ContactCard {
            name: self.called(record),
            organisation: self.host(record),
            url: self.permanent_url(index, Some(self.lang)),
            tag: self.tag(self.lang),
            changed: self.meta(record).updated.filter(is_day).map(compact),
            ..ContactCard::default()
        };
        for fact in self.facts(record).values() {
            fact.value.walk(&mut |value| match value {
                Value::Email(email) => card.emails.push(email.clone()),
                Value::Phone(phone) => card.phones.push(phone.clone()),
                _ => {}
            });
        }
        card
    }

    /// The title of a record and the language in which it was found.
    fn called(&self, record: &Record) -> Tagged {
        let (found, title) = self.title(record);
        Tagged { text: title.to_owned(), tag: self.tag(found) }
    }

    /// A name and the language in which it was found.
    fn name_of(&self, name: &PerLang<String>) -> Option<Tagged> {
        let (text, found) = self.site.word(name, self.lang)?;
        Some(Tagged { text: text.to_owned(), tag: self.tag(found.unwrap_or(self.lang)) })
    }

    /// The organisation that a record names, else that of the site.
    fn host(&self, record: &Record) -> Option<Tagged> {
        const VOCABULARY: &str = "organisations";
        let terms = self.facts(record).values().flat_map(|fact| crate::site::terms_of(&fact.value));
        let own = terms.into_iter().find(|(vocabulary, _)| *vocabulary == VOCABULARY).map(|(_, id)| id);
        let id = own.or(self.site.config.organisation.as_ref().map(|(id, _)| id.as_str()))?;
        let entry = self.site.entry(VOCABULARY, id)?;
        self.name_of(&entry.name)
    }

    /// When an event is; `None` for one without a day.
    fn appointment(&self, index: RecordId) -> Option<Appointment> {
        let record = &self.site.content.records[index];
        let (first, last) = self.days(record)?;
        let url = self.permanent_url(index, Some(self.lang));
        let (summary, tag) = self.summary(record);
        let host = short(&self.site.config.base_url.join("")).to_owned();
        Some(Appointment {
            uid: format!("{}@{}", record.id, host.split('/').next().unwrap_or_default()),
            title: self.called(record),
            summary: summary.map(|text| Tagged { text, tag: tag.unwrap_or_else(|| self.tag(self.lang)) }),
            place: self.place_name(record),
            url,
            first: compact(first),
            after: compact(last.day_after()),
            changed: compact(self.meta(record).updated.filter(is_day).unwrap_or(self.today())),
        })
    }

    /// The name of the place that a record names.
    fn place_name(&self, record: &Record) -> Option<Tagged> {
        const VOCABULARY: &str = "places";
        let id = self.facts(record).values().find_map(|fact| match &fact.value {
            Value::Term { vocabulary, id } if vocabulary == VOCABULARY => Some(&id.text),
            Value::Located(located) => located.within.as_ref().map(|name| &name.text),
            _ => None,
        })?;
        let entry = self.site.entry(VOCABULARY, id)?;
        self.name_of(&entry.name)
    }

    /// The page behind a code: a link for each language. `None` where it leads on at once.
    pub(super) fn permanent(
        &self,
        lang: Option<Lang>,
        at: PermanentId,
    ) -> Option<(Head, PageContent, Option<MenuPlace>)> {
        let permanent = self.site.permanent(at);
        let row = |lang: Lang| match &permanent.leads {
            Leads::Record(record) => self.in_lang(lang).onward(*record),
            Leads::Gone(gone) => self.in_lang(lang).gone(gone),
        };
        let withdrawn = matches!(permanent.leads, Leads::Gone(_));
        if lang.is_some() && !withdrawn {
            return None;
        }
        let mut langs = self.site.config.built_languages();
        langs.sort_by_key(|other| Some(*other) != lang);
        let rows: Vec<PermanentRow> = langs.into_iter().map(row).collect();
        let title = rows.first().map_or_else(String::new, |row| row.title.clone());
        let mut head = self.plain_head("permanent", title);
        head.breadcrumbs.clear();
        head.written.clear();
        let url = self.absolute(&Route::Permanent { lang, at });
        let part = PageContent::Permanent(PermanentView { text: short(&url).to_owned(), withdrawn, rows });
        Some((head, part, None))
    }

    /// The same page as readers of another language see it.
    fn in_lang(&self, lang: Lang) -> Lens<'_> {
        Lens { lang, locale: &self.site.locales[lang.index()], ..*self }
    }

    fn row(&self, title: String, title_tag: Option<String>, url: String) -> PermanentRow {
        let language = self.language(self.lang);
        PermanentRow {
            lang: language.code,
            tag: language.tag,
            name: language.name,
            title,
            title_tag,
            url,
            said: None,
            label: None,
            contact: None,
        }
    }

    fn onward(&self, record: RecordId) -> PermanentRow {
        let (found, title) = self.title(&self.site.content.records[record]);
        self.row(title.to_owned(), self.other(found), self.record_url(record))
    }

    fn gone(&self, gone: &Gone) -> PermanentRow {
        let (title, found) = self.site.word(&gone.titles, self.lang).unwrap_or_default();
        let list = gone.collection.filter(|index| self.site.content.collections[*index].list);
        let (url, label) = match (gone.successor, list) {
            (Some(record), _) => {
                let (_, title) = self.title(&self.site.content.records[record]);
                (self.record_url(record), self.string_with("gone_successor", &[("title", title)]))
            }
            (None, Some(index)) => {
                let title = &self.site.content.collections[index].title;
                let title = self.site.word(title, self.lang).map_or("", |(title, _)| title);
                (self.list_url(index), self.string_with("gone_list", &[("title", title)]))
            }
            (None, None) => (Route::Home(self.lang).href(self.site), self.string("home")),
        };
        let mut row = self.row(title.to_owned(), found.map(|lang| self.tag(lang)), url);
        row.label = Some(label);
        row.said = Some(match gone.since {
            Some(day) => {
                let day = self.locale.date(day, DateStyle::Within);
                self.string_with("gone_since", &[("date", &day)])
            }
            None => self.string("gone"),
        });
        row.contact = self.desks(None).first().map(|desk| {
            let (found, title) = self.title(&self.site.content.records[*desk]);
            let label = self.string_with("gone_contact", &[("name", title)]);
            Link { label, tag: self.other(found), url: self.record_url(*desk) }
        });
        row
    }

    /// Codes to print and cut out.
    pub(super) fn sheet(&self, sheet: Sheet) -> (Head, PageContent, Option<MenuPlace>) {
        let (kind, title) = match sheet {
            Sheet::Index => ("index", self.string("codes_title")),
            Sheet::Labels { collection, .. } => ("labels", self.titled("codes_labels_of", collection)),
            Sheet::Posters { collection, .. } => ("posters", self.titled("codes_posters_of", collection)),
        };
        let address = |sheet| Route::Sheet { lang: self.lang, sheet }.href(self.site);
        let index_url = address(Sheet::Index);
        let mut trail = vec![Link { label: self.string("codes_title"), tag: None, url: index_url.clone() }];
        if sheet != Sheet::Index {
            trail.push(Link { label: title.clone(), tag: None, url: address(sheet) });
        }
        let view = SheetView {
            kind,
            items: self.sheet_items(sheet),
            sections: if sheet == Sheet::Index { self.sheet_sections() } else { Vec::new() },
            pages: self.sheet_pages(sheet),
            index_url,
            manifest_url: Route::QrManifest.path(self.site),
        };
        let mut head = self.plain_head("sheet", title);
        head.written.clear();
        head.breadcrumbs = self.trail(trail);
        (head, PageContent::Sheet(Box::new(view)), None)
    }

    fn sheet_items(&self, sheet: Sheet) -> Vec<SheetItem> {
        let (collection, page, size, is_poster) = match sheet {
            Sheet::Index => return Vec::new(),
            Sheet::Labels { collection, page } => (collection, page, LABELS, false),
            Sheet::Posters { collection, page } => (collection, page, POSTERS, true),
        };
        let order = self.site.orders.lists[collection].get(self.lang).map_or(&[][..], Vec::as_slice);
        let shown = order.iter().skip((page - 1) * size).take(size);
        shown.map(|record| self.sheet_item(*record, is_poster)).collect()
    }

    /// The other pages of the same sheets; none when there is one.
    fn sheet_pages(&self, sheet: Sheet) -> Vec<PageLink> {
        let (collection, current, size) = match sheet {
            Sheet::Index => return Vec::new(),
            Sheet::Labels { collection, page } => (collection, page, LABELS),
            Sheet::Posters { collection, page } => (collection, page, POSTERS),
        };
        let count = page_count(self.site.members(collection).len(), size);
        let pages = (1..=count).filter(|_| count > 1).map(|n| {
            let other = match sheet {
                Sheet::Posters { .. } => Sheet::Posters { collection, page: n },
                _ => Sheet::Labels { collection, page: n },
            };
            let url = Route::Sheet { lang: self.lang, sheet: other }.href(self.site);
            PageLink { n, url, current: n == current, gap: false }
        });
        pages.collect()
    }

    fn titled(&self, key: &str, collection: CollectionId) -> String {
        let title = &self.site.content.collections[collection].title;
        self.string_with(key, &[("title", self.site.word(title, self.lang).map_or("", |(title, _)| title))])
    }

    fn sheet_sections(&self) -> Vec<SheetSection> {
        let lang = self.lang;
        let collections = self.site.content.collections.iter_enumerated();
        let sections = collections.filter_map(|(collection, declared)| {
            let count = self.site.members(collection).len();
            let sheet = |sheet| Route::Sheet { lang, sheet }.href(self.site);
            let (title, found) = self.site.word(&declared.title, lang).unwrap_or((&declared.name, None));
            (declared.codes && count > 0).then(|| SheetSection {
                title: title.to_owned(),
                tag: found.map(|lang| self.tag(lang)),
                count,
                labels_url: sheet(Sheet::Labels { collection, page: 1 }),
                posters_url: sheet(Sheet::Posters { collection, page: 1 }),
            })
        });
        sections.collect()
    }

    fn sheet_item(&self, index: RecordId, is_poster: bool) -> SheetItem {
        let record = &self.site.content.records[index];
        let (found, title) = self.title(record);
        let kind = if is_poster { CodeKind::Poster } else { CodeKind::Page };
        let file = CodeFile { record: index, lang: Some(self.lang), kind, mm: None };
        let url = self.permanent_url(index, Some(self.lang));
        let typed = short(&url).to_owned();
        let (summary, summary_tag) = if is_poster { self.summary(record) } else { (None, None) };
        let contacts = if is_poster { self.contacts(record) } else { Vec::new() };
        SheetItem {
            title: title.to_owned(),
            title_tag: self.other(found),
            summary,
            summary_tag,
            svg: file.path(self.site),
            alt: self.string_with("code_alt", &[("text", &typed)]),
            text: typed,
            contacts,
        }
    }
}

fn is_day(date: &Date) -> bool {
    matches!(date, Date::Day { .. })
}
