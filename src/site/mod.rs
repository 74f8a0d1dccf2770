//! All records → one `Site`: addresses, orders, filters, references. The only place that knows more than one record.
//!
//! Reads no files and formats no HTML. The same records give the same site in whatever order they come; every reference
//! that leads nowhere and every address that two pages claim is a diagnostic at its place.

mod address;
mod attachment;
pub mod code;
mod cited;
mod declared;
mod filter;
mod home;
mod link;
mod listed;
mod map;
mod named;
mod names;
mod order;
mod place;
mod plan;
mod printed;
mod reference;
mod route;
mod target;
mod translation;
mod wanted;

pub use code::PermanentId;
pub use filter::{Filter, FilterId, FilterKey, FilterValue, FilterValueId};
pub use listed::MOST_ADDRESSES;
pub use map::{
    Basis, MapFilter, MapFilterId, MapId, MapKey, MapPlan, MapRoute, MapValue, MapValueId, PlaceFormat,
    Planned, Whereabouts, islands,
};
pub use plan::{Bearers, Mentions, Plan};
pub(crate) use reference::no_record;
pub use reference::terms_of;
pub use route::{Route, RouteId};
pub(crate) use route::{TERM_PAGE, page_count};
pub use target::{Own, split};
pub use translation::{Translation, segments};

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use typed_index_collections::TiVec;

use crate::base::{IdRange, Lang, PerLang, Place};
use crate::config::Config;
use crate::content::{Collection, CollectionId, Content, Record, RecordId, Status, Text, Value};
use crate::diag::{Diagnostic, Reported, Subject};
use crate::fact::Date;
use crate::locale::Locale;
use names::Names;
use reference::Checked;

/// A whole site as a value.
#[derive(Clone, Debug)]
pub struct Site {
    /// How it is to be made.
    pub config: Arc<Config>,
    /// What it says; only what is published on the day of the edition.
    pub content: Arc<Content>,
    /// What the content has besides, by id: drafts, and what is not yet or no longer to be shown. No page is made of it;
    /// it is known so that a link to it can be told from a wrong one.
    pub withheld: Arc<BTreeMap<String, Record>>,
    /// The day of the edition.
    pub today: Date,
    /// The formats of each language.
    pub locales: Arc<Vec<Locale>>,
    /// Where everything stands.
    pub plan: Arc<Plan>,
    chains: Vec<Vec<Lang>>,
    /// What everything is called, looked up when a name leads nowhere.
    names: Arc<Names>,
    /// Folders of records that are kept back, or of whose texts one is: what lies there may be named one day.
    waiting: Arc<BTreeSet<String>>,
    /// What was found wrong with the references of each record.
    checked: Arc<TiVec<RecordId, Checked>>,
}

/// Puts a site together. `before` is the same site as it was, if it was made before: what still holds of it is taken over.
#[must_use]
pub fn assemble(
    config: &Arc<Config>,
    content: Content,
    locales: &Arc<Vec<Locale>>,
    before: Option<&Site>,
) -> Reported<Site> {
    let mut all = Vec::new();
    let today = config.build_date.unwrap_or_else(|| newest(&content));
    let waiting = waiting(&content, config);
    let (content, withheld) = published(content, config, today, &mut all);
    let mut site = Site {
        config: config.clone(),
        content: Arc::new(content),
        withheld: Arc::new(withheld),
        today,
        locales: locales.clone(),
        plan: Arc::default(),
        names: Arc::default(),
        checked: Arc::default(),
        waiting: Arc::new(waiting),
        chains: config.langs().map(|lang| whole_chain(config, lang)).collect(),
    };
    plan::plan(&mut site, before);
    all.extend_from_slice(&site.plan.diagnostics);
    site.checked = Arc::new(reference::check(&site, before));
    all.extend(site.checked.iter().flat_map(|checked| checked.found.iter().cloned()));
    reference::check_rest(&site, &mut all);
    Reported::new(site, all)
}

/// A language's chain, then any other language, so that no page is empty.
fn whole_chain(config: &Config, lang: Lang) -> Vec<Lang> {
    let mut chain = config.chain(lang);
    chain.extend(config.langs().filter(|other| !chain.contains(other)).collect::<Vec<_>>());
    chain
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
        // Said by somebody who knows, not planned: the day of the edition, which may be that of an older change, is not asked.
        let withdrawn = record.meta.withdrawn.is_some();
        let hidden =
            (record.meta.draft && !config.drafts) || ((!begun || ended || withdrawn) && !config.future);
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
    content.records = shown.into();
    (content, withheld)
}

/// The folders of records that have a draft, or are one.
fn waiting(content: &Content, config: &Config) -> BTreeSet<String> {
    let waits = |record: &&Record| record.meta.draft || record.texts.iter().any(|(_, text)| is_draft(text));
    let records = content.records.iter().filter(|_| !config.drafts).filter(waits);
    records.map(|record| record.folder.clone()).collect()
}

fn is_draft(text: &Text) -> bool {
    text.status == Status::Draft
}

