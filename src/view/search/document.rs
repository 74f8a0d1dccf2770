//! What a search knows of each page: its words as the reader of a language sees them.

use super::criterion::{Measure, fine, kind_of, measures};
use indexmap::IndexMap;

use super::super::reads::Reads;
use super::super::{Lens, Views, body, fact, listing, name, place, value, wording};
use crate::base::{Lang, PerLang};
use crate::content::{
    CollectionId, EntryId, FieldType, Findable, Former, Record, RecordId, Value, Vocabulary, VocabularyId,
};
use crate::fact::Date;
use crate::locale::DateStyle;
use crate::search::{Document, ShortAnswer};
use crate::site::Route;

/// A page, or a place on one, that a search finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SearchTarget {
    /// A record.
    Record(RecordId),
    /// The page of an entry.
    Term(VocabularyId, EntryId),
    /// The list of a collection.
    List(CollectionId),
}

/// What an index of a language says beside its records.
#[derive(Debug)]
pub struct SearchFrame<'s> {
    /// Titles of collections, vocabularies with pages, and of lists; each with how much it counts, in hundredths.
    pub collections: Vec<(String, u32)>,
    /// Which of them holds questions.
    pub questions: Option<u32>,
    /// Names of the facets, each with its values in order.
    pub facets: Vec<(String, Vec<String>)>,
    /// Names of the ranges.
    pub ranges: Vec<String>,
    /// Of each entry that has words for searching, all that it is called.
    pub same: Vec<Vec<String>>,
    measures: Vec<Measure<'s>>,
}

/// How much what a collection holds counts in a search, in hundredths.
const NORMAL: u32 = 100;
const LATE: u32 = 40;
/// A list is found beside what it lists.
const LIST: u32 = 80;

impl Views<'_> {
    /// What is found in a language, by title; and what that follows from.
    #[must_use]
    pub fn search_targets(&self, lang: Lang) -> (Vec<SearchTarget>, Reads) {
        self.lens(lang, "").recorded(targets)
    }

    /// What an index says beside its records, and what that follows from.
    #[must_use]
    pub fn search_frame(&self, lang: Lang) -> (SearchFrame<'_>, Reads) {
        let measures = measures(self.site);
        let (mut frame, reads) = self.lens(lang, "").recorded(frame);
        frame.ranges = measures.iter().map(|found| found.name.clone()).collect();
        (SearchFrame { measures, ..frame }, reads)
    }

    /// What a search knows of a page, and what that was made from.
    #[must_use]
    pub fn search_document(
        &self,
        lang: Lang,
        target: SearchTarget,
        frame: &SearchFrame<'_>,
    ) -> (Document, Reads) {
        self.lens(lang, "").recorded(|lens| match target {
            SearchTarget::Record(at) => of_record(lens, at, &frame.measures),
            SearchTarget::Term(vocabulary, entry) => of_term(lens, vocabulary, entry),
            SearchTarget::List(at) => of_list(lens, at),
        })
    }
}

fn targets(lens: &Lens<'_>) -> Vec<SearchTarget> {
    let content = &lens.site.content;
    let is_found = |record: &Record| {
        lens.site.collection_of(record).search != Findable::Never
            && lens.has_address(record)
            && lens.is_translated(record, lens.lang)
    };
    let records = content.records.iter_enumerated().filter(|(_, record)| is_found(record));
    let records = records.map(|(at, _)| SearchTarget::Record(at));
    let entries = |(at, words): (VocabularyId, &Vocabulary)| {
        let all = words.entries.iter_enumerated().map(|(entry, _)| entry);
        let filled = all.filter(|entry| lens.site.has_term(at, *entry));
        filled.map(|entry| SearchTarget::Term(at, entry)).collect::<Vec<_>>()
    };
    let terms = content.vocabularies.iter_enumerated().flat_map(entries);
    let lists = content.collections.iter_enumerated();
    let lists = lists.filter(|(_, found)| found.list && found.search != Findable::Never);
    let mut targets: Vec<SearchTarget> =
        records.chain(terms).chain(lists.map(|(at, _)| SearchTarget::List(at))).collect();
    targets.sort_by_cached_key(|target| (lens.locale.sort_key(&title(lens, *target)), *target));
    targets
}

