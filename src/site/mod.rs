//! All records → one `Site`: addresses, orders, filters, references. The only place that knows more than one record.
//!
//! Reads no files and formats no HTML. The same records give the same site in whatever order they come; every reference
//! that leads nowhere and every address that two pages claim is a diagnostic at its place.

mod filter;
mod order;
mod reference;
mod route;

pub use filter::{Filter, FilterKey, FilterValue};
pub use reference::terms_of;
pub use route::Route;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::{Lang, PerLang, Place};
use crate::config::Config;
use crate::content::{Collection, Content, Record, Status, Text, Value};
use crate::diag::{Diagnostic, Reported};
use crate::fact::Date;
use crate::locale::Locale;

/// A whole site as a value.
#[derive(Clone, Debug)]
pub struct Site {
    /// How it is to be made.
    pub config: Arc<Config>,
    /// What it says; only what is published on the day of the edition.
    pub content: Content,
    /// What the content has besides, by id: drafts, and what is not yet or no longer to be shown. No page is made of it;
    /// it is known so that a link to it can be told from a wrong one.
    pub withheld: BTreeMap<String, Record>,
    /// The day of the edition.
    pub today: Date,
    /// Records by id.
    pub by_id: BTreeMap<String, usize>,
    /// The records of each collection in the order of its list, by language.
    pub orders: Vec<PerLang<Vec<usize>>>,
    /// Where each record stands in the order of its collection, by language.
    pub positions: Vec<PerLang<BTreeMap<usize, usize>>>,
    /// The filters of each collection's list.
    pub filters: Vec<Vec<Filter>>,
    /// The records that name each record in their facts, ascending.
    pub mentions: Vec<Vec<usize>>,
    /// The records that carry each entry of each vocabulary, ascending.
    pub bearers: Vec<Vec<Vec<usize>>>,
    /// Every page and file that the site consists of, in the order in which they are made.
    pub routes: Vec<Route>,
    /// Former addresses, each with the page that is there instead.
    pub redirects: Vec<(String, Route)>,
}

/// Puts a site together.
#[must_use]
pub fn assemble(config: &Arc<Config>, content: Content, locales: &[Locale]) -> Reported<Site> {
    let mut all = Vec::new();
    let today = config.build_date.unwrap_or_else(|| newest(&content));
    let (content, withheld) = published(content, config, today, &mut all);
    let by_id: BTreeMap<String, usize> =
        content.records.iter().enumerate().map(|(index, record)| (record.id.clone(), index)).collect();
    let mut site = Site {
        config: config.clone(),
        today,
        mentions: vec![Vec::new(); content.records.len()],
        bearers: content.vocabularies.values().map(|words| vec![Vec::new(); words.entries.len()]).collect(),
        content,
        withheld,
        by_id,
        orders: Vec::new(),
        positions: Vec::new(),
        filters: Vec::new(),
        routes: Vec::new(),
        redirects: Vec::new(),
    };
    reference::link(&mut site, &mut all);
    site.orders = order::orders(&site, locales);
    site.positions = order::positions(&site.orders);
    site.filters = filter::filters(&site);
    site.routes = route::routes(&site);
    site.redirects = route::redirects(&site, &mut all);
    route::check_collisions(&site, &mut all);
    Reported::new(site, all)
}

/// The newest `updated` or `published`-like day that the content names: an edition is as old as its newest change.
fn newest(content: &Content) -> Date {
    let days = content.records.iter().filter_map(|record| record.meta.updated);
    days.max().unwrap_or(Date::Day { year: 1970, month: 1, day: 1 })
}

/// Leaves out what has no text, and keeps apart drafts and what is not yet or no longer to be shown.
fn published(
    mut content: Content,
    config: &Config,
    today: Date,
    all: &mut Vec<Diagnostic>,
) -> (Content, BTreeMap<String, Record>) {
    let mut withheld = BTreeMap::new();
    let mut shown = Vec::new();
    for mut record in std::mem::take(&mut content.records) {
        let begun = record.meta.publish_on.is_none_or(|day| day.first_day() <= today.last_day());
        let ended = record.meta.expires_on.is_some_and(|day| day.last_day() < today.first_day());
        let hidden = (record.meta.draft && !config.drafts) || ((!begun || ended) && !config.future);
        if !hidden {
            check_texts(config, &content.collections[record.collection], &record, all);
        }
        let written = !record.texts.is_empty();
        if !config.drafts {
            record.texts = finished(&record.texts);
        }
        if !hidden && !record.texts.is_empty() {
            shown.push(record);
        } else if written || record.meta.draft {
            withheld.insert(record.id.clone(), record);
        }
    }
    content.records = shown;
    (content, withheld)
}

fn is_draft(text: &Text) -> bool {
    text.status == Status::Draft
}