/// The texts that are no drafts.
fn finished(texts: &PerLang<Arc<Text>>) -> PerLang<Arc<Text>> {
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
            let mut missing = about(Diagnostic::error("no-text", record.place.clone())).help("add");
            missing = missing.hides(Subject::Record(record.id.clone()));
            missing.needs = config.codes().iter().map(|code| Subject::text(&record.id, code)).collect();
            all.push(missing);
        }
        return;
    }
    if let Some((_, first)) = record.texts.iter().next()
        && !config.drafts
        && record.texts.iter().all(|(_, text)| is_draft(text))
    {
        all.push(about(Diagnostic::warning("only-drafts", first.status_place.clone())).help("finish"));
        return;
    }
    for code in &collection.required {
        let Some(lang) = config.lang(code) else { continue };
        let found = match record.texts.get(lang) {
            None => {
                let file = record.place.path.file_name();
                let in_folder = file == "record.toml" || file.ends_with(".md");
                let missing = Diagnostic::error("missing-translation", record.place.clone());
                missing.help(if in_folder { "add" } else { "row" }).needs(Subject::text(&record.id, code))
            }
            Some(text) if is_draft(text) && !config.drafts => {
                Diagnostic::warning("draft-translation", text.status_place.clone()).help("finish")
            }
            Some(_) => continue,
        };
        all.push(about(found).with("language", &config.language(lang).name).with("code", code));
    }
}

impl Site {
    /// The records whose facts or texts are other than in `before`, the same site as it was; `None` when more than that
    /// differs: a name that something may refer to, or what it refers to by names. Values read from unchanged files are the same in memory, so this is a walk over addresses.
    #[must_use]
    pub fn changed_since(&self, before: &Site) -> Option<BTreeSet<RecordId>> {
        let same_names = Arc::ptr_eq(&self.plan, &before.plan)
            || (self.config == before.config
                && self.content.collections == before.content.collections
                && self.content.vocabularies == before.content.vocabularies
                && self.plan.by_id == before.plan.by_id);
        let same_frame = same_names
            && self.content.files == before.content.files
            && self.content.home == before.content.home
            && self.content.intros == before.content.intros
            && self.withheld.keys().eq(before.withheld.keys());
        let records = self.content.records.iter_enumerated().zip(&before.content.records);
        let changed = records.filter(|((_, a), b)| !a.is_same(b)).map(|((index, _), _)| index);
        same_frame.then(|| changed.collect())
    }

    /// The record's collection.
    #[must_use]
    pub fn collection_of(&self, record: &Record) -> &Collection {
        &self.content.collections[record.collection]
    }

    /// The languages to take text from for a reader of `lang`: its chain, then any other, so that no page is empty.
    #[must_use]
    pub fn chain(&self, lang: Lang) -> &[Lang] {
        &self.chains[lang.index()]
    }

    /// The text that a reader of `lang` gets, and its language.
    #[must_use]
    pub fn text<'a>(&'a self, record: &'a Record, lang: Lang) -> (Lang, &'a Text) {
        let picked = record.texts.pick(self.chain(lang));
        let (found, text) = picked.expect("records without any text were left out in `published`");
        (found, text)
    }

    /// A short text for a reader of `lang`: the best there is, and its language when that is another.
    #[must_use]
    pub fn word<'a>(&self, words: &'a PerLang<String>, lang: Lang) -> Option<(&'a str, Option<Lang>)> {
        let (found, word) = words.pick(self.chain(lang))?;
        Some((word, (found != lang).then_some(found)))
    }

    /// Whether the record has a text of its own in this language.
    #[must_use]
    pub fn is_translated(&self, record: &Record, lang: Lang) -> bool {
        record.texts.get(lang).is_some()
    }

    /// The positions of a collection's records, which lie side by side.
    #[must_use]
    pub fn members(&self, collection: CollectionId) -> IdRange<RecordId> {
        let records = &self.content.records;
        let first = records.partition_point(|record| record.collection < collection);
        let end = records.partition_point(|record| record.collection <= collection);
        IdRange::between(first, end)
    }

    /// A record by id.
    #[must_use]
    pub fn record(&self, id: &str) -> Option<(RecordId, &Record)> {
        let index = *self.plan.by_id.get(id)?;
        Some((index, &self.content.records[index]))
    }

    /// The records that answer readers of `lang` about `record`: the one that it names, where that serves the language;
    /// else that one, and the first that does.
    ///
    /// Such records are those of the first collection that declares `contact`. A site without one has no contacts.
    #[must_use]
    pub fn contacts(&self, record: Option<&Record>, lang: Lang) -> Vec<RecordId> {
        let mut collections = self.content.collections.iter_enumerated();
        let desks = collections.find_map(|(index, found)| Some((index, found.contact.as_ref()?)));
        let Some((desks, field)) = desks else { return Vec::new() };
        let order = self.plan.orders[desks].get(lang).map_or(&[][..], Vec::as_slice);
        let code = &self.config.language(lang).code;
        let serves = |index: &&RecordId| match self.content.records[**index]
            .facts
            .get(field)
            .map(|fact| &fact.value)
        {
            Some(Value::List(codes)) => {
                codes.iter().any(|value| matches!(value, Value::Text(text) if text == code))
            }
            _ => false,
        };
        let named = record.into_iter().flat_map(reference::records_named);
        let named = named.filter_map(|name| self.plan.by_id.get(&name.text));
        let named: Vec<&RecordId> =
            named.filter(|index| self.content.records[**index].collection == desks).collect();
        if let Some(own) = named.iter().copied().find(serves) {
            return vec![*own];
        }
        let of_language = order.iter().find(serves);
        let mut found: Vec<RecordId> =
            named.first().copied().into_iter().chain(of_language).copied().collect();
        if found.is_empty() {
            found.extend(order.first());
        }
        found
    }

    /// The page at an address below the root.
    #[must_use]
    pub fn route_at(&self, path: &str) -> Option<&Route> {
        Some(&self.plan.routes[*self.plan.by_path.get(path)?])
    }

    /// The ids of all records, for finding near names.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.plan.by_id.keys().map(String::as_str)
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