fn frame<'s>(lens: &Lens<'_>) -> SearchFrame<'s> {
    let content = &lens.site.content;
    let word = |words: &PerLang<String>, otherwise: &str| {
        lens.site.word(words, lens.lang).map_or(otherwise, |(word, _)| word).to_owned()
    };
    let weight = |found: Findable| if found == Findable::Late { LATE } else { NORMAL };
    let collections = content.collections.values();
    let collections = collections.map(|found| (word(&found.title, &found.name), weight(found.search)));
    let vocabularies = content.vocabularies.values();
    let vocabularies = vocabularies.map(|words| (word(&words.title, &words.name), NORMAL));
    let lists = (lens.string("search_lists"), LIST);
    let mut asked = content.collections.values().zip(0..);
    SearchFrame {
        collections: collections.chain(vocabularies).chain([lists]).collect(),
        questions: asked.find(|(found, _)| found.schema_org.as_deref() == Some("FAQPage")).map(|(_, at)| at),
        facets: values(lens),
        ranges: Vec::new(),
        same: same(lens),
        measures: Vec::new(),
    }
}

/// Whoever types one name of an entry finds what any of them stands in.
fn same(lens: &Lens<'_>) -> Vec<Vec<String>> {
    let entries = lens.site.content.vocabularies.values().flat_map(|words| words.entries.values());
    let named = entries.filter_map(|entry| {
        let words = entry.search_words.get(lens.lang)?;
        let names = [&entry.name, &entry.short].into_iter().filter_map(|names| names.get(lens.lang));
        Some(names.chain(words).cloned().collect())
    });
    named.collect()
}

/// The place of a collection, a vocabulary or of lists among those of [`SearchFrame`].
fn position(lens: &Lens<'_>, target: SearchTarget) -> u32 {
    let content = &lens.site.content;
    let at = match target {
        SearchTarget::Record(record) => usize::from(content.records[record].collection),
        SearchTarget::Term(vocabulary, _) => content.collections.len() + usize::from(vocabulary),
        SearchTarget::List(_) => content.collections.len() + content.vocabularies.len(),
    };
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn title(lens: &Lens<'_>, target: SearchTarget) -> String {
    let content = &lens.site.content;
    let word = |words: &PerLang<String>, otherwise: &str| {
        lens.site.word(words, lens.lang).map_or(otherwise, |(word, _)| word).to_owned()
    };
    match target {
        SearchTarget::Record(at) => lens.title(&content.records[at]).1.to_owned(),
        SearchTarget::Term(vocabulary, entry) => {
            let entry = &content.vocabularies[vocabulary].entries[entry];
            word(&entry.name, &entry.id)
        }
        SearchTarget::List(at) => word(&content.collections[at].title, &content.collections[at].name),
    }
}

fn of_record(lens: &Lens<'_>, at: RecordId, measures: &[Measure<'_>]) -> Document {
    let record = &lens.site.content.records[at];
    let collection = lens.site.collection_of(record);
    let (_, text) = lens.prose(record);
    let plain = body::plain(lens, &text.body.plain, &text.body, Some(record));
    let headings = text.body.headings.iter();
    let headings = headings.map(|heading| body::plain(lens, &heading.text, &text.body, Some(record)));
    let summary =
        text.summary.as_ref().map(|summary| body::plain(lens, &summary.plain, summary, Some(record)));
    let facts = fact::by_field(lens, record).0.into_iter();
    let shown = facts.filter(|(name, _)| collection.fields.get(name).is_some_and(|field| !field.hidden));
    let is_question = collection.schema_org.as_deref() == Some("FAQPage");
    let mut document = Document {
        id: record.id.clone(),
        url: lens.record_url(at),
        collection: position(lens, SearchTarget::Record(at)),
        title: text.title.clone(),
        number: document_number(lens, record),
        code: lens.site.codes.of[at].clone().unwrap_or_default(),
        headings: headings.collect(),
        summary: summary.unwrap_or_default(),
        facts: shown.map(|(_, fact)| (fact.label, fact.text)).collect(),
        answer: is_question.then(|| short_answer(lens, record, &plain)),
        body: plain,
        facets: facets(lens, record),
        ranges: ranges(lens, record, measures),
        date: date_of(lens, record),
        ..Document::default()
    };
    // A record is found by the names that it has in other languages.
    document.names.extend(lens.foreign_titles(record).map(str::to_owned));
    add_former(lens, &lens.meta(record).former, &mut document);
    add_words(lens, &lens.meta(record).search_words, &mut document);
    add_terms(lens, record, &mut document);
    let title = lens.site.word(&collection.title, lens.lang);
    document.related.extend(title.map(|(title, _)| title.to_owned()));
    document
}

