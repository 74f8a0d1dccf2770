//! What a page was made from, as far as that changes often.
//!
//! Nearly every edit changes one figure, one title, one text or one string. So views come to facts, titles, prose and
//! strings by the doors of this file alone, each of which notes what was asked for, and a page that has read nothing of what
//! has changed needs no new view. `tests/it/tidy.rs` sees to the doors. Whatever else a view can reach (settings, schemas, the
//! plan of the site) is compared as a whole: see `pipeline/inputs.rs`.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::ptr;

use indexmap::IndexMap;

use super::Lens;
use crate::base::Lang;
use crate::content::{CollectionId, Fact, Meta, Record, RecordId, Text};
use crate::fact::Date;
use crate::geo::Shape;
use crate::site::code::CodeFile;
use crate::site::{Whereabouts, records_named};

/// Something that a page is made from and that may change while everything else stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Input {
    /// The strings of the interface, in the language that asks for them.
    Strings(Lang),
    /// The day of the edition.
    Today,
    /// The newest change in a collection.
    Updated(CollectionId),
    /// What a record says of itself in no language: its facts, and what every record may say.
    Facts(RecordId),
    /// The titles of a record, and in which languages it has texts.
    Heads(RecordId),
    /// The prose of a record in a language.
    Prose(RecordId, Lang),
}

/// What a page has read, ascending, each once.
pub type Reads = Vec<Input>;

/// What has been read so far.
#[derive(Debug, Default)]
pub(super) struct ReadLog {
    reads: RefCell<BTreeSet<Input>>,
    /// The record whose facts were asked for last: a view asks for one after another of the same.
    last: Cell<Option<*const Record>>,
}

impl ReadLog {
    pub(super) fn reads(self) -> Reads {
        self.reads.into_inner().into_iter().collect()
    }

    fn note(&self, inputs: impl IntoIterator<Item = Input>) {
        self.reads.borrow_mut().extend(inputs);
    }
}

