//! What codes say, and the pages about them: in the reader's language like everything else.

use super::chrome::MenuPlace;
use super::event::{self, NotHeld};
use super::head::Head;
use super::model::{
    Code, Download, Link, PageContent, PageLink, PermanentRow, PermanentView, SheetItem, SheetSection,
    SheetView,
};
use super::{Lens, Views, card, chrome, contact, head};
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
                let url = permanent_url(&lens, file.record, file.lang);
                (url.clone(), short(&url).to_owned())
            }
            CodeKind::Contact => (card_of(&lens, file.record).short(), lens.string("code_contact_label")),
            CodeKind::Calendar => {
                let text = appointment(&lens, file.record).map_or_else(String::new, |event| event.short());
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
            Route::Card { lang, record } => Some(card_of(&self.lens(lang, ""), record).file()),
            Route::Calendar { lang, record } => {
                appointment(&self.lens(lang, ""), record).map(|event| event.file())
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

/// The absolute permanent address of a record.
fn permanent_url(lens: &Lens<'_>, record: RecordId, lang: Option<Lang>) -> String {
    let route = lens.site.permanent_of(record, lang);
    route.map_or_else(String::new, |route| lens.absolute(&route))
}

/// The codes of a record's page.
pub(super) fn codes(lens: &Lens<'_>, record: RecordId) -> Vec<Code> {
    let files = lens.code_files(record);
    let own = files.iter().filter(|file| file.lang == Some(lens.lang) && file.mm.is_none());
    own.filter(|file| file.kind != CodeKind::Poster).map(|file| code_view(lens, file, &files)).collect()
}

fn code_view(lens: &Lens<'_>, file: &CodeFile, all: &[CodeFile]) -> Code {
    let record = file.record;
    let mut files = vec![Download { label: "SVG".to_owned(), url: file.path(lens.site), format: "svg" }];
    let (lang, site) = (lens.lang, lens.site);
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
            files.extend(pictures(lens, all));
            ("code_label", Some(permanent_url(lens, record, Some(lang))), None)
        }
    };
    files.extend(kept.map(|(label, url, format)| Download { label: lens.string(label), url, format }));
    let label = lens.string(label);
    let text = url.as_deref().map(|url| short(url).to_owned());
    let alt = match &text {
        Some(text) => lens.string_with("code_alt", &[("text", text)]),
        None => {
            let (_, title) = lens.title(&site.content.records[record]);
            lens.string_with("code_alt_of", &[("label", &label), ("title", title)])
        }
    };
    Code { kind: file.kind.name(), svg: file.path(site), alt, label, text, url, files }
}

/// The pictures of a page's code, and the files of that for readers of any language.
fn pictures(lens: &Lens<'_>, all: &[CodeFile]) -> Vec<Download> {
    let pages = || all.iter().filter(|file| file.kind == CodeKind::Page);
    let mut files = Vec::new();
    for (file, mm) in pages().filter_map(|file| Some((file, file.mm?))) {
        if file.lang == Some(lens.lang) {
            let label = format!("PNG {mm}\u{a0}mm");
            files.push(Download { label, url: file.path(lens.site), format: "png" });
        }
    }
    if let Some(shared) = pages().find(|file| file.lang.is_none() && file.mm.is_none()) {
        let label = lens.string_with("code_shared", &[("format", "SVG")]);
        files.push(Download { label, url: shared.path(lens.site), format: "svg" });
    }
    files
}

/// How to reach a desk.
fn card_of(lens: &Lens<'_>, index: RecordId) -> ContactCard {
    let record = &lens.site.content.records[index];
    let mut card = ContactCard {
        name: called(lens, record),
        organisation: host(lens, record),
        url: permanent_url(lens, index, Some(lens.lang)),
        tag: lens.tag(lens.lang),
        changed: lens.meta(record).updated.filter(is_day).map(compact),
        ..ContactCard::default()
    };
    for fact in lens.facts(record).values() {
        fact.value.walk(&mut |value| match value {
            Value::Email(email) => card.emails.push(email.clone()),
            Value::Phone(phone) => card.phones.push(phone.clone()),
            _ => {}
        });
    }
    card
}