/// Former names: those in the reader's language call it as its title does.
fn add_former(lens: &Lens<'_>, former: &[Former], document: &mut Document) {
    for former in former {
        for (lang, name) in former.name.iter() {
            if lang == lens.lang { &mut document.former } else { &mut document.names }.push(name.clone());
        }
    }
}

/// Words for searching: those in the reader's language find it as its title does.
fn add_words(lens: &Lens<'_>, words: &PerLang<Vec<String>>, document: &mut Document) {
    for (lang, words) in words.iter() {
        if lang == lens.lang { &mut document.former } else { &mut document.names }.extend_from_slice(words);
    }
}

/// The names of all entries that the facts name, in every language.
fn add_terms(lens: &Lens<'_>, record: &Record, document: &mut Document) {
    for fact in lens.facts(record).values() {
        for (vocabulary, id) in crate::site::terms_of(&fact.value) {
            let Some(entry) = lens.site.entry(vocabulary, id) else { continue };
            for (lang, name) in entry.name.iter().chain(entry.short.iter()) {
                if lang == lens.lang { &mut document.terms } else { &mut document.related }
                    .push(name.clone());
            }
            for (lang, words) in entry.search_words.iter() {
                if lang == lens.lang { &mut document.terms } else { &mut document.related }
                    .extend_from_slice(words);
            }
        }
    }
}

/// The number of a document, where the record is one.
fn document_number(lens: &Lens<'_>, record: &Record) -> String {
    let fields = lens.site.collection_of(record).fields.iter();
    let mut numbers = fields.filter(|(_, field)| field.rules.document_number).filter_map(|(name, _)| {
        match &lens.facts(record).get(name)?.value {
            Value::Text(number) => Some(number.clone()),
            _ => None,
        }
    });
    numbers.next().unwrap_or_default()
}

/// The first lines of an answer, the documents that it names, and its date.
fn short_answer(lens: &Lens<'_>, record: &Record, plain: &str) -> ShortAnswer {
    let collection = lens.site.collection_of(record);
    let mut answer = ShortAnswer {
        text: plain.lines().next().unwrap_or_default().trim().to_owned(),
        ..ShortAnswer::default()
    };
    for (name, field) in collection.fields.iter().filter(|(_, field)| field.card) {
        let Some(fact) = lens.facts(record).get(name) else { continue };
        match (&fact.value, field.kind.one()) {
            (Value::Date(date), _) => answer.compiled = lens.locale.date(*date, DateStyle::ShortWithin),
            (value, FieldType::Ref { .. }) => {
                let (label, _) = wording::label(lens, name, field);
                let titles = value::written(&lens.brief(), value, &field.kind, record).text;
                answer.basis.push(lens.labelled(&label, &titles));
            }
            _ => {}
        }
    }
    answer
}

/// The values of a record by which results are narrowed.
fn facets(lens: &Lens<'_>, record: &Record) -> Vec<(String, Vec<String>)> {
    let mut facets: Vec<(String, Vec<String>)> = Vec::new();
    for (name, field) in &lens.site.collection_of(record).fields {
        let Some(kind) = kind_of(name, field) else { continue };
        let Some(fact) = lens.facts(record).get(name) else { continue };
        let values = match &fact.value {
            Value::List(values) => values.as_slice(),
            value => std::slice::from_ref(value),
        };
        let shown = values.iter().map(|value| value_name(lens, value, &field.kind));
        match facets.iter_mut().find(|(known, _)| known == kind) {
            Some((_, known)) => known.extend(shown),
            None => facets.push((kind.to_owned(), shown.collect())),
        }
    }
    facets
}