impl Lens<'_> {
    /// The facts of a record.
    pub(super) fn facts<'r>(&self, record: &'r Record) -> &'r IndexMap<String, Fact> {
        self.note_facts(record);
        &record.facts
    }

    /// What a record says of itself besides its facts.
    pub(super) fn meta<'r>(&self, record: &'r Record) -> &'r Meta {
        self.note_facts(record);
        &record.meta
    }

    /// A fact by field, of the record itself or of another; `None` when there is none.
    pub(super) fn fact_of<'r>(
        &'r self,
        own: Option<&'r Record>,
        record: Option<&str>,
        field: &str,
    ) -> Option<(&'r Record, &'r Fact)> {
        let owner = match record {
            Some(id) => self.site.record(id)?.1,
            None => own?,
        };
        self.note_facts(owner);
        self.site.fact(own, record, field)
    }

    /// The files of a record's codes, of which there are more for a desk and for an event.
    pub(super) fn code_files(&self, record: RecordId) -> Vec<CodeFile> {
        self.note_facts(&self.site.content.records[record]);
        self.site.code_files(record)
    }

    /// The first and last day of an event.
    pub(super) fn days(&self, record: &Record) -> Option<(Date, Date)> {
        self.note_facts(record);
        self.site.days(record)
    }

    /// The records that answer the reader about `record`: any of them may have begun or ceased to.
    pub(super) fn desks(&self, record: Option<&Record>) -> Vec<RecordId> {
        record.into_iter().for_each(|record| self.note_facts(record));
        let desks = self.site.desks().into_iter().flat_map(|(desks, _)| self.site.members(desks));
        self.note(|| desks.map(Input::Facts));
        self.site.contacts(record, self.lang)
    }

    /// The title of a record, and its language.
    pub(super) fn title<'r>(&'r self, record: &'r Record) -> (Lang, &'r str) {
        self.note_of(record, |record| [Input::Heads(record)]);
        let (found, text) = self.site.text(record, self.lang);
        (found, &text.title)
    }

    /// The titles of a record in other languages than the reader's.
    pub(super) fn foreign_titles<'r>(&self, record: &'r Record) -> impl Iterator<Item = &'r str> + use<'r> {
        self.note_of(record, |record| [Input::Heads(record)]);
        let own = self.lang;
        let others = record.texts.iter().filter(move |(lang, _)| *lang != own);
        others.map(|(_, text)| text.title.as_str())
    }

    /// Whether a record has a text of its own in a language.
    pub(super) fn is_translated(&self, record: &Record, lang: Lang) -> bool {
        self.note_of(record, |record| [Input::Heads(record)]);
        self.site.is_translated(record, lang)
    }

    /// The text of a record, and its language.
    pub(super) fn prose<'r>(&'r self, record: &'r Record) -> (Lang, &'r Text) {
        let (found, text) = self.site.text(record, self.lang);
        self.note_of(record, |record| [Input::Heads(record), Input::Prose(record, found)]);
        (found, text)
    }

    /// The texts of a record, the best for the reader first.
    pub(super) fn every_prose<'r>(
        &'r self,
        record: &'r Record,
    ) -> impl Iterator<Item = (Lang, &'r Text)> + use<'r> {
        self.note_of(record, |id| {
            let prose = record.texts.iter().map(move |(lang, _)| Input::Prose(id, lang));
            [Input::Heads(id)].into_iter().chain(prose)
        });
        record.texts.iter_by(self.site.chain(self.lang)).map(|(lang, text)| (lang, &**text))
    }

    /// The title of a record that is kept back today, and its language when not the reader's.
    pub(super) fn withheld_title(&self, id: &str) -> Option<(String, Option<String>)> {
        let (found, text) = self.site.withheld.get(id)?.texts.pick(self.site.chain(self.lang))?;
        Some((text.title.clone(), self.other(found)))
    }

    /// The day of the edition.
    pub(super) fn today(&self) -> Date {
        self.note(|| [Input::Today]);
        self.site.today
    }

    /// The newest change in a collection.
    pub(super) fn newest(&self, collection: CollectionId) -> Option<Date> {
        self.note(|| [Input::Updated(collection)]);
        self.site.index.updated[collection]
    }

    /// Does a part of the page's work that another page may take over, and tells what it read.
    pub(super) fn recorded<T>(self, work: impl FnOnce(&Lens<'_>) -> T) -> (T, Reads) {
        let log = ReadLog::default();
        let result = work(&Lens { log: Some(&log), ..self });
        (result, log.reads())
    }

    /// Notes what a part read that was made for this page or for another.
    pub(super) fn also_read(&self, reads: &Reads) {
        self.note(|| reads.iter().copied());
    }

    /// Notes that strings of the interface were asked for in these languages.
    pub(super) fn note_strings(&self, langs: impl IntoIterator<Item = Lang>) {
        self.note(|| langs.into_iter().map(Input::Strings));
    }

    fn note<I: IntoIterator<Item = Input>>(&self, inputs: impl FnOnce() -> I) {
        if let Some(log) = self.log {
            log.note(inputs());
        }
    }

    fn note_of<I: IntoIterator<Item = Input>>(&self, record: &Record, inputs: impl FnOnce(RecordId) -> I) {
        if let Some(log) = self.log
            && let Some((id, _)) = self.site.record(&record.id)
        {
            log.note(inputs(id));
        }
    }

    fn note_facts(&self, record: &Record) {
        if let Some(log) = self.log
            && !log.last.replace(Some(record)).is_some_and(|last| ptr::eq(last, record))
        {
            self.note_of(record, |record| [Input::Facts(record)]);
        }
    }
}

impl<'a> Lens<'a> {
    /// Where a record is: it says so itself, or leaves it to a record that it names.
    pub(super) fn whereabouts(&self, record: RecordId) -> Option<Whereabouts<'a>> {
        self.note_places(&self.site.content.records[record]);
        self.site.whereabouts(record)
    }

    /// What a record's field says of where it is.
    pub(super) fn shape_of(&self, record: &'a Record, field: &str) -> Option<&'a Shape> {
        self.note_places(record);
        self.site.shape_of(record, field)
    }

    fn note_places(&self, record: &Record) {
        self.note_facts(record);
        let named =
            records_named(record).into_iter().filter_map(|name| self.site.index.by_id.get(&name.text));
        self.note(|| named.map(|record| Input::Facts(*record)));
    }
}