/// The title of a record and the language in which it was found.
fn called(lens: &Lens<'_>, record: &Record) -> Tagged {
    let (found, title) = lens.title(record);
    Tagged { text: title.to_owned(), tag: lens.tag(found) }
}

/// A name and the language in which it was found.
fn name_of(lens: &Lens<'_>, name: &PerLang<String>) -> Option<Tagged> {
    let (text, found) = lens.site.word(name, lens.lang)?;
    Some(Tagged { text: text.to_owned(), tag: lens.tag(found.unwrap_or(lens.lang)) })
}

/// The organisation that a record names, else that of the site.
fn host(lens: &Lens<'_>, record: &Record) -> Option<Tagged> {
    const VOCABULARY: &str = "organisations";
    let terms = lens.facts(record).values().flat_map(|fact| crate::site::terms_of(&fact.value));
    let own = terms.into_iter().find(|(vocabulary, _)| *vocabulary == VOCABULARY).map(|(_, id)| id);
    let id = own.or(lens.site.config.organisation.as_ref().map(|(id, _)| id.as_str()))?;
    let entry = lens.site.entry(VOCABULARY, id)?;
    name_of(lens, &entry.name)
}

/// When an event is; `None` for one without a day.
pub(super) fn appointment(lens: &Lens<'_>, index: RecordId) -> Option<Appointment> {
    let record = &lens.site.content.records[index];
    let (first, last) = lens.days(record)?;
    let permanent = lens.site.permanent_of(index, Some(lens.lang));
    let route = permanent.unwrap_or(Route::Record { lang: lens.lang, record: index });
    let url = lens.absolute(&route);
    let (summary, tag) = card::summary(lens, record);
    let host = short(&lens.site.config.base_url.join("")).to_owned();
    Some(Appointment {
        uid: format!("{}@{}", record.id, host.split('/').next().unwrap_or_default()),
        title: called(lens, record),
        summary: summary.map(|text| Tagged { text, tag: tag.unwrap_or_else(|| lens.tag(lens.lang)) }),
        place: place_name(lens, record),
        url,
        first: compact(first),
        after: compact(last.day_after()),
        changed: compact(lens.meta(record).updated.filter(is_day).unwrap_or_else(|| lens.today())),
        sequence: lens.meta(record).updated.map_or(0, sequence),
        status: event::called(lens, record).map(|called| match called {
            NotHeld::Off => "CANCELLED",
            NotHeld::Later => "TENTATIVE",
        }),
    })
}

/// How often an event has changed, as far as its files tell: the days from 2000 to that of its last change. It never falls while
/// that day does not, and programs take what is higher for newer.
fn sequence(updated: Date) -> i64 {
    let (year, month, day) = updated.first_day();
    let parts = (i8::try_from(month).ok(), i8::try_from(day).ok());
    let (Some(month), Some(day)) = parts else { return 0 };
    let day = jiff::civil::Date::new(year, month, day);
    let since = day.and_then(|day| jiff::civil::date(2000, 1, 1).until(day));
    since.map_or(0, |span| i64::from(span.get_days()).max(0))
}

/// The name of the place that a record names.
fn place_name(lens: &Lens<'_>, record: &Record) -> Option<Tagged> {
    const VOCABULARY: &str = "places";
    let id = lens.facts(record).values().find_map(|fact| match &fact.value {
        Value::Term { vocabulary, id } if vocabulary == VOCABULARY => Some(&id.text),
        Value::Located(located) => located.within.as_ref().map(|name| &name.text),
        _ => None,
    })?;
    let entry = lens.site.entry(VOCABULARY, id)?;
    name_of(lens, &entry.name)
}

