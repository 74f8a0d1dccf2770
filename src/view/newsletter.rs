//! The newsletter: its issues, and each as a letter.

use super::head::Head;
use super::model::{ArchiveLink, Link, List, PageContent};
use super::reads::{ReadLog, Reads};
use super::{Lens, Views, card, contact, head, listing};
use crate::base::Lang;
use crate::content::RecordId;
use crate::fact::Date;
use crate::locale::DateStyle;
use crate::site::{Issue, Route};

/// An issue as a letter.
#[derive(Clone, Debug)]
pub struct LetterView {
    /// What it is called.
    pub subject: String,
    /// BCP 47 of what is in it.
    pub tag: String,
    /// Who publishes it.
    pub name: String,
    /// A line about it.
    pub tagline: Option<String>,
    /// What it tells, under headings.
    pub parts: Vec<(String, Vec<LetterItem>)>,
    /// Words before the address of its page.
    pub more: String,
    /// Its page, for the whole world.
    pub url: String,
}

/// What a letter tells of.
#[derive(Clone, Debug)]
pub struct LetterItem {
    /// Its title.
    pub title: String,
    /// Its page, for the whole world.
    pub url: String,
    /// Its date.
    pub date: Option<String>,
    /// Its summary.
    pub summary: Option<String>,
}

impl Views<'_> {
    /// An issue as a letter, and what it read.
    #[must_use]
    pub fn letter(&self, lang: Lang, quarter: Date) -> (LetterView, Reads) {
        let log = ReadLog::default();
        let lens = Lens { log: Some(&log), ..self.lens(lang, "") };
        (letter(&lens, quarter), log.reads())
    }
}

/// All issues.
pub(super) fn issues(lens: &Lens<'_>) -> (Head, PageContent) {
    let route = Route::Issues(lens.lang);
    let issues = lens.site.orders.issues.iter();
    let link = |issue: &Issue| ArchiveLink {
        label: label(lens, issue.quarter),
        url: Route::Issue { lang: lens.lang, quarter: issue.quarter }.href(lens.site),
        count: lens.locale.number(issue.records.len() as u64),
    };
    let list = List {
        title: lens.string("newsletter"),
        total: issues.len(),
        all_url: route.href(lens.site),
        archive: issues.map(link).collect(),
        contacts: contact::general(lens),
        ..List::default()
    };
    let mut head = head::plain(lens, "list", list.title.clone());
    head.breadcrumbs = head::trail(lens, vec![own(lens)]);
    head.written = lens.site.written_in(&route);
    (head, PageContent::List(Box::new(list)))
}

/// One of them.
pub(super) fn issue(lens: &Lens<'_>, quarter: Date) -> (Head, PageContent) {
    let route = Route::Issue { lang: lens.lang, quarter };
    let records = records(lens, quarter);
    let written = lens.site.written_in(&route);
    let mail = Route::Letter { lang: lens.lang, quarter };
    let list = List {
        title: lens.labelled(&lens.string("newsletter"), &label(lens, quarter)),
        total: records.len(),
        all_url: Route::Issues(lens.lang).href(lens.site),
        groups: listing::by_collection(lens, records, "group"),
        letter: written.contains(&lens.lang).then(|| mail.href(lens.site)),
        ..List::default()
    };
    let mut head = head::plain(lens, "list", list.title.clone());
    let here = Link { label: label(lens, quarter), tag: None, url: route.href(lens.site) };
    head.breadcrumbs = head::trail(lens, vec![own(lens), here]);
    head.written = written;
    (head, PageContent::List(Box::new(list)))
}

fn own(lens: &Lens<'_>) -> Link {
    Link { label: lens.string("newsletter"), tag: None, url: Route::Issues(lens.lang).href(lens.site) }
}

fn records<'l>(lens: &'l Lens<'_>, quarter: Date) -> &'l [RecordId] {
    let issue = lens.site.orders.issues.iter().find(|issue| issue.quarter == quarter);
    issue.map_or(&[][..], |issue| &issue.records)
}

fn label(lens: &Lens<'_>, quarter: Date) -> String {
    lens.locale.date(quarter, DateStyle::Short)
}

fn letter(lens: &Lens<'_>, quarter: Date) -> LetterView {
    let content = &lens.site.content;
    let name = lens.site.word(&lens.site.config.name, lens.lang).map_or("", |(name, _)| name);
    // Who reads a letter reads its language.
    let own = records(lens, quarter).iter().copied();
    let own: Vec<RecordId> =
        own.filter(|record| lens.is_translated(&content.records[*record], lens.lang)).collect();
    let parts = own.chunk_by(|a, b| content.records[*a].collection == content.records[*b].collection);
    let part = |members: &[RecordId]| {
        let collection = &content.collections[content.records[members[0]].collection];
        let title = lens.site.word(&collection.title, lens.lang).map_or("", |(title, _)| title).to_owned();
        (title, members.iter().map(|record| item(lens, *record)).collect())
    };
    let quarter_name = lens.labelled(&lens.string("newsletter"), &label(lens, quarter));
    LetterView {
        subject: format!("{quarter_name} – {name}"),
        tag: lens.tag(lens.lang),
        name: name.to_owned(),
        tagline: lens.site.word(&lens.site.config.tagline, lens.lang).map(|(line, _)| line.to_owned()),
        parts: parts.map(part).collect(),
        more: lens.string("newsletter_more"),
        url: lens.absolute(&Route::Issue { lang: lens.lang, quarter }),
    }
}

fn item(lens: &Lens<'_>, record: RecordId) -> LetterItem {
    let found = &lens.site.content.records[record];
    let (_, title) = lens.title(found);
    LetterItem {
        title: title.to_owned(),
        url: lens.absolute(&Route::Record { lang: lens.lang, record }),
        date: card::record_date(lens, found).map(|date| date.text),
        summary: card::summary(lens, found).0,
    }
}
