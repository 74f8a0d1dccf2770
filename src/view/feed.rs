//! What feeds and calendars hold, in the reader's language.

use super::model::AlternateFile;
use super::reads::{ReadLog, Reads};
use super::{Lens, Views, body, card, code};
use crate::base::Lang;
use crate::code::CalendarFile;
use crate::content::{CollectionId, Record, RecordId, Value};
use crate::fact::Date;
use crate::site::{FeedFormat, FeedRoute, Route};

/// The newest records of a feed, and as many of those whose day is to come.
const NEWEST: usize = 20;

/// The newest dated records that are written in a language.
#[derive(Clone, Debug)]
pub struct FeedView {
    /// The same for ever.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// BCP 47 of all that is in it.
    pub tag: String,
    /// The page that it belongs to, for the whole world.
    pub home: String,
    /// Who publishes it.
    pub author: String,
    /// The newest change in it.
    pub updated: Date,
    /// The newest first, then what is to come, the nearest first.
    pub items: Vec<FeedItem>,
}

/// A record in a feed.
#[derive(Clone, Debug)]
pub struct FeedItem {
    /// The same for ever: programs know an item by it.
    pub id: String,
    /// Its page, for the whole world.
    pub url: String,
    /// Its title.
    pub title: String,
    /// Its summary, where it has one of its own.
    pub summary: Option<String>,
    /// Its text without markup.
    pub text: String,
    /// The day on which it was published, where that is known: no day of an event, and none that is yet to come.
    pub published: Option<Date>,
    /// The day of its last change, else its date.
    pub updated: Date,
}

impl Views<'_> {
    /// A feed, and what it read.
    #[must_use]
    pub fn feed(&self, route: &FeedRoute) -> (FeedView, Reads) {
        let log = ReadLog::default();
        let lens = Lens { log: Some(&log), ..self.lens(route.lang, "") };
        (feed(&lens, route), log.reads())
    }

    /// All events of a language, and what they read.
    #[must_use]
    pub fn events(&self, lang: Lang) -> (CalendarFile, Reads) {
        let log = ReadLog::default();
        let lens = Lens { log: Some(&log), ..self.lens(lang, "") };
        let records = self.site.content.collections.positions().filter(|at| self.site.has_events(*at));
        let records = records.flat_map(|collection| self.site.members(collection));
        let mut events: Vec<_> = records.filter_map(|record| code::appointment(&lens, record)).collect();
        events.sort_by(|a, b| (&a.first, &a.uid).cmp(&(&b.first, &b.uid)));
        let name = self.site.word(&self.site.config.name, lang).map_or("", |(name, _)| name);
        let calendar =
            CalendarFile { name: name.to_owned(), source: lens.absolute(&Route::Events(lang)), events };
        (calendar, log.reads())
    }
}

/// The feeds of what a page is about, besides that of the whole language.
pub(super) fn files(lens: &Lens<'_>, route: &Route) -> Vec<AlternateFile> {
    let collection = match *route {
        Route::List { collection, .. } => collection,
        Route::Record { record, .. } => lens.site.content.records[record].collection,
        _ => return Vec::new(),
    };
    let declared = &lens.site.content.collections[collection];
    let has_feed = declared.feed && declared.list;
    let formats = FeedFormat::ALL.into_iter().filter(|_| has_feed);
    let files = formats.map(|format| AlternateFile {
        r#type: format.media_type(),
        title: title(lens, Some(collection)),
        url: FeedRoute { lang: lens.lang, of: Some(collection), format }.path(lens.site),
    });
    files.collect()
}

/// What the feed of a collection is called, or of all.
fn title(lens: &Lens<'_>, of: Option<CollectionId>) -> String {
    let site = lens.site.word(&lens.site.config.name, lens.lang).map_or("", |(name, _)| name);
    let Some(collection) = of else { return site.to_owned() };
    let title = lens.site.word(&lens.site.content.collections[collection].title, lens.lang);
    lens.labelled(site, title.map_or("", |(title, _)| title))
}