/// The page behind a code: a link for each language. `None` where it leads on at once.
pub(super) fn permanent(
    lens: &Lens<'_>,
    lang: Option<Lang>,
    at: PermanentId,
) -> Option<(Head, PageContent, Option<MenuPlace>)> {
    let permanent = lens.site.permanent(at);
    let row = |lang: Lang| match &permanent.leads {
        Leads::Record(record) => onward(&lens.speaking(Some(lang)), *record),
        Leads::Gone(record) => gone(&lens.speaking(Some(lang)), record),
    };
    let withdrawn = matches!(permanent.leads, Leads::Gone(_));
    if lang.is_some() && !withdrawn {
        return None;
    }
    let mut langs = lens.site.config.built_languages();
    langs.sort_by_key(|other| Some(*other) != lang);
    let rows: Vec<PermanentRow> = langs.into_iter().map(row).collect();
    let title = rows.first().map_or_else(String::new, |row| row.title.clone());
    let mut head = head::plain(lens, "permanent", title);
    head.breadcrumbs.clear();
    head.written.clear();
    let url = lens.absolute(&Route::Permanent { lang, at });
    let part = PageContent::Permanent(PermanentView { text: short(&url).to_owned(), withdrawn, rows });
    Some((head, part, None))
}

fn row(lens: &Lens<'_>, title: String, title_tag: Option<String>, url: String) -> PermanentRow {
    let language = chrome::language(lens, lens.lang);
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

fn onward(lens: &Lens<'_>, record: RecordId) -> PermanentRow {
    let (found, title) = lens.title(&lens.site.content.records[record]);
    row(lens, title.to_owned(), lens.other(found), lens.record_url(record))
}

fn gone(lens: &Lens<'_>, gone: &Gone) -> PermanentRow {
    let (title, found) = lens.site.word(&gone.titles, lens.lang).unwrap_or_default();
    let list = gone.collection.filter(|index| lens.site.content.collections[*index].list);
    let (url, label) = match (gone.successor, list) {
        (Some(record), _) => {
            let (_, title) = lens.title(&lens.site.content.records[record]);
            (lens.record_url(record), lens.string_with("gone_successor", &[("title", title)]))
        }
        (None, Some(index)) => {
            let title = &lens.site.content.collections[index].title;
            let title = lens.site.word(title, lens.lang).map_or("", |(title, _)| title);
            (lens.list_url(index), lens.string_with("gone_list", &[("title", title)]))
        }
        (None, None) => (Route::Home(lens.lang).href(lens.site), lens.string("home")),
    };
    let mut row = row(lens, title.to_owned(), found.map(|lang| lens.tag(lang)), url);
    row.label = Some(label);
    row.said = Some(match gone.since {
        Some(day) => {
            let day = lens.locale.date(day, DateStyle::Within);
            lens.string_with("gone_since", &[("date", &day)])
        }
        None => lens.string("gone"),
    });
    row.contact = lens.desks(None).first().map(|desk| {
        let (found, title) = lens.title(&lens.site.content.records[*desk]);
        let label = lens.string_with("gone_contact", &[("name", title)]);
        Link { label, tag: lens.other(found), url: lens.record_url(*desk) }
    });
    row
}

/// Codes to print and cut out.
pub(super) fn sheet(lens: &Lens<'_>, sheet: Sheet) -> (Head, PageContent, Option<MenuPlace>) {
    let (kind, title) = match sheet {
        Sheet::Index => ("index", lens.string("codes_title")),
        Sheet::Labels { collection, .. } => ("labels", titled(lens, "codes_labels_of", collection)),
        Sheet::Posters { collection, .. } => ("posters", titled(lens, "codes_posters_of", collection)),
    };
    let address = |sheet| Route::Sheet { lang: lens.lang, sheet }.href(lens.site);
    let index_url = address(Sheet::Index);
    let mut trail = vec![Link { label: lens.string("codes_title"), tag: None, url: index_url.clone() }];
    if sheet != Sheet::Index {
        trail.push(Link { label: title.clone(), tag: None, url: address(sheet) });
    }
    let view = SheetView {
        kind,
        items: sheet_items(lens, sheet),
        sections: if sheet == Sheet::Index { sheet_sections(lens) } else { Vec::new() },
        pages: sheet_pages(lens, sheet),
        index_url,
        manifest_url: Route::QrManifest.path(lens.site),
    };
    let mut head = head::plain(lens, "sheet", title);
    head.written.clear();
    head.breadcrumbs = head::trail(lens, trail);
    (head, PageContent::Sheet(Box::new(view)), None)
}

fn sheet_items(lens: &Lens<'_>, sheet: Sheet) -> Vec<SheetItem> {
    let (collection, page, size, is_poster) = match sheet {
        Sheet::Index => return Vec::new(),
        Sheet::Labels { collection, page } => (collection, page, LABELS, false),
        Sheet::Posters { collection, page } => (collection, page, POSTERS, true),
    };
    let order = lens.site.orders.lists[collection].get(lens.lang).map_or(&[][..], Vec::as_slice);
    let shown = order.iter().skip((page - 1) * size).take(size);
    shown.map(|record| sheet_item(lens, *record, is_poster)).collect()
}

/// The other pages of the same sheets; none when there is one.
fn sheet_pages(lens: &Lens<'_>, sheet: Sheet) -> Vec<PageLink> {
    let (collection, current, size) = match sheet {
        Sheet::Index => return Vec::new(),
        Sheet::Labels { collection, page } => (collection, page, LABELS),
        Sheet::Posters { collection, page } => (collection, page, POSTERS),
    };
    let count = page_count(lens.site.members(collection).len(), size);
    let pages = (1..=count).filter(|_| count > 1).map(|n| {
        let other = match sheet {
            Sheet::Posters { .. } => Sheet::Posters { collection, page: n },
            _ => Sheet::Labels { collection, page: n },
        };
        let url = Route::Sheet { lang: lens.lang, sheet: other }.href(lens.site);
        PageLink { n, url, current: n == current, gap: false }
    });
    pages.collect()
}

fn titled(lens: &Lens<'_>, key: &str, collection: CollectionId) -> String {
    let title = &lens.site.content.collections[collection].title;
    lens.string_with(key, &[("title", lens.site.word(title, lens.lang).map_or("", |(title, _)| title))])
}

fn sheet_sections(lens: &Lens<'_>) -> Vec<SheetSection> {
    let lang = lens.lang;
    let collections = lens.site.content.collections.iter_enumerated();
    let sections = collections.filter_map(|(collection, declared)| {
        let count = lens.site.members(collection).len();
        let sheet = |sheet| Route::Sheet { lang, sheet }.href(lens.site);
        let (title, found) = lens.site.word(&declared.title, lang).unwrap_or((&declared.name, None));
        (declared.codes && count > 0).then(|| SheetSection {
            title: title.to_owned(),
            tag: found.map(|lang| lens.tag(lang)),
            count,
            labels_url: sheet(Sheet::Labels { collection, page: 1 }),
            posters_url: sheet(Sheet::Posters { collection, page: 1 }),
        })
    });
    sections.collect()
}

fn sheet_item(lens: &Lens<'_>, index: RecordId, is_poster: bool) -> SheetItem {
    let record = &lens.site.content.records[index];
    let (found, title) = lens.title(record);
    let kind = if is_poster { CodeKind::Poster } else { CodeKind::Page };
    let file = CodeFile { record: index, lang: Some(lens.lang), kind, mm: None };
    let url = permanent_url(lens, index, Some(lens.lang));
    let typed = short(&url).to_owned();
    let (summary, summary_tag) = if is_poster { card::summary(lens, record) } else { (None, None) };
    let contacts = if is_poster { contact::contacts(lens, record) } else { Vec::new() };
    SheetItem {
        title: title.to_owned(),
        title_tag: lens.other(found),
        summary,
        summary_tag,
        svg: file.path(lens.site),
        alt: lens.string_with("code_alt", &[("text", &typed)]),
        text: typed,
        contacts,
    }
}

fn is_day(date: &Date) -> bool {
    matches!(date, Date::Day { .. })
}
