//! What is published on one day: the content without drafts and without what is not yet or no longer to be shown.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::names::Names;
use crate::base::{IdRange, Lang, PerLang};
use crate::config::Config;
use crate::content::{Collection, CollectionId, Content, Entry, Record, RecordId, Status, Text};
use crate::fact::Date;
use crate::locale::Locale;

/// What a site is made of, before it is known where anything stands.
#[derive(Clone, Debug)]
pub struct Edition {
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
    pub(super) chains: Vec<Vec<Lang>>,
    /// What everything is called, made when a name leads nowhere.
    pub(super) names: Arc<Names>,
    /// Folders of records that are kept back, or of whose texts one is: what lies there may be named one day.
    pub(crate) waiting: Arc<BTreeSet<String>>,
    /// What is to be published by its days and cannot be, or not as a whole, because texts are drafts or missing: records as
    /// they were written, by id.
    pub(crate) unfinished: Arc<BTreeMap<String, Record>>,
}

/// The content, parted by what is to be shown.
struct Published {
    content: Content,
    withheld: BTreeMap<String, Record>,
    unfinished: BTreeMap<String, Record>,
}

impl Edition {
    /// What of the content is published on the day that the settings name, else on that of its newest change.
    pub(super) fn of(config: &Arc<Config>, content: Content, locales: &Arc<Vec<Locale>>) -> Edition {
        let today = config.build_date.unwrap_or_else(|| newest(&content));
        let waiting = waiting(&content, config);
        let Published { content, withheld, unfinished } = published(content, config, today);
        Edition {
            config: config.clone(),
            content: Arc::new(content),
            withheld: Arc::new(withheld),
            today,
            locales: locales.clone(),
            chains: config.langs().map(|lang| whole_chain(config, lang)).collect(),
            names: Arc::default(),
            waiting: Arc::new(waiting),
            unfinished: Arc::new(unfinished),
        }
    }

    /// Whether the settings or the content tell the day of the edition.
    #[must_use]
    pub fn is_dated(&self) -> bool {
        self.today != UNDATED
    }