fn feed(lens: &Lens<'_>, route: &FeedRoute) -> FeedView {
    let site_name = lens.site.word(&lens.site.config.name, lens.lang).map_or("", |(name, _)| name);
    let home = match route.of {
        None => Route::Home(lens.lang),
        Some(collection) => Route::List { lang: lens.lang, collection, filter: None, page: 1 },
    };
    let items: Vec<FeedItem> = newest(lens, route.of).into_iter().map(|found| item(lens, found)).collect();
    let home = lens.absolute(&home);
    FeedView {
        id: home.clone(),
        title: title(lens, route.of),
        tag: lens.tag(lens.lang),
        home,
        author: site_name.to_owned(),
        updated: items.iter().map(|item| item.updated).max().unwrap_or_else(|| lens.today()),
        items,
    }
}

/// Records of collections with a feed, written in this language and dated: the newest first, then what is to come, the
/// nearest first. The day of an event is no day of publication: a full calendar would leave no room for news.
fn newest(lens: &Lens<'_>, of: Option<CollectionId>) -> Vec<(Date, RecordId)> {
    let collections = lens.site.content.collections.iter_enumerated();
    let wanted = collections.filter(|(at, declared)| declared.feed && of.is_none_or(|of| of == *at));
    let records = wanted.flat_map(|(collection, _)| lens.site.members(collection));
    let mut dated: Vec<(Date, RecordId)> = records
        .filter_map(|index| {
            let record = &lens.site.content.records[index];
            let date = lens.is_translated(record, lens.lang).then(|| date(lens, record))?;
            Some((date?, index))
        })
        .collect();
    let id = |index: RecordId| &lens.site.content.records[index].id;
    dated.sort_by(|(a, a_record), (b, b_record)| b.cmp(a).then_with(|| id(*a_record).cmp(id(*b_record))));
    let today = lens.today().last_day();
    let is_ahead = |day: &Date| lens.site.is_dated() && day.first_day() > today;
    let (ahead, past): (Vec<_>, Vec<_>) = dated.into_iter().partition(|(day, _)| is_ahead(day));
    past.into_iter().take(NEWEST).chain(ahead.into_iter().rev().take(NEWEST)).collect()
}

fn date(lens: &Lens<'_>, record: &Record) -> Option<Date> {
    let field = lens.site.collection_of(record).date.as_ref()?;
    match &lens.facts(record).get(field)?.value {
        Value::Date(date) => Some(*date),
        Value::Period(period) => period.start(),
        _ => None,
    }
}

fn published(lens: &Lens<'_>, record: &Record) -> Option<Date> {
    let field = lens.site.collection_of(record).date.as_ref()?;
    match lens.facts(record).get(field)?.value {
        Value::Date(day @ Date::Day { .. }) if day.first_day() <= lens.today().last_day() => Some(day),
        _ => None,
    }
}

fn item(lens: &Lens<'_>, (date, index): (Date, RecordId)) -> FeedItem {
    let record = &lens.site.content.records[index];
    let (_, text) = lens.prose(record);
    let url = lens.absolute(&Route::Record { lang: lens.lang, record: index });
    // Programs know an item by its id; the address changes with a slug, what stands on paper does not.
    let permanent = lens.site.permanent_of(index, Some(lens.lang));
    FeedItem {
        id: permanent.map_or_else(|| url.clone(), |permanent| lens.absolute(&permanent)),
        url,
        title: text.title.clone(),
        summary: text.summary.as_ref().and_then(|_| card::summary(lens, record).0),
        text: body::plain(lens, &text.body.plain, &text.body, Some(record)).trim().to_owned(),
        published: published(lens, record),
        updated: lens.meta(record).updated.unwrap_or_else(|| date.min(lens.today())),
    }
}