/// The texts that are no drafts.
fn finished(texts: &PerLang<Text>) -> PerLang<Text> {
    let mut kept = PerLang::default();
    for (lang, text) in texts.iter().filter(|(_, text)| !is_draft(text)) {
        kept.set(lang, text.clone());
    }
    kept
}

/// A record has text, in every language that its collection requires. A draft is a promise: it is reported, but the
/// record is published without it.
fn check_texts(config: &Config, collection: &Collection, record: &Record, all: &mut Vec<Diagnostic>) {
    let about = |found: Diagnostic| found.with("id", &record.id);
    if record.texts.is_empty() {
        if !record.meta.draft {
            all.push(about(Diagnostic::error("no-text", record.place.clone())).help("add"));
        }
        return;
    }
    if !config.drafts && record.texts.iter().all(|(_, text)| is_draft(text)) {
        all.push(about(Diagnostic::warning("only-drafts", record.place.clone())).help("finish"));
        return;
    }
    for code in &collection.required {
        let Some(lang) = config.lang(code) else { continue };
        let found = match record.texts.get(lang) {
            None => {
                let file = record.place.path.file_name();
                let in_folder = file == "record.toml" || file.ends_with(".md");
                Diagnostic::error("missing-translation", record.place.clone()).help(if in_folder {
                    "add"
                } else {
                    "row"
                })
            }
            Some(text) if is_draft(text) && !config.drafts => {
                Diagnostic::warning("draft-translation", Place::file(&text.place.path)).help("finish")
            }
            Some(_) => continue,
        };
        all.push(about(found).with("language", &config.language(lang).name).with("code", code));
    }
}

impl Site {
    /// The record's collection.
    #[must_use]
    pub fn collection_of(&self, record: &Record) -> &Collection {
        &self.content.collections[record.collection]
    }

    /// The languages to take text from for a reader of `lang`: its chain, then any other, so that no page is empty.
    #[must_use]
    pub fn chain(&self, lang: Lang) -> Vec<Lang> {
        let mut chain = self.config.chain(lang);
        for other in self.config.langs() {
            if !chain.contains(&other) {
                chain.push(other);
            }
        }
        chain
    }

    /// The text that a reader of `lang` gets, and its language.
    #[must_use]
    pub fn text<'a>(&'a self, record: &'a Record, lang: Lang) -> (Lang, &'a Text) {
        record.texts.pick(&self.chain(lang)).expect("records without any text were left out in `published`")
    }

    /// A short text for a reader of `lang`: the best there is, and its language when that is another.
    #[must_use]
    pub fn word<'a>(&self, words: &'a PerLang<String>, lang: Lang) -> Option<(&'a str, Option<Lang>)> {
        let (found, word) = words.pick(&self.chain(lang))?;
        Some((word, (found != lang).then_some(found)))
    }

    /// Whether the record has a text of its own in this language.
    #[must_use]
    pub fn is_translated(&self, record: &Record, lang: Lang) -> bool {
        record.texts.get(lang).is_some()
    }

    /// A record by id.
    #[must_use]
    pub fn record(&self, id: &str) -> Option<(usize, &Record)> {
        let index = *self.by_id.get(id)?;
        Some((index, &self.content.records[index]))
    }

    /// The record that answers readers of `lang` about `record`: one that serves the language, else the one the record names.
    ///
    /// Such records are those of the first collection that declares `contact`. A site without one has no contacts.
    #[must_use]
    pub fn contact(&self, record: Option<&Record>, lang: Lang) -> Option<usize> {
        let mut collections = self.content.collections.values().enumerate();
        let (desks, field) = collections.find_map(|(index, found)| Some((index, found.contact.as_ref()?)))?;
        let order = self.orders[desks].get(lang)?;
        let code = &self.config.language(lang).code;
        let serves =
            |index: &&usize| match self.content.records[**index].facts.get(field).map(|fact| &fact.value) {
                Some(Value::List(codes)) => {
                    codes.iter().any(|value| matches!(value, Value::Text(text) if text == code))
                }
                _ => false,
            };
        let named = record.into_iter().flat_map(reference::records_named);
        let mut named = named.filter_map(|name| self.by_id.get(&name.text));
        let named = named.find(|index| self.content.records[**index].collection == desks);
        // The reader's own language decides first; the source language is everybody's, so there the record's own desk does.
        let own = order.iter().find(serves);
        let best = if lang == Lang(0) { named.or(own) } else { own.or(named) };
        best.or(order.first()).copied()
    }

    /// The ids of all records, for finding near names.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.by_id.keys().map(String::as_str)
    }

    /// The languages that are made into pages.
    #[must_use]
    pub fn made(&self) -> BTreeSet<Lang> {
        self.config.made().into_iter().collect()
    }
}

/// Where a collection's schema stands, for diagnostics about the whole of it.
fn schema_place(collection: &Collection) -> Place {
    Place::file(&collection.path)
}