    /// The records that wait for their day, each with it, by id.
    pub fn waiting_for(&self) -> impl Iterator<Item = (&Record, Date)> {
        let waits = |day: &Date| day.first_day() > self.today.last_day() && !self.config.future;
        let hidden = self.withheld.values().filter(|record| !record.meta.draft || self.config.drafts);
        hidden.filter_map(move |record| Some((record, record.meta.publish_on.filter(waits)?)))
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

    /// The languages that are made into pages.
    #[must_use]
    pub fn built_languages(&self) -> BTreeSet<Lang> {
        self.config.built_languages().into_iter().collect()
    }

    /// An entry of a vocabulary.
    #[must_use]
    pub fn entry(&self, vocabulary: &str, id: &str) -> Option<&Entry> {
        self.content.vocabularies.get(vocabulary)?.entries.get(id)
    }

    /// A value for each language of the site.
    pub(super) fn by_lang<T>(&self, make: impl Fn(Lang) -> T) -> PerLang<T> {
        let mut values = PerLang::default();
        for lang in self.config.langs() {
            values.set(lang, make(lang));
        }
        values
    }
}

/// A language's chain, then any other language, so that no page is empty.
fn whole_chain(config: &Config, lang: Lang) -> Vec<Lang> {
    let mut chain = config.chain(lang);
    chain.extend(config.langs().filter(|other| !chain.contains(other)).collect::<Vec<_>>());
    chain
}

/// The day of an edition of which nothing tells the day: before everything, so that nothing is shown too early.
const UNDATED: Date = Date::Day { year: 1970, month: 1, day: 1 };

/// An edition is as old as its newest change, which is the newest `updated`; where no record has one, it is as old as the
/// newest day that must have been: of a withdrawal, of a figure, of a field that says `past`. `publish_on` is no such day: a
/// release that waits for next year would be shown at once.
fn newest(content: &Content) -> Date {
    let records = || content.records.iter();
    let updated = records().filter_map(|record| record.meta.updated).max();
    let been = || records().flat_map(|record| have_been(content, record)).max();
    updated.or_else(been).unwrap_or(UNDATED)
}

/// The days of a record from which the day of an edition may follow.
pub(crate) fn days_known<'c>(content: &'c Content, record: &'c Record) -> impl Iterator<Item = Date> + 'c {
    record.meta.updated.into_iter().chain(have_been(content, record))
}

/// The days of a record that have been, whatever today is.
fn have_been<'c>(content: &'c Content, record: &'c Record) -> impl Iterator<Item = Date> + 'c {
    let past = content.collections[record.collection].fields.iter().filter(|(_, field)| field.rules.past);
    let past = past.filter_map(|(name, _)| record.facts.get(name)?.value.last_date());
    [record.meta.as_of, record.meta.withdrawn].into_iter().flatten().chain(past)
}

/// Leaves out what has no text, and keeps apart drafts and what is not yet or no longer to be shown.
fn published(mut content: Content, config: &Config, today: Date) -> Published {
    let (mut withheld, mut unfinished) = (BTreeMap::new(), BTreeMap::new());
    let mut shown = Vec::new();
    for mut record in std::mem::take(&mut content.records) {
        let is_hidden = is_hidden(&record, config, today);
        let written = !record.texts.is_empty();
        let has_draft = !config.drafts && record.texts.iter().any(|(_, text)| is_draft(text));
        if !is_hidden && (has_draft || !written) {
            unfinished.insert(record.id.clone(), record.clone());
        }
        if has_draft {
            record.texts = finished(&record.texts);
        }
        if !is_hidden && !record.texts.is_empty() {
            shown.push(record);
        } else if written || record.meta.draft {
            withheld.insert(record.id.clone(), record);
        }
    }
    content.records = shown.into();
    Published { content, withheld, unfinished }
}

/// Whether a record is a draft, or its days are not those of the edition.
fn is_hidden(record: &Record, config: &Config, today: Date) -> bool {
    let begun = record.meta.publish_on.is_none_or(|day| day.first_day() <= today.last_day());
    let ended = record.meta.expires_on.is_some_and(|day| day.last_day() < today.first_day());
    // A withdrawal holds at once: the day of the edition may be that of an older change and is not compared.
    let withdrawn = record.meta.withdrawn.is_some();
    (record.meta.draft && !config.drafts) || ((!begun || ended || withdrawn) && !config.future)
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

#[cfg(test)]
mod tests {
    use crate::config::Overrides;
    use crate::fact::Date;
    use crate::pipeline::assemble;
    use crate::source::Snapshot;

    /// Whether a record that says this is shown on a day.
    fn is_shown(record: &str, day: &str) -> bool {
        let files = [
            (
                "portolan.toml",
                "[site]\nbase_url = \"https://x.example\"\nname.vi = \"X\"\n[[language]]\ncode = \"vi\"\nname = \"Tiếng Việt\"\n",
            ),
            ("content/news/_collection.toml", "title.vi = \"Tin\"\npath.vi = \"tin\"\n"),
            ("content/news/a/record.toml", record),
            ("content/news/a/vi.md", "+++\ntitle = \"A\"\n+++\nMột.\n"),
        ];
        let read = Snapshot::from_files(files.map(|(path, text)| (path, text.as_bytes())));
        let as_of = Some(Date::parse(day).expect("a day"));
        let overrides = Overrides { as_of, ..Overrides::default() };
        let build = assemble(read.value, &overrides, read.diagnostics);
        assert!(!build.has_errors(), "{:?}", build.diagnostics);
        build.site.record("a").is_some()
    }

    #[test]
    fn a_record_is_shown_from_its_first_day_to_its_last() {
        let days = ["2026-02-28", "2026-03-01", "2026-03-02", "2026-04-30", "2026-05-01"];
        let shown = |record: &str| days.map(|day| is_shown(record, day));
        assert_eq!(shown("publish_on = 2026-03-01"), [false, true, true, true, true]);
        assert_eq!(shown("publish_on = 2026-03-02"), [false, false, true, true, true]);
        assert_eq!(shown("expires_on = 2026-04-30"), [true, true, true, true, false]);
        assert_eq!(shown("withdrawn = 2026-04-30"), [false; 5], "at once");
    }
}