/// What a value that results are narrowed by is called.
fn value_name(lens: &Lens<'_>, value: &Value, kind: &FieldType) -> String {
    match value {
        Value::Term { vocabulary, id } => wording::term(lens, vocabulary, &id.text).text,
        Value::Choice(key) => wording::choice(lens, key, kind).text,
        Value::Record(name) => match lens.site.record(&name.text) {
            Some((_, record)) => lens.title(record).1.to_owned(),
            None => name.text.clone(),
        },
        _ => String::new(),
    }
}

/// All values of each facet, in the order of the language.
fn values(lens: &Lens<'_>) -> Vec<(String, Vec<String>)> {
    let mut all: IndexMap<String, Vec<String>> = IndexMap::new();
    let records = lens.site.content.records.iter();
    for (name, values) in records.flat_map(|record| facets(lens, record)) {
        all.entry(name).or_default().extend(values);
    }
    for values in all.values_mut() {
        values.sort_unstable();
        values.dedup();
        values.sort_by_cached_key(|value| lens.locale.sort_key(value));
    }
    all.into_iter().collect()
}

fn ranges(lens: &Lens<'_>, record: &Record, measures: &[Measure<'_>]) -> Vec<(String, u64)> {
    let collection = lens.site.collection_of(record);
    let found = measures.iter().filter_map(|measure| {
        let figure = match measure.to {
            Some(_) => distance(lens, measure, record),
            None => measure.figure(collection, lens.facts(record)),
        };
        Some((measure.name.clone(), figure?))
    });
    found.collect()
}

/// How far a record says that it is from where its collection measures to.
fn distance(lens: &Lens<'_>, measure: &Measure<'_>, record: &Record) -> Option<u64> {
    let (name, _) = measure.first;
    let field = lens.site.collection_of(record).fields.get(name)?;
    let FieldType::Distances { from, to } = &field.kind else { return None };
    let given = lens.facts(record).get(name).map(|fact| &fact.value);
    fine(place::distance(lens, (from, to.first()?), given, record)?)
}

/// The date of a record as one number: its own, else that of its facts or of its last change.
fn date_of(lens: &Lens<'_>, record: &Record) -> u32 {
    let own = name::day_of(lens, record).or(lens.meta(record).updated);
    let (year, month, day) = own.as_ref().map_or((0, 0, 0), Date::first_day);
    u32::try_from(year).unwrap_or_default() * 10_000 + u32::from(month) * 100 + u32::from(day)
}

fn of_term(lens: &Lens<'_>, vocabulary: VocabularyId, entry: EntryId) -> Document {
    let words = &lens.site.content.vocabularies[vocabulary];
    let found = &words.entries[entry];
    let target = SearchTarget::Term(vocabulary, entry);
    let mut document = Document {
        id: found.id.clone(),
        url: Route::Term { lang: lens.lang, vocabulary, entry, page: 1 }.href(lens.site),
        collection: position(lens, target),
        title: title(lens, target),
        ..Document::default()
    };
    for (lang, name) in found.name.iter().filter(|(lang, _)| *lang != lens.lang).chain(found.short.iter()) {
        if lang == lens.lang { &mut document.former } else { &mut document.names }.push(name.clone());
    }
    add_former(lens, &found.former, &mut document);
    add_words(lens, &found.search_words, &mut document);
    document.related.extend(lens.site.word(&words.title, lens.lang).map(|(title, _)| title.to_owned()));
    document
}

fn of_list(lens: &Lens<'_>, at: CollectionId) -> Document {
    let collection = &lens.site.content.collections[at];
    let target = SearchTarget::List(at);
    let others = collection.title.iter().filter(|(lang, _)| *lang != lens.lang);
    let intro = lens.site.content.intros[at].get(lens.lang);
    Document {
        id: collection.name.clone(),
        url: lens.list_url(at),
        collection: position(lens, target),
        title: title(lens, target),
        names: others.map(|(_, title)| title.clone()).collect(),
        summary: intro.and_then(|text| listing::text_summary(lens, text)).unwrap_or_default(),
        ..Document::default()
    }
}
